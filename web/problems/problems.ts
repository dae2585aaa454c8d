// What a refusal means and what to do: one page for each type, and the list of all.
import { find, make } from '../shared/dom';
import { openPage } from '../shared/frame';
import { get } from '../shared/http';
import { say } from '../shared/texts';

interface ProblemType {
  type: string;
  status: number;
  title: string;
  meaning: string;
}

const ALL = '/problems';

openPage(ALL);
void show();

async function show(): Promise<void> {
  const { answer, problem } = await get<ProblemType[]>('/api/v1/problem-types');
  const main = find('#main');
  if (!answer) {
    main.append(make('p', { class: 'card' }, problem.detail));
  } else if (location.pathname === ALL) {
    main.append(make('h1', {}, say('problems_name')), make('p', { class: 'hint' }, say('problems_about')), list(answer));
  } else {
    const one = answer.find(({ type }) => type === location.pathname);
    main.append(...(one ? drawn(one) : unknown()), make('p', {}, make('a', { href: ALL }, say('problems_all'))));
  }
}

function drawn(one: ProblemType): Node[] {
  return [
    make('h1', {}, one.title),
    make('section', { class: 'card problem' }, make('p', {}, one.meaning), facts(one)),
  ];
}

function facts({ type, status }: ProblemType): HTMLElement {
  return make('p', { class: 'hint' }, `HTTP ${status} · `, make('code', {}, type));
}

function unknown(): Node[] {
  return [make('h1', {}, say('problems_unknown')), make('p', { class: 'card' }, say('problems_unknown_about'))];
}

function list(all: ProblemType[]): HTMLElement {
  const rows = all.map((one) =>
    make('li', {}, make('a', { href: one.type }, make('code', {}, one.type.slice(ALL.length + 1))),
      ` · ${one.status} ${one.title}`, make('p', { class: 'hint' }, one.meaning)),
  );
  return make('ul', { class: 'card problems' }, ...rows);
}
