// The sentences of the desk, and the words of the field.
import enDesk from '../../engine/texts/en/desk.json';
import en from '../../engine/texts/en/pages.json';
import enWords from '../../engine/texts/en/words.json';
import zhDesk from '../../engine/texts/zh/desk.json';
import zh from '../../engine/texts/zh/pages.json';
import zhWords from '../../engine/texts/zh/words.json';
import { sayer } from '../shared/texts';

export type Key = keyof typeof zh | keyof typeof zhDesk | keyof typeof zhWords;

const ROOMS = { zh: { ...zh, ...zhWords, ...zhDesk }, en: { ...en, ...enWords, ...enDesk } };

export const say = sayer<Key>(ROOMS);

/** Say a word the house gives a code for, such as a state; a code it has no word for stands as it is. */
export function named(group: string, code: string): string {
  const key = `${group}_${code}`;
  return key in ROOMS.zh ? say(key as Key) : code;
}
