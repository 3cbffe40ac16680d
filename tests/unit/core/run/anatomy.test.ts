import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { defaultValues, optimizerById } from '../../../../src/core/optimizers/registry.ts';
import { symbolsOf } from '../../../../src/core/optimizers/symbols.ts';
import type { HyperparameterValues } from '../../../../src/core/optimizers/types.ts';
import { type Anatomy, anatomyOf } from '../../../../src/core/run/anatomy.ts';
import { decoratedSymbols, lineTex } from '../../../../src/core/run/anatomy-tex.ts';
import { equationTex, valueTex } from '../../../../src/core/run/equation-tex.ts';
import { stepMarks } from '../../../../src/core/run/arrows.ts';
import { recordRun } from '../../../../src/core/run/record.ts';

const bowl = compileFormula('x^2 + 10 y^2');

function anatomy(id: string, values: HyperparameterValues, step: number, noise = 0): Anatomy {
  const entry = optimizerById(id)!;
  const all = { ...defaultValues(entry), ...values };
  const run = recordRun({ loss: bowl, optimizer: { ...all, id }, start: [-3, 1], steps: 30, noise, seed: 7 });
  return anatomyOf(entry, all, run, step, bowl);
}

const stagesOf = ({ stages }: Anatomy) => stages.map(({ name, lines }) => [name, lines.map(({ id }) => id)]);
const texOf = (of: Anatomy) => of.lines.map((line) => lineTex(line, symbolsOf(of.entry), of.noise !== null));

describe('the anatomy of a step', () => {
  test('follows the order of computation, stage by stage', () => {
    expect(stagesOf(anatomy('adam', { weightDecay: 0.1 }, 4))).toEqual([
      ['gradient', ['gradient', 'decay', 'gradient:2']],
      ['moments', ['m', 'v']],
      ['correction', ['mHat', 'vHat']],
      ['step', ['update', 'theta']],
    ]);
  });

  test('leaves out stages without a line, and never goes back to one', () => {
    expect(stagesOf(anatomy('sgd', {}, 4))).toEqual([
      ['gradient', ['gradient']],
      ['step', ['update', 'theta']],
    ]);
    expect(stagesOf(anatomy('rprop', {}, 0)).map(([name]) => name)).toEqual(['gradient', 'step']);
  });

  test('says what the update starts from', () => {
    const { before } = anatomy('momentum', { lr: 0.01 }, 1);
    expect(before.map(({ key, part }) => [key, part])).toEqual([
      ['theta', 'position'],
      ['velocity', 'velocity'],
    ]);
    // The first velocity is the first gradient, and its step from (-3, 1) lr times that.
    expect(before.map(({ value }) => [...(value as Float64Array)])).toEqual([
      [-3 + 0.01 * 6, 1 - 0.01 * 20],
      [-6, 20],
    ]);
    // At the first update there is no velocity to carry over.
    expect(anatomy('momentum', {}, 0).before.map(({ key }) => key)).toEqual(['theta']);
  });

  test('tells the noise from the gradient', () => {
    expect(anatomy('sgd', {}, 3).noise).toBeNull();
    const noisy = anatomy('sgd', {}, 3, 0.5);
    const theta = noisy.before[0]!.value as Float64Array;
    const given = noisy.lines[0]!.value as Float64Array;
    expect(given[0]! - noisy.noise![0]!).toBeCloseTo(2 * theta[0]!, 12);
    expect(texOf(noisy)[0]!.symbols).toBe('g = \\nabla f(\\theta) + \\xi');
  });
});

