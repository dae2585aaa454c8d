// A field for every value a decision asks for, by its type; and what was filled in, as exact JSON.
import { make } from '../shared/dom';
import { say } from '../shared/texts';

export interface Input {
  name: string;
  type: string;
  options: string[];
}

type Field = HTMLInputElement | HTMLSelectElement;

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const DATE_TYPES: Record<string, string> = {
  date: 'date',
  time: 'time',
  dateTime: 'datetime-local',
  'date and time': 'datetime-local',
};

/** Draw the fields. */
export function drawFields(inputs: Input[]): HTMLElement[] {
  return inputs.map((input, place) => {
    const field = fieldFor(input);
    field.id = `dmn-input-${place}`;
    field.dataset['name'] = input.name;
    field.dataset['type'] = input.type;
    return make('div', {}, make('label', { for: field.id }, input.name), field);
  });
}

/** Give the filled-in values as one JSON object; what is left empty is left out. */
export function valuesOf(fields: HTMLElement): string {
  const filled = [...fields.querySelectorAll<Field>('[data-name]')].filter(({ value }) => value !== '');
  return `{${filled.map((field) => `${JSON.stringify(field.dataset['name'])}: ${json(field)}`).join(', ')}}`;
}

function fieldFor({ type, options }: Input): Field {
  if (type === 'boolean') return choice([['true', say('yes')], ['false', say('no')]]);
  if (options.length) return choice(options.map((option) => [option, option]));
  if (type === 'number') return make('input', { inputmode: 'decimal' });
  return make('input', { type: DATE_TYPES[type] ?? 'text' });
}

function choice(options: [string, string][]): HTMLSelectElement {
  const drawn = options.map(([value, name]) => make('option', { value }, name));
  return make('select', {}, make('option', { value: '' }, say('not_filled')), ...drawn);
}

function json({ value, dataset }: Field): string {
  const type = dataset['type'] ?? '';
  const plain = type === 'boolean' || (type !== 'string' && NUMBER.test(value));
  return plain ? value : JSON.stringify(value);
}
