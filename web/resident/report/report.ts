// A report in under a minute. Where the words tell of danger, calling comes before anything else.
import { find, make } from '../../shared/dom';
import { calmly, post } from '../../shared/http';
import { openFrame } from '../../shared/plain';
import type { Answers } from '../../shared/form/sd-form';
import '../../shared/form/sd-form';
import { house, pointOf } from '../house';
import { say } from '../texts';
import { reportForm } from './form';
import { showDanger, type Danger } from '../danger';

interface Receipt {
  number: string;
  code: string;
  danger: Danger;
}

const form = find<HTMLElementTagNameMap['sd-form']>('#form');
const button = find<HTMLButtonElement>('#send');
const fault = find('#fault');

openFrame();
void open();

async function open(): Promise<void> {
  form.replaceChildren();
  await form.show(reportForm(), {}, house);
  form.addEventListener('change', calmly(listen));
  button.disabled = false;
  button.addEventListener('mousedown', (event) => event.preventDefault()); // leaving a field may move the button away
  button.addEventListener('click', () => void send());
}

/** Ask whether the words so far tell of danger. */
async function listen(isNewest: () => boolean): Promise<void> {
  const words = form.answers.words;
  if (typeof words !== 'string' || !words.trim()) return;
  const { answer } = await post<Danger>('/public/v1/danger', JSON.stringify({ words }));
  if (answer && isNewest()) showDanger(answer);
}

async function send(): Promise<void> {
  const answers = form.submit();
  if (!answers) return;
  button.disabled = true;
  const { answer, problem } = await post<Receipt>('/public/v1/reports', JSON.stringify(bodyOf(answers)));
  button.disabled = false;
  if (answer) return receive(answer);
  const elsewhere = problem.errors ? form.complain(problem.errors) : [problem.detail];
  fault.replaceChildren(...elsewhere.map((each) => make('p', {}, each)));
  fault.hidden = !elsewhere.length;
}

function bodyOf({ words, place, attachments, contact, phone, name, on_behalf_of: behalf }: Answers): Answers {
  const location = pointOf(place);
  const reporter = { contact, ...(phone ? { phone } : {}), ...(name ? { name } : {}) };
  return {
    words,
    reporter,
    ...(location ? { location } : { place }),
    ...(attachments ? { attachments } : {}),
    ...(behalf ? { on_behalf_of: behalf } : {}),
  };
}

/** Show number and code; a report of danger is never called received: calling is what helps. */
function receive({ number, code, danger }: Receipt): void {
  showDanger(danger);
  find('#asking').hidden = true;
  find('#receipt').hidden = false;
  if (danger.hit) find('#received').textContent = say('danger_received');
  find('#number').textContent = number;
  find('#code').textContent = code;
  find<HTMLAnchorElement>('#follow').href = `/follow#${number}`;
  find('#copy').addEventListener('click', () => void copy(number, code));
  scrollTo(0, 0);
}

/** Copy both; where the browser does not let a page copy, mark them for the person to copy. */
async function copy(number: string, code: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(say('copied_text', { number, code }));
    find('#copied').textContent = say('copied');
  } catch {
    getSelection()?.selectAllChildren(find('#receipt dl'));
    find('#copied').textContent = say('copy_marked');
  }
}
