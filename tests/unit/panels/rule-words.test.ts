import { describe, expect, test } from 'vitest';
import '../../../src/core/optimizers/all.ts';
import { printExpression } from '../../../src/core/expression/print.ts';
import { readRule } from '../../../src/core/optimizers/read-rule.ts';
import { readRuleText } from '../../../src/core/optimizers/typed/compile.ts';
import { recordRun } from '../../../src/core/run/record.ts';
import { lossIn } from '../../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../../src/core/scene/record-options.ts';
import { typedSetting } from '../../../src/core/scene/typed-setting.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { ownRuleAt, path, templates } from '../../../src/panels/rule/templates.ts';
import { completionsAt, piecesOf, wordsOf } from '../../../src/panels/rule/words.ts';

test.each(Object.entries(templates))('the template %s is a rule', (_, text) => {
  const { entry, faults } = readRuleText(text);
  expect(faults).toEqual([]);
  for (const { tree, line } of readRule(entry!).lines) expect(printExpression(tree)).toBe(line.formula);
});

test('from the heavy ball to Adam it is four edits', () => {
  const lines = path.map((id) => new Set(templates[id].split('\n')));
  const fresh = lines.slice(1).map((now, i) => [...now].filter((line) => !lines[i]!.has(line)).length);
  expect(fresh).toEqual([1, 4, 1, 1]);
});

test.each([
  'loss=rosenbrock',
  'loss=goldstein-price',
  'loss=himmelblau',
  'f=x^4&curve=on',
  'f=900*x^2%2By^2',
])('a rule of one’s own begins at a rate that does not fly off: %s', (link) => {
  const { scene } = readFragment(`#${link}&steps=60`);
  const setting = typedSetting(ownRuleAt(scene))!;
  const loss = lossIn(scene);
  const { end, losses, steps } = recordRun({ ...recordOptionsOf(scene, setting), loss });
  expect(end).toBeNull();
  expect(losses[steps]).toBeLessThan(losses[0]!);
});

test('a choice is read as the help writes it', () => {
  const rule = 'a = 0.1\nb = 0.01\ntheta = theta - where(t < 10 and not (loss > 3), a, b)*gradient';
  expect(readRuleText(rule).faults).toEqual([]);
});

describe('words of a text', () => {
  const source =
    'lr = 0.1\nbeta = 0.9 in [0, 1]\nmass(0) = 1\nmass = beta*mass + gradient # be\ntheta = theta - lr*mass';
  const kinds = new Map(wordsOf(source).map(({ name, kind }) => [name, kind]));

  test('have their kinds, its own first', () => {
    expect([...kinds].slice(0, 3)).toEqual([
      ['lr', 'parameter'],
      ['beta', 'parameter'],
      ['mass', 'name'],
    ]);
    expect(['theta', 'grad', 'norm', 'sqrt', 'where'].map((name) => kinds.get(name))).toEqual([
      'given',
      'question',
      'all',
      'function',
      'function',
    ]);
  });

  test('are told apart in a line, none of which is lost', () => {
    const line = 'mass = beta*mass + 1e-3*gradient # be';
    const pieces = piecesOf(line, kinds);
    expect(pieces.map(({ text }) => text).join('')).toBe(line);
    expect(pieces.filter(({ kind }) => kind !== 'plain').map(({ text, kind }) => [text, kind])).toEqual([
      ['mass', 'name'],
      ['beta', 'parameter'],
      ['mass', 'name'],
      ['1e-3', 'number'],
      ['gradient', 'given'],
      ['# be', 'remark'],
    ]);
  });

  test.each([
    ['k = be', ['beta']],
    ['k = Be', ['beta']],
    ['k = ma', ['mass', 'max']],
    ['k = beta', []],
    ['k = 2', []],
    ['# be', []],
    ['k = hess', ['hessianDiagonal']],
  ])('behind %j come %j', (typed, names) => {
    const whole = `${source}\n${typed}`;
    expect(completionsAt(whole, whole.length).words.map(({ name }) => name)).toEqual(names);
  });
});
