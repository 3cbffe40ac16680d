import { describe, expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../../../src/core/index.ts';
import { heavyBall, phaseField } from '../../../../src/core/run/phase.ts';

const curve = compileFormula('x^4/4 - 2x^2 + sin(3x)', { variables: ['x'] });

describe.each([
  { lr: 0.02, momentum: 0.9 },
  { lr: 0.05, momentum: 0.5 },
])('momentum $momentum at a rate of $lr', ({ lr, momentum }) => {
  const field = phaseField(curve, lr, momentum);

  test('each step of a recorded run is what the field says where it is', () => {
    const run = recordRun({
      loss: curve,
      optimizer: { id: 'momentum', lr, momentum },
      start: [2.7],
      steps: 120,
    });
    const v = (k: number) => (k > 0 ? run.positions[k]! - run.positions[k - 1]! : 0);
    const out = new Float64Array(2);
    for (let k = 0; k < run.steps; k++) {
      field.gradient([run.positions[k]!, v(k)], out);
      expect(-out[0]!).toBeCloseTo(v(k + 1), 12);
      expect(-out[1]!).toBeCloseTo(v(k + 1) - v(k), 12);
    }
  });

  test('it turns and gathers as differences of it say, and by a formula of the second derivative', () => {
    const [h, low, high] = [1e-5, new Float64Array(2), new Float64Array(2)];
    const along = (i: 0 | 1, [x, v]: readonly [number, number]) => {
      const [dx, dv] = i === 0 ? [h, 0] : [0, h];
      field.gradient([x - dx, v - dv], low);
      field.gradient([x + dx, v + dv], high);
      return [0, 1].map((j) => (low[j]! - high[j]!) / (2 * h)) as [number, number];
    };
    for (let k = 0; k < 40; k++) {
      const at = [-2.5 + k / 8, Math.sin(k)] as const;
      const [ofX, ofV] = [along(0, at), along(1, at)];
      const { curl, divergence } = field.turning(at);
      expect(curl).toBeCloseTo(ofX[1] - ofV[0], 6);
      expect(divergence).toBeCloseTo(ofX[0] + ofV[1], 6);
      const second = 3 * at[0] ** 2 - 4 - 9 * Math.sin(3 * at[0]);
      expect(curl).toBeCloseTo(-(momentum + lr * second), 10);
    }
  });
});

test('only plain momentum goes along such a field', () => {
  const plain = { lr: 0.1, momentum: 0.9, dampening: 0, nesterov: false, weightDecay: 0 };
  expect(heavyBall('momentum', plain)).toBe(0.9);
  expect(heavyBall('sgd', { ...plain, momentum: 0.5 })).toBe(0.5);
  expect(heavyBall('sgd', { ...plain, momentum: 0 })).toBe(0);
  for (const other of [{ nesterov: true }, { dampening: 0.1 }, { weightDecay: 0.01 }, { clipNorm: 1 }]) {
    expect(heavyBall('momentum', { ...plain, ...other })).toBe(0);
  }
  expect(heavyBall('adam', plain)).toBe(0);
});
