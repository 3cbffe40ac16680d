import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  compileFormula,
  compileRule,
  FormulaError,
  readRuleText,
  recordRun,
} from '../../../../../src/core/index.ts';
import { anatomyOf } from '../../../../../src/core/run/anatomy.ts';
import { defaultValues } from '../../../../../src/core/optimizers/registry.ts';
import { samText, yogiText } from '../../../../reference/paper-rules.ts';

const bowl = compileFormula('x^2 + 10y^2');
const runOf = (text: string, steps = 20) =>
  recordRun({ loss: bowl, start: [1, 1], steps, optimizer: { rule: compileRule(text) } });

const HEAVY_BALL = 'lr = 0.01\nmu = 0.9\nb = mu*b + gradient\ntheta = theta - lr*b';

describe('what a text says', () => {
  test('parameters, with their sliders', () => {
    const { hyperparameters } = compileRule(
      [
        'lr = 0.02 in [1e-5, 1] log',
        'beta1 = 0.9 in [0, 1]',
        'eps = 1e-8',
        'shift = -3 in [-5, 5]',
        'share = 0.3',
        'theta = theta - lr*(beta1*gradient + eps + shift*share)',
      ].join('\n'),
    );
    const declared = hyperparameters.filter(({ knob }) => !knob);
    const rows = declared.map(({ key, default: value, min, max, scale }) => [key, value, min, max, scale]);
    expect(rows).toEqual([
      ['lr', 0.02, 1e-5, 1, 'log'],
      ['beta1', 0.9, 0, 1, 'linear'],
      ['eps', 1e-8, 1e-12, 1, 'log'],
      ['shift', -3, -5, 5, 'linear'],
      ['share', 0.3, 0, 1, 'linear'],
    ]);
    expect(declared.map(({ symbol }) => symbol)).toEqual(['η', 'β₁', 'ε', '', '']);
  });

  test('what is read before it is assigned is kept, as a number or one a coordinate', () => {
    const { rule } = compileRule(
      'longest = max(longest, norm(gradient))\nm(0) = theta\nm = 0.9*m + gradient/longest\nk = m\ntheta = theta - 0.1*k',
    );
    expect(rule.vectors).toEqual(['m']);
    expect(rule.scalars).toEqual(['longest']);
    expect(rule.starts).toEqual({ m: 'theta' });
    expect(runOf('s(0) = theta\ntheta = theta - 0.1*s').positions.slice(0, 6)).toEqual(
      Float64Array.from([1, 1, 0.9, 0.9, 0.8, 0.8]),
    );
  });

  test.each([
    ['a semicolon parts lines', HEAVY_BALL.replaceAll('\n', ';')],
    ['remarks and blanks say nothing', `# mine\n\n${HEAVY_BALL.replaceAll('\n', '  # so\r\n  ')}\n`],
    ['declarations may come last', `theta = theta - lr*b\nb = mu*b + gradient\nmu = 0.9\nlr = 0.01`, 'late'],
    ['arrows of papers assign', HEAVY_BALL.replace('b = ', 'b ← ').replace('theta = ', 'theta := ')],
    ['so do those of programs', HEAVY_BALL.replace('b = ', 'b <- ')],
    ['Greek letters and implicit products', 'η = 0.01\nμ = 0.9\nb = μ b + gradient\nθ = θ - η b', 'greek'],
    ['superscripts', `${HEAVY_BALL}\nunused = gradient²`],
  ])('%s', (_, text, kind = '') => {
    const run = runOf(text);
    expect(run.divergedAt).toBeNull();
    // A step along the velocity of the step before is another rule.
    if (kind === 'late') expect(run.positions.slice(2, 4)).toEqual(Float64Array.of(1, 1));
    else expect([...run.positions]).toEqual([...runOf(HEAVY_BALL).positions]);
  });

  test('the loss is asked where a line says, each question counted', () => {
    const text =
      'k = 3\ng1 = grad(theta - 0.01*grad(theta + gradient))\nh = where(mod(t, k) == 1, hessianDiagonal(theta), h)\nd = value(theta) - loss\ntheta = theta - 0.01*g1/h - d';
    const run = runOf(text, 6);
    expect(run.evaluationsAt(6)).toEqual({ values: 12, gradients: 18, hessians: 2 });
    expect(run.divergedAt).toBeNull();
  });

  test('a gradient that is asked for from some step on is nothing before it, where the rule says so', () => {
    const text = 'gradient = where(t > 3, grad(theta + 1), 0)\ntheta = theta - 0.01*gradient';
    const { positions } = runOf(text, 4);
    for (const t of [1, 2, 3]) expect(positions.slice(2 * t, 2 * t + 2)).toEqual(Float64Array.of(1, 1));
    expect(positions.slice(8)).toEqual(Float64Array.of(1 - 0.01 * 4, 1 - 0.01 * 40));
  });

  test('lines have their roles, whatever their names are', () => {
    const entry = compileRule(
      'lr = 0.1\nq = 0.9*q + (1 - 0.9)*gradient\nr = 0.99*r + 0.01*gradient^2\na = 0.9\nqq = q/(1 - a^t)\npush = lr*qq/(sqrt(r) + 1e-8)\ntheta = theta - push\nlast = theta',
    );
    // The lines of its knobs act where one is turned.
    const own = entry.rule.lines.filter(({ when }) => when === undefined);
    expect(own.map(({ key, part }) => [key, part])).toEqual([
      ['q', 'velocity'],
      ['r', 'secondMoment'],
      ['qq', 'scaling'],
      ['push', 'step'],
      ['theta', 'position'],
      ['last', 'point'],
    ]);
  });

  test('the gradient that is given stays what it is where another takes its name', () => {
    const text = 'gradient = grad(theta + 0.1*gradient/norm(gradient))\ntheta = theta - 0.01*gradient';
    const entry = compileRule(text);
    const { lines, noise } = anatomyOf(entry, defaultValues(entry), runOf(text), 3, bowl);
    expect(noise).toBeNull();
    expect(lines.map(({ key }) => key)).toEqual(['gradient', 'gradientThere', 'gradient', 'update', 'theta']);
    expect(lines[1]!.value).toEqual(lines[2]!.value);
    expect(lines[0]!.value).not.toEqual(lines[2]!.value);
  });

  test('what theta has become may be read; the step is told from it', () => {
    const text = 'lr = 0.01\ny = theta - lr*gradient\ntheta = y + 0.5*(y - z)\nz(0) = theta\nz = y';
    const entry = compileRule(text);
    const run = runOf(text);
    const { lines } = anatomyOf(entry, defaultValues(entry), run, 3, bowl);
    const { value } = lines.find(({ key }) => key === 'theta')!;
    expect(value).toEqual(run.positions.slice(8, 10));
  });
});

