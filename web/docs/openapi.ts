// The parts of an OpenAPI 3.1 document that the page shows.

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  enum?: unknown[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  anyOf?: Schema[];
  required?: string[];
}

interface Body {
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, Body & { description?: string; $ref?: string }>;
}

export interface Description {
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: Record<string, Schema> };
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

/** List every operation of one group. */
export function operationsOf(document: Description, tag: string): Listed[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const operation = methods[method];
      return operation?.tags?.includes(tag) ? [{ path, method, operation }] : [];
    }),
  );
}

/** Follow a reference inside the document. */
export function resolved(document: Description, schema: Schema): Schema {
  const one = (schema.allOf ?? schema.anyOf)?.find((each) => each.$ref);
  const whole = one ?? schema;
  const name = whole.$ref?.split('/').pop();
  return (name && document.components.schemas?.[name]) || whole;
}

/** Give the schema of a body's JSON. */
export function schemaOf(body: Body | undefined): Schema | undefined {
  return body?.content && Object.values(body.content)[0]?.schema;
}

/** Give the example of a body. */
export function exampleOf(body: Body | undefined): unknown {
  return body?.content && Object.values(body.content)[0]?.example;
}

/** Name the type of a schema as a person reads it. */
export function typeName(document: Description, schema: Schema): string {
  const whole = resolved(document, schema);
  if (whole.enum) return whole.enum.filter((each) => each !== null).join(' | ');
  if (whole.type === 'array') return `${typeName(document, whole.items ?? {})}[]`;
  const type = Array.isArray(whole.type) ? whole.type.join(' | ') : whole.type;
  return [type ?? 'any', whole.format].filter(Boolean).join(', ');
}
