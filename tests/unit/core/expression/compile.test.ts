import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';

afterEach(() => vi.unstubAllGlobals());

describe.each(['wasm', 'interpreter'] as const)('%s', (backend) => {
  const compile = (text: string) => compileFormula(text, { backend });
  const gradient = (text: string, x: number, y: number) => [...compile(text).gradient([x, y])];
  const hessian = (text: string, x: number, y: number) => [...compile(text).hessian([x, y])];

  test('value, gradient and Hessian of Rosenbrock in closed form', () => {
    const loss = compile('(1 - x)^2 + 100(y - x^2)^2');
    expect(loss.backend).toBe(backend);
    expect(loss.dimension).toBe(2);
    expect(loss.value([-1, 2])).toBe(104);
    expect([...loss.gradient([-1, 2])]).toEqual([396, 200]);
    expect([...loss.hessian([-1, 2])]).toEqual([402, 400, 400, 200]);
  });

  test('writes into the arrays it is given', () => {
    const loss = compile('x*y');
    const g = new Float64Array(2);
    const h = new Float64Array(4);
    expect(loss.gradient([2, 3], g)).toBe(g);
    expect(loss.hessian([2, 3], h)).toBe(h);
    expect(loss.valueAndGradient([5, 7], g)).toBe(35);
    expect([...g]).toEqual([7, 5]);
    expect([...h]).toEqual([0, 1, 1, 0]);
  });

  test.each([
    ['abs at 0', 'abs(x)', 0, 0, [0, 0]],
    ['sign', 'sign(x)*3', 2, 0, [0, 0]],
    ['max on a tie', 'max(x, y)', 1, 1, [0.5, 0.5]],
    ['min on a tie', 'min(3x, 2y)', 2, 3, [1.5, 1]],
    ['max, first larger', 'max(x, y)', 2, 1, [1, 0]],
    ['min, first larger', 'min(x, y)', 2, 1, [0, 1]],
    ['max keeps the other side out', 'max(x, sqrt(y))', 1, 0, [1, 0]],
    ['square at 0', 'x^2', 0, 0, [0, 0]],
    ['cube of a negative base', 'x^3', -2, 0, [12, 0]],
    ['large whole power of a negative base', 'x^17', -1, 0, [17, 0]],
    ['exponent 0', 'x^0 + y', 0, 0, [0, 1]],
    ['exponent 1', 'x^1', 0, 0, [1, 0]],
    ['power 0^0 by its base', 'x^y', 0, 0, [0, 0]],
    ['power with base 0', 'x^y', 0, 2, [0, 0]],
    ['constant base', '2^x', 3, 0, [8 * Math.log(2), 0]],
    ['root at 0', 'sqrt(x)', 0, 0, [Infinity, 0]],
    ['cone at its tip', 'sqrt(x^2 + y^2)', 0, 0, [NaN, NaN]],
    ['sigmoid far out', 'sigmoid(x) + sigmoid(y)', 800, -800, [0, 0]],
    ['quotient of large numbers', 'exp(x)/(1 + exp(x))', 400, 0, [0, 0]],
    ['a constant', '2 + pi', 1, 1, [0, 0]],
  ])('derivative: %s', (_name, text, x, y, expected) => {
    gradient(text, x, y).forEach((found, i) => expectNear(found, expected[i]!));
  });

  test.each([
    ['x^2', 0, 0, [2, 0, 0, 0]],
    ['x^3*y', -1, 2, [-12, 3, 3, 0]],
    ['x^2*y^3', 0, -2, [-16, 0, 0, 0]],
    ['max(x^2, y^2)', 3, 1, [2, 0, 0, 0]],
    ['abs(x)*y', -1, 1, [0, -1, -1, 0]],
  ])('second derivatives of %s', (text, x, y, expected) => {
    hessian(text, x, y).forEach((found, i) => expectNear(found, expected[i]!));
  });

  test.each([
    ['0*x', Infinity, 0, NaN],
    ['0*log(x)', 0, 0, NaN],
    ['x - x', Infinity, 0, NaN],
    ['x/x', 0, 0, NaN],
    ['x + 0', -0, 0, 0],
    ['x*1', -0, 0, -0],
    ['sigmoid(x)', -1000, 0, 0],
    ['sigmoid(x)', 1000, 0, 1],
    ['max(x, y)', NaN, 1, NaN],
    ['1/x', -0, 0, -Infinity],
    ['sqrt(x)', -1, 0, NaN],
  ])('value of %s at (%d, %d) is %d', (text, x, y, expected) => {
    expect(compile(text).value([x, y])).toBe(expected);
  });

  test('is evaluated in the order written', () => {
    expect(compile('0.1 + 0.2 + x').value([0.3, 0])).toBe(0.1 + 0.2 + 0.3);
    expect(compile('x + (0.1 + 0.2)').value([0.3, 0])).toBe(0.3 + (0.1 + 0.2));
    expect(compile('x*3/7*y').value([0.1, 0.7])).toBe(((0.1 * 3) / 7) * 0.7);
  });

  test('a grid holds the values, rows along x', () => {
    const loss = compile('sin(x) + y^3');
    const grid = new Float64Array(7 * 5);
    loss.sampleGrid(-1, 0.3, 7, 2, -0.7, 5, grid);
    for (let j = 0; j < 5; j++) {
      // But for the last places, which a picture does not need.
      for (let i = 0; i < 7; i++) {
        expect(grid[j * 7 + i]).toBeCloseTo(loss.value([-1 + i * 0.3, 2 + j * -0.7]), 13);
      }
    }
  });

  test('a grid row longer than a page of memory', () => {
    const n = 20_000;
    const grid = new Float64Array(n);
    compile('x').sampleGrid(0, 1, n, 0, 0, 1, grid);
    expect(grid.every((value, i) => value === i)).toBe(true);
  });

  test('the largest formulas that are accepted have derivatives', () => {
    const sum = compile(`x${'+x'.repeat(999)}`);
    expect(sum.value([1, 0])).toBe(1000);
    expect([...sum.gradient([1, 0])]).toEqual([1000, 0]);
    const product = compile(`x${'*x'.repeat(999)}`);
    expect([...product.hessian([1, 0])]).toEqual([999_000, 0, 0, 0]);
    const tower = compile(`${'sin('.repeat(200)}x${')'.repeat(200)}`);
    expect(Number.isFinite(tower.hessian([1, 0])[0])).toBe(true);
  });

  test('two formulas do not disturb each other', () => {
    const [a, b] = [compile('x^2'), compile('y^3')];
    const g = new Float64Array(2);
    a.gradient([1, 2], g);
    b.gradient([1, 2]);
    expect([...g]).toEqual([2, 0]);
    expect([...a.gradient([1, 2])]).toEqual([2, 0]);
  });
});

test('without WebAssembly the interpreter takes over', () => {
  vi.stubGlobal('WebAssembly', undefined);
  const loss = compileFormula('x^2 + y');
  expect(loss.backend).toBe('interpreter');
  expect([...loss.gradient([3, 1])]).toEqual([6, 1]);
});

test('where a policy forbids WebAssembly the interpreter takes over', () => {
  const forbidden = class {
    constructor() {
      throw new Error('refused by the content security policy');
    }
  };
  vi.stubGlobal('WebAssembly', {
    Module: forbidden,
    Memory: WebAssembly.Memory,
    Instance: WebAssembly.Instance,
  });
  expect(compileFormula('x^2').backend).toBe('interpreter');
});

function expectNear(found: number, expected: number): void {
  if (Number.isFinite(expected))
    expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-14 * Math.max(1, Math.abs(expected)));
  else expect(found).toBe(expected);
}
