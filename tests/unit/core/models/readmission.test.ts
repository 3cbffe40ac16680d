import { describe, expect, test } from 'vitest';
import { createModel, type Model, recordRun } from '../../../../src/core/index.ts';
import { calibrationOf, rocOf, sharesAt } from '../../../../src/core/models/ranking.ts';
import { solveInPlace } from '../../../../src/core/math/solve.ts';
import type { Table } from '../../../../src/core/models/types.ts';
import { normals } from '../normals.ts';

const fitted = (options = {}, steps = 12): { model: Model; end: Float64Array } => {
  const model = createModel('readmission', options);
  const { loss } = model;
  const optimizer = { id: 'newton', lr: 1 } as const;
  const run = recordRun({ loss, start: model.initial(1), optimizer, steps });
  return { model, end: run.positions.slice(run.steps * loss.dimension) };
};
const probabilities = ({ model, end }: ReturnType<typeof fitted>, { inputs }: Table) =>
  model.outputs(end, inputs).filter((_, i) => i % 2 === 1);

function standardErrors({ loss, train }: Model, end: Float64Array): number[] {
  const n = loss.dimension;
  return Array.from({ length: n }, (_, j) => {
    const column = new Float64Array(n).fill(1, j, j + 1);
    solveInPlace(loss.hessian(end), column);
    return Math.sqrt(column[j]! / train.targets.length);
  });
}

describe('the patients', () => {
  test('are as the rule says', () => {
    const { train } = createModel('readmission', { patients: 2000, heldBack: 0 });
    const column = (j: number) => Array.from({ length: 2000 }, (_, row) => train.inputs[4 * row + j]!);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const [age, stays, days, hemoglobin] = [0, 1, 2, 3].map(column) as [
      number[],
      number[],
      number[],
      number[],
    ];
    expect(Math.abs(mean(age) - 65)).toBeLessThan(1);
    expect(Math.min(...age)).toBeGreaterThanOrEqual(18);
    expect(Math.max(...age)).toBeLessThanOrEqual(100);
    expect(stays.every(Number.isInteger)).toBe(true);
    // e^(0.02 * 12 z) has the mean e^(0.24^2 / 2).
    expect(Math.abs(mean(stays) - 0.8 * Math.exp(0.0288))).toBeLessThan(0.08);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(0.5);
    expect(Math.abs(mean(hemoglobin) - 12.5)).toBeLessThan(0.15);
  });

  test('come back by the logistic function: the fit on many finds its numbers', () => {
    const { model, end } = fitted({ patients: 2000, heldBack: 0, standardize: false });
    expect(model.parameters.map(({ name }) => name)).toEqual([
      'intercept',
      'age',
      'prior stays',
      'days',
      'hemoglobin',
    ]);
    const truth = [Math.log(0.15 / 0.85) - 0.03 * 65 - 0.08 * 5 + 0.35 * 12.5, 0.03, 0.5, 0.08, -0.35];
    // Three standard errors: the inverse of the Hessian at the minimum, over the rows.
    const spread = standardErrors(model, end).map((error) => 3 * error);
    expect(Math.max(...spread.slice(1))).toBeLessThan(0.25);
    truth.forEach((value, j) => expect(Math.abs(end[j]! - value)).toBeLessThan(spread[j]!));
  });

  test('are held back from the end, of a table of one’s own as well', () => {
    const { train, test: held } = createModel('readmission', { patients: 50, heldBack: 0.3 });
    expect([train.targets.length, held!.targets.length]).toEqual([35, 15]);
    const all = createModel('readmission', { patients: 50, heldBack: 0 });
    expect(all.train.inputs).toEqual(Float64Array.of(...train.inputs, ...held!.inputs));
    expect([all.test, all.testLoss]).toEqual([null, null]);
  });
});

