import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseSync } from 'vite';

/**
 * Core has ids and codes; sentences about them stand in `src/text`. What looks like words in a string of core is an id of
 * links, files, messages or random streams, or the code of another language, each listed here; or it is thrown at whoever
 * calls the engine wrongly, in English as in any library.
 */
const ids: readonly string[] = [
  // Kinds of losses, of ends, of what is found and of the parts of a program.
  [
    'many minima',
    'squared error',
    'undefined loss',
    'undefined gradient',
    'undefined step',
    'no matrix',
    'two players',
  ],
  ['line of minima', 'line of maxima', 'no target', 'no bound', 'no upward', 'not finite'],
  ['found scalar', 'found vector', 'vector gradient', 'vector theta', 'given loss'],
  // Streams of random numbers: another name would draw other numbers.
  ['gradient noise', 'cloud of gradients', 'random plane', ' to train', ' to test'],
  ['sales noise', 'prior stays', 'option prices'],
  // Letters, and names of classes.
  [
    'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega',
  ],
  ['Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega', 'Phi', 'Adam', 'FormulaError', 'RuleError'],
  // Of what is thrown at a caller, the part that differs.
  ['The origin', 'The first direction', 'The second direction', 'domain, along x', 'domain, along y'],
  ['shares from 0 to 1', 'a whole number'],
].flat();

/** Texts in other languages than English: of shaders. */
const shaders = ['expression/glsl-functions.ts', 'optimizers/step-glsl.ts', 'run/swarm-glsl.ts'];
/** What authors are told by the tests of what they wrote. */
const toAuthors = ['claims/check.ts'];

/** Two words in a row, or one that begins as a sentence or a label does. */
const READS_AS_WORDS = /[A-Za-z]{2,}[,.;:]? [A-Za-z]{2,}|^[A-Z][a-z]{2,}/;

/** A comparison, or a call with an argument that goes on. */
const IS_FORMULA = /[!=<>]= \d|^\w+\(-?\w+, \w+\(/;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** What throws at a caller; what is said of formulas and rules is thrown by classes of its own. */
const ERRORS = ['Error', 'RangeError', 'TypeError'];

const nameOf = (node: unknown): unknown => (isNode(node) ? (node['name'] ?? node['value']) : undefined);

/** Whether what a node says is no words: types, imports, formulas and conditions of rules, errors of a caller. */
function isElsewhere(node: Node): boolean {
  if (/^(Import|TS(?!AsExpression|SatisfiesExpression|NonNullExpression))/.test(node.type)) return true;
  if (node.type === 'Property') return ['when', 'formula', 'backend'].includes(String(nameOf(node['key'])));
  return node.type === 'NewExpression' && ERRORS.includes(String(nameOf(node['callee'])));
}

function textsIn(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const item of value as readonly unknown[]) textsIn(item, found);
  if (!isNode(value) || isElsewhere(value)) return found;
  if (value.type === 'Literal' && typeof value['value'] === 'string') found.push(value['value']);
  if (value.type === 'TemplateElement') found.push((value['value'] as { readonly cooked: string }).cooked);
  for (const part of Object.values(value)) textsIn(part, found);
  return found;
}

const files = readdirSync('src/core', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && ![...shaders, ...toAuthors].includes(file))
  .map((file) => ({
    file,
    texts: textsIn(parseSync(file, readFileSync(join('src/core', file), 'utf8')).program),
  }));

const words = files.flatMap(({ file, texts }) =>
  texts.filter((text) => READS_AS_WORDS.test(text) && !IS_FORMULA.test(text)).map((text) => ({ file, text })),
);

test('no sentence and no label stands in core', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(words.filter(({ text }) => !ids.includes(text)).map(({ file, text }) => `${file}: ${text}`)).toEqual(
    [],
  );
});

test('the list of ids has none that core has not', () => {
  expect(ids.filter((id) => !words.some(({ text }) => text === id))).toEqual([]);
});

/** What is thrown is English, whoever threw it: `whyFailed` has the words for it. */
test('no message of an error is shown as it was thrown', () => {
  const raw = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    (file) =>
      file.endsWith('.ts') &&
      /instanceof (Range|Type)?Error\s*\?\s*\w+\.message/.test(readFileSync(join('src', file), 'utf8')),
  );
  // A worker tells the page, which judges there what it is told.
  expect(raw).toEqual(['workers/serve.ts']);
});

test('how a label is written within a sentence is for its language to say', () => {
  const lowered = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(
      (file) =>
        /^(?!core\/|text\/).*\.ts$/.test(file) &&
        /\b(label|name|title)\.toLowerCase\(\)/.test(readFileSync(join('src', file), 'utf8')),
    );
  // These compare names with what was typed or written.
  expect(lowered.toSorted()).toEqual([
    'app/models/seen-plane.ts',
    'lessons/glossary/link-terms.ts',
    'panels/models/data-columns.ts',
    'panels/rule/words.ts',
  ]);
});
