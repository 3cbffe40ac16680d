import { expect, test } from 'vitest';
import '../../../../src/core/optimizers/all.ts';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { compileRule } from '../../../../src/core/optimizers/typed/compile.ts';
import { correctionsLeftOut, lengthsBeside } from '../../../../src/core/run/beside.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { RecordOptions } from '../../../../src/core/run/types.ts';

const adam = { id: 'adam', lr: 0.1 };
const adamText = (m: string, v: string) => `lr = 0.1
beta1 = 0.9
beta2 = 0.999
eps = 1e-8
m = beta1*m + (1 - beta1)*gradient
v = beta2*v + (1 - beta2)*gradient^2
theta = theta - lr*${m}/(sqrt(${v}) + eps)`;
const raw = { rule: compileRule(adamText('m', 'v')) };
const halfRaw = { rule: compileRule(adamText('m/(1 - beta1^t)', 'v')) };
const same = { rule: compileRule(adamText('(m/(1 - beta1^t))', '(v/(1 - beta2^t))')) };

const on = (formula: string, optimizer: RecordOptions['optimizer'], more: Partial<RecordOptions> = {}) => ({
  loss: compileFormula(formula),
  start: [-0.4, -0.7],
  steps: 120,
  ...more,
  optimizer,
});

test('on a slope that never changes Adam without its corrections takes steps that are longer by just these', () => {
  const shares = lengthsBeside(recordRun(on('3x + 4y', raw)), on('3x + 4y', adam), 100);
  expect(shares).toHaveLength(101);
  expect(shares[0]).toBeNaN();
  for (let t = 1; t <= 100; t++) {
    expect(shares[t]).toBeCloseTo((1 - 0.9 ** t) / Math.sqrt(1 - 0.999 ** t), 6);
  }
});

test('the other rule is led along the run, at its positions', () => {
  const himmelblau = '(x^2 + y - 11)^2 + (x + y^2 - 7)^2';
  const run = recordRun(on(himmelblau, halfRaw));
  const shares = lengthsBeside(run, on(himmelblau, { ...adam, lr: 0.2 }), 1000);
  expect(shares).toHaveLength(121);
  const [m, v] = [
    [0, 0],
    [0, 0],
  ];
  for (let t = 1; t <= 120; t++) {
    const [x = 0, y = 0, nextX = 0, nextY = 0] = run.positions.subarray(2 * t - 2);
    const gradient = [
      4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
      2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
    ];
    const step = gradient.map((g, i) => {
      m[i] = 0.9 * m[i]! + 0.1 * g;
      v[i] = 0.999 * v[i]! + 0.001 * g * g;
      return (0.2 * m[i]!) / (1 - 0.9 ** t) / (Math.sqrt(v[i]! / (1 - 0.999 ** t)) + 1e-8);
    });
    const own = Math.hypot(nextX - x, nextY - y);
    expect(shares[t]! / (own / Math.hypot(...step))).toBeCloseTo(1, 9);
  }
});

test.each([
  { noise: 0.5, seed: 3 },
  { noise: 0.5, seed: 3, noiseKind: 'heavy', noiseScaling: 'proportional' },
  { schedule: { kind: 'cosine' } },
] as const)('a rule beside itself has steps of the same length, with %o', (more) => {
  const run = recordRun(on('x^2 + 3y^2', same, more));
  const shares = lengthsBeside(run, on('x^2 + 3y^2', adam, more), 100);
  for (const share of shares.subarray(1)) expect(share).toBeCloseTo(1, 9);
});

test('beside a rule that does not move there is no length', () => {
  const run = recordRun(on('x^2 + 3y^2', raw));
  const shares = lengthsBeside(run, on('x^2 + 3y^2', { id: 'adopt' }), 2);
  expect(shares[1]).toBeNaN();
  expect(shares[2]).toBeGreaterThan(0);
});

test('corrections that a rule leaves out are those of the other one that it has not, with their numbers', () => {
  expect(correctionsLeftOut(raw, adam)).toEqual([
    { key: 'beta1', base: 0.9 },
    { key: 'beta2', base: 0.999 },
  ]);
  expect(correctionsLeftOut(halfRaw, { ...adam, beta2: 0.99 })).toEqual([{ key: 'beta2', base: 0.99 }]);
  expect(correctionsLeftOut(same, adam)).toEqual([]);
  expect(correctionsLeftOut(raw, { id: 'rmsprop' })).toEqual([]);
  expect(correctionsLeftOut(adam, raw)).toEqual([]);
});
