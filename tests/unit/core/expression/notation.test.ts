import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';

/** Formulas as people write and paste them, and the same written out: equal in value and gradient. */
const SPELLING: readonly (readonly [string, string])[] = [
  ['x**2 + y**2', 'x^2 + y^2'],
  ['2 · x', '2*x'],
  ['2⋅x', '2*x'],
  ['2×x', '2*x'],
  ['2•x', '2*x'],
  ['2∗x', '2*x'],
  ['2\u2062x', '2*x'],
  ['x ÷ y', 'x/y'],
  ['x∕y', 'x/y'],
  ['x⁄y', 'x/y'],
  ['x − y', 'x - y'],
  ['x – y', 'x - y'],
  ['x — y', 'x - y'],
  ['x‐y', 'x - y'],
  ['−x^2', '-(x^2)'],
  ['2^−x', '2^(-x)'],
  ['（ｘ＋１）＊ｙ', '(x + 1)*y'],
  ['ｓｉｎ（ｘ）', 'sin(x)'],
  ['２ｘ＾２', '2*x^2'],
  ['𝑥^2 + 𝑦^2', 'x^2 + y^2'],
  ['𝐱 − 𝟐𝐲', 'x - 2*y'],
  ['xˆ2', 'x^2'],
  ['x\u00a0+\u00a0y', 'x + y'],
  ['x\u2009+\u202fy\u3000', 'x + y'],
  ['x\u200b + y\ufeff', 'x + y'],
  ['s\u200bin(x)', 'sin(x)'],
  ['sin\u2061(x)', 'sin(x)'],
  ['x²', 'x^2'],
  ['x² + y³', 'x^2 + y^3'],
  ['2x²y', '2*x^2*y'],
  ['x¹⁰', 'x^10'],
  ['x⁻¹', '1/x'],
  ['x⁻²y', 'x^(-2)*y'],
  ['(x+y)²', '(x + y)^2'],
  ['x²^3', '(x^2)^3'],
  ['x^y²', 'x^(y^2)'],
  ['-x²', '-(x^2)'],
  ['√x', 'sqrt(x)'],
  ['√2x', 'sqrt(2)*x'],
  ['√(x+y)', 'sqrt(x + y)'],
  ['2√xy', '2*sqrt(x)*y'],
  ['√√x', 'sqrt(sqrt(x))'],
  ['∛x', 'cbrt(x)'],
  ['sin(πx)', 'sin(pi*x)'],
  ['2πy', '2*pi*y'],
  ['½x²', '0.5*x^2'],
  ['¾ x + ⅓y', '0.75*x + (1/3)*y'],
  ['½(x+y)', '0.5*(x + y)'],
  ['[x + y]^2', '(x + y)^2'],
  ['{x + y}{x - y}', '(x + y)*(x - y)'],
  ['2[x(y + 1)]', '2*(x*(y + 1))'],
  ['sin[x]', 'sin(x)'],
  ['|x|', 'abs(x)'],
  ['|x| + |y|', 'abs(x) + abs(y)'],
  ['||x| - 1|', 'abs(abs(x) - 1)'],
  ['|x - |y||', 'abs(x - abs(y))'],
  ['2|x||y|', '2*abs(x)*abs(y)'],
  ['x|y|', 'x*abs(y)'],
  ['|x|^2', 'abs(x)^2'],
  ['|x(|y| + 1)|', 'abs(x*(abs(y) + 1))'],
  ['∣x∣', 'abs(x)'],
  ['f(x,y) = x^2 + y', 'x^2 + y'],
  ['f(x, y)=x*y', 'x*y'],
  ['f(x) = x^2', 'x^2'],
  ['z = x^2 - y^2', 'x^2 - y^2'],
  ['f = x y', 'x*y'],
  ['L(x,y) = 3x', '3*x'],
  ['loss = x', 'x'],
  ['f[x, y] = x', 'x'],
  ['lambda x, y: x**2 + y', 'x^2 + y'],
  ['(x, y) => x**2 + y', 'x^2 + y'],
  ['np.sin(x) + np.pi', 'sin(x) + pi'],
  ['numpy.exp(-x**2)', 'exp(-(x^2))'],
  ['Math.exp(x) * Math.PI', 'exp(x)*pi'],
  ['Math.pow(x, 2) + Math.E', 'pow(x, 2) + e'],
  ['math.sqrt(x) + math.e', 'sqrt(x) + e'],
  ['torch.tanh(x)', 'tanh(x)'],
  ['np.maximum(x, y) + np.fabs(y)', 'max(x, y) + abs(y)'],
  ['np.arctan2(y, x)', 'atan2(y, x)'],
  ['arctan(x)', 'atan(x)'],
  ['arcsin(x/4) + arccos(y/4)', 'asin(x/4) + acos(y/4)'],
  ['log2(x)', 'log(x)/log(2)'],
  ['cbrt(x)', 'x^(1/3)'],
  ['0,5x^2', '0.5*x^2'],
  ['1,5 + (2,25y)', '1.5 + 2.25*y'],
  ['0,125x', '0.125*x'],
  ['1,5e2 x', '150*x'],
  ['max(0,5)x', '5*x'],
  ['max((0,5), x)', 'max(0.5, x)'],
];

