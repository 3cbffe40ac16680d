import { describe, expect, it } from 'vitest';
import {
  computeSeries,
  createSeriesCache,
  type Baseline,
  isKnown,
  shownQuantity,
} from '../../../src/charts/steps/quantities.ts';
import { quantityIds } from '../../../src/core/scene/quantities.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { lossById } from '../../../src/core/losses/catalog.ts';
import { recordRun } from '../../../src/core/run/record.ts';

const bowl = compileFormula('2x^2 + 0.5y^2');
const ground: Baseline = {
  loss: bowl,
  minima: [
    { at: [0, 0], value: 0, kind: 'global' },
    { at: [30, 40], value: 7, kind: 'local' },
  ],
  complete: true,
  lowest: 0,
  isRecorded: false,
  isSeen: false,
};
const descent = recordRun({ loss: bowl, optimizer: { id: 'sgd', lr: 0.1 }, start: [3, 4], steps: 20 });

describe('quantities of a descent on a bowl', () => {
  it('have one value a step', () => {
    for (const id of quantityIds) {
      expect(computeSeries(id, descent, ground)).toHaveLength(descent.steps + 1);
    }
  });

  it('start where the formula says', () => {
    expect(computeSeries('loss', descent, ground)[0]).toBe(26);
    expect(computeSeries('excess', descent, { ...ground, lowest: -1 })[0]).toBe(27);
    expect(computeSeries('distance', descent, ground)[0]).toBe(5);
    expect(computeSeries('gradientNorm', descent, ground)[0]).toBeCloseTo(Math.hypot(12, 4), 12);
    expect(computeSeries('sharpness', descent, ground)[7]).toBeCloseTo(4, 12);
  });

  it('tell the step that led there, so that there is none at the start', () => {
    const lengths = computeSeries('stepLength', descent, ground);
    const gradients = computeSeries('gradientNorm', descent, ground);
    expect(lengths[0]).toBeNaN();
    for (let k = 1; k <= 20; k++) expect(lengths[k]).toBeCloseTo(0.1 * gradients[k - 1]!, 12);
  });

  it('give gradient descent its own learning rate in both directions, to the last step', () => {
    const late = recordRun({ loss: bowl, optimizer: { id: 'sgd', lr: 0.1 }, start: [3, 4], steps: 9000 });
    expect(late.losses[9000]).toBe(late.losses[8999]);
    for (const id of ['rateX', 'rateY'] as const) {
      const rates = computeSeries(id, late, ground);
      expect(rates[0]).toBeNaN();
      expect(new Set(rates.subarray(1))).toEqual(new Set([0.1]));
    }
  });

  it('are the rule\u2019s own, whatever the noise on its gradients', () => {
    const noisy = recordRun({
      loss: bowl,
      optimizer: { id: 'sgd', lr: 0.1 },
      start: [3, 4],
      steps: 20,
      noise: 2,
      seed: 5,
    });
    expect(new Set(computeSeries('rateX', noisy, ground).subarray(1))).toEqual(new Set([0.1]));
  });

  it('show that Adam gives each direction a rate of its own', () => {
    const adam = recordRun({ loss: bowl, optimizer: { id: 'adam', lr: 0.1 }, start: [3, 4], steps: 5 });
    const rateX = computeSeries('rateX', adam, ground);
    const rateY = computeSeries('rateY', adam, ground);
    // The first step is as long as the learning rate in both: 0.1 over gradients of 12 and 4.
    expect(rateX[1]).toBeCloseTo(0.1 / 12, 6);
    expect(rateY[1]).toBeCloseTo(0.1 / 4, 6);
  });

  it('have the schedule’s rate where the rule finds none', () => {
    const schedule = { kind: 'inverse', decay: 0.05 } as const;
    const optimizer = { id: 'adam', lr: 0.1 };
    const run = recordRun({ loss: bowl, optimizer, start: [3, 4], steps: 9, schedule });
    const rates = computeSeries('rate', run, ground);
    for (let t = 1; t <= 9; t++) expect(rates[t]).toBeCloseTo(0.1 / (1 + 0.05 * (t - 1)), 14);
    const none = recordRun({ loss: bowl, optimizer: { id: 'newton' }, start: [3, 4], steps: 2 });
    expect(none.rates().length).toBe(none.steps + 1);
  });

  it.each([
    ['dog', 'eta'],
    ['prodigy', 'rate'],
    ['dadapt-sgd', 'rate'],
    ['sps', 'stepSize'],
    ['armijo', 'stepLength'],
  ])('show the rate that %s has found', (id, key) => {
    const run = recordRun({ loss: bowl, optimizer: { id }, start: [3, 4], steps: 12 });
    const rates = computeSeries('rate', run, ground);
    expect(rates).toHaveLength(run.steps + 1);
    expect(rates[0]).toBeNaN();
    for (let k = 1; k <= run.steps; k++) expect(rates[k]).toBe(run.stateAt(k)[key]);
    expect(new Set(rates.subarray(1)).size).toBeGreaterThan(1);
  });

  it('find the nearest of several minima', () => {
    const near = recordRun({ loss: bowl, optimizer: { id: 'sgd', lr: 0 }, start: [30, 39], steps: 1 });
    expect(computeSeries('distance', near, ground)[0]).toBe(1);
  });
});