describe('its TeX', () => {
  test('is the rule, and under it this step’s numbers with what is constant computed', () => {
    const [, m, , mHat, , update, theta] = texOf(anatomy('adam', { lr: 0.22 }, 0));
    expect(m).toEqual({ symbols: 'm \\leftarrow \\beta_1 m + (1 - \\beta_1) g', numbers: '0.9 m + 0.1 g' });
    expect(mHat!.numbers).toBe('\\frac{m}{0.1}');
    expect(update!.numbers).toBe('\\frac{0.22 \\hat m}{\\sqrt{\\hat v} + 10^{-8}}');
    expect(theta).toEqual({ symbols: '\\theta \\leftarrow \\theta - \\delta', numbers: null });
  });

  test('leaves a line of numbers as a computation', () => {
    const rhoInf = anatomy('radam', {}, 9).lines.find(({ key }) => key === 'rhoInf')!;
    expect(lineTex(rhoInf, symbolsOf(optimizerById('radam')!), false).numbers).toBe(
      '\\frac{2}{1 - 0.999} - 1',
    );
    expect(rhoInf.value).toBeCloseTo(1999, 9);
  });

  test('has a place for the colour of every symbol of a part, and for no other', () => {
    const symbols = decoratedSymbols(optimizerById('adam')!, (tex, key, part) => `<${key} ${part} ${tex}>`);
    expect(symbols.get('mHat')).toBe('<mHat correctedFirstMoment \\hat m>');
    expect(symbols.get('theta')).toBe('<theta position \\theta>');
    expect(symbols.get('lr')).toBe('\\eta');
  });

  test('shows results as columns of four significant digits', () => {
    expect(valueTex(Float64Array.of(-1.834567, 3.2e-7))).toBe(
      '\\begin{bmatrix} -1.835 \\\\ 3.2 \\cdot 10^{-7} \\end{bmatrix}',
    );
    expect(valueTex(Number.NaN)).toBe('\\mathrm{NaN}');
    expect(equationTex(anatomy('sgd', {}, 0)).split('\n')).toHaveLength(5);
  });
});

describe('its marks', () => {
  test('are what each source adds to the step, the step, and the gradient apart', () => {
    const { marks, from } = stepMarks(anatomy('sgd', { lr: 0.01 }, 0));
    expect(from).toEqual([-3, 1]);
    const of = (key: string) => marks.find((mark) => mark.key === key)!;
    expect([of('gradient:uphill').x, of('gradient:uphill').y]).toEqual([-6, 20]);
    expect([of('gradient').x, of('gradient').y]).toEqual([0.06, -0.2]);
    expect([of('update').x, of('update').y]).toEqual([0.06, -0.2]);
    // Plain gradient descent is what this rule does.
    expect(of('plain')).toBeUndefined();
    expect(of('plain:landing')).toBeUndefined();
    expect([of('theta').x, of('theta').y]).toEqual([-3 + 0.06, 1 - 0.2]);
  });

  test('have what plain gradient descent would do, where that is another thing', () => {
    const { marks } = stepMarks(anatomy('adam', { lr: 0.01 }, 0));
    const of = (key: string) => marks.find((mark) => mark.key === key)!;
    expect([of('plain').x, of('plain').y, of('plain').broken]).toEqual([0.06, -0.2, true]);
    expect([of('plain:landing').x, of('plain:landing').y]).toEqual([-3 + 0.06, 1 - 0.2]);
    // Momentum's gradient has just that part.
    const keys = stepMarks(anatomy('momentum', { lr: 0.01 }, 3)).marks.map(({ key }) => key);
    expect(keys).not.toContain('plain');
    expect(keys).toContain('plain:landing');
  });

  test('have the box that the rule divides by, of the symbol under the fraction', () => {
    const adam = anatomy('adam', { eps: 0.5 }, 5);
    const vHat = adam.lines.find(({ key }) => key === 'vHat')!.value as Float64Array;
    const box = stepMarks(adam).marks.find(({ shape }) => shape === 'box')!;
    expect([box.key, box.part]).toEqual(['vHat:box', 'correctedSecondMoment']);
    expect(box.x).toBeCloseTo(Math.sqrt(vHat[0]!) + 0.5, 12);
    expect(box.y).toBeCloseTo(Math.sqrt(vHat[1]!) + 0.5, 12);
    expect(stepMarks(anatomy('sgd', {}, 5)).marks.some(({ shape }) => shape === 'box')).toBe(false);
    const rprop = stepMarks(anatomy('rprop', {}, 5)).marks.find(({ shape }) => shape === 'box')!;
    expect(rprop.part).toBe('rate');
  });

  test('have the part of the velocity carried over', () => {
    const keys = stepMarks(anatomy('nesterov', {}, 3)).marks.map(({ key }) => key);
    expect(keys).toContain('velocity:before');
    expect(stepMarks(anatomy('nesterov', {}, 0)).marks.map(({ key }) => key)).not.toContain(
      'velocity:before',
    );
  });

  test('leave out what is not finite', () => {
    const entry = optimizerById('sgd')!;
    const values = { ...defaultValues(entry), lr: 1e300 };
    const run = recordRun({ loss: bowl, optimizer: { ...values, id: 'sgd' }, start: [-3, 1], steps: 30 });
    const { marks } = stepMarks(anatomyOf(entry, values, run, run.steps, bowl));
    expect(marks.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });
});