describe('a run of a typed rule', () => {
  test.each([
    ['theta = theta - gradient/(t - 3)', 'undefined step'],
    ['theta = theta - gradient/0', 'undefined step'],
    ['theta = theta - 0*gradient/0', 'undefined step'],
    ['theta = theta - sqrt(-abs(gradient))', 'undefined step'],
    ['theta = theta*1e200', 'overflow'],
    ['theta = theta - gradient/0\nafter = theta*gradient', 'undefined step'],
    ['m = (gradient - gradient)/(m - m)\ntheta = theta - m', 'undefined step'],
  ])('%s ends with the reason: %s', (text, reason) => {
    const { end } = runOf(text);
    expect(end?.reason).toBe(reason);
    if (text.includes('t - 3')) expect(end?.step).toBe(2);
  });

  test('its hyperparameters can be given, and are checked', () => {
    const rule = compileRule(HEAVY_BALL);
    const run = (values: Record<string, number>) =>
      recordRun({ loss: bowl, start: [1, 1], steps: 3, optimizer: { rule, ...values } });
    expect([...run({ mu: 0.9 }).positions]).toEqual([...run({}).positions]);
    expect([...run({ mu: 0 }).positions]).not.toEqual([...run({}).positions]);
    expect(() => run({ beta: 1 })).toThrow(/no hyperparameter "beta"; it has lr, mu/);
    expect(() => run({ mu: Number.NaN })).toThrow(RangeError);
  });
});

