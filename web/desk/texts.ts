// The sentences of the desk.
import enDesk from '../../engine/texts/en/desk.json';
import en from '../../engine/texts/en/pages.json';
import zhDesk from '../../engine/texts/zh/desk.json';
import zh from '../../engine/texts/zh/pages.json';
import { sayer } from '../shared/texts';

export type Key = keyof typeof zh | keyof typeof zhDesk;

export const say = sayer<Key>({ zh: { ...zh, ...zhDesk }, en: { ...en, ...enDesk } });

/** Say a word the house gives a code for, such as a state; a code it has no word for stands as it is. */
export function named(group: string, code: string): string {
  const key = `${group}_${code}`;
  return key in zhDesk ? say(key as Key) : code;
}
