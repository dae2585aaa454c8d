// What every page opens with: its name, the way to the others, the language.
import { make } from './dom';
import { language, say, sayAll, switchLanguage, type Key } from './texts';

const PAGES: Record<string, Key> = { '/try': 'try_name', '/docs': 'docs_name' };
const LED_TO: Record<string, Key> = { '/problems': 'problems_name' };

/** Put the bar on top of the page and fill in its sentences. */
export function openPage(here: string): void {
  sayAll();
  const title = PAGES[here] ?? LED_TO[here];
  document.title = title ? `${say(title)} · ${say('name')}` : say('name');
  document.body.prepend(
    make('a', { class: 'skip', href: '#main' }, say('skip')),
    make('header', { class: 'bar' }, brand(), pages(here), languageButton()),
  );
}

function brand(): HTMLElement {
  return make('span', { class: 'name' }, make('img', { src: '/favicon.svg', alt: '' }), say('name'));
}

function pages(here: string): HTMLElement {
  const links = Object.entries(PAGES).map(([path, name]) =>
    make('a', { href: path, ...(path === here && { 'aria-current': 'page' }) }, say(name)),
  );
  return make('nav', { 'aria-label': say('pages') }, ...links);
}

function languageButton(): HTMLElement {
  const other = language === 'zh' ? 'en' : 'zh-CN';
  const button = make('button', { class: 'plain end', lang: other }, say('other_language'));
  button.addEventListener('click', switchLanguage);
  return button;
}
