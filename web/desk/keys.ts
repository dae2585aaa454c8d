// The keyboard of a list: j and k walk, Enter opens (a link does by itself), / leads to the search.
import { onMounted, onUnmounted } from 'vue';

/** Walk some links by keys while a component is on the page. */
export function walkByKeys(links: () => HTMLElement[]): void {
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '/') lead(event, document.querySelector<HTMLElement>('#search'));
    const step = { j: 1, k: -1 }[event.key];
    if (step) lead(event, next(links(), step));
  };
  onMounted(() => document.addEventListener('keydown', pressed));
  onUnmounted(() => document.removeEventListener('keydown', pressed));
}

function next(links: HTMLElement[], step: number): HTMLElement | null {
  const here = links.findIndex((link) => link === document.activeElement);
  return links[here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1)] ?? null;
}

function lead(event: Event, to: HTMLElement | null): void {
  event.preventDefault();
  to?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;
}
