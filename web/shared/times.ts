// Times as a person says them; the exact moment goes beside, for whoever points at it.
import { language, say } from './texts';

export type Tone = 'overdue' | 'today' | 'later';

export interface Due {
  tone: Tone;
  words: string;
  left: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LOCALE = language === 'zh' ? 'zh-CN' : 'en-GB';
const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hour12: false });
const DATE = new Intl.DateTimeFormat(LOCALE, { month: 'long', day: 'numeric' });
const FULL_DATE = new Intl.DateTimeFormat(LOCALE, { year: 'numeric', month: 'long', day: 'numeric' });
const EXACT = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium', hour12: false });

/** Say until when something is due, and how much of the time is left or over. */
export function due(instant: string, now = new Date()): Due {
  const until = new Date(instant);
  const left = until.getTime() - now.getTime();
  if (left < 0) return { tone: 'overdue', words: say('due_over', { time: span(-left) }), left: '' };
  const tone = daysBetween(now, until) === 0 ? 'today' : 'later';
  return { tone, words: say('due_before', { moment: moment(instant, now) }), left: say('due_left', { time: span(left) }) };
}

/** Say a moment: today 17:30, yesterday 09:10, 3 November 09:10. */
export function moment(instant: string, now = new Date()): string {
  const at = new Date(instant);
  const clock = CLOCK.format(at);
  const days = daysBetween(now, at);
  if (days === 0) return say('today_at', { clock });
  if (days === 1) return say('tomorrow_at', { clock });
  if (days === -1) return say('yesterday_at', { clock });
  const format = at.getFullYear() === now.getFullYear() ? DATE : FULL_DATE;
  return say('date_at', { date: format.format(at), clock });
}

/** Give the moment to the second, with its weekday. */
export function exact(instant: string): string {
  return EXACT.format(new Date(instant));
}

/** Say how long: 2 days, 13 hours, 2 hours 10 minutes. */
export function span(milliseconds: number): string {
  if (milliseconds >= DAY) return say('span_days', { days: Math.floor(milliseconds / DAY) });
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (hours >= 10 || (hours && !minutes)) return say('span_hours', { hours });
  if (hours) return say('span_hours_minutes', { hours, minutes });
  return minutes ? say('span_minutes', { minutes }) : say('span_moment');
}

function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date): number => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / DAY);
}