describe('isKnown', () => {
  it('leaves out what needs a minimum when none is known', () => {
    const unknown: Baseline = { ...ground, minima: [], lowest: null };
    expect(quantityIds.filter((id) => !isKnown(id, unknown))).toEqual([
      'excess',
      'distance',
      'offPlane',
      'inPlane',
    ]);
    expect(quantityIds.filter((id) => !isKnown(id, ground))).toEqual(['offPlane', 'inPlane']);
  });

  it('has of runs that are seen on a plane what is theirs and not their feet', () => {
    const seen: Baseline = { ...ground, isSeen: true };
    expect(quantityIds.filter((id) => isKnown(id, seen))).toEqual([
      'loss',
      'excess',
      'sharpness',
      'offPlane',
      'inPlane',
    ]);
    expect(shownQuantity('gradientNorm', seen)).toBe('loss');
    const [distances, shares, sharpness] = [Math.sqrt, Math.cos, Math.sin].map((f) =>
      Float64Array.from(descent.losses, f),
    ) as [Float64Array, Float64Array, Float64Array];
    expect(computeSeries('inPlane', { ...descent, shares }, seen)).toBe(shares);
    expect(computeSeries('sharpness', { ...descent, sharpness }, seen)).toBe(sharpness);
    // Until it is found there is none, and never that of the plane.
    expect(computeSeries('sharpness', { ...descent, sharpness: null }, seen).every(Number.isNaN)).toBe(true);
    expect(computeSeries('offPlane', { ...descent, distances }, seen)).toBe(distances);
  });

  it('is charted as the loss then', () => {
    const unknown: Baseline = { ...ground, minima: [], lowest: null };
    expect([shownQuantity('distance', unknown), shownQuantity('distance', ground)]).toEqual([
      'loss',
      'distance',
    ]);
  });
});

describe('createSeriesCache', () => {
  it('computes once for a run and a ground', () => {
    const seriesOf = createSeriesCache();
    const first = seriesOf('gradientNorm', descent, ground);
    expect(seriesOf('gradientNorm', descent, ground)).toBe(first);
    expect(seriesOf('gradientNorm', descent, { ...ground })).not.toBe(first);
    expect(seriesOf('distance', descent, ground)).not.toBe(first);
  });
});

describe('on the catalog', () => {
  it('ends on a known minimum at distance zero', () => {
    const entry = lossById('himmelblau')!;
    const run = recordRun({
      loss: entry.loss,
      optimizer: { id: 'sgd', lr: 0.01 },
      start: [3.2, 2.2],
      steps: 2000,
    });
    const distances = computeSeries('distance', run, {
      loss: entry.loss,
      minima: entry.minima,
      complete: true,
      lowest: 0,
      isRecorded: false,
      isSeen: false,
    });
    expect(distances[0]).toBeCloseTo(Math.hypot(0.2, 0.2), 9);
    expect(distances.at(-1)).toBeLessThan(1e-6);
  });
});
