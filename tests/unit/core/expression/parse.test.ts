import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../src/core/expression/evaluate.ts';
import { FormulaError } from '../../../../src/core/expression/formula-error.ts';
import { MAX_DEPTH, MAX_NODES, parseExpression } from '../../../../src/core/expression/parse.ts';
import { MAX_LENGTH } from '../../../../src/core/expression/tokens.ts';

const scope = { x: 3, y: -2 };

describe('grammar, at x = 3, y = -2', () => {
  test.each([
    ['-x^2', -9],
    ['2^3^2', 512],
    ['2^-x', 0.125],
    ['2^-x^2', 2 ** -9],
    ['--x', 3],
    ['-+-x', 3],
    ['x - -y', 1],
    ['x/2*y', -3],
    ['x/2/2', 0.75],
    ['2x', 6],
    ['2 x', 6],
    ['x y', -6],
    ['x(y + 1)', -3],
    ['3(x+1)', 12],
    ['(x+1)(y-2)', -16],
    ['1/2x', 1.5],
    ['2x^2', 18],
    ['x^2y', -18],
    ['-2 pi x', -2 * Math.PI * 3],
    ['2sin(x)cos(y)', 2 * Math.sin(3) * Math.cos(-2)],
    ['sin (x)', Math.sin(3)],
    ['.5 + 2.', 2.5],
    ['2.5E+2', 250],
    ['1e-3', 0.001],
    ['2e^2', 2 * Math.exp(2)],
    ['2 e', 2 * Math.E],
    ['2exp(1)', 2 * Math.exp(1)],
    ['x**2', 9],
    ['2×x', 6],
    ['2·x', 6],
    ['x − 1', 2],
    ['ln(e)', 1],
    ['log(e)', 1],
    ['log10(100)', 2],
    ['atan2(1, 1)', Math.PI / 4],
    ['pow(x, 2)', 9],
    ['min(x, y) + max(x, y)', 1],
    ['sign(y) + abs(y)', 1],
    [' \t\nx\r\n', 3],
  ])('%s is %d', (text, expected) => {
    expect(evaluate(parseExpression(text), scope)).toBe(expected);
  });
});

