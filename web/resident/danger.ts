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
  const known = new Set([...section.querySelectorAll<HTMLAnchorElement>('a')].map(({ href }) => href.replace('tel:', '')));
  for (const number of call.filter((each) => /^\d+$/.test(each) && !known.has(each))) {
    find('#danger ul').append(make('li', {}, make('a', { class: 'call', href: `tel:${number}` }, make('strong', {}, number))));
  }
}
