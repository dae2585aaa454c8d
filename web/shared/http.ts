// Asking the server: an answer, or a problem in words (RFC 9457).
import { language, say } from './texts';

export interface Fault {
  pointer: string;
  code: string;
  detail: string;
  position?: number;
}

export interface Problem {
  type: string;
  status: number;
  title: string;
  detail: string;
  errors?: Fault[];
}

export type Reply<Answer> = { answer: Answer; problem?: never } | { problem: Problem; answer?: never };

/** Nothing came back: the status of a problem the server knows nothing of. */
export const UNREACHABLE = 0;

/** Send JSON text to an address. */
export function post<Answer>(path: string, json: string, headers: Record<string, string> = {}): Promise<Reply<Answer>> {
  return ask(path, { method: 'POST', body: json, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** Ask for what is at an address. */
export function get<Answer>(path: string, headers: Record<string, string> = {}): Promise<Reply<Answer>> {
  return ask(path, { headers });
}

/** Ask in the person's language; a server that cannot be reached is a problem like any other. */
export async function ask<Answer>(path: string, request: RequestInit): Promise<Reply<Answer>> {
  const headers = { ...request.headers, 'Accept-Language': language };
  try {
    const response = await fetch(path, { ...request, headers });
    const body: unknown = response.status === 204 ? null : await response.json();
    return response.ok ? { answer: body as Answer } : { problem: body as Problem };
  } catch {
    return { problem: { type: '', status: UNREACHABLE, title: say('unreachable_title'), detail: say('unreachable') } };
  }
}

/** Run a question a little after the last call of several; only the newest may show its reply. */
export function calmly(ask: (isNewest: () => boolean) => Promise<void>, milliseconds = 300): () => void {
  let timer = 0;
  let newest = 0;
  return () => {
    clearTimeout(timer);
    const mine = ++newest;
    timer = window.setTimeout(() => void ask(() => mine === newest), milliseconds);
  };
}