describe('refuses with a sentence and the place', () => {
  test.each([
    ['', 'empty', 0, 0, 'The formula is empty.'],
    ['  \t', 'empty', 0, 3, 'The formula is empty.'],
    ['x +', 'incomplete', 3, 3, 'The formula ends where a value is expected.'],
    ['x + * y', 'unexpected', 4, 5, '"*" is not expected here: a number, a name or "(" is.'],
    ['(x', 'parenthesis', 0, 1, 'This "(" is never closed.'],
    ['x + y)', 'parenthesis', 5, 6, 'This ")" has no "(" before it.'],
    ['x + ()', 'incomplete', 4, 6, 'There is nothing between these parentheses.'],
    ['x, y', 'unexpected', 1, 2, 'A comma only separates the arguments of a function.'],
    ['(x, y)', 'unexpected', 2, 3, 'A comma only separates the arguments of a function.'],
    ['x 2', 'unexpected', 2, 3, 'An operator is missing before 2: write * or ^.'],
    ['1.2.3*x', 'number', 0, 5, 'This number has more than one decimal point.'],
    ['x + .', 'number', 4, 5, 'A decimal point needs digits beside it.'],
    ['1e999', 'number', 0, 5, 'This number is too large for double precision.'],
    [
      '1e-*x',
      'number',
      0,
      2,
      'Digits are missing after "1e": write 1e-3 for an exponent, or 1*e for the constant e.',
    ],
    [
      '2e',
      'number',
      0,
      2,
      'Digits are missing after "2e": write 2e-3 for an exponent, or 2*e for the constant e.',
    ],
    ['x1', 'name', 0, 2, 'Unknown name "x1": the variables are x, y.'],
    ['1 + x_2', 'name', 4, 7, 'Unknown name "x_2": the variables are x, y.'],
    ['w1', 'name', 0, 2, 'Unknown name "w1": the variables are x, y.'],
    ['y3', 'name', 0, 2, 'Unknown name "y3": write y*3 or y^3.'],
    ['cot(x)', 'name', 0, 3, 'Unknown function "cot": write 1/tan(...).'],
    ['sinx', 'name', 0, 4, 'Unknown name "sinx": write sin(x).'],
    ['1 + xlog2y', 'name', 4, 10, 'Unknown name "xlog2y": write x*log(2y).'],
    ['ab', 'name', 0, 2, 'Unknown name "ab": write a*b for a product.'],
    ['abx', 'name', 0, 3, 'Unknown name "abx": write a*b*x for a product.'],
    ['sqr(x)', 'name', 0, 3, 'Unknown function "sqr": write a^2.'],
    ['arsinh(x)', 'name', 0, 6, 'Unknown function "arsinh": write log(a + sqrt(a^2 + 1)).'],
    ['\\sum x', 'name', 0, 4, 'Unknown name "sum": write sum(i, 1, 5, x^i).'],
    ['erfc(x)', 'name', 0, 4, 'Unknown function "erfc": write 1 - erf(...).'],
    ['where(x, 1, 2)', 'unexpected', 6, 7, 'A comparison such as x < 0 is expected here, not "x".'],
    [
      'x < 0 ? 1',
      'unexpected',
      6,
      7,
      'A choice names both values: write x < 0 ? a : b or where(x < 0, a, b).',
    ],
    ['where(x < 0, 1)', 'arguments', 0, 15, 'where takes 3 arguments, here it has 2.'],
    ['x!', 'unexpected', 1, 2, '"!" is not expected here: a number, a name or "(" is.'],
    ['x & y', 'unexpected', 2, 3, '"&" is not expected here: a number, a name or "(" is.'],
    ['gelu(x)', 'name', 0, 4, 'Unknown function "gelu".'],
    ['sinc(x)', 'name', 0, 4, 'Unknown function "sinc": write sin(a)/a.'],
    ['log3(x)', 'name', 0, 4, 'Unknown function "log3": write log(a)/log(3).'],
    ['asinh(x)', 'name', 0, 5, 'Unknown function "asinh": write log(a + sqrt(a^2 + 1)).'],
    ['sen(x)', 'name', 0, 3, 'Unknown function "sen": did you mean sin?'],
    ['Sin x', 'name', 0, 3, 'Unknown name "Sin": did you mean sin?'],
    ['sqtr(x)', 'name', 0, 4, 'Unknown function "sqtr": did you mean sqrt?'],
    ['constructor', 'name', 0, 11, 'Unknown name "constructor".'],
    ['__proto__', 'name', 0, 9, 'Unknown name "__proto__".'],
    ['window', 'name', 0, 6, 'Unknown name "window".'],
    ['toString(x)', 'name', 0, 8, 'Unknown function "toString".'],
    ['1 + sin', 'function', 4, 7, '"sin" is a function and needs parentheses: sin(...).'],
    ['x sin', 'function', 2, 5, '"sin" is a function and needs parentheses: sin(...).'],
    ['xsin', 'function', 1, 4, '"sin" is a function and needs parentheses: sin(...).'],
    ['sin -x', 'function', 0, 3, '"sin" is a function and needs parentheses: sin(...).'],
    ['max x', 'function', 0, 3, '"max" is a function and needs parentheses: max(..., ...).'],
    [
      'sin x/2',
      'function',
      0,
      5,
      'Where the argument of "sin" ends is open to doubt: write sin(x) if it ends here.',
    ],
    [
      '1 + cos 2(x+y)',
      'function',
      4,
      9,
      'Where the argument of "cos" ends is open to doubt: write cos(2) if it ends here.',
    ],
    ['sin^-2(x)', 'function', 0, 4, 'This power of sin is not known: write sin(...)^n.'],
    ['exp^{-1}(x)', 'function', 0, 4, 'This power of exp is not known: write exp(...)^n.'],
    ['atan2', 'function', 0, 5, '"atan2" is a function and needs parentheses: atan2(..., ...).'],
    [
      'sum(i, 1, 201, x)',
      'arguments',
      0,
      3,
      'A sum runs over whole numbers from the smaller to the larger, 200 at most.',
    ],
    [
      'sum(i, 2, 1, x)',
      'arguments',
      0,
      3,
      'A sum runs over whole numbers from the smaller to the larger, 200 at most.',
    ],
    [
      'sum(i, 1, x, x)',
      'arguments',
      0,
      3,
      'A sum runs over whole numbers from the smaller to the larger, 200 at most.',
    ],
    [
      'sum(x, 1, 2, x)',
      'arguments',
      0,
      3,
      'A sum is written sum(i, 1, 5, x^i): its index, the first and last value of that, and the term.',
    ],
    [
      '1 + sum(i, 1)',
      'arguments',
      4,
      7,
      'A sum is written sum(i, 1, 5, x^i): its index, the first and last value of that, and the term.',
    ],
    ['sum(i, 1, 2, x) + i', 'name', 18, 19, 'Unknown name "i".'],
    ['mod(x)', 'arguments', 0, 6, 'mod takes 2 arguments, here it has 1.'],
    ['max(x)', 'arguments', 0, 6, 'max takes 2 arguments, here it has 1.'],
    ['sin()', 'arguments', 0, 5, 'sin takes 1 argument, here it has 0.'],
    ['1 + pow(x)', 'arguments', 4, 10, 'pow takes 2 arguments, here it has 1.'],
    ['sin(x, y)', 'arguments', 0, 9, 'sin takes 1 argument, here it has 2.'],
    [
      'x = 1',
      'character',
      2,
      3,
      'The sign "=" has no meaning in a formula: only what is on the right of f(x, y) = is one.',
    ],
    ['[x', 'parenthesis', 0, 1, 'This "[" is never closed.'],
    ['[x)', 'parenthesis', 0, 1, 'This "[" is never closed.'],
    ['x}', 'parenthesis', 1, 2, 'This "}" has no "{" before it.'],
    ['[x, y]', 'unexpected', 2, 3, 'A comma only separates the arguments of a function.'],
    [
      '|x + 1',
      'parenthesis',
      0,
      1,
      'This "|" is never closed: write abs(...) where bars are hard to tell apart.',
    ],
    ['x½', 'unexpected', 1, 2, 'An operator is missing before ½: write * or ^.'],
    ['1,000x', 'number', 0, 5, 'This comma may separate thousands or decimals: write 1000 or 1.000.'],
    ['1,5,2', 'unexpected', 3, 4, 'A comma only separates the arguments of a function.'],
    ['1, 5', 'unexpected', 1, 2, 'A comma only separates the arguments of a function.'],
    ['\\frac{1}23', 'unexpected', 8, 10, 'After \\frac, "23" needs braces: write {23}.'],
    ['x + \\foo', 'name', 4, 8, 'Unknown name "foo".'],
    ['x\u200b + ß', 'character', 5, 6, 'The character "ß" (U+00DF) has no meaning in a formula.'],
    ['x;y', 'character', 1, 2, 'The character ";" has no meaning in a formula.'],
    [
      's\u0456n(x)',
      'character',
      1,
      2,
      'The character "\u0456" (U+0456) has no meaning in a formula: write the Latin letter i.',
    ],
    [
      'x\u202e + y',
      'character',
      1,
      2,
      'The invisible character "right-to-left override" (U+202E) has no meaning in a formula: delete it.',
    ],
    ['x + \u{1f600}', 'character', 4, 6, 'The character "\u{1f600}" (U+1F600) has no meaning in a formula.'],
    [
      'x\u0000',
      'character',
      1,
      2,
      'The invisible character "null" (U+0000) has no meaning in a formula: delete it.',
    ],
  ])('%j', (text, code, start, end, message) => {
    expect(errorOf(text)).toMatchObject({ name: 'FormulaError', code, start, end, message });
  });
});

