import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { losses } from '../../../../src/core/losses/catalog.ts';
import type { Domain } from '../../../../src/core/losses/types.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { defaultValues, optimizerById, optimizers } from '../../../../src/core/optimizers/registry.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../../../src/core/optimizers/types.ts';
import { type Anatomy, anatomyOf, type Value } from '../../../../src/core/run/anatomy.ts';
import { markTex } from '../../../../src/core/run/anatomy-tex.ts';
import { arrowFactors, stepMarks, visibilityOf } from '../../../../src/core/run/arrows.ts';
import { componentOf } from '../../../../src/core/optimizers/tree-value.ts';
import { displacementOf } from '../../../../src/core/run/contributions.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { Run } from '../../../../src/core/run/types.ts';

const himmelblau = losses.find(({ id }) => id === 'himmelblau')!;
/** Both variables are a matrix of one row as well, for rules that are of matrices. */
const ofOneRow = (formula: string): Loss =>
  Object.assign(compileFormula(formula), { matrices: [{ rows: 1, columns: 2, offset: 0 }] });
const surfaces: readonly { name: string; loss: Loss; domain: Domain; start: readonly [number, number] }[] = [
  { name: 'Himmelblau', loss: ofOneRow(himmelblau.formula), domain: [-5, 5, -5, 5], start: [-0.4, -0.75] },
  { name: 'a ravine', loss: ofOneRow('x^2 + 10 y^2'), domain: [-4, 4, -4, 4], start: [-3, 1] },
  {
    name: 'Rosenbrock',
    loss: ofOneRow('(1-x)^2 + 100(y-x^2)^2'),
    domain: [-2, 2, -1, 3],
    start: [-0.6, 0.4],
  },
];

/** Each number that is off by default given, each switch on. */
const switchedOn: Readonly<Record<string, number | boolean>> = {
  weightDecay: 0.01,
  momentum: 0.8,
  dampening: 0.3,
  nesterov: true,
  centered: true,
  amsgrad: true,
  lrDecay: 0.01,
  initialAccumulatorValue: 0.1,
};

function variants(entry: OptimizerEntry): HyperparameterValues[] {
  const defaults = defaultValues(entry);
  const lr = entry.stepScale === 'gradient' ? 2e-4 : 0.02;
  const values = { ...defaults, ...('lr' in defaults && { lr }) };
  const keys = Object.keys(switchedOn).filter((key) => key in defaults);
  const on = (chosen: readonly string[]) => ({
    ...values,
    ...Object.fromEntries(chosen.map((key) => [key, switchedOn[key]!])),
  });
  return [values, ...keys.map((key) => on([key])), on(keys)];
}

const record = (
  loss: Loss,
  id: string,
  values: HyperparameterValues,
  start: readonly [number, number],
  steps = 60,
  noise = 0,
) => recordRun({ loss, optimizer: { ...values, id }, start, steps, noise, seed: 3 });

const at = (run: Run, step: number) => [run.positions[2 * step]!, run.positions[2 * step + 1]!] as const;

