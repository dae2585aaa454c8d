// A field of named values in JSON: what is wrong with it is said beside it.
import { say } from '../shared/texts';

/** Say beside the field that its text is no JSON object, or take that back. */
export function markContext(field: HTMLElement, fault: HTMLElement, { wrong }: { wrong: boolean }): void {
  fault.textContent = wrong ? say('feel_context_wrong') : '';
  field.setAttribute('aria-invalid', String(wrong));
}
