// What a page wants the next one to tell, such as that a task was completed.
import { ElMessage } from './elements';

const KEPT = 'telling';

/** Let the next page tell a sentence. */
export function tellNext(sentence: string): void {
  sessionStorage.setItem(KEPT, sentence);
}

/** Tell what the page before left, once. */
export function tellKept(): void {
  const sentence = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (sentence) ElMessage({ type: 'success', message: sentence, duration: 5000 });
}
