// The door for staff: name and password; a refusal is said in the server's words.
import { find } from '../shared/dom';
import { post } from '../shared/http';
import { openFrame } from '../shared/plain';

const form = find<HTMLFormElement>('#login');
const fault = find('#fault');
const button = find<HTMLButtonElement>('#login button');

openFrame();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void enter();
});

async function enter(): Promise<void> {
  button.disabled = true;
  const { problem } = await post('/api/v1/session', JSON.stringify(Object.fromEntries(new FormData(form))));
  button.disabled = false;
  if (!problem) return location.assign(wanted());
  fault.textContent = problem.detail;
  fault.hidden = false;
  const password = find<HTMLInputElement>('#password');
  password.value = '';
  password.focus();
}

/** Where the person was going; never to another host. */
function wanted(): string {
  const next = new URLSearchParams(location.search).get('next') ?? '';
  const there = new URL(next || '/desk/', location.origin);
  return there.origin === location.origin ? there.pathname + there.search : '/desk/';
}
