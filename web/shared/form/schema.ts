// A form as the viewer takes it: what a field is for (`shaodaoType`) picks the field that draws it,
// and the buttons are the page's.

export interface Component {
  type: string;
  id?: string;
  key?: string;
  path?: string;
  components?: Component[];
  properties?: Record<string, string>;
  [more: string]: unknown;
}

export interface Schema extends Component {
  schemaVersion?: number;
}

const PICKED = new Set(['place', 'person', 'department']);

/** Give the form with our fields in the places of those they stand for. */
export function prepared<Drawn extends Component>(component: Drawn): Drawn {
  const special = component.properties?.shaodaoType ?? '';
  const picked = component.type === 'textfield' && PICKED.has(special);
  return {
    ...component,
    ...(picked && { type: 'sd_pick' }),
    ...(component.components && { components: component.components.filter(({ type }) => type !== 'button').map(prepared) }),
  };
}

/** Give the label of the button a form was drawn with; the page shows its own button under that name. */
export function submitLabel(schema: Schema): string | undefined {
  const button = schema.components?.find(({ type, action }) => type === 'button' && action !== 'reset');
  return typeof button?.label === 'string' ? button.label : undefined;
}

/** Tell whether a form asks anything; one that does not is only confirmed. */
export function asks({ key, components = [] }: Component): boolean {
  return key !== undefined || components.some(asks);
}