const JUXTAPOSED: readonly (readonly [string, string])[] = [
  ['xy', 'x*y'],
  ['2xy', '2*x*y'],
  ['xy^2', 'x*y^2'],
  ['xyx', 'x*y*x'],
  ['1/xy', '(1/x)*y'],
  ['e^xy', '(e^x)*y'],
  ['2ex', '2*e*x'],
  ['xpi', 'x*pi'],
  ['xy(x + 1)', 'x*y*(x + 1)'],
  ['xsin(y)', 'x*sin(y)'],
  ['x sin(y)', 'x*sin(y)'],
  ['xyexp(x)', 'x*y*exp(x)'],
  ['xarctan(y)', 'x*atan(y)'],
  ['sin x', 'sin(x)'],
  ['sin 2x', 'sin(2*x)'],
  ['sin xy', 'sin(x*y)'],
  ['sin x^2', 'sin(x^2)'],
  ['sin x cos y', 'sin(x)*cos(y)'],
  ['2 sin x + cos 2y', '2*sin(x) + cos(2*y)'],
  ['x sin y', 'x*sin(y)'],
  ['sin x y', 'sin(x*y)'],
  ['sin 2 pi x', 'sin(2*pi*x)'],
  ['sin x*y', 'sin(x)*y'],
  ['sin cos x', 'sin(cos(x))'],
  ['exp sin x xcos y', 'exp(sin(x*x))*cos(y)'],
  ['ln x', 'log(x)'],
  ['sqrt x', 'sqrt(x)'],
  ['sin |x|', 'sin(abs(x))'],
  ['|sin x|', 'abs(sin(x))'],
  ['sin √x', 'sin(sqrt(x))'],
  ['sin^2(x)', 'sin(x)^2'],
  ['sin²(x) + cos²(x)', 'sin(x)^2 + cos(x)^2'],
  ['sin^2 x', 'sin(x)^2'],
  ['sin² 2x', 'sin(2*x)^2'],
  ['3cos^3(y)', '3*cos(y)^3'],
  ['tan^{-1}(x)', 'atan(x)'],
  ['tan^-1(x)', 'atan(x)'],
  ['tan⁻¹ x', 'atan(x)'],
  ['sin^(-1)(x/4)', 'asin(x/4)'],
  ['sin(x)^2', '(sin(x))^2'],
  ['sin (x) y', 'sin(x)*y'],
];

const LATEX: readonly (readonly [string, string])[] = [
  ['\\frac{1}{2}x^2', '(1/2)*x^2'],
  ['\\frac12 x^2', '(1/2)*x^2'],
  ['\\frac12x^2', '(1/2)*x^2'],
  ['\\frac x y', 'x/y'],
  ['\\frac{x}2', 'x/2'],
  ['\\frac1{x}', '1/x'],
  ['\\dfrac{x+y}{x-y}', '(x + y)/(x - y)'],
  ['\\frac{x}{y}^2', '(x/y)^2'],
  ['x\\frac{1}{y}', 'x*(1/y)'],
  ['x^{2}', 'x^2'],
  ['{x}^{2}', 'x^2'],
  ['e^{-x^{2}}', 'e^(-(x^2))'],
  ['\\sin(x)', 'sin(x)'],
  ['\\sin x', 'sin(x)'],
  ['\\sin{x}', 'sin(x)'],
  ['\\sin^{2}\\left(x\\right)', 'sin(x)^2'],
  ['x \\cdot y', 'x*y'],
  ['3\\times x', '3*x'],
  ['x \\div y', 'x/y'],
  ['\\left( x + y \\right)^2', '(x + y)^2'],
  ['\\left|x\\right|', 'abs(x)'],
  ['\\lvert x \\rvert', 'abs(x)'],
  ['\\bigl[x + y\\bigr]', 'x + y'],
  ['\\{x\\}', 'x'],
  ['\\sqrt{x}', 'sqrt(x)'],
  ['\\sqrt2 x', 'sqrt(2)*x'],
  ['\\sqrt[3]{x}', 'cbrt(x)'],
  ['\\sqrt[4]{x + y}', '(x + y)^(1/4)'],
  ['2\\pi x', '2*pi*x'],
  ['\\exp\\left(-x\\right)', 'exp(-x)'],
  ['\\ln x + \\log y', 'log(x) + log(y)'],
  ['\\log_{10} x + \\log_2(y)', 'log10(x) + log2(y)'],
  ['\\arctan x', 'atan(x)'],
  ['\\tan^{-1}(x)', 'atan(x)'],
  ['\\max(x, y)', 'max(x, y)'],
  ['\\operatorname{sign}(x)', 'sign(x)'],
  ['\\mathrm{e}^{x}', 'e^x'],
  ['\\sigma(x)', 'sigmoid(x)'],
  ['x\\,y\\;+\\quad 1', 'x*y + 1'],
  ['$x^2 + y^2$', 'x^2 + y^2'],
  ['$$ x^2 $$', 'x^2'],
  ['\\(x y\\)', 'x*y'],
  ['\\[ x \\]', 'x'],
  ['$f(x, y) = \\frac{1}{2}x^2$', '(1/2)*x^2'],
  ['f\\left(x,y\\right)=(1-x)^{2}+100\\left(y-x^{2}\\right)^{2}', '(1-x)^2 + 100*(y - x^2)^2'],
];