describe('what it teaches', () => {
  const [plain, weighted] = [fitted(), fitted({ posWeight: 5 })];

  test('standardized columns are a bowl, raw ones a ravine of the same best probabilities', () => {
    const raw = fitted({ standardize: false });
    const [a, b] = [plain, raw].map((one) => probabilities(one, one.model.train));
    a!.forEach((value, row) => expect(Math.abs(value - b![row]!)).toBeLessThan(1e-9));
  });

  test('without weights as many are expected as come back; weights move that, and hardly the area', () => {
    for (const table of [plain.model.train, plain.model.test!]) {
      const [before, after] = [plain, weighted].map((one) => probabilities(one, table)) as [
        Float64Array,
        Float64Array,
      ];
      const [area, areaAfter] = [before, after].map((one) => rocOf(one, table.targets)!.area) as [
        number,
        number,
      ];
      expect(area).toBeGreaterThan(0.75);
      expect(Math.abs(areaAfter - area)).toBeLessThan(0.01);
      const [calm, alarmed] = [before, after].map((one) => calibrationOf(one, table.targets));
      expect(Math.abs(calm!.expected - calm!.happened)).toBeLessThan(0.03);
      expect(alarmed!.expected).toBeGreaterThan(1.8 * alarmed!.happened);
      expect(alarmed!.brier).toBeGreaterThan(1.3 * calm!.brier);
    }
    const { expected, happened } = calibrationOf(
      probabilities(plain, plain.model.train),
      plain.model.train.targets,
    );
    expect(Math.abs(expected - happened)).toBeLessThan(1e-12);
  });

  test('a threshold is not learnt: the same runs, other patients counted', () => {
    const low = createModel('readmission', { threshold: 0.2 });
    const { model, end } = plain;
    expect(low.loss.value(end)).toBe(model.loss.value(end));
    const [table, found] = [model.test!, probabilities(plain, model.test!)];
    for (const [of, threshold] of [
      [model, 0.5],
      [low, 0.2],
    ] as const) {
      const right = table.targets.filter((target, row) => target === Number(found[row]! >= threshold));
      expect(of.accuracy(end, table)).toBe(right.length / table.targets.length);
    }
    expect(sharesAt(found, table.targets, 0.2).trueShare).toBeGreaterThan(
      sharesAt(found, table.targets, 0.5).trueShare,
    );
  });

  test('far out all are saturated: the gradient is that of those who are wrong, the curvature is gone', () => {
    const { loss } = createModel('readmission');
    const far = normals(loss.dimension, 0, 'point').map((x) => 1e6 * x);
    expect(loss.value(far)).toBeGreaterThan(1e4);
    expect(Math.hypot(...loss.gradient(far))).toBeGreaterThan(0.1);
    expect(Math.max(...loss.hessian(far).map(Math.abs))).toBe(0);
    const beyond = far.map(() => 1e308);
    expect(Number.isFinite(loss.value(beyond))).toBe(false);
    expect(loss.failure!(beyond, 'value')).toBe('overflow');
  });
});

test('the loss on a plane is that of its points', () => {
  const { loss } = createModel('readmission', { posWeight: 3, weightDecay: 0.2 });
  const [origin, u, v] = [0, 1, 2].map((k) => normals(loss.dimension, k, 'plane')) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const at = loss.alongPlane!(origin, u, v);
  for (const [x, y] of [
    [0, 0],
    [1, -2],
    [-30, 4],
  ] as const) {
    const value = loss.value(origin.map((o, j) => o + x * u[j]! + y * v[j]!));
    expect(Math.abs(at(x, y) - value)).toBeLessThan(1e-12 * Math.max(1, value));
  }
});

describe('ranking', () => {
  test('the area is the share of pairs in order, ties as half', () => {
    const draws = normals(40, 0, 'scores');
    const scores = draws.map((z) => Math.round(4 * z) / 4);
    const targets = Float64Array.from({ length: 40 }, (_, row) =>
      normals(40, 1, 'outcomes')[row]! > 0.3 ? 1 : 0,
    );
    let [pairs, right] = [0, 0];
    targets.forEach((a, i) =>
      targets.forEach((b, j) => {
        if (a !== 1 || b !== 0) return;
        pairs++;
        right += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
      }),
    );
    const roc = rocOf(scores, targets)!;
    expect(roc.area).toBeCloseTo(right / pairs, 12);
    roc.thresholds.forEach((threshold, k) => {
      const { falseShare, trueShare } = sharesAt(scores, targets, threshold);
      expect([roc.falseShare[k], roc.trueShare[k]]).toEqual([falseShare, trueShare]);
    });
    expect([roc.falseShare.at(-1), roc.trueShare.at(-1)]).toEqual([1, 1]);
  });

  test('of one outcome, or of what is no number, there is none', () => {
    expect(rocOf(Float64Array.of(0.1, 0.4), Float64Array.of(1, 1))).toBeNull();
    expect(rocOf(Float64Array.of(Number.NaN, 0.4), Float64Array.of(0, 1))).toBeNull();
  });
});

describe('a table of one’s own', () => {
  const columns = ['a', 'b'];
  test('of any columns is trained on, constant or enormous ones as well', () => {
    for (const inputs of [
      [1, 2, 1, 5, 1, 9],
      [0, 0, 0, 0, 0, 0],
      [1e308, 1, -1e308, 2, 1e-308, 5],
      [1e-320, 1, 0, 2, 3e-320, 5],
    ]) {
      for (const standardize of [true, false]) {
        const table = { columns, inputs: Float64Array.from(inputs), targets: Float64Array.of(0, 1, 0) };
        const { loss, initial } = createModel('readmission', { standardize }, table);
        const theta = initial(1);
        expect(Number.isFinite(loss.value(theta)), `${inputs.join(' ')} ${String(standardize)}`).toBe(true);
        expect(loss.gradient(theta).every(Number.isFinite)).toBe(true);
      }
    }
  });

  test('of other outcomes than two is refused', () => {
    const table = { columns, inputs: new Float64Array(4), targets: Float64Array.of(0, 2) };
    expect(() => createModel('readmission', {}, table)).toThrow('targets must be 0 or 1; targets[1] is 2.');
    const held = { ...table, targets: Float64Array.of(0, 0.5) };
    expect(() => createModel('readmission', {}, { ...table, targets: Float64Array.of(0, 1) }, held)).toThrow(
      'targets[1] is 0.5.',
    );
  });
});
