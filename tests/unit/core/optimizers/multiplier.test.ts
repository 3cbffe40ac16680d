import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { compileRule } from '../../../../src/core/optimizers/typed/compile.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import { limitEvaluations } from '../../../../src/core/run/limit.ts';
import type { StepState } from '../../../../src/core/run/types.ts';

const loss = compileFormula('(1-x)^2 + 3(y-x^2)^2');
const start = [-1.2, 1];
const steps = 70;

type Values = Record<string, number | boolean>;
/** What the rule's own paper has in front of the gradient, from the state after an update, along x. */
type Expected = (state: StepState, t: number, before: StepState) => number;

const at = (state: StepState, key: string): number => {
  const value = state[key]!;
  return typeof value === 'number' ? value : value[0]!;
};
const adam =
  (lr: number, second = 'vHat'): Expected =>
  (s) =>
    lr / (Math.sqrt(at(s, second)) + 1e-8);

/** They step by signs, by a matrix, to a point, or clip what they divide. */
const none = [
  'lion',
  'rprop',
  'newton',
  'lbfgs',
  'torch-lbfgs',
  'nelder-mead',
  'grams',
  'signsgd',
  'signum',
  'schedulefree-sgd',
  'schedulefree-adamw',
  'sophiah',
  'dadapt-sgd',
];

const rows: readonly (readonly [id: string, values: Values, expected: Expected])[] = [
  ['sgd', { lr: 0.004 }, () => 0.004],
  ['sgd', { lr: 0.004, weightDecay: 0.3 }, () => 0.004],
  ['sgd', { lr: 0.004, momentum: 0.9 }, () => 0.004],
  ['momentum', { lr: 0.01, dampening: 0.2 }, () => 0.01],
  ['nesterov', { lr: 0.01 }, () => 0.01],
  ['qhm', { lr: 0.01 }, () => 0.01],
  ['qhm', { lr: 0.01, nu: 0 }, () => 0.01],
  ['adam', { lr: 0.1 }, adam(0.1)],
  ['adam', { lr: 0.1, amsgrad: true }, adam(0.1)],
  ['adamw', { lr: 0.1 }, adam(0.1)],
  ['nadam', { lr: 0.1 }, adam(0.1)],
  ['adamax', { lr: 0.1 }, (s) => 0.1 / at(s, 'u')],
  ['rmsprop', { lr: 0.01 }, adam(0.01, 'squareAverage')],
  ['rmsprop', { lr: 0.01, momentum: 0.8 }, adam(0.01, 'squareAverage')],
  [
    'rmsprop',
    { lr: 0.01, centered: true },
    (s) => 0.01 / (Math.sqrt(at(s, 'squareAverage') - at(s, 'gradientAverage') ** 2) + 1e-8),
  ],
  ['adagrad', { lr: 0.5 }, (s) => 0.5 / (Math.sqrt(at(s, 'sum')) + 1e-10)],
  [
    'adagrad',
    { lr: 0.5, lrDecay: 0.1 },
    (s, t) => 0.5 / (1 + (t - 1) * 0.1) / (Math.sqrt(at(s, 'sum')) + 1e-10),
  ],
  [
    'adadelta',
    { lr: 1, eps: 1e-6 },
    // The average of squared steps is that from before this one.
    (s, _t, before) => Math.sqrt(at(before, 'accDelta') + 1e-6) / Math.sqrt(at(s, 'squareAverage') + 1e-6),
  ],
  [
    'qhadam',
    { lr: 0.1, nu2: 0.9 },
    (s) => 0.1 / (Math.sqrt(0.1 * at(s, 'gradient') ** 2 + 0.9 * at(s, 'vHat')) + 1e-8),
  ],
  ['armijo', {}, (s) => at(s, 'stepLength')],
  ['conjugate-gradient', {}, (s) => at(s, 'stepLength')],
  ['adan', { lr: 0.1 }, (s) => 0.1 / (Math.sqrt(at(s, 'nHat')) + 1e-8)],
  [
    'prodigy',
    {},
    (s, _t, before) => (at(before, 'd') * at(s, 'rate')) / (Math.sqrt(at(s, 'v')) + at(s, 'd') * 1e-8),
  ],
  ['dadapt-adam', {}, (s) => at(s, 'rate') / (Math.sqrt(at(s, 'v')) + 1e-8)],
  ['laprop', { lr: 0.1 }, (s, t) => 0.1 / (Math.sqrt(at(s, 'spreadHat')) + 1e-15) / (1 - 0.9 ** t)],
  ['adafactor', {}, (s) => at(s, 'scaledStep') / at(s, 'gradient')],
  ['cautious-adamw', { lr: 0.1 }, (s) => (at(s, 'rate') * at(s, 'caution')) / (Math.sqrt(at(s, 'v')) + 1e-6)],
  ['stableadamw', {}, (s) => at(s, 'rate') / (Math.sqrt(at(s, 'v')) + 1e-6)],
  ['dog', {}, (s) => at(s, 'eta')],
  ['sps', {}, (s) => at(s, 'stepSize')],
  ['asgd', { lr: 0.004 }, (s) => at(s, 'rate')],
  ['sam', { lr: 0.004 }, () => 0.004],
  ['sgld', { lr: 0.004 }, () => 0.004],
  ['lookahead-sgd', { lr: 0.004 }, () => 0.004],
  [
    'adopt',
    { lr: 0.1, clip: false },
    (_s, t, before) => (t === 1 ? 0 : 0.1 / Math.max(Math.sqrt(at(before, 'v')), 1e-6)),
  ],
  ...none.map((id) => [id, {}, () => Number.NaN] as const),
];

