// What became of a report: plain stages, when they come, and what the reporter may say to it.
import { find, make } from '../../shared/dom';
import { get, post } from '../../shared/http';
import { openFrame } from '../../shared/plain';
import type { Schema } from '../../shared/form/schema';
import type { Answers } from '../../shared/form/sd-form';
import { moment } from '../../shared/times';
import { say } from '../texts';

interface Stage {
  name: string;
  at: string | null;
  state: 'done' | 'now' | 'ahead';
}

interface Said {
  at: string;
  text: string;
}

interface Action {
  id: string;
  name: string;
  form: Schema | null;
  inputs: Answers;
}

interface Report {
  number: string;
  stages: Stage[];
  outcome_name: string | null;
  coming: { at: string; words: string } | null;
  replies: Said[];
  notices: Said[];
  actions: Action[];
}

const MARKS = { done: '✓', now: '●', ahead: '○' };
const asking = find<HTMLFormElement>('#asking');
const shown = find('#case');
const fault = find('#fault');

openFrame();
find<HTMLInputElement>('#number').value = decodeURIComponent(location.hash.slice(1));
asking.addEventListener('submit', (event) => {
  event.preventDefault();
  void look();
});

/** The number and the code as they were typed; the code goes in a header, never in an address. */
function key(): { path: string; headers: Record<string, string> } {
  const typed = new FormData(asking);
  const number = String(typed.get('number')).trim();
  return { path: `/public/v1/reports/${encodeURIComponent(number)}`, headers: { 'X-Check-Code': String(typed.get('code')).trim() } };
}

async function look(): Promise<void> {
  const { path, headers } = key();
  const { answer, problem } = await get<Report>(path, headers);
  fault.hidden = !problem;
  fault.textContent = problem?.detail ?? '';
  shown.replaceChildren(...(answer ? drawn(answer) : []));
}

function drawn(report: Report): Node[] {
  const parts: Node[] = [make('h2', {}, say('follow_of', { number: report.number })), stages(report.stages)];
  if (report.outcome_name) parts.push(make('p', {}, say('outcome', { outcome: report.outcome_name })));
  if (report.coming) parts.push(make('p', { class: 'coming' }, say('coming', { moment: moment(report.coming.at) })));
  const said = [...report.replies, ...report.notices].sort((one, other) => other.at.localeCompare(one.at));
  if (said.length) parts.push(make('h3', {}, say('reply')), ...said.map(saying));
  return [make('section', { class: 'card' }, ...parts), ...report.actions.map(action)];
}

function stages(all: Stage[]): HTMLElement {
  const rows = all.map(({ name, at, state }) =>
    make('li', { class: state, ...(state === 'now' && { 'aria-current': 'step' }) },
      make('span', { 'aria-hidden': true }, MARKS[state]), make('b', {}, name), ...(at ? [make('time', { datetime: at }, moment(at))] : [])));
  return make('ol', { class: 'stages' }, ...rows);
}

function saying({ at, text }: Said): HTMLElement {
  return make('p', { class: 'saying' }, make('time', { datetime: at }, moment(at)), text);
}

/** One thing the reporter may do: its form opens below its name. */
function action(each: Action): HTMLElement {
  const box = make('details', { class: 'card action' }, make('summary', {}, make('strong', {}, each.name)));
  if (each.id === 'rating') box.open = true;
  box.addEventListener('toggle', () => void fill(box, each), { once: true });
  return box;
}

async function fill(box: HTMLElement, { id, name, form: schema, inputs }: Action): Promise<void> {
  await import('../../shared/form/sd-form');
  const { house } = await import('../house');
  const form = make('sd-form');
  const refused = make('p', { class: 'fault', role: 'alert', hidden: true });
  const button = make('button', { class: 'primary' }, name);
  box.append(...(schema ? [form] : []), refused, button);
  if (schema) await form.show(schema, inputs, house);
  button.addEventListener('click', () => void answer());

  async function answer(): Promise<void> {
    const answers = schema ? form.submit() : {};
    if (!answers) return;
    const { path, headers } = key();
    const { problem } = await post(`${path}/${id}`, JSON.stringify({ answers }), headers);
    if (!problem) return look();
    const elsewhere = problem.errors ? form.complain(problem.errors) : [problem.detail];
    refused.textContent = elsewhere.join(' ');
    refused.hidden = !elsewhere.length;
  }
}