describe('limits', () => {
  const nested = (depth: number) => '('.repeat(depth) + 'x' + ')'.repeat(depth);

  test('length is looked at before anything else', () => {
    const megabyte = errorOf('('.repeat(1e6));
    expect(megabyte).toMatchObject({ code: 'too-long', start: MAX_LENGTH, end: 1e6 });
    expect(errorOf(nested(100_000)).code).toBe('too-long');
    expect(parseExpression(' '.repeat(MAX_LENGTH - 1) + 'x').kind).toBe('name');
  });

  test('nesting: parentheses, calls, signs and exponents', () => {
    expect(parseExpression(nested(MAX_DEPTH)).kind).toBe('name');
    expect(errorOf(nested(MAX_DEPTH + 1))).toMatchObject({ code: 'too-deep', start: MAX_DEPTH });
    expect(errorOf('sin('.repeat(300)).code).toBe('too-deep');
    expect(errorOf(`${'-'.repeat(300)}x`).code).toBe('too-deep');
    expect(errorOf(`${'x^'.repeat(300)}x`).code).toBe('too-deep');
  });

  test('parts', () => {
    expect(parseExpression(`x${'+x'.repeat(MAX_NODES / 2 - 1)}`).kind).toBe('binary');
    expect(errorOf(`x${'+x'.repeat(MAX_NODES / 2)}`).code).toBe('too-large');
    expect(errorOf('sum(i, 1, 200, sum(j, 1, 200, sum(k, 1, 200, x)))').code).toBe('too-large');
  });
});

describe('other names', () => {
  const names = ['lr', 'mHat', 'vHat', 'eps', 'e'];

  test('an update rule in its own names', () => {
    const tree = parseExpression('-lr*mHat/(sqrt(vHat) + eps)', names);
    expect(evaluate(tree, { lr: 0.1, mHat: 2, vHat: 4, eps: 0 })).toBe(-0.1);
  });

  test('a variable hides a constant of the same name', () => {
    expect(evaluate(parseExpression('e', names), { e: 5 })).toBe(5);
  });

  test('x is unknown there', () => {
    expect(() => parseExpression('x', names)).toThrow('Unknown name "x".');
  });

  test('values are own properties of the scope only', () => {
    expect(evaluate(parseExpression('constructor', ['constructor']), {})).toBeNaN();
    expect(evaluate(parseExpression('lr', ['lr']), {})).toBeNaN();
  });
});

function errorOf(text: string): FormulaError {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}
