// What to call where the words tell of danger.
import { find, make } from '../shared/dom';
import { say } from './texts';

export interface Danger {
  hit: boolean;
  call: string[];
}

/** Let the calls come forward, with those the house names beside the three everybody knows. */
export function showDanger({ hit, call }: Danger): void {
  const section = find('#danger');
  section.classList.toggle('now', hit);
  for (const item of section.querySelectorAll('.asked')) item.classList.remove('asked');
  for (const name of section.querySelectorAll('.whom')) name.closest('li')?.remove();
  if (!hit) return;
  find('#danger > p').textContent = say('danger_now');
  section.setAttribute('role', 'alert');
  find('#danger ul').prepend(...call.map(named));
}

/** Give the call of a number or a name the house knows: among those on the page, or a new one. */
function named(each: string): HTMLElement {
  const known = document.querySelector(`#danger a[href="tel:${CSS.escape(each)}"]`)?.closest('li');
  const name = make('strong', {}, each);
  const call = /^\d+$/.test(each) ? make('a', { class: 'call', href: `tel:${each}` }, name) : make('span', { class: 'whom' }, name);
  const item = known ?? make('li', {}, call);
  item.classList.add('asked');
  return item;
}
