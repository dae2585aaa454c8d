// Asking the house as the person who signed in; whoever is not is led to the door and back.
import { ask, type Reply } from '../shared/http';

export interface Post {
  role: string;
  role_name: string;
  unit: string;
  unit_name: string;
}

export interface Me {
  person: { id: string; name: string };
  posts: Post[];
  actions: string[];
  csrf: string;
}

const NOT_SIGNED_IN = 401;
const session = { csrf: '' };

/** Tell who works here; every page of the desk asks this first. */
export async function me(): Promise<Reply<Me>> {
  const reply = await read<Me>('/api/v1/me');
  session.csrf = reply.answer?.csrf ?? '';
  return reply;
}

/** Ask for what is at an address. */
export function read<Answer>(path: string): Promise<Reply<Answer>> {
  return signedIn(ask(path, {}));
}

/** Send something; the same key sent twice is done once. */
export function send<Answer>(path: string, body: unknown, key = newKey()): Promise<Reply<Answer>> {
  const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf, 'Idempotency-Key': key };
  return signedIn(ask(path, { method: 'POST', body: JSON.stringify(body), headers }));
}

/** Send a file. */
export function upload<Answer>(path: string, file: File): Promise<Reply<Answer>> {
  const body = new FormData();
  body.append('file', file);
  return signedIn(ask(path, { method: 'POST', body, headers: { 'X-CSRF-Token': session.csrf } }));
}

/** Sign out. */
export async function leave(): Promise<void> {
  await ask('/api/v1/session', { method: 'DELETE', headers: { 'X-CSRF-Token': session.csrf } });
  location.assign('/login');
}

/** Give a key of one sending; `crypto.randomUUID` is missing where an office has no https. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function signedIn<Answer>(asked: Promise<Reply<Answer>>): Promise<Reply<Answer>> {
  const reply = await asked;
  if (reply.problem?.status === NOT_SIGNED_IN) {
    location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`);
  }
  return reply;
}
