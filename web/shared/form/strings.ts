// What form-js says, in the person's language: it asks with its English sentence.
import en from '../../../engine/texts/en/form_viewer.json';
import zh from '../../../engine/texts/zh/form_viewer.json';
import { filled, sayer, type Facts } from '../texts';

export type Key = keyof typeof en;

const KEYS = new Map(Object.entries(en).map(([key, sentence]) => [sentence, key as Key]));

/** The sentences of our own fields. */
export const say = sayer<Key>({ zh, en });

/** Give the sentence form-js asks for. */
export function translate(template: string, facts: Facts = {}): string {
  const key = KEYS.get(template);
  if (key) return say(key, facts);
  console.warn(`form-js says what the catalogue does not know: ${template}`);
  return filled(template, facts);
}
