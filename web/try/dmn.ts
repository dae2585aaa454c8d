// The part where a person tries a decision file: what it asks for, what it answers, which rule spoke.
import { find, make } from '../shared/dom';
import type { Key } from '../shared/texts';
import { calmly, post, type Problem } from '../shared/http';
import { drawAnswer, hint, type Answer, type Notice } from './answer';
import { contextText, currentMinute, instantOf } from './asking';
import example from './example.dmn?raw';
import { markContext } from './context';
import { drawFields, valuesOf, type Input } from './fields';
import { drawNotices } from './notices';
import { drawTable, type Fired, type Table } from './table';

interface Decision {
  id: string;
  name: string;
  inputs: Input[];
  table: Table | null;
}

interface Reading {
  name: string;
  decisions: Decision[];
  faults: Notice[];
  findings: Notice[];
  answer: (Answer & { fired: Fired[] }) | null;
}

const choice = find<HTMLSelectElement>('#dmn-decision');
const fields = find('#dmn-inputs');
const now = find<HTMLInputElement>('#dmn-now');
const more = find<HTMLTextAreaElement>('#dmn-more');
const ask = calmly(decide);
const open: { xml: string; decisions: Decision[] } = { xml: '', decisions: [] };

/** Make the part work. */
export function openDmn(): void {
  now.value = currentMinute();
  const form = find<HTMLFormElement>('#dmn-form');
  form.addEventListener('input', (event) => event.target !== choice && ask());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  choice.addEventListener('change', showDecision);
  find('#dmn-example').addEventListener('click', () => void read(example));
  openFiles();
}

function openFiles(): void {
  const input = find<HTMLInputElement>('#dmn-file');
  const area = find('#dmn-drop');
  input.addEventListener('change', () => void readFile(input.files?.[0]));
  area.addEventListener('dragover', (event) => {
    event.preventDefault();
    area.classList.add('over');
  });
  area.addEventListener('dragleave', () => area.classList.remove('over'));
  area.addEventListener('drop', (event) => {
    event.preventDefault();
    area.classList.remove('over');
    void readFile(event.dataTransfer?.files[0]);
  });
}

async function readFile(file: File | undefined): Promise<void> {
  if (file) await read(await file.text());
}

async function read(xml: string): Promise<void> {
  const { answer, problem } = await post<Reading>('/api/v1/try/dmn', JSON.stringify({ xml }));
  showFaults(problem, answer);
  find('#dmn-loaded').hidden = !answer?.decisions.length;
  if (!answer) return;
  Object.assign(open, { xml, decisions: answer.decisions });
  choice.replaceChildren(...answer.decisions.map(({ id, name }) => make('option', { value: id || name }, name)));
  choice.selectedIndex = answer.decisions.length - 1;
  showDecision();
}

function chosen(): Decision | undefined {
  return open.decisions[choice.selectedIndex];
}

function showDecision(): void {
  fields.replaceChildren(...drawFields(chosen()?.inputs ?? []));
  ask();
}

async function decide(isNewest: () => boolean): Promise<void> {
  const decision = chosen();
  const wrong = contextText(more.value) === undefined;
  markContext(more, find('#dmn-more-fault'), { wrong });
  if (!decision || wrong) return;
  const context = valuesOf(fields, more.value);
  if (decision.inputs.length && context === '{}') return showAnswer(decision, null, 'dmn_fill');
  const question = `{"xml": ${JSON.stringify(open.xml)}, "decision": ${JSON.stringify(choice.value)},
    "now": ${JSON.stringify(instantOf(now.value))}, "context": ${context}}`;
  const { answer, problem } = await post<Reading>('/api/v1/try/dmn', question);
  if (!isNewest()) return;
  if (problem) showFaults(problem);
  showAnswer(decision, answer?.answer ?? null);
}

function showFaults(problem?: Problem, reading?: Reading): void {
  const refusal = problem && { code: '', detail: problem.detail };
  const faults = problem?.errors ?? (refusal ? [refusal] : []);
  find('#dmn-faults').replaceChildren(
    ...drawNotices([...faults, ...(reading?.faults ?? [])], { kind: 'fault' }),
    ...drawNotices(reading?.findings ?? [], { kind: 'warning' }),
  );
}

function showAnswer(decision: Decision, answer: Reading['answer'], without?: Key): void {
  const fired = answer?.fired ?? [];
  find('#dmn-answer').replaceChildren(...(answer ? drawAnswer(answer) : without ? [hint(without)] : []));
  find('#dmn-notices').replaceChildren(...drawNotices(answer?.warnings ?? [], { kind: 'warning' }));
  const spoke = (each: Decision): boolean => fired.some(({ table }) => table === each.table?.id);
  const drawn = open.decisions.filter((each) => each === decision || spoke(each));
  find('#dmn-tables').replaceChildren(
    ...drawn.flatMap(({ name, table }) => (table ? [drawTable(name, table, answer && fired)] : [])),
  );
}