describe.each(optimizers)('the arrows of $name', (entry) => {
  test.each(surfaces)('add up to the step, which leads to the next position, on $name', ({ loss, start }) => {
    for (const values of variants(entry)) {
      for (const noise of [0, 0.3]) {
        const run = record(loss, entry.id, values, start, 60, noise);
        for (const step of [0, 1, 7, 59].filter((k) => k < run.steps)) {
          const anatomy = anatomyOf(entry, values, run, step, loss);
          const { value, contributions } = displacementOf(anatomy);
          const [here, next] = [at(run, step), at(run, step + 1)];
          for (const i of [0, 1] as const) {
            const size = Math.max(Math.abs(here[i]), Math.abs(next[i]), Math.abs(value[i]!));
            expect(Math.abs(here[i] + value[i]! - next[i])).toBeLessThanOrEqual(1e-14 * size);
            if (contributions.length === 0) continue;
            const sum = contributions.reduce((total, part) => total + part.value[i]!, 0);
            const longest = Math.max(...contributions.map((part) => Math.abs(part.value[i]!)));
            expect(Math.abs(sum - value[i]!)).toBeLessThanOrEqual(
              1e-13 * Math.max(longest, Math.abs(value[i]!)),
            );
          }
          const arrow = stepMarks(anatomy).marks.find(({ key }) => key === 'update')!;
          expect([arrow.x, arrow.y]).toEqual([...value]);
        }
      }
    }
  });

  test('have a part for everything that the step is made of, against the gradient', () => {
    for (const values of variants(entry)) {
      const { loss, start } = surfaces[0]!;
      const run = record(loss, entry.id, values, start);
      const anatomy = anatomyOf(entry, values, run, Math.min(5, run.steps - 1), loss);
      const { contributions } = displacementOf(anatomy);
      const given = anatomy.lines[0]!;
      const own = contributions.find(({ source }) => source === 'gradient');
      if (own && given.id === 'gradient') {
        const g = given.value as Float64Array;
        for (const i of [0, 1]) expect(own.value[i]! * g[i]!).toBeLessThanOrEqual(0);
      }
      // What each is in symbols is what it is in numbers.
      const scope = new Map<string, Value>([
        ...entry.hyperparameters.map(({ key }) => [key, Number(values[key])] as const),
        ['t', anatomy.step + 1],
        ...anatomy.lines.map(({ key, value }) => [key, value] as const),
        ...anatomy.before.map(({ key, value }) => [`${key}:before`, value] as const),
      ]);
      // A letter stands for two things where decay is added to g, and for Adadelta's a, used before it is renewed.
      if (anatomy.lines.some(({ id }) => id === 'gradient:2') && entry.id !== 'rprop') continue;
      if (entry.id === 'adadelta') continue;
      for (const { formula, value, source } of contributions) {
        for (const i of [0, 1]) {
          const computed = componentOf(formula, scope, i);
          expect(Math.abs(computed - value[i]!), source).toBeLessThanOrEqual(1e-12 * Math.abs(value[i]!));
        }
      }
    }
  });

  test('fit the domain by one factor for the whole run', () => {
    for (const values of [variants(entry)[0]!, variants(entry).at(-1)!]) {
      for (const { loss, domain, start } of surfaces) {
        const run = record(loss, entry.id, values, start);
        const { step: factor, gradient } = arrowFactors(entry, values, run, loss, domain);
        const [x0, x1, y0, y1] = domain;
        const inside = (k: number) => {
          const [x, y] = at(run, k);
          return x >= x0 && x <= x1 && y >= y0 && y <= y1;
        };
        let longest = 0;
        let steepest = 0;
        for (let k = 0; k < run.steps; k += k < 10 ? 1 : 7) {
          if (!inside(k) || !inside(k + 1)) continue;
          const { marks } = stepMarks(anatomyOf(entry, values, run, k, loss));
          for (const { shape, unit, x, y, broken } of marks) {
            const share = Math.hypot(x / (x1 - x0), y / (y1 - y0));
            if (shape === 'point' || broken) continue;
            if (unit === 'step') longest = Math.max(longest, share * factor);
            else steepest = Math.max(steepest, share * gradient);
          }
        }
        // A part of the domain, and no small one; at its own length where that is longer and fits.
        expect(longest).toBeLessThan(factor === 1 ? 1 : 0.5);
        expect(longest).toBeGreaterThan(0.08);
        // What can be seen is not made longer: the arrow's tip is where the step leads.
        if (factor > 1) expect(longest / factor).toBeLessThan(0.08);
        expect(steepest).toBeLessThan(0.5);
        // One asks for no gradient, two for none at the position.
        const isShown = entry.id !== 'nelder-mead' && !entry.id.startsWith('schedulefree');
        if (isShown) expect(steepest).toBeGreaterThan(0.05);
      }
    }
  });
});

