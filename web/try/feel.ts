// The part where a person tries an expression: typed on the left, understood on the right.
import { find, make } from '../shared/dom';
import { calmly, post, type Problem } from '../shared/http';
import { drawAnswer, hint, type Answer } from './answer';
import { contextText, currentMinute, instantOf } from './asking';
import { markContext } from './context';
import examples from './examples.json';
import { drawNotices } from './notices';

const expression = find<HTMLTextAreaElement>('#expression');
const context = find<HTMLTextAreaElement>('#feel-context');
const contextFault = find('#feel-context-fault');
const now = find<HTMLInputElement>('#feel-now');
const ask = calmly(evaluate);

/** Make the part work, and start with the first example. */
export function openFeel(): void {
  now.value = currentMinute();
  for (const field of [expression, context, now]) field.addEventListener('input', ask);
  find('#feel-form').addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  expression.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask();
  });
  find('#feel-examples').append(...examples.map(exampleItem));
  fill(examples[0]!);
}

type Example = (typeof examples)[number];

function exampleItem(example: Example): HTMLElement {
  const button = make('button', { class: 'plain', type: 'button' }, make('code', {}, example.expression));
  button.addEventListener('click', () => fill(example));
  return make('li', {}, button);
}

function fill(example: Example): void {
  expression.value = example.expression;
  context.value = JSON.stringify(example.context, null, 2);
  ask();
}

async function evaluate(isNewest: () => boolean): Promise<void> {
  const values = contextText(context.value);
  markContext(context, contextFault, { wrong: values === undefined });
  if (values === undefined || !expression.value.trim()) return show();
  const question = `{"expression": ${JSON.stringify(expression.value)},
    "now": ${JSON.stringify(instantOf(now.value))}, "context": ${values}}`;
  const { answer, problem } = await post<Answer>('/api/v1/try/feel', question);
  if (isNewest()) show(answer, problem);
}

function show(answer?: Answer, problem?: Problem): void {
  const faults = problem?.errors ?? [];
  find('#feel-answer').replaceChildren(...(answer ? drawAnswer(answer) : problem ? [] : [hint('try_nothing')]));
  expression.setAttribute('aria-invalid', String(faults.length > 0));
  if (problem && !faults.length) faults.push({ pointer: '', code: '', detail: problem.detail });
  find('#feel-notices').replaceChildren(
    ...drawNotices(faults, { kind: 'fault', text: expression }),
    ...drawNotices(answer?.warnings ?? [], { kind: 'warning', text: expression }),
  );
}
