import { describe, expect, test } from 'vitest';
import { createModel, type Model, models, recordRun, topCurvatures } from '../../../../src/core/index.ts';
import { sales } from '../../../../src/core/models/sales.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { differences } from '../differences.ts';
import { giveDigitsHere } from '../../../tools/digits.ts';
import { normals } from '../normals.ts';

giveDigitsHere();

/** Every model by default and with each of its options at its ends, or at another of its choices. */
const variants = models.flatMap((entry) => [
  { id: entry.id, options: {} },
  ...entry.options.flatMap((option) => {
    const values =
      option.kind === 'number'
        ? [option.min, Math.min(option.max, 12)]
        : option.kind === 'switch'
          ? [!option.default]
          : option.kind === 'formula'
            ? ['x^2/2 + sin(x*y)']
            : option.choices.filter((choice) => choice !== option.default);
    return values.map((value) => ({ id: entry.id, options: { [option.key]: value } }));
  }),
]);

test('ids and keys are those of links, each once; every row says what it teaches and where it is from', () => {
  expect(new Set(models.map(({ id }) => id)).size).toBe(models.length);
  for (const { id, name, lesson, source, options } of models) {
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(name).toMatch(/^[A-Z]/);
    expect(lesson).toMatch(/^[A-Z][^.]*\.$/);
    expect(source).toMatch(/\.$/);
    expect(new Set(options.map(({ key }) => key)).size).toBe(options.length);
    for (const { key, meaning } of options) {
      expect(key).toMatch(/^[a-z][a-zA-Z]*$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
  }
});

describe.each(variants)('$id $options', ({ id, options }) => {
  const model = createModel(id, options);
  const { loss, parameters } = model;
  const n = loss.dimension;

  test('names every parameter once', () => {
    let offset = 0;
    for (const { shape, offset: own } of parameters) {
      expect(own).toBe(offset);
      offset += shape.reduce((a, b) => a * b, 1);
    }
    expect(offset).toBe(n);
  });

  test('is the same to the bit each time, and another by another seed', () => {
    const again = createModel(id, options);
    expect(again.train).toEqual(model.train);
    expect(again.test).toEqual(model.test);
    const start = model.initial(4);
    expect(again.initial(4)).toEqual(start);
    const steps = id === 'digits' ? 2 : 10;
    const run = recordRun({ loss, start, optimizer: { id: 'adam', lr: 0.02 }, steps });
    const two = recordRun({ loss: again.loss, start, optimizer: { id: 'adam', lr: 0.02 }, steps });
    expect(run.divergedAt).toBeNull();
    expect(two.positions).toEqual(run.positions);
    if (options['initial' as never] !== 'zero') expect(model.initial(5)).not.toEqual(start);
    for (const table of [model.train, model.test])
      expect(table?.inputs.every(Number.isFinite) ?? true).toBe(true);
  });
});

/** A model on little data. */
function fewRows(id: string): Model {
  const few: Readonly<Record<string, object>> = {
    sales: { months: 20 },
    'option-prices': { strikes: 5 },
    recovery: { measured: 5, pace: 8 },
    'deep-linear': { size: 3 },
    'low-rank': { rank: 2 },
    readmission: { patients: 20, posWeight: 3, weightDecay: 0.1 },
  };
  const seeded = models.find((entry) => entry.id === id)!.options.some(({ key }) => key === 'dataSeed');
  if (!seeded && id !== 'digits') return createModel(id, few[id]);
  if (id !== 'digits') return createModel(id, { ...(few[id] ?? { points: 10 }), dataSeed: 3 });
  const { columns, inputs, targets } = createModel(id).test!;
  const table = { columns, inputs: inputs.slice(0, 6 * columns.length), targets: targets.slice(0, 6) };
  return createModel(id, { activation: 'tanh', units: 5, weightDecay: 0.1 }, table);
}

describe.each(models)('$name', ({ id, options }) => {
  const model = createModel(id);

  test('gradient and product of Hessian and vector agree with differences at 100 random points', () => {
    const { loss } = fewRows(id);
    const n = loss.dimension;
    // Prices of options bend within hundredths of volatility: the less there is of it the more.
    const isPrices = id === 'option-prices';
    // A recovery at a rate below 0 grows beyond all bounds.
    const isRecovery = id === 'recovery';
    const h = isPrices || isRecovery ? 2e-4 : 1e-3;
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(n, k, 'point'), normals(n, k, 'direction')];
      // Of two players each has a loss of their own, that which is drawn the first one's.
      if (loss.turns) d[1] = 0;
      if (isPrices) p.set([0.1 + 0.4 * Math.abs(p[0]!), 0.1 * p[1]!]);
      if (isRecovery) p[0] = 0.1 + 0.2 * Math.abs(p[0]!);
      const along = loss.gradient(p).reduce((sum, g, i) => sum + g * d[i]!, 0);
      const slope = differences((q) => Float64Array.of(loss.value(q)), p, d, h, 1)[0]!;
      const bend = differences((q) => loss.gradient(q), p, d, h);
      const product = loss.hessianVector(p, d);
      const size = Math.max(1, loss.value(p), ...product.map(Math.abs));
      expect(Math.abs(slope - along)).toBeLessThan(1e-8 * size);
      const off = product.reduce((most, value, i) => Math.max(most, Math.abs(value - bend[i]!)), 0);
      expect(off).toBeLessThan(1e-8 * size);
    }
  });

  test('data is drawn by its seed, and what is held back is other data', () => {
    const isDrawn = options.some(({ key }) => key === 'dataSeed');
    if (isDrawn) expect(createModel(id, { dataSeed: 3 }).train).not.toEqual(model.train);
    expect(model.test?.inputs).not.toEqual(model.train.inputs.slice(0, model.test?.inputs.length));
    expect(model.testLoss?.dimension).toBe(model.test ? model.loss.dimension : undefined);
  });

  test('outputs are shares of classes, or numbers', () => {
    const p = model.initial(1);
    const { inputs, targets } = model.train;
    const outputs = model.outputs(p, inputs);
    expect(outputs).toHaveLength(targets.length * Math.max(1, model.classes));
    const sums = Array.from(targets, (_, row) =>
      outputs.slice(row * model.classes, (row + 1) * model.classes).reduce((a, b) => a + b, 0),
    );
    if (model.classes > 0) for (const sum of sums) expect(sum).toBeCloseTo(1, 13);
    else expect(model.accuracy(p, model.train)).toBeNaN();
    // Of one column any number of numbers are rows.
    if (model.train.columns.length > 1) expect(() => model.outputs(p, [1])).toThrow('rows of');
  });
});

