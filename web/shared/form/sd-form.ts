// <sd-form>: a form-js form of the house, in any page. Listens to nothing but its own fields.
import { Form } from '@bpmn-io/form-js-viewer';
import flatpickr from 'flatpickr';
import { Mandarin } from 'flatpickr/dist/l10n/zh.js';
import { language } from '../texts';
import { moduleFor } from './fields';
import './form.css';
import type { House } from './house';
import { prepared, type Schema } from './schema';
import type { Fault } from '../http';

export type Answers = Record<string, unknown>;

if (language === 'zh') flatpickr.localize(Mandarin);

/** The element; `change` is told of every answer that was altered. */
export class FormElement extends HTMLElement {
  #form: Form | null = null;

  /** Show a form with what its fields hold at first. */
  async show(schema: Schema, data: Answers, house: House): Promise<void> {
    this.#form?.destroy();
    // Without delay: what is typed must not be lost to a click or an upload that comes right after.
    const options = { container: this, debounce: false, additionalModules: [moduleFor(house)] };
    const form = new Form(options);
    await form.importSchema(prepared(schema), data);
    form.on('changed', () => this.dispatchEvent(new CustomEvent('change')));
    this.#form = form;
  }

  /** Everything filled in so far, right or wrong. */
  get answers(): Answers {
    return { ...this.#form?._getState().data };
  }

  /** Check the form; null when something is wrong, which then stands beside its field. */
  submit(): Answers | null {
    const done = this.#form?.submit();
    if (done && !Object.keys(done.errors).length) return done.data;
    this.#lead();
    return null;
  }

  /** Put the server's complaints beside their fields; give those that belong to none. */
  complain(faults: Fault[]): string[] {
    const registry = this.#form?.get<{ getAll(): { id: string; key?: string }[] }>('formFieldRegistry');
    const fields = new Map(registry?.getAll().map(({ id, key }) => [key, id]));
    const placed = faults.filter(({ pointer }) => fields.has(keyOf(pointer)));
    const errors: Record<string, string[]> = {};
    for (const { pointer, detail } of placed) (errors[fields.get(keyOf(pointer)) ?? ''] ??= []).push(detail);
    this.#form?._setState({ errors });
    this.#lead();
    return faults.filter((fault) => !placed.includes(fault)).map(({ detail }) => detail);
  }

  /** Lead to the first field that is wrong. */
  #lead(): void {
    requestAnimationFrame(() => {
      const first = this.querySelector('.fjs-has-errors');
      first?.scrollIntoView({ block: 'center' });
      first?.querySelector<HTMLElement>('input, textarea, select, button, [tabindex]')?.focus({ preventScroll: true });
    });
  }
}

customElements.define('sd-form', FormElement);

declare global {
  interface HTMLElementTagNameMap {
    'sd-form': FormElement;
  }
}

function keyOf(pointer: string): string {
  return pointer.split('/')[2] ?? '';
}
