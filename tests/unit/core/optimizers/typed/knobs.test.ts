import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../../src/core/expression/compile.ts';
import { lossById } from '../../../../../src/core/losses/catalog.ts';
import { optimizers } from '../../../../../src/core/optimizers/all.ts';
import { defaultValues } from '../../../../../src/core/optimizers/registry.ts';
import { compileRule } from '../../../../../src/core/optimizers/typed/compile.ts';
import { printWithoutKnobs } from '../../../../../src/core/optimizers/typed/plain.ts';
import { printRule } from '../../../../../src/core/optimizers/typed/print.ts';
import type { OptimizerEntry } from '../../../../../src/core/optimizers/types.ts';
import { recordRun } from '../../../../../src/core/run/record.ts';

const grounds = ['rosenbrock', 'himmelblau'].map((id) => {
  const { formula, start } = lossById(id)!;
  return { loss: compileFormula(formula), start };
});
const curve = { loss: compileFormula('w^4 - 3w^2 + w', { variables: ['w'] }), start: [1.7] };

const knobKeys = ({ hyperparameters }: OptimizerEntry) =>
  hyperparameters.filter(({ knob }) => knob).map(({ key }) => key);

const TURNED: Readonly<Record<string, number>> = {
  clipValue: 0.5,
  clipNorm: 0.75,
  clipAdaptive: 0.25,
  l2Decay: 0.1,
  decoupledDecay: 0.2,
};

describe('a typed rule with its knobs turned is the built-in one with them, to the bit', () => {
  const elementWise = optimizers.filter(({ rule }) => !rule.search);
  expect(elementWise.length).toBeGreaterThanOrEqual(40);
  test.each(elementWise)('$id', (entry) => {
    const standard = defaultValues(entry);
    const rule = compileRule(printRule(entry, standard)!);
    const own = new Set(knobKeys(rule));
    const common = knobKeys(entry).filter((key) => own.has(key));
    expect(common).toEqual(knobKeys(entry));
    const all = Object.fromEntries(common.map((key) => [key, TURNED[key]!]));
    for (const turned of [all, ...common.map((key) => ({ [key]: TURNED[key]! }))]) {
      for (const { loss, start } of [...grounds, curve]) {
        const ground = { loss, start, steps: 60, noise: loss === grounds[0]!.loss ? 0.1 : 0, seed: 3 };
        const schedule = { kind: 'cosine' } as const;
        const built = recordRun({ ...ground, schedule, optimizer: { ...standard, ...turned, id: entry.id } });
        const typed = recordRun({ ...ground, schedule, optimizer: { rule, ...turned } });
        expect([...typed.positions], JSON.stringify(turned)).toEqual([...built.positions]);
        expect(typed.divergedAt).toBe(built.divergedAt);
      }
    }
  });
});

/** The lines that act at these values of the knobs. */
const saidWith = (text: string, key: string) =>
  compileRule(text)
    .rule.lines.filter(({ when }) => when === undefined || when.startsWith(key))
    .map((line) => `${line.key} = ${line.formula}`);

describe('the knobs of a typed rule act where its gradient is', () => {
  const CLIPS = ['clipValue', 'clipNorm', 'clipAdaptive'];

  test.each<[string, string, string[]]>([
    ['the given one', 'lr = 0.1\ntheta = theta - lr*gradient', [...CLIPS, 'l2Decay', 'decoupledDecay']],
    [
      'one without a rate, which decoupled decay would be by',
      'theta = theta - 0.1*gradient',
      [...CLIPS, 'l2Decay'],
    ],
    [
      'the one that it asks for',
      'lr = 0.1\nv = 0.9*v - lr*grad(theta + 0.9*v)\ntheta = theta + v',
      [...CLIPS, 'l2Decay', 'decoupledDecay'],
    ],
    [
      'an average that is drawn has no decay',
      'lr = 0.1\nz(0) = theta\nz = z - lr*grad(0.1*z + 0.9*theta)\ntheta = theta + 0.5*(z - theta)',
      CLIPS,
    ],
    ['none', 'lr = 0.1\ntheta = theta - lr*theta*value(theta)', ['decoupledDecay']],
    [
      'theta is what something else is',
      'lr = 0.1\ny(0) = theta\ny = y - lr*gradient\ntheta = y',
      [...CLIPS, 'l2Decay'],
    ],
    [
      'names of its own',
      'lr = 0.1\nclipNorm = 2\nl2 = clipNorm*gradient\ntheta = theta - lr*l2',
      ['clipValue', 'clipAdaptive', 'l2Decay', 'decoupledDecay'],
    ],
  ])('%s', (_, text, keys) => {
    expect(knobKeys(compileRule(text))).toEqual(keys);
  });

  test('the answer itself is clipped, at the steps that ask', () => {
    const text = 'h = where(t % 2 == 1, grad(theta), h)\ntheta = theta - 0.1*h';
    const { lines } = compileRule(text).rule;
    const clipped = lines.find(({ when }) => when?.startsWith('clipNorm'))!;
    expect(clipped.key).toBe('h');
    expect(clipped.when).toMatch(/^clipNorm != 0 and \(/);
    const bowl = compileFormula('x^2 + y^2');
    const { positions } = recordRun({
      loss: bowl,
      start: [3, 4],
      steps: 2,
      optimizer: { rule: compileRule(text), clipNorm: 1 },
    });
    // Twice a step along (3, 4)/5, shortened once.
    for (const k of [1, 2]) {
      expect(
        Math.hypot(positions[2 * k]! - positions[2 * k - 2]!, positions[2 * k + 1]! - positions[2 * k - 1]!),
      ).toBeCloseTo(0.1 * (10 / (10 + 1e-6)), 12);
    }
  });

  test('a name of its own that decay would take is left alone', () => {
    const text = 'lr = 0.1\nl2 = 2*gradient\nshrinking = 2 + t\ntheta = theta - lr*l2/shrinking';
    expect(saidWith(text, 'l2Decay')).toEqual([
      'l2Of = l2Decay*theta',
      'gradient = gradient + l2Of',
      'l2 = 2*gradient',
      'shrinking = 2 + t',
      'update = lr*l2/shrinking',
      'theta = theta - update',
    ]);
    expect(saidWith(text, 'decoupledDecay').slice(-3)).toEqual([
      'shrinkingOf = lr*decoupledDecay*theta',
      'theta = theta - shrinkingOf',
      'theta = theta - update',
    ]);
  });
});

describe('the text of a rule whose knobs are turned', () => {
  const turned = { clipNorm: 1, l2Decay: 0.1, decoupledDecay: 0.2 };
  test.each(optimizers.filter(({ rule }) => !rule.search))('leaves them knobs, to the bit: $id', (entry) => {
    const own = Object.fromEntries(Object.entries(turned).filter(([key]) => knobKeys(entry).includes(key)));
    const values = { ...defaultValues(entry), ...own };
    const text = printWithoutKnobs(entry, values)!;
    expect(text).not.toMatch(/clipNorm|l2Decay|decoupledDecay/);
    const { loss, start } = grounds[0]!;
    const built = recordRun({ loss, start, steps: 30, optimizer: { ...values, id: entry.id } });
    const typed = recordRun({ loss, start, steps: 30, optimizer: { rule: compileRule(text), ...own } });
    expect([...typed.positions]).toEqual([...built.positions]);
  });

  test('of one that searches there is none', () => {
    const entry = optimizers.find(({ id }) => id === 'lbfgs')!;
    expect(printWithoutKnobs(entry, defaultValues(entry))).toBeNull();
  });
});