function trained(
  model: Model,
  optimizer: { id: string; lr?: number },
  steps: number,
  seed = 1,
): Float64Array {
  const run = recordRun({ loss: model.loss, start: model.initial(seed), optimizer, steps });
  return run.positions.slice(run.steps * model.loss.dimension);
}

describe('they teach what they say', () => {
  test('the spiral: a line does not part it, hidden units do', () => {
    const line = createModel('spiral', { hiddenLayers: 0, points: 25 });
    expect(line.accuracy(trained(line, { id: 'adam', lr: 0.1 }, 200), line.test!)).toBeLessThan(0.8);
    const bent = createModel('spiral', { units: 8, hiddenLayers: 2, points: 25 });
    expect(bent.accuracy(trained(bent, { id: 'adam', lr: 0.03 }, 400), bent.test!)).toBeGreaterThan(0.9);
    const arms = createModel('spiral', { classes: 4, turns: 0.4, points: 15 });
    expect(arms.accuracy(trained(arms, { id: 'adam', lr: 0.05 }, 300), arms.train)).toBeGreaterThan(0.9);
  });

  test('moons: a few units are enough', () => {
    const model = createModel('moons');
    expect(model.accuracy(trained(model, { id: 'adam', lr: 0.05 }, 300), model.test!)).toBeGreaterThan(0.95);
  });

  test('XOR: three units learn it, from zero weights none does', () => {
    const model = createModel('xor', { units: 4 });
    expect(model.accuracy(trained(model, { id: 'adam', lr: 0.1 }, 500, 2), model.train)).toBeGreaterThan(
      0.85,
    );
    const zero = createModel('xor', { initial: 'zero' });
    const end = trained(zero, { id: 'adam', lr: 0.1 }, 500);
    expect(zero.loss.value(end)).toBeGreaterThan(0.6);
  });

  test('logistic regression: parted classes want infinite weights, until these decay', () => {
    const length = (decay: number) => {
      const model = createModel('logistic', { noise: 0.1, weightDecay: decay });
      return Math.hypot(...trained(model, { id: 'sgd', lr: 1 }, 2000));
    };
    expect(length(0)).toBeGreaterThan(4 * length(0.1));
  });

  test('softmax regression: flat where the same is added to every class', () => {
    const { loss, parameters } = createModel('softmax');
    const same = new Float64Array(loss.dimension);
    for (const i of [0, 2, 4]) same[parameters[0]!.offset + i] = 1;
    expect(
      Math.max(...loss.hessianVector(normals(loss.dimension, 0, 'point'), same).map(Math.abs)),
    ).toBeLessThan(1e-15);
  });

  test('sales: a ravine as it stands, a bowl where it is standardized', () => {
    const condition = (standardize: boolean) => {
      const { loss, initial } = createModel('sales', { standardize });
      const values = topCurvatures(loss, initial(0), loss.dimension)!.map(({ value }) => value);
      return values[0]! / values.at(-1)!;
    };
    expect(condition(false)).toBeGreaterThan(2000);
    expect(condition(true)).toBeLessThan(30);
  });

  test('sales: the fit finds the numbers that the data was made with', () => {
    const model = createModel('sales', { noise: 0, outliers: 0 });
    const end = trained(model, { id: 'newton', lr: 1 }, 2);
    const own = [120 + 65, 9, 18 * Math.cos(0.4 * Math.PI), -18 * Math.sin(0.4 * Math.PI), -6.5, 2.2];
    end.forEach((value, i) => expect(value).toBeCloseTo(own[i]!, 8));
    expect(model.testLoss!.value(end)).toBeLessThan(1e-15);
  });

  test('sales: a high degree fits the past and not the future; outliers pull Huber’s fit less', () => {
    const at = (options: Record<string, number | string>, optimizer = 'newton', steps = 1) => {
      const model = createModel('sales', { standardize: true, ...options });
      const end = trained(model, { id: optimizer, lr: 1 }, steps);
      return { train: model.loss.value(end), test: model.testLoss!.value(end), end };
    };
    const [low, high] = [at({ degree: 1 }), at({ degree: 7 })];
    expect(high.train).toBeLessThan(low.train);
    expect(high.test).toBeGreaterThan(10 * low.test);
    const truth = at({ outliers: 0 }).end;
    const off = (end: Float64Array) => Math.hypot(...end.map((value, i) => value - truth[i]!));
    const wild = { outliers: 0.15 };
    expect(off(at({ ...wild, fit: 'huber' }, 'lbfgs', 100).end)).toBeLessThan(off(at(wild).end));
  });
});

