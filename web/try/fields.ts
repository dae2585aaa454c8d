// A field for every value a decision asks for, by its type; and what was filled in, as exact JSON.
import { make } from '../shared/dom';
import { say } from '../shared/texts';
import { contextText, withSeconds } from './asking';

export interface Input {
  name: string;
  label: string;
  type: string;
  allowed: unknown[];
  mentioned: unknown[];
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const MOMENTS: Record<string, string> = { date: 'date', time: 'time', 'date and time': 'datetime-local' };
const DURATIONS: Record<string, string> = {
  'days and time duration': 'P1DT2H',
  'years and months duration': 'P1Y6M',
};

/** Draw the fields. */
export function drawFields(inputs: Input[]): HTMLElement[] {
  return inputs.map((input, place) => {
    const field = fieldFor(input);
    field.id = `dmn-input-${place}`;
    field.dataset['name'] = input.name;
    field.dataset['type'] = input.type;
    const name = input.label === input.name ? [] : [' ', make('code', { class: 'hint' }, input.name)];
    const parts: HTMLElement[] = [make('label', { for: field.id }, input.label, ...name), field];
    if (field instanceof HTMLInputElement) parts.push(...suggestions(field, input));
    return make('div', {}, ...parts);
  });
}

/** Give the filled-in values and more of them, as one JSON object; what is left empty is left out. */
export function valuesOf(fields: HTMLElement, more: string): string {
  const filled = [...fields.querySelectorAll<Field>('[data-name]')].filter(({ value }) => value.trim());
  const entries = filled.map((field) => `${JSON.stringify(field.dataset['name'])}: ${json(field)}`);
  const rest = (contextText(more) ?? '{}').trim().slice(1, -1).trim();
  return `{${[...entries, ...(rest ? [rest] : [])].join(', ')}}`;
}

function fieldFor({ type, allowed }: Input): Field {
  if (type === 'boolean') return choice([['true', say('yes')], ['false', say('no')]]);
  if (allowed.length && !isMany(type)) return choice(allowed.map((each) => [JSON.stringify(each), spoken(each)]));
  if (type === 'number') return make('input', { inputmode: 'decimal', autocomplete: 'off' });
  if (isMany(type)) return make('textarea', { class: 'code', rows: 3, spellcheck: false, placeholder: sample(type) });
  const moment = MOMENTS[type];
  if (moment) return make('input', { type: moment, ...(moment !== 'date' && { step: 1 }) });
  const placeholder = DURATIONS[type] ?? (type === 'string' ? '' : say('dmn_any'));
  return make('input', { type: 'text', autocomplete: 'off', placeholder });
}

function isMany(type: string): boolean {
  return /^(list|context)\b/.test(type);
}

function sample(type: string): string {
  return type.startsWith('list') ? '[]' : '{}';
}

function choice(options: [string, string][]): HTMLSelectElement {
  const drawn = options.map(([value, name]) => make('option', { value }, name));
  return make('select', {}, make('option', { value: '' }, say('not_filled')), ...drawn);
}

/** The values the table compares with, to pick from; any other may be typed. */
function suggestions(field: HTMLInputElement, { type, mentioned }: Input): HTMLElement[] {
  if (!mentioned.length || type in MOMENTS) return [];
  const list = make('datalist', { id: `${field.id}-mentioned` });
  list.append(...mentioned.map((each) => make('option', { value: spoken(each) })));
  field.setAttribute('list', list.id);
  return [list];
}

function spoken(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function json(field: Field): string {
  const { value } = field;
  const type = field.dataset['type'] ?? '';
  if (field instanceof HTMLSelectElement) return value;
  if (type === 'number') return NUMBER.test(value.trim()) ? value.trim() : JSON.stringify(value);
  if (type === 'time' || type === 'date and time') return JSON.stringify(withSeconds(value));
  if (type === 'Any' || isMany(type)) return isJson(value) ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
