// The description of the HTTP interface, drawn from /openapi.json for a person to read.
import { find, make } from '../shared/dom';
import { openPage } from '../shared/frame';
import { say } from '../shared/texts';
import {
  exampleOf, operationsOf, resolved, schemaOf, typeName,
  type Description, type Listed, type Parameter, type Schema,
} from './openapi';

const DEEPEST = 4;

openPage('/docs');
void show();

async function show(): Promise<void> {
  const answer = await fetch('/openapi.json');
  if (!answer.ok) {
    find('#operations').append(make('p', { class: 'card' }, say('docs_unreachable')));
    return;
  }
  const description = (await answer.json()) as Description;
  find('#operations').append(...(description.tags ?? []).map((tag) => group(description, tag)));
}

function group(description: Description, tag: { name: string; description?: string }): HTMLElement {
  const operations = operationsOf(description, tag.name).map((each) => drawn(description, each));
  return make('section', {}, make('h2', {}, tag.description ?? tag.name), ...operations);
}

function drawn(description: Description, { path, method, operation }: Listed): HTMLElement {
  const title = make(
    'summary', {},
    make('span', { class: `method ${method}` }, method.toUpperCase()),
    make('code', {}, path),
    make('span', { class: 'hint' }, operation.summary ?? ''),
  );
  const parts: Node[] = operation.description ? [make('p', {}, operation.description)] : [];
  if (operation.parameters?.length) parts.push(make('h3', {}, say('docs_parameters')), parameters(operation.parameters));
  const body = schemaOf(operation.requestBody);
  if (body) parts.push(make('h3', {}, say('docs_body')), entries(description, body), ...example(operation.requestBody));
  parts.push(make('h3', {}, say('docs_answers')), answers(description, operation.responses));
  return make('details', { class: 'card operation' }, title, ...parts);
}

function parameters(all: Parameter[]): HTMLElement {
  const rows = all.map((each) => entry(each.name, each.schema?.type?.toString() ?? '', {
    required: each.required ?? false,
    about: each.description ?? '',
  }));
  return make('dl', {}, ...rows);
}

function answers(description: Description, responses: Listed['operation']['responses']): HTMLElement {
  const rows = Object.entries(responses).map(([status, response]) => {
    const schema = schemaOf(response);
    const about = response.$ref ? say('docs_problem') : (response.description ?? '');
    const row = make('div', {}, make('dt', {}, make('code', {}, status)), make('dd', {}, about));
    if (schema) row.append(make('dd', {}, entries(description, schema), ...example(response)));
    return row;
  });
  return make('dl', {}, ...rows);
}

function example(body: Listed['operation']['requestBody']): HTMLElement[] {
  const found = exampleOf(body);
  if (found === undefined) return [];
  return [make('h4', { class: 'hint' }, say('docs_example')), make('pre', { class: 'example' }, JSON.stringify(found, null, 2))];
}

function entries(description: Description, schema: Schema, depth = 0): HTMLElement {
  const whole = resolved(description, schema);
  const inner = whole.type === 'array' ? resolved(description, whole.items ?? {}) : whole;
  const rows = Object.entries(inner.properties ?? {}).map(([name, property]) => {
    const row = entry(name, typeName(description, property), {
      required: inner.required?.includes(name) ?? false,
      about: property.description ?? resolved(description, property).description ?? '',
    });
    const below = depth < DEEPEST && entries(description, property, depth + 1);
    if (below && below.childElementCount) row.append(make('dd', {}, below));
    return row;
  });
  return make('dl', {}, ...rows);
}

function entry(name: string, type: string, { required, about }: { required: boolean; about: string }): HTMLElement {
  const head = make('dt', {}, make('code', {}, name), ' ', make('span', { class: 'hint' }, type));
  if (required) head.append(' ', make('span', { class: 'needed' }, say('docs_required')));
  return make('div', {}, head, ...(about ? [make('dd', {}, about)] : []));
}
