// Try out expressions and decisions: two parts, the address says which one is open.
import { find } from '../shared/dom';
import { openPage } from '../shared/frame';
import { openDmn } from './dmn';
import { openFeel } from './feel';

const PARTS = ['feel', 'dmn'];

openPage('/try');
openFeel();
openDmn();
showPart();
window.addEventListener('hashchange', showPart);

function showPart(): void {
  const wanted = location.hash.slice(1);
  const open = PARTS.includes(wanted) ? wanted : PARTS[0];
  for (const part of PARTS) {
    find(`#${part}`).hidden = part !== open;
    const tab = find(`.tabs a[href="#${part}"]`);
    if (part === open) tab.setAttribute('aria-current', 'true');
    else tab.removeAttribute('aria-current');
  }
}