describe('what the parts are', () => {
  const parts = (id: string, values: HyperparameterValues = {}) => {
    const entry = optimizerById(id)!;
    const defaults = defaultValues(entry);
    const all = { ...defaults, ...('lr' in defaults && { lr: 0.001 }), ...values };
    const { loss, start } = surfaces[0]!;
    const run = record(loss, id, all, start);
    const { marks } = stepMarks(anatomyOf(entry, all, run, 7, loss));
    const added = marks.filter(({ follows }) => follows);
    const step = marks.find(({ key }) => key === 'update')!;
    if (added.length > 0) expect(added.reduce((sum, { x }) => sum + x, 0)).toBeCloseTo(step.x, 12);
    return marks
      .filter(({ follows, key }) => follows || key === 'update')
      .map((mark) => `${mark.key}: ${markTex(mark, entry)}`);
  };
  const overRoot = '(1 - \\beta_1^{t}) \\left(\\sqrt{\\hat v} + \\epsilon\\right)';

  test.each([
    ['sgd', {}, ['gradient: -\\eta g', 'update: -\\delta']],
    ['sgd', { weightDecay: 0.1 }, ['gradient: -\\eta g', 'decay: -\\eta w', 'update: -\\delta']],
    ['momentum', {}, ['gradient: -\\eta g', 'velocity:before: -\\eta \\mu b_{t-1}', 'update: -\\delta']],
    [
      'adam',
      {},
      [
        `gradient: -\\frac{\\eta (1 - \\beta_1) g}{${overRoot}}`,
        `m:before: -\\frac{\\eta \\beta_1 m_{t-1}}{${overRoot}}`,
        'update: -\\delta',
      ],
    ],
    [
      'adamw',
      {},
      [
        'decay: -w',
        `gradient: -\\frac{\\eta (1 - \\beta_1) g}{${overRoot}}`,
        `m:before: -\\frac{\\eta \\beta_1 m_{t-1}}{${overRoot}}`,
        'update: -w - \\delta',
      ],
    ],
    ['rmsprop', {}, ['gradient: -\\frac{\\eta g}{\\sqrt{s} + \\epsilon}', 'update: -\\delta']],
    // Himmelblau's gradient is longer than each clip here: what is left of it is one name, whichever clips it.
    ...['clipValue', 'clipNorm', 'clipAdaptive'].map(
      (clip) =>
        ['sgd', { [clip]: 0.5 }, ['gradient: -\\eta \\operatorname{clip}(g)', 'update: -\\delta']] as const,
    ),
    [
      'momentum',
      { clipAdaptive: 0.5, weightDecay: 0.1 },
      [
        'gradient: -\\eta \\operatorname{clip}(g)',
        'decay: -\\eta w',
        'velocity:before: -\\eta \\mu b_{t-1}',
        'update: -\\delta',
      ],
    ],
    ['rprop', {}, ['gradient: -\\Delta \\operatorname{sign}(g)', 'update: -\\delta']],
    ['lion', {}, ['average: -\\eta \\operatorname{sign}(c)', 'update: -\\delta']],
    [
      'conjugate-gradient',
      {},
      ['gradient: -\\alpha g', 'direction:before: \\alpha \\beta d_{t-1}', 'update: -\\delta'],
    ],
    ['lbfgs', {}, ['direction: \\alpha d', 'update: -\\delta']],
    ['torch-lbfgs', {}, ['direction: \\alpha d', 'update: -\\delta']],
    // A point to jump to is no sum, and neither is the solution of a system of equations.
    ['nelder-mead', {}, ['update: -\\delta']],
    ['newton', {}, ['update: -\\delta']],
  ] as const)('of %s with %o', (id, values, expected) => {
    expect(parts(id, values)).toEqual(expected);
  });

  test('and the box is what the rule divides by', () => {
    const boxes = Object.fromEntries(
      optimizers.map((entry) => {
        const values = defaultValues(entry);
        const { loss, start } = surfaces[0]!;
        const run = record(loss, entry.id, { ...values, ...('lr' in values && { lr: 0.001 }) }, start);
        const { marks } = stepMarks(anatomyOf(entry, values, run, 20, loss));
        const box = marks.find(({ shape }) => shape === 'box');
        return [entry.id, box ? markTex(box, entry) : null];
      }),
    );
    expect(boxes).toEqual({
      sgd: null,
      momentum: null,
      nesterov: null,
      rmsprop: '\\sqrt{s} + \\epsilon',
      adam: '\\sqrt{\\hat v} + \\epsilon',
      adamw: '\\sqrt{\\hat v} + \\epsilon',
      adagrad: '\\sqrt{G} + \\epsilon',
      adadelta: '\\sqrt{s + \\epsilon}',
      nadam: '\\sqrt{\\hat v} + \\epsilon',
      radam: '\\sqrt{v} + \\epsilon',
      adamax: 'u',
      rprop: '\\Delta',
      qhm: null,
      qhadam: '\\sqrt{(1 - \\nu_2) g^{2} + \\nu_2 \\hat v} + \\epsilon',
      lion: null,
      armijo: null,
      'conjugate-gradient': null,
      lbfgs: null,
      'torch-lbfgs': null,
      newton: null,
      'nelder-mead': null,
      adabelief: '\\sqrt{\\hat s} + \\epsilon',
      yogi: '\\sqrt{\\hat v} + \\epsilon',
      adan: '\\sqrt{\\hat n} + \\epsilon',
      ademamix: '\\sqrt{\\hat v} + \\epsilon',
      adopt: '\\max\\left(\\sqrt{v}, \\epsilon\\right)',
      laprop: '\\sqrt{\\hat q} + \\epsilon',
      stableadamw: '\\sqrt{v} + \\epsilon',
      'cautious-adamw': '\\sqrt{v} + \\epsilon',
      grams: '\\sqrt{v} + \\epsilon',
      'mars-adamw': '\\sqrt{\\hat v} + \\epsilon',
      adafactor: '\\sqrt{v}',
      signsgd: null,
      signum: null,
      asgd: null,
      'schedulefree-sgd': null,
      'schedulefree-adamw': '\\sqrt{\\hat v} + \\epsilon',
      'lookahead-sgd': null,
      'lookahead-adam': '\\sqrt{\\hat v} + \\epsilon',
      sam: null,
      sophiah: '\\max(h, \\epsilon)',
      sps: null,
      dog: null,
      'dadapt-sgd': null,
      'dadapt-adam': '\\sqrt{v} + \\epsilon',
      prodigy: '\\sqrt{v} + d \\epsilon',
      muon: null,
      shampoo: null,
      sgld: null,
      soap: '\\sqrt{\\frac{v}{1 - \\beta_2^{t - 1}}} + \\epsilon',
    });
    const centered = { ...defaultValues(optimizerById('rmsprop')!), centered: true };
    const { loss, start } = surfaces[0]!;
    const run = record(loss, 'rmsprop', centered, start);
    const entry = optimizerById('rmsprop')!;
    const box = stepMarks(anatomyOf(entry, centered, run, 20, loss)).marks.find(
      ({ shape }) => shape === 'box',
    )!;
    expect(markTex(box, entry)).toBe('\\sqrt{s - \\bar g^{2}} + \\epsilon');
  });
});

