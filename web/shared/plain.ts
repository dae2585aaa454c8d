// What a page that the server wrote still needs: its language button.
import { find } from './dom';
import { switchLanguage } from './texts';

/** Make the bar of the page work. */
export function openFrame(): void {
  find('#language').addEventListener('click', switchLanguage);
}
