// What was typed and not yet sent stays on this machine, through a lost race or a lost session.
import type { Answers } from '../shared/form/sd-form';

const PREFIX = 'draft:';

/** Keep what was typed so far. */
export function keepDraft(name: string, answers: Answers): void {
  localStorage.setItem(PREFIX + name, JSON.stringify(answers));
}

/** Give what was kept; nothing when there is nothing, or nothing to be read. */
export function readDraft(name: string): Answers {
  try {
    return (JSON.parse(localStorage.getItem(PREFIX + name) ?? '{}') ?? {}) as Answers;
  } catch {
    return {};
  }
}

/** It was sent. */
export function forgetDraft(name: string): void {
  localStorage.removeItem(PREFIX + name);
}