describe('the factor of a run', () => {
  const bowl = compileFormula('x^2 + 10 y^2');
  const sgd = optimizerById('sgd')!;
  const factorsOf = (lr: number, domain: Domain, steps = 400, start: readonly [number, number] = [-3, 1]) => {
    const values = { ...defaultValues(sgd), lr };
    const run = record(bowl, 'sgd', values, start, steps);
    return { run, values, factors: arrowFactors(sgd, values, run, bowl, domain) };
  };
  const domain: Domain = [-5, 5, -5, 5];

  test('is that of the steps that are seen, where it blows up', () => {
    const { run, factors } = factorsOf(0.11, domain, 5000);
    expect(run.divergedAt).not.toBeNull();
    expect(Math.hypot(...at(run, run.steps))).toBeGreaterThan(1e100);
    // From y = 1 to -1.2, to 1.44 ...: the longest step within the domain is most of it, and is drawn as long as it is.
    expect(factors.step).toBe(1);
    expect(factors.gradient).toBeGreaterThan(1e-3);
    expect(factors.gradient).toBeLessThan(1);
  });

  test.each([
    ['whose first steps fit, and later ones leave', 0.11, 40, 1],
    ['whose only step within goes almost from corner to corner', 0.19, 1, 1],
  ] as const)('is 1 for a run %s', (_, lr, steps, factor) => {
    const box: Domain = [-2, 2, -2, 2];
    expect(factorsOf(lr, box, steps, lr === 0.19 ? [1.9, 0.7] : [-1.6, 0.9]).factors.step).toBe(factor);
  });

  test('is below 1 where the parts of most steps are longer than the domain', () => {
    // A gradient that weight decay almost undoes.
    const hill = compileFormula('-5x^2 - 5y^2');
    const values = { ...defaultValues(sgd), lr: 0.2, weightDecay: 9.9 };
    const run = record(hill, 'sgd', values, [0.95, 0], 2);
    const { step } = arrowFactors(sgd, values, run, hill, [-1, 1, -1, 1]);
    expect(step).toBeLessThan(1);
  });

  test.each([
    ['a start outside', 0.01, [10, 11, 10, 11], 20],
    ['a start at the minimum', 0.01, [-5, 5, -5, 5], 20],
    ['no step at all', 0.01, [-5, 5, -5, 5], 0],
  ] as const)('is a number with %s', (name, lr, box, steps) => {
    const { factors } = factorsOf(lr, box, steps, name === 'a start at the minimum' ? [0, 0] : [-3, 1]);
    expect(factors.step).toBe(1);
    expect(factors.gradient).toBeGreaterThan(0);
    expect(Number.isFinite(factors.gradient)).toBe(true);
  });

  test('does not depend on how long the run is, once it has slowed down', () => {
    expect(factorsOf(0.01, domain, 200).factors).toEqual(factorsOf(0.01, domain, 100_000).factors);
  });

  test('asks a slow loss for nothing again when the domain is moved, and is that of the domain', () => {
    let asked = 0;
    const counting: Loss = {
      ...bowl,
      gradient: (p, out) => {
        asked += 1;
        return bowl.gradient(p, out);
      },
    };
    const { run, values } = factorsOf(0.01, domain, 200);
    arrowFactors(sgd, values, run, counting, domain);
    expect(asked).toBeGreaterThan(100);
    asked = 0;
    const wider: Domain = [-40, 40, -40, 40];
    const again = arrowFactors(sgd, values, run, counting, wider);
    expect(asked).toBe(0);
    expect(again).toEqual(factorsOf(0.01, wider, 200).factors);
  });

  test('tells at which power of ten a step is seen', () => {
    const { run, values, factors } = factorsOf(0.01, domain, 4000);
    const of = (step: number, magnify: number) => {
      const anatomy: Anatomy = anatomyOf(sgd, values, run, step, bowl);
      return visibilityOf(stepMarks(anatomy), factors, magnify, domain);
    };
    expect(of(0, 0).kind).toBe('seen');
    expect(of(0, 3).kind).toBe('long');
    const late = of(1200, 0);
    expect(late.kind).toBe('short');
    expect(late.magnify).toBeGreaterThan(3);
    expect(of(1200, late.magnify)).toEqual({ kind: 'seen', magnify: late.magnify });
    expect(of(1200, late.magnify + 2).kind).toBe('long');
    const still = record(bowl, 'sgd', values, [0, 0], 3);
    const resting = stepMarks(anatomyOf(sgd, values, still, 1, bowl));
    expect(visibilityOf(resting, factors, 0, domain).kind).toBe('none');
  });
});

test.each([
  ['sgd', 1e308],
  ['momentum', 1e308],
  ['adam', 1e308],
  ['sgd', 1e10],
])('of %s with a rate of %f, what is beyond all numbers is left out, and the rest is there', (id, lr) => {
  const loss = compileFormula('x^4 + y^2');
  const entry = optimizerById(id)!;
  const values = { ...defaultValues(entry), lr };
  const run = record(loss, id, values, [1e80, 0.5], 3);
  const { marks, from } = stepMarks(anatomyOf(entry, values, run, 0, loss));
  expect(from).toEqual([1e80, 0.5]);
  for (const { x, y } of marks) expect([x, y].every(Number.isFinite)).toBe(true);
  const keys = marks.map(({ key }) => key);
  expect(keys).toContain('gradient:uphill');
  // -lr g overflows in x.
  expect(keys).not.toContain('plain');
  expect(keys).not.toContain('plain:landing');
});
