// Every page of the desk opens the same way: who works here, then the page for them.
import { createApp, type Component } from 'vue';
import { language } from '../shared/texts';
import { me } from './client';
import Page from './parts/DeskPage.vue';
import { say } from './texts';
import './desk.css';

/** Put a page into the frame of the desk. */
export async function open(inside: Component): Promise<void> {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = say('name');
  const { answer, problem } = await me();
  createApp(Page, { inside, me: answer ?? null, problem: problem ?? null }).mount('#page');
}
