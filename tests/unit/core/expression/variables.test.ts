import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { FormulaError } from '../../../../src/core/expression/formula-error.ts';
import { readFormula } from '../../../../src/core/expression/formula.ts';
import { symbolTex, symbolText } from '../../../../src/core/expression/symbols.ts';

/** Formula, its variables, and what is left: parameters. */
const rows: readonly (readonly [text: string, variables: string, parameters: string])[] = [
  ['x^2 + y^2', 'x y', ''],
  ['y^2', 'x y', ''],
  ['y^2 + x', 'x y', ''],
  ['3', 'x y', ''],
  ['x1^2 + x2^2', 'x1 x2', ''],
  ['x_2^2 + x_1', 'x1 x2', ''],
  ['x₁ + x₂²', 'x1 x2', ''],
  ['x_{1}^2 + x_{2}', 'x1 x2', ''],
  ['θ1 + θ2^2', 'theta1 theta2', ''],
  ['θ₁² + θ₀²', 'theta0 theta1', ''],
  ['\\theta_1^2 + \\theta_{2}^2', 'theta1 theta2', ''],
  ['theta1 + theta_2', 'theta1 theta2', ''],
  ['w^2 + b^2', 'w b', ''],
  ['b + w^2', 'b w', ''],
  ['(u - v)^2 + uv', 'u v', ''],
  ['w^2 + wb', 'w b', ''],
  ['w', 'w b', ''],
  ['x1^2', 'x1 x2', ''],
  ['t^2', 't y', ''],
  ['α β', 'alpha beta', ''],
  ['X^2 + Y^2', 'X Y', ''],
  ['λ^2 + \\mu', 'lambda mu', ''],
  ['sin u cos v', 'u v', ''],
  ['w1 + w0^2 + w0', 'w0 w1', ''],
  ['a x^2 + b y^2 + c', 'x y', 'a b c'],
  ['ax^2 + by^2 + c', 'x y', 'a b c'],
  ['a x^2', 'x y', 'a'],
  ['k(x - 1)^2', 'x y', 'k'],
  ['xyz', 'x y', 'z'],
  ['(w x + b - y)^2', 'x y', 'w b'],
  ['a1 x + a2 y', 'x y', 'a1 a2'],
  ['λ x^2', 'x y', 'lambda'],
  ['a w1^2 + b w2^2', 'w1 w2', 'a b'],
  ['a u^2 + c v^2', 'u v', 'a c'],
  ['f(u, v) = a u^2 + v^2', 'u v', 'a'],
  ['f(b, a) = a^2 + c b', 'b a', 'c'],
  ['f(w) = w^2 + x', 'w b', 'x'],
  ['lambda p, q: p*q', 'p q', ''],
  ['(s, t) => s + r*t', 's t', 'r'],
  ['sum(i, 1, 3, a x^i)', 'x y', 'a'],
  ['sum(n, 1, 3, u^n v)', 'u v', ''],
  ['a = 2; a x^2', 'x y', ''],
  ['a = 2; b = a/4; a x^2 + b c', 'x y', 'c'],
  ['σ(x) + σ(y)', 'x y', ''],
  ['σ x^2', 'x y', 'sigma'],
  ['x mod m', 'x y', 'm'],
  ['x < a ? b : y', 'x y', 'a b'],
];

test.each(rows)('%s: variables %s, parameters %s', (text, variables, parameters) => {
  const read = readFormula(text, { free: true });
  expect(read.variables.join(' ')).toBe(variables);
  expect(read.parameters.join(' ')).toBe(parameters);
});

test.each([
  ['c + d + k + r', 'Which two of c, d, k, r are the variables is open to doubt'],
  ['x1 + x2 + x3', 'Which two of x1, x2, x3 are the variables'],
  ['f(u, v, w) = u', 'A formula has two variables at most.'],
  ['x + x2', 'Unknown name "x2": the variables are x, y.'],
  ['x + X', 'Unknown name "X"'],
  ['x + foo', 'Unknown name "foo".'],
  ['uv', 'Unknown name "uv"'],
  ['f(x) + g(y)', 'Unknown function "f"'],
  ['a = x; a y', 'Unknown name "x"'],
  ['a = ; a y', '";" is not expected here'],
  ['a = 1/0; a y', 'What is given to "a" is a number'],
  ['a = 7 from 0 to 5; a y', 'What is given to "a" is a number'],
  ['a = 2 from 0; a y', 'What is given to "a" is a number'],
  ['a = 2 from 0 to 1e9; a y', 'What is given to "a" is a number'],
  ['x = 2; x + y', 'The sign "=" has no meaning'],
  ['a = 1; a = 2; a x', 'The sign "=" has no meaning'],
  ['a b c d g h k l m n o p q x', 'A formula has 12 parameters at most.'],
  ['x; y', 'The character ";" has no meaning'],
  ['a = 2', null],
])('%s is told from a formula', (text, message) => {
  if (message === null) expect(readFormula(text, { free: true }).variables).toEqual(['x', 'y']);
  else expect(() => readFormula(text, { free: true })).toThrow(message);
});

test.each(rows.filter(([text, , parameters]) => parameters !== '' && !text.includes('σ')))(
  'without a value for its parameters %s is no loss',
  (text) => expect(() => compileFormula(text)).toThrow(FormulaError),
);

describe('a loss in its own names', () => {
  test('is the same in x and y', () => {
    const [own, usual] = [compileFormula('θ2^2 + 3 θ1 θ2 + sin θ1'), compileFormula('y^2 + 3 x y + sin x')];
    const at = [0.7, -1.3];
    expect(own.value(at)).toBe(usual.value(at));
    expect([...own.gradient(at), ...own.hessian(at)]).toEqual([...usual.gradient(at), ...usual.hessian(at)]);
    expect(own.tex).toBe('\\theta_{2}^{2} + 3 \\theta_{1} \\theta_{2} + \\sin(\\theta_{1})');
    expect(own.gradientTex[1]).toBe('2 \\theta_{2} + 3 \\theta_{1}');
  });

  test('may be told its variables', () => {
    expect(compileFormula('v^2 + u', { variables: ['v', 'u'] }).gradient([3, 1])).toEqual(
      Float64Array.of(6, 1),
    );
    expect(compileFormula('x_2 + x_1', { variables: ['x_2', 'x_1'] }).variables).toEqual(['x2', 'x1']);
    expect(compileFormula('r').variables).toEqual(['r', 'y']);
    expect(compileFormula('r', { variables: ['r'] }).variables).toEqual(['r']);
    expect(() => compileFormula('x', { variables: ['u', 'v'] })).toThrow('Unknown name "x".');
    expect(() => compileFormula('u', { variables: ['u', 'v', 'w'] })).toThrow('two variables at most');
  });

  test('has its values in front', () => {
    const loss = compileFormula('a = 2; b = a^2; a x^2 + b y');
    expect(loss.value([3, 1])).toBe(22);
    expect(loss.tex).toBe('a x^{2} + b y');
  });
});

test('symbols as text and as TeX', () => {
  expect(['x', 'x1', 'theta', 'theta12', 'Omega0', 'loss'].map(symbolText)).toEqual([
    'x',
    'x₁',
    'θ',
    'θ₁₂',
    'Ω₀',
    'loss',
  ]);
  expect(['x1', 'theta2', 'loss'].map(symbolTex)).toEqual(['x_{1}', '\\theta_{2}', null]);
});