describe('options from outside', () => {
  test.each([
    ['spiral', { units: 0 }, 'units must be a whole number from 1 to 64, not 0.'],
    ['spiral', { units: 2.5 }, 'units must be a whole number from 1 to 64, not 2.5.'],
    ['spiral', { noise: Number.NaN }, 'noise must be a number from 0 to 2, not NaN.'],
    ['spiral', { noise: Infinity }, 'noise must be a number from 0 to 2, not Infinity.'],
    ['spiral', { points: '50' }, 'points must be a whole number from 1 to 500, not "50".'],
    [
      'spiral',
      { activation: 'step' },
      'activation must be one of tanh, relu, sigmoid, gelu, gelu-tanh, not "step".',
    ],
    ['sales', { standardize: 1 }, 'standardize must be true or false, not 1.'],
    ['sales', { fit: null }, 'fit must be one of squares, huber, absolute, not null.'],
    ['digits', { hiddenLayers: 3 }, 'hiddenLayers must be a whole number from 0 to 2, not 3.'],
    ['digits', { batchSize: 2001 }, 'batchSize must be a whole number from 0 to 2000, not 2001.'],
    ['digits', { batchSize: -1 }, 'batchSize must be a whole number from 0 to 2000, not -1.'],
    ['digits', { batchSize: 1.5 }, 'batchSize must be a whole number from 0 to 2000, not 1.5.'],
    ['digits', { objective: 'hinge' }, 'objective must be one of cross-entropy, squared error, not "hinge".'],
    ['digits', { initial: 'ones' }, 'initial must be one of he, glorot, zero, large, not "ones".'],
    ['moons', { classes: 2 }, 'Moons has no option "classes"; it has points, noise'],
    ['logistic', { units: 3 }, 'has no option "units"'],
  ])('%s %j', (id, options, message) => {
    expect(() => createModel(id, options as never)).toThrow(message);
    const entry = models.find((row) => row.id === id)!;
    const restored = restoreOptions(entry, options);
    expect(restored.problems).toEqual([expect.stringContaining(message)]);
    expect(restored.options).toEqual(createModel(id).options);
  });

  test('no such model', () => {
    expect(() => createModel('digit')).toThrow('No model is called "digit"; there are sales, spiral');
  });

  test.each([null, 7, 'x', [], [1]])('%j are no options', (given) => {
    expect(restoreOptions(sales, given).problems).toHaveLength(1);
  });

  test('what is right is kept beside what is wrong', () => {
    const { options, problems } = restoreOptions(sales, {
      degree: 3,
      months: -1,
      season: undefined,
      what: {},
    });
    expect(problems).toHaveLength(2);
    expect(options).toMatchObject({ degree: 3, months: 60, season: true });
  });
});

