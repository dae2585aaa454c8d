// Every sentence a page shows, from the one catalogue that the server speaks from too.
import en from '../../engine/texts/en/pages.json';
import zh from '../../engine/texts/zh/pages.json';

export type Language = 'zh' | 'en';
export type Facts = Record<string, string | number>;
export type Key = keyof typeof zh;

const COOKIE = 'language';
const A_YEAR_SECONDS = 365 * 24 * 3600;

/** The language the person chose here before; Chinese until then. The server reads the same cookie. */
export const language: Language = /(^|; )language=en(;|$)/.test(document.cookie) ? 'en' : 'zh';

/** Give what says the sentences of some rooms of the catalogue, with their facts filled in. */
export function sayer<Of extends string>(rooms: Record<Language, Record<Of, string>>): (key: Of, facts?: Facts) => string {
  return (key, facts = {}) => filled(rooms[language][key], facts);
}

export const say = sayer<Key>({ zh, en });

/** Fill facts into a sentence. */
export function filled(sentence: string, facts: Facts): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}

/** Fill the sentences into a page: `data-say` into the text, `data-say-<attribute>` into attributes. */
export function sayAll(root: ParentNode = document): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    for (const [name, key] of Object.entries(element.dataset)) {
      if (name === 'say') element.textContent = say(key as Key);
      else if (name.startsWith('say')) element.setAttribute(attribute(name), say(key as Key));
    }
  }
}

/** Change to the other language; the page is loaded anew in it. */
export function switchLanguage(): void {
  document.cookie = `${COOKIE}=${language === 'zh' ? 'en' : 'zh'}; path=/; max-age=${A_YEAR_SECONDS}; samesite=lax`;
  location.reload();
}

function attribute(name: string): string {
  return name.slice('say'.length).replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
