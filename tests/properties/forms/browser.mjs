// What form-js itself says of answers: its own importer, paths, conditions and validator, walked as
// its renderer walks them. Questions come as JSON lines on standard input, answers leave likewise.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const nothing = () => {};
globalThis.KeyboardEvent = class {};
globalThis.document = { createElement: () => ({ classList: { add: nothing } }) };

const [web] = process.argv.slice(2);
const { Form, buildExpressionContext, runUnaryTestEvaluation } =
  createRequire(`${web}/package.json`)('@bpmn-io/form-js-viewer');

async function verdict({ schema, typed }) {
  const form = new Form({ additionalModules: [{ renderer: ['value', {}] }] });
  await form.importSchema(schema, {});
  const { initialData } = form._getState();
  const data = { ...initialData, ...typed };
  form._setState({ data });
  const conditions = form.get('conditionChecker');
  const filtered = { ...initialData, ...conditions.applyConditions(data, data) };
  const walk = new Walk(form, data);
  walk.components(form.get('formFieldRegistry').getForm(), {}, {
    data: filtered, this: filtered, i: [], parent: null,
  });
  return { errors: walk.errors, submitted: walk.submitted };
}

class Walk {
  constructor(form, data) {
    this.data = data;
    this.types = form.get('formFields');
    this.paths = form.get('pathRegistry');
    this.language = form.get('expressionLanguage');
    this.validator = form.get('validator');
    this.errors = {};
    this.submitted = {};
  }

  components(parent, indexes, context) {
    for (const field of parent.components ?? []) this.field(field, indexes, context);
  }

  // FormField: a field whose condition is true is not rendered, so it has no instance.
  field(field, indexes, context) {
    const hide = field.conditional?.hide;
    if (hide && runUnaryTestEvaluation(this.language, hide, context)) return;
    const { config } = this.types.get(field.type);
    const valuePath = this.paths.getValuePath(field, { indexes });
    if (config.keyed) this.instance(field, valuePath, context);
    else if (config.repeatable && field.isRepeating) this.rows(field, valuePath, indexes, context);
    else this.components(field, indexes, context);
  }

  // Form.validate and Form._getSubmitData: disabled fields are neither checked nor sent.
  instance(field, valuePath, expressionContextInfo) {
    if (field.disabled) return;
    const value = at(this.data, valuePath);
    const info = { id: field.id, expressionContextInfo };
    const errors = this.validator.validateFieldInstance(info, value);
    if (errors.length) this.errors[valuePath.join('/')] = errors;
    put(this.submitted, valuePath, value);
  }

  // RepetitionScaffold: the context of a row.
  rows(field, valuePath, indexes, context) {
    (at(this.data, valuePath) ?? []).forEach((row, index) => {
      this.components(field, { ...indexes, [field.id]: index }, {
        data: context.data,
        this: row,
        parent: buildExpressionContext({ ...context, data: context.this }),
        i: [...context.i, index + 1],
      });
    });
  }
}

function at(data, path) {
  return path.reduce((found, name) => found?.[name], data);
}

function put(data, path, value) {
  path.slice(0, -1).forEach((name, index) => {
    data[name] ??= typeof path[index + 1] === 'number' ? [] : {};
    data = data[name];
  });
  data[path.at(-1)] = value ?? null;
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await verdict(JSON.parse(line))));
}
