// Every sentence a page shows, from the one catalogue that the server speaks from too.
import en from '../../engine/texts/en/pages.json';
import zh from '../../engine/texts/zh/pages.json';

export type Language = 'zh' | 'en';
export type Key = keyof typeof zh;
type Facts = Record<string, string | number>;

const CATALOGUE: Record<Language, Record<Key, string>> = { zh, en };
const REMEMBERED = 'language';

/** The language the person chose here before; Chinese until then. */
export const language: Language = localStorage.getItem(REMEMBERED) === 'en' ? 'en' : 'zh';

/** Give the sentence of a key with its facts filled in. */
export function say(key: Key, facts: Facts = {}): string {
  return CATALOGUE[language][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(facts[name] ?? whole),
  );
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
  localStorage.setItem(REMEMBERED, language === 'zh' ? 'en' : 'zh');
  location.reload();
}

function attribute(name: string): string {
  return name.slice('say'.length).replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