const FUNCTIONS: readonly (readonly [string, string])[] = [
  ['max(x, y, 1)', 'max(max(x, y), 1)'],
  ['min(x, y, 1, 2x)', 'min(min(min(x, y), 1), 2*x)'],
  ['np.minimum(x, y)', 'min(x, y)'],
  ['mod(x, y)', 'x - y*floor(x/y)'],
  ['mod(-x, 2)', '-x - 2*floor(-x/2)'],
  ['floor(3x)*y', '3*floor(x)*y - (3*floor(x) - floor(3*x))*y'],
  ['ceil(x)*y', '-floor(-x)*y'],
  ['relu(x - 1)', 'max(0, x - 1)'],
  ['relu(1 - x)y', 'max(0, 1 - x)*y'],
  ['softplus(x y)', 'log(1 + exp(x*y))'],
  ['softplus(-3x)', 'log(1 + exp(-3*x))'],
  ['sum(i, 1, 5, x^i)', 'x + x^2 + x^3 + x^4 + x^5'],
  ['sum(k, -1, 1, k xy)', '-x*y + 0*x*y + x*y'],
  ['sum(i, 1, 2, sum(j, i, 2, x^i y^j))', 'x*y + x*y^2 + x^2*y^2'],
  ['sum(n, 1, 3, sin(nx)/n)', 'sin(x) + sin(2*x)/2 + sin(3*x)/3'],
  ['2sum(i, 0, 2^1, x i)', '2*(0*x + x + 2*x)'],
];

const POINTS = [
  [0.7, 1.3],
  [2.25, 0.4],
] as const;

describe.each([
  ['characters and spelling', SPELLING],
  ['side by side', JUXTAPOSED],
  ['LaTeX', LATEX],
  ['functions', FUNCTIONS],
])('%s', (_title, rows) => {
  test.each(rows)('%s is %s', (text, plain) => {
    const [found, expected] = [compileFormula(text), compileFormula(plain)];
    for (const point of POINTS) {
      expectNear(found.value(point), expected.value(point));
      const gradient = expected.gradient(point);
      found.gradient(point).forEach((part, i) => expectNear(part, gradient[i]!));
    }
  });
});

test('closed forms', () => {
  const [x, y] = [2.25, 0.4];
  const rows: readonly (readonly [string, number, number, number])[] = [
    ['½xy²', 0.5 * x * y ** 2, 0.5 * y ** 2, x * y],
    ['2 sin x + cos 2y', 2 * Math.sin(x) + Math.cos(2 * y), 2 * Math.cos(x), -2 * Math.sin(2 * y)],
    ['\\sqrt[3]{x}', Math.cbrt(x), 1 / (3 * Math.cbrt(x) ** 2), 0],
    ['log2(x) + |y|', Math.log2(x) + y, 1 / (x * Math.LN2), 1],
    ['cbrt(-y)', -Math.cbrt(y), 0, -1 / (3 * Math.cbrt(y) ** 2)],
    ['softplus(x - y)', Math.log1p(Math.exp(x - y)), 1 / (1 + Math.exp(y - x)), -1 / (1 + Math.exp(y - x))],
    ['x floor(5y) + y ceil(x)', x * 2 + y * 3, 2, 3],
    ['y mod(x, 1)', y * 0.25, y, 0.25],
    ['relu(-x) + relu(3y)', 3 * y, 0, 3],
    ['tan^{-1}(x)', Math.atan(x), 1 / (1 + x * x), 0],
  ];
  for (const [text, value, dx, dy] of rows) {
    const loss = compileFormula(text);
    const gradient = loss.gradient([x, y]);
    expectNear(loss.value([x, y]), value);
    expectNear(gradient[0]!, dx);
    expectNear(gradient[1]!, dy);
  }
});

test.each([
  ['relu(x)', 0, [0, 0]],
  ['relu(x) sqrt(x)', -1, [0, 0]],
  ['sqrt(relu(x))', -1, [0, 0]],
  ['relu(relu(x))', 2, [1, 0]],
  ['floor(x)', 2, [0, 0]],
  ['ceil(x) + sign(x)', 2, [0, 0]],
  ['softplus(x)', -800, [0, 0]],
  ['softplus(x)', 800, [1, 0]],
  ['max(x, x, 0)', 0, [0.5, 0]],
] as const)('%s at a kink or far out, x = %d', (text, x, gradient) => {
  for (const backend of ['wasm', 'interpreter'] as const) {
    expect([...compileFormula(text, { backend }).gradient([x, 0])]).toEqual(gradient);
  }
});

function expectNear(found: number, expected: number) {
  if (Number.isNaN(expected)) expect(found).toBeNaN();
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(expected)));
}
