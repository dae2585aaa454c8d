// What a person should know about a text: each notice says its sentence and shows the place.
import { make } from '../shared/dom';
import { say } from '../shared/texts';
import type { Notice } from './answer';

interface Shown {
  kind: 'fault' | 'warning';
  text?: HTMLTextAreaElement;
}

/** Draw notices; one with a position shows the spot and leads the cursor there. */
export function drawNotices(notices: Notice[], { kind, text }: Shown): HTMLElement[] {
  return notices.map((notice) => {
    const word = say(kind === 'fault' ? 'notice_fault' : 'notice_warning');
    const drawn = make('div', { class: `notice ${kind}` }, make('p', {}, make('strong', {}, word), ' ', notice.detail));
    if (text && notice.position !== undefined) drawn.append(spot(text, notice.position));
    return drawn;
  });
}

function spot(text: HTMLTextAreaElement, position: number): HTMLElement {
  const [before, at, after] = around(text.value, position);
  const excerpt = make('pre', {}, before.slice(before.lastIndexOf('\n') + 1), make('mark', {}, at || ' '));
  excerpt.append(after.split('\n', 1)[0]!);
  const lead = make('button', { class: 'plain', type: 'button' }, say('notice_show'));
  lead.addEventListener('click', () => {
    text.focus();
    text.setSelectionRange(before.length, before.length + at.length);
  });
  return make('div', { class: 'spot' }, excerpt, lead);
}

/** Split a text around the word at a position; positions count characters, not UTF-16 units. */
function around(text: string, position: number): [string, string, string] {
  const characters = [...text];
  const before = characters.slice(0, position).join('');
  const rest = characters.slice(position).join('');
  const at = /^(?:[\p{L}\p{N}_]+|[^\n])/u.exec(rest)?.[0] ?? '';
  return [before, at, rest.slice(at.length)];
}
