import { describe, expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../../../src/core/index.ts';

/** Formula, variable, and by hand: value, first and second derivative. */
const curves: readonly {
  text: string;
  name: string;
  value: (x: number) => number;
  first: (x: number) => number;
  second: (x: number) => number;
}[] = [
  { text: 'x^2', name: 'x', value: (x) => x * x, first: (x) => 2 * x, second: () => 2 },
  {
    text: 'w^4 - 3w',
    name: 'w',
    value: (w) => w ** 4 - 3 * w,
    first: (w) => 4 * w ** 3 - 3,
    second: (w) => 12 * w * w,
  },
  { text: 'sin y', name: 'y', value: Math.sin, first: Math.cos, second: (y) => -Math.sin(y) },
  {
    text: 'a = 2; exp(a θ)',
    name: 'theta',
    value: (t) => Math.exp(2 * t),
    first: (t) => 2 * Math.exp(2 * t),
    second: (t) => 4 * Math.exp(2 * t),
  },
  { text: '7', name: 'x', value: () => 7, first: () => 0, second: () => 0 },
  {
    text: 'x_1^2/2',
    name: 'x_1',
    value: (x) => (x * x) / 2,
    first: (x) => x,
    second: () => 1,
  },
];

describe.each(['wasm', 'interpreter'] as const)('a formula told one variable, %s', (backend) => {
  test.each(curves)('$text', ({ text, name, value, first, second }) => {
    const loss = compileFormula(text, { variables: [name], backend });
    expect(loss.dimension).toBe(1);
    expect(loss.variables).toHaveLength(1);
    expect(loss.backend).toBe(backend);
    for (const x of [-1.3, -0.2, 0, 0.7, 2.5]) {
      const out = new Float64Array(1);
      expect(loss.value([x])).toBeCloseTo(value(x), 12);
      expect(loss.valueAndGradient([x], out)).toBe(loss.value([x]));
      expect(out[0]).toBeCloseTo(first(x), 12);
      expect(loss.gradient([x])).toEqual(out);
      expect([...loss.hessian([x])]).toEqual([expect.closeTo(second(x), 12)]);
      expect([...loss.hessianVector([x], [-3])]).toEqual([expect.closeTo(-3 * second(x), 11)]);
    }
  });
});

test('its derivatives as TeX', () => {
  const loss = compileFormula('x^3', { variables: ['x'] });
  expect(loss.gradientTex).toEqual(['3 x^{2}']);
  expect(loss.hessianTex).toHaveLength(1);
  expect(loss.tex).toBe('x^{3}');
});

test.each([
  [['x'], 'x + y', 'Unknown name "y"'],
  [['w'], 'x^2', 'Unknown name "x"'],
  [['x'], 'x + x2', 'Unknown name "x2": the variable is x.'],
  [['x'], 'a x^2', 'Unknown name "a"'],
  [['x'], '', 'The formula is empty.'],
])('no other name: %s, %s', (variables, text, message) => {
  expect(() => compileFormula(text, { variables })).toThrow(message);
});

test('a text that happens to name one is of two, as ever', () => {
  for (const text of ['x^2', 'y^2', 't^2', 'f(w) = w^2']) expect(compileFormula(text).dimension).toBe(2);
});

test('why it is not finite', () => {
  const root = compileFormula('sqrt x', { variables: ['x'] });
  expect(root.failure([-1], 'value')).toBe('undefined');
  expect(root.failure([0], 'gradient')).toBe('undefined');
  expect(root.failure([1], 'hessian')).toBeNull();
  expect(compileFormula('exp x', { variables: ['x'] }).failure([800], 'value')).toBe('overflow');
});

test('runs, to the bit the trough that it is the section of', () => {
  const curve = compileFormula('x^4 - 3x^2 + x', { variables: ['x'] });
  const trough = compileFormula('x^4 - 3x^2 + x');
  for (const id of ['sgd', 'momentum', 'nesterov', 'rmsprop', 'adagrad', 'adadelta', 'rprop', 'adam']) {
    const optimizer = { id, ...(id !== 'adadelta' && { lr: 0.02 }) };
    const run = recordRun({ loss: curve, optimizer, start: [1.7], steps: 150 });
    const wide = recordRun({ loss: trough, optimizer, start: [1.7, 0], steps: 150 });
    expect(run.dimension).toBe(1);
    expect([...run.positions]).toEqual([...wide.positions].filter((_, i) => i % 2 === 0));
    expect(run.losses).toEqual(wide.losses);
    expect(run.stateAt(70)['gradient']).toHaveLength(1);
  }
  const end = recordRun({ loss: curve, optimizer: { id: 'sgd', lr: 10 }, start: [3], steps: 100 }).end;
  expect(end?.reason).toBe('overflow');
});
