// The present of a page: it moves on by itself, so that what is left of a time stays true.
import { onScopeDispose, ref, type Ref } from 'vue';

const STEP = 30_000;

/** Give the present; `each` is called at every step while the page is looked at. */
export function present(each: () => void = () => {}): Ref<Date> {
  const now = ref(new Date());
  const timer = setInterval(() => {
    if (document.hidden) return;
    now.value = new Date();
    each();
  }, STEP);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