describe('what is wrong is said, with its place', () => {
  const OK = 'theta = theta - 0.1*gradient';
  test.each([
    ['', 1, 1, /empty/],
    ['m = gradient', 1, 13, /No line assigns theta/],
    ['theta = 1', 1, 1, /one number/],
    ['theta = norm(gradient)', 1, 8, /one number/],
    [`${OK}\ngradient + 2`, 2, 13, /name = \.\.\./],
    [`${OK}\nm =`, 2, 4, /missing/],
    [`m = betta*gradient\n${OK}`, 1, 5, /neither declared nor assigned/],
    ['lr = 0.1\ntheta = theta - lr*g', 2, 20, /did you mean gradient/],
    ['theta = theta - lr*gradient', 1, 17, /lr = 0\.01/],
    [`beta = 0.9\nm = bta*gradient\n${OK}`, 2, 5, /did you mean beta/],
    [`m = 0\nm = m + gradient\n${OK}`, 2, 1, /m\(0\) = \.\.\./],
    [`m += gradient\n${OK}`, 1, 3, /m = m \+ \.\.\./],
    [`m == gradient\n${OK}`, 1, 3, /compares/],
    [`m = k = 3\n${OK}`, 1, 7, /one "="/],
    [`m(1) = 3\n${OK}`, 1, 2, /m\(0\)/],
    [`m = 0.9*m_{t-1} + gradient\n${OK}`, 1, 9, /Write m alone: until/],
    ['theta_{t+1} = theta - 0.1*gradient', 1, 1, /Write theta alone: until/],
    ['theta = theta - 0.1*gradient[0]', 1, 21, /Write gradient alone: a line/],
    ['theta = theta - 0.1*∇f', 1, 21, /write gradient/],
    ['theta = theta - 0.1*\\nabla f', 1, 21, /write gradient/],
    [`t = 3\n${OK}`, 1, 1, /given/],
    [`loss = 3*t\n${OK}`, 1, 1, /given/],
    ['gradient = 3', 1, 1, /one number/],
    [`sqrt = 3\n${OK}`, 1, 1, /meaning of its own/],
    [`constructor = gradient\n${OK}`, 1, 1, /meaning of its own/],
    [`__proto__ = gradient\n${OK}`, 1, 1, /letter/],
    [`lr = 0.1*t\n${OK}`, 1, 1, /learning rate/],
    [`a = 1 in [2, 1]\n${OK}`, 1, 15, /smaller to a larger/],
    [`a = 1 in [0, 1] log\n${OK}`, 1, 17, /above 0/],
    [`a = 1e101\n${OK}`, 1, 5, /between -1e100 and 1e100/],
    [`a = 1 in 0, 1\n${OK}`, 1, 14, /declared so/],
    [`a = 1 in [0, 1] log more\n${OK}`, 1, 21, /declared so/],
    [`a = 1\na = 2\n${OK}`, 2, 1, /declared twice/],
    [`a = 1\na(0) = 2\n${OK}`, 2, 1, /begins at nothing else/],
    [`v(0) = gradient\nv = v + gradient\n${OK}`, 1, 8, /neither declared nor assigned|not known/],
    [`theta(0) = 1\n${OK}`, 1, 1, /start of the scene/],
    [`m = (gradient + 1\n${OK}`, 1, 5, /never closed/],
    [`m = gradient £ 2\n${OK}`, 1, 14, /no meaning/],
    [`m = nothing(gradient)\n${OK}`, 1, 5, /Unknown function/],
    [`m = max()\n${OK}`, 1, 5, /argument/],
    [`m = grad(theta, theta)\n${OK}`, 1, 5, /argument|Unknown function/],
    [`${'m = gradient\n'.repeat(60)}${OK}`, 61, 1, /more than 60 lines/],
    [`m = ${'('.repeat(300)}gradient${')'.repeat(300)}\n${OK}`, 1, 205, /200 levels/],
    [`m = ${'gradient + '.repeat(370)}1\n${OK}\nk = m${' + m'.repeat(20)}`, 1, 4001, /4000 characters/],
    [`${'m = grad(theta + m)\n'.repeat(9)}${OK}`, 1, 1, /8 times a step/],
    [
      `${Array.from({ length: 25 }, (_, i) => `a${i} = a${i} + gradient\n`).join('')}${OK}`,
      1,
      1,
      /24 names at most/,
    ],
    [`${Array.from({ length: 25 }, (_, i) => `p${i} = 1\n`).join('')}${OK}`, 25, 1, /24 parameters at most/],
  ])('%j', (text, line, column, message) => {
    const { entry, faults } = readRuleText(text);
    expect(entry).toBeNull();
    expect([faults[0]!.line, faults[0]!.column, faults[0]!.message]).toEqual([
      line,
      column,
      expect.stringMatching(message),
    ]);
    expect(() => compileRule(text)).toThrow(FormulaError);
  });

  test('a number and the ends of its slider may stand close together, as links write them', () => {
    for (const text of ['k=1e5in[1,1e6]log', 'k=0.02in[1e-5,1]', 'k=2in [1,3]log']) {
      expect(readRuleText(`${text}\ntheta = theta - gradient/k`).faults).toEqual([]);
    }
  });

  test('every line that is wrong, in their order', () => {
    const { faults } = readRuleText('m = nope\ntheta = theta - (m\nlr = 1 in 3');
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(faults.map(({ start, end }) => end >= start)).toEqual([true, true, true]);
  });

  test.each([
    'lr = 0.1 in [1, 0]',
    'lr = 0.1 in [0, 1] log',
    'lr = 0.1 in [0, 1',
    'lr = 1e200',
    'lr = 0.1*t',
    'lr = 0.1 $',
    'lr == 0.1',
    'lr 0.1',
    'lr =',
    'lr[0] = 0.1',
    'lr += 0.1',
    '_lr = 0.1',
    'sum = 0.1',
    'λ = 0.1 in [2, 1]',
    'aNameThatIsLongerThanAnyMayBe = 0.1',
  ])('a line that is refused, %s, is no further fault where its name is read', (line) => {
    const name = /^[\p{L}\w]+/u.exec(line)![0];
    const text = (more: string) =>
      `${line}\nv(0) = ${name}\nv = v + ${more}\ntheta = theta - ${name}*gradient`;
    expect(readRuleText(text('gradient')).faults.map((fault) => fault.line)).toEqual([1]);
    // What is wrong besides is said.
    expect(readRuleText(text('nope')).faults.map((fault) => fault.line)).toEqual([1, 3]);
  });
});

