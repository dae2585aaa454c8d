// A decision table drawn as a table; the rules that spoke are marked with a word and a colour.
import { make } from '../shared/dom';
import { say } from '../shared/texts';

interface Column {
  name: string;
  expression: string;
}

interface Rule {
  tests: string[];
  results: string[];
  notes: string[];
}

export interface Table {
  id: string;
  hit_policy: string;
  aggregation: string | null;
  inputs: Column[];
  outputs: Column[];
  rules: Rule[];
}

export interface Fired {
  table: string;
  rule: number;
}

const noted = (table: Table): boolean => table.rules.some(({ notes }) => notes.some(Boolean));

/** Draw a table; without rules that spoke or kept silent, as it is written. */
export function drawTable(name: string, table: Table, fired: Fired[] | null): HTMLElement {
  const spoke = new Set(fired?.filter((each) => each.table === table.id).map(({ rule }) => rule));
  const policy = [table.hit_policy, table.aggregation].filter(Boolean).join(' ');
  return make(
    'figure', { class: 'card decision' },
    make('h2', {}, name),
    make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
      make('table', {},
        make('caption', {}, say('table_policy', { policy }), fired ? ` · ${summary(spoke)}` : ''),
        make('thead', {}, heads(table)),
        make('tbody', {}, ...rows(table, spoke)),
      ),
    ),
  );
}

function summary(spoke: Set<number>): string {
  return spoke.size ? say('table_fired', { rules: [...spoke].join(', ') }) : say('table_silent');
}

function heads(table: Table): HTMLElement {
  return make('tr', {},
    make('th', { scope: 'col' }, '#'),
    ...table.inputs.map((column) => head(column, 'input')),
    ...table.outputs.map((column) => head(column, 'output')),
    ...(noted(table) ? [make('th', { scope: 'col' }, say('table_note'))] : []),
  );
}

function head({ name, expression }: Column, kind: string): HTMLElement {
  const below = expression && expression !== name ? [make('code', { class: 'hint' }, expression)] : [];
  return make('th', { scope: 'col', class: kind }, make('span', {}, name), ...below);
}

function rows(table: Table, spoke: Set<number>): HTMLElement[] {
  return table.rules.map((rule, place) => {
    const drawn = row(rule, place + 1, spoke.has(place + 1));
    if (noted(table)) drawn.append(make('td', { class: 'note' }, rule.notes.filter(Boolean).join(' ')));
    return drawn;
  });
}

function row(rule: Rule, number: number, spoke: boolean): HTMLElement {
  const mark = spoke ? [make('span', { class: 'fired' }, say('table_hit'))] : [];
  return make('tr', { class: spoke ? 'spoke' : '' },
    make('th', { scope: 'row' }, String(number), ...mark),
    ...rule.tests.map((text) => make('td', {}, make('code', {}, text || '-'))),
    ...rule.results.map((text) => make('td', { class: 'output' }, make('code', {}, text))),
  );
}
