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
  if (!hit) return;
  find('#danger > p').textContent = say('danger_now');
  section.setAttribute('role', 'alert');
  const list = find('#danger ul');
  for (const each of call.filter((name) => !list.textContent?.includes(name))) {
    const name = make('strong', {}, each);
    list.append(make('li', {}, /^\d+$/.test(each) ? make('a', { class: 'call', href: `tel:${each}` }, name) : make('span', { class: 'call' }, name)));
  }
}