describe('rules typed from papers, against runs of their authors’ code', () => {
  interface Trajectory {
    readonly id: string;
    readonly steps: readonly number[];
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly tol: readonly (number | null)[];
  }
  const reference = JSON.parse(
    readFileSync(new URL('../../../../reference/modern_public.json', import.meta.url), 'utf8'),
  ) as {
    readonly functions: readonly { readonly id: string; readonly formula: string; readonly n: number }[];
    readonly trajectories: readonly (Trajectory & { readonly function: string })[];
  };

  test.each([
    ['yogi', yogiText(0.05)],
    ['sam_sgd', samText(0.0003)],
  ])('%s', (set, text) => {
    const runs = reference.trajectories.filter(
      ({ id, function: of }) =>
        id.endsWith(`/${set}`) && reference.functions.some(({ id: known, n }) => known === of && n === 2),
    );
    expect(runs.length).toBeGreaterThan(0);
    for (const { function: of, steps, x, y, tol } of runs) {
      const loss = compileFormula(reference.functions.find(({ id }) => id === of)!.formula);
      const { positions } = recordRun({
        loss,
        start: [x[0]!, y[0]!],
        steps: steps.at(-1)!,
        optimizer: { rule: compileRule(text) },
      });
      steps.forEach((step, i) => {
        const allowed = tol[i];
        if (typeof allowed !== 'number') return;
        expect(Math.abs(positions[2 * step]! - x[i]!)).toBeLessThanOrEqual(allowed);
        expect(Math.abs(positions[2 * step + 1]! - y[i]!)).toBeLessThanOrEqual(allowed);
      });
    }
  });
});
