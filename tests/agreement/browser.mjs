// What a form in the browser makes of expressions and patterns: the libraries form-js-viewer calls,
// called as it calls them. Questions come as JSON lines on standard input, answers leave as JSON lines.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const [web] = process.argv.slice(2);
const require = createRequire(`${web}/package.json`);
const { evaluate, unaryTest } = require('@bpmn-io/feelin');

// FeelExpressionLanguage.evaluate, .evaluateUnaryTest and runPresetValidation of form-js-viewer.
const SITES = {
  expression: ({ text, data }) => evaluate(text, data).value,
  unary: ({ text, data }) => unaryTest(text, data).value,
  pattern: ({ text, data }) => new RegExp(text).test(data),
};

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  console.log(JSON.stringify(answer(question)));
}

function answer(question) {
  try {
    return { value: plain(SITES[question.site](question)) };
  } catch (error) {
    return { error: String(error.message ?? error) };
  }
}

/** What has no form in JSON stands as its ISO text. */
function plain(value) {
  if (value === undefined || typeof value === 'function') return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.toISO === 'function') return value.toISO();
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  }
  return String(value.constructor?.name);
}