test.each(rows)('%s %o', (id, values, expected) => {
  const run = recordRun({ loss, optimizer: { id, ...values }, start, steps });
  const rates = run.effectiveRates(0);
  expect(rates).toHaveLength(run.steps + 1);
  expect(rates[0]).toBeNaN();
  for (let t = 1; t <= run.steps; t++) {
    const wanted = expected(run.stateAt(t), t, run.stateAt(t - 1));
    if (Number.isNaN(wanted)) expect([t, rates[t]]).toEqual([t, Number.NaN]);
    else expect([t, Math.abs(rates[t]! - wanted) <= 1e-12 * wanted]).toEqual([t, true]);
  }
});

test('RAdam has the plain rate until it rectifies', () => {
  const run = recordRun({ loss, optimizer: { id: 'radam', lr: 0.1 }, start, steps });
  const rates = run.effectiveRates(0);
  expect([...rates.subarray(1, 6)]).toEqual([0.1, 0.1, 0.1, 0.1, 0.1]);
  for (let t = 6; t <= steps; t++) {
    const s = run.stateAt(t);
    expect(rates[t]! / (0.1 * at(s, 'rectification') * at(s, 'scaling'))).toBeCloseTo(1, 12);
  }
});

describe('every rule of the registry', () => {
  test.each(optimizers.map((entry) => entry))(
    '$id has one at every step, not negative, or none at all',
    (entry) => {
      const { id } = entry;
      const run = recordRun({ loss, optimizer: { id }, start, steps });
      // Clipped, ADOPT has none but at the first update, which moves nothing.
      const bySign = none.includes(id) || id === 'adopt';
      for (const axis of [0, 1]) {
        const rates = run.effectiveRates(axis);
        expect(rates.subarray(1).every(Number.isFinite)).toBe(!bySign);
        if (bySign) continue;
        for (let t = 1; t <= run.steps; t++) expect(rates[t]).toBeGreaterThanOrEqual(0);
      }
    },
  );
});

test('a schedule changes it, a budget cuts it, and a gradient of zero is no matter', () => {
  const optimizer = { id: 'sgd', lr: 0.1 };
  const schedule = { kind: 'exponential', factor: 0.5 } as const;
  const run = recordRun({ loss, optimizer, schedule, start: [1, 1], steps: 4 });
  expect([...run.effectiveRates(1)]).toEqual([Number.NaN, 0.1, 0.05, 0.025, 0.0125]);
  // Constant for a while, and then another: what is left out in between makes no difference.
  const staged = { kind: 'step', every: 5, factor: 0.5 } as const;
  for (const id of ['sgd', 'momentum', 'adagrad']) {
    const whole = recordRun({ loss, optimizer: { id, lr: 0.001 }, schedule: staged, start, steps: 23 });
    const rates = whole.effectiveRates(0);
    for (let t = 1; t <= 23; t++) {
      const lr = Number(whole.stateAt(t)['lr']);
      const scale = id === 'adagrad' ? Math.sqrt(at(whole.stateAt(t), 'sum')) + 1e-10 : 1;
      expect(rates[t]! * scale).toBeCloseTo(lr, 15);
    }
  }
  expect([...limitEvaluations(run, 2).effectiveRates(1)]).toEqual([Number.NaN, 0.1, 0.05]);
});

test.each([
  ['u = 0.9*u + gradient/norm(gradient)\ntheta = theta - 0.1*u'],
  ['u = 0.9*u + w\nw = 0.5*u + gradient/norm(gradient)\ntheta = theta - 0.1*w'],
])('a typed rule that keeps what is scaled has none: %s', (text) => {
  const rates = recordRun({ loss, start, steps: 6, optimizer: { rule: compileRule(text) } }).effectiveRates(
    0,
  );
  expect(rates).toEqual(new Float64Array(7).fill(Number.NaN));
});
