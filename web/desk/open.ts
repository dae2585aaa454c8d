// Every page of the desk opens the same way: who works here, then the page for them.
import en from 'element-plus/es/locale/lang/en';
import zh from 'element-plus/es/locale/lang/zh-cn';
import { createApp, ref, type Component } from 'vue';
import { language } from '../shared/texts';
import { me } from './client';
import { localeContextKey } from './elements';
import Page from './parts/DeskPage.vue';
import { say } from './texts';
import './desk.css';

/** Put a page into the frame of the desk. */
export async function open(inside: Component): Promise<void> {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('name');
  const { answer, problem } = await me();
  const app = createApp(Page, { inside, me: answer ?? null, problem: problem ?? null });
  app.provide(localeContextKey, ref(language === 'zh' ? zh : en));
  app.mount('#page');
}
