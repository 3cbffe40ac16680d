import { expect, test } from 'vitest';
import {
  compileFormula,
  compileRule,
  networkLoss,
  readRuleText,
  recordRun,
} from '../../../../../src/core/index.ts';

const RULE = [
  'first = 0.1 in [0.01, 1] log',
  'last = 0.4 in [0.01, 1] log',
  'layer(0) = index',
  'theta = theta - where(layer == 0, first, last)*gradient',
].join('\n');

test('a rule has a rate for each variable: the very steps of gradient descent along each', () => {
  const loss = compileFormula('(y*tanh(x) - 1)^2 + (y*tanh(2x) - 0.3)^2');
  const run = recordRun({ loss, optimizer: { rule: compileRule(RULE) }, start: [0.5, 0.7], steps: 30 });
  let [x, y] = [0.5, 0.7];
  for (let step = 1; step <= 30; step++) {
    const [gx, gy] = loss.gradient([x, y]) as unknown as [number, number];
    [x, y] = [x - 0.1 * gx, y - 0.4 * gy];
    expect([...run.positions.subarray(2 * step, 2 * step + 2)]).toEqual([x, y]);
  }
});

test('on a network the place tells the layers: W1 row by row, b1, W2, b2', () => {
  const loss = networkLoss({
    layers: [2, 2, 1],
    activation: 'tanh',
    objective: 'squared error',
    inputs: Float64Array.of(0, 1, 1, 0),
    targets: Float64Array.of(1, -1),
  });
  const rule = compileRule(RULE.replace('layer(0) = index', 'layer(0) = where(index < 6, 0, 1)'));
  const start = Float64Array.from({ length: 9 }, (_, i) => Math.cos(i));
  const run = recordRun({ loss, optimizer: { rule }, start, steps: 1 });
  const gradient = loss.gradient(start);
  const expected = start.map((p, i) => p - (i < 6 ? 0.1 : 0.4) * gradient[i]!);
  expect([...run.positions.subarray(9)]).toEqual([...expected]);
});

test('the name is another one’s where it is declared, and nothing in a line', () => {
  const own = compileRule('index = 0.5\nv(0) = index\nv = 0.9*v\ntheta = theta - v*gradient');
  expect(own.rule.scalars).toContain('v');
  const loss = compileFormula('x^2 + y^2');
  const run = recordRun({ loss, optimizer: { rule: own }, start: [1, 1], steps: 1 });
  expect(run.positions[2]).toBe(1 - 0.45 * 2);
  expect(readRuleText('theta = theta - index*gradient').faults[0]!.message).toContain('index');
});
