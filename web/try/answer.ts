// A FEEL value for a person to read: how FEEL writes it, and what kind of value it is.
import { make } from '../shared/dom';
import { say, type Key } from '../shared/texts';

export interface Notice {
  code: string;
  detail: string;
  position?: number;
}

export interface Answer {
  value: unknown;
  kind: string;
  kind_name: string;
  text: string;
  warnings: Notice[];
}

/** Draw an answer. */
export function drawAnswer(answer: Answer): Node[] {
  const value = drawValue(answer.value, answer.text, answer.kind);
  return [make('output', { class: 'value' }, value), make('p', { class: 'hint' }, answer.kind_name)];
}

/** Say why there is no answer yet. */
export function hint(key: Key): HTMLElement {
  return make('p', { class: 'hint' }, say(key));
}

/** Draw a value: named values and rows of them as a table, all else as FEEL writes it. */
function drawValue(value: unknown, text: string, kind: string): HTMLElement {
  const rows = Array.isArray(value) ? value : [value];
  if (!rows.length || !rows.every(isNamed)) return make('span', { class: `plain ${kind}` }, text);
  const names = [...new Set(rows.flatMap(Object.keys))];
  const heads = names.map((name) => make('th', { scope: 'col' }, name));
  const lines = rows.map((row) => make('tr', {}, ...names.map((name) => make('td', {}, written(row[name])))));
  return make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...lines));
}

function isNamed(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