describe('a table of one’s own', () => {
  const columns = ['week', 'trend', 'standardize'];
  const inputs = Float64Array.of(0, 1, 2, 1, 0, 1, 2, 5, 2, 3, 1, 1);
  const table = { columns, inputs, targets: Float64Array.of(3, 1, 4, 1) };

  test('is what the model is of, by all of its columns', () => {
    const model = createModel('sales', { season: false }, table);
    expect(model.parameters.map(({ name }) => name)).toEqual(['intercept', 'trend', 'trend', 'standardize']);
    expect(model.parameters.map(({ offset }) => offset)).toEqual([0, 1, 2, 3]);
    expect(model.test).toBeNull();
    expect(model.testLoss).toBeNull();
    const one = createModel(
      'sales',
      { standardize: true },
      { columns, inputs: inputs.slice(0, 3), targets: Float64Array.of(3) },
    );
    expect(Number.isFinite(one.loss.value(one.initial(0)))).toBe(true);
    const points = { columns: ['a', 'b', 'c'], inputs, targets: Float64Array.of(0, 1, 1, 0) };
    expect(createModel('moons', {}, points).loss.dimension).toBe(3 * 8 + 8 + 8 + 1);
  });

  test.each([
    [{ ...table, columns: [] }, 'A table must have from 1 to 196 columns of inputs, not 0.'],
    [{ ...table, columns: Array<string>(197).fill('c') }, 'not 197.'],
    [{ columns, inputs: new Float64Array(0), targets: new Float64Array(0) }, 'from 1 to 100000 rows, not 0.'],
    [
      { columns: ['t'], inputs: new Float64Array(100_001), targets: new Float64Array(100_001) },
      'rows, not 100001.',
    ],
    [
      { ...table, inputs: inputs.slice(1) },
      'inputs must be 4 x 3 numbers, a row for each target; there are 11.',
    ],
    [
      { ...table, inputs: inputs.map((x, i) => (i === 4 ? Number.NaN : x)) },
      'Row 1 of "trend" is no finite number: NaN.',
    ],
    [
      { ...table, targets: Float64Array.of(1, 2, Infinity, 0) },
      'The target of row 2 is no finite number: Infinity.',
    ],
  ])('bad table %#', (wrong, message) => expect(() => createModel('sales', {}, wrong)).toThrow(message));

  test('rows held back are of a table of one’s own', () => {
    const { train } = createModel('moons');
    expect(() => createModel('moons', {}, undefined, train)).toThrow('heldBack is of a table of one’s own');
  });

  test('classes must be classes', () => {
    const points = (targets: readonly number[]) => ({ columns, inputs, targets: Float64Array.from(targets) });
    expect(() => createModel('softmax', {}, points([0, 1, 2, 3]))).toThrow(
      'targets[3] must be a label from 0 to 2, not 3.',
    );
    expect(() => createModel('softmax', {}, points([0, 1, 0.5, 2]))).toThrow(
      'targets[2] must be a label from 0 to 2, not 0.5.',
    );
    expect(() => createModel('moons', {}, points([0, 1, 2, 1]))).toThrow(
      'targets must be 0 or 1; targets[2] is 2.',
    );
  });
});
