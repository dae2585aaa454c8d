// What form-js hands to a field that it draws.
import type { Component } from './schema';

export interface Field<Value> {
  domId: string;
  field: Component & { label?: string; description?: string; multiple?: boolean | string; accept?: string; validate?: { required?: boolean } };
  value?: Value | null;
  errors?: string[];
  disabled?: boolean;
  readonly?: boolean;
  onChange(change: { value: Value | null }): void;
}

/** The class names of a field, as form-js writes them. */
export function classes(type: string, errors: string[] = []): string {
  return `fjs-form-field fjs-form-field-${type}${errors.length ? ' fjs-has-errors' : ''}`;
}
