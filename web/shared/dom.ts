// Making elements: one function, text always as text and never as markup.

type Child = Node | string;
type Attributes = Record<string, string | number | boolean>;

/** Make an element; `true` gives an empty attribute, `false` leaves it out. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/** Find an element that the page is known to have. */
export function find<Found extends HTMLElement>(selector: string): Found {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`no ${selector} on this page`);
  return found;
}
