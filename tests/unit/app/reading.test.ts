import { describe, expect, it, test } from 'vitest';
import type { Run } from '../../../src/core/run/types.ts';
import { endBy, isScheduled, rateFrom, runReading } from '../../../src/app/reading.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from './manual-clock.ts';
import { sceneTitle } from '../../../src/panels/title.ts';

/** Leaves the square [-1, 1]^2 at step 1, comes back at step 2, and diverges at step 3. */
const run: Run = {
  steps: 2,
  dimension: 2,
  positions: Float64Array.of(0, 0, 2, 0, 0.5, 1),
  losses: Float64Array.of(4, 9, 1),
  divergedAt: 3,
  end: { step: 3, reason: 'overflow' },
  effectiveRates: () => new Float64Array(0),
  rates: () => new Float64Array(0),
  stateAt: () => ({}),
  updateFrom: () => ({}),
  evaluationsAt: (step) => ({ values: 0, gradients: step, hessians: 0 }),
};

describe('runReading', () => {
  const at = (step: number) => runReading({ run }, step, [-1, 1, -1, 1]);

  it('reads the loss and the position at the step', () => {
    expect(at(0)).toEqual({ loss: 4, end: null, outsideSince: null });
    expect(at(1)).toEqual({ loss: 9, end: null, outsideSince: 1 });
  });

  it('counts the edge of the domain as inside', () => {
    expect(at(2).outsideSince).toBeNull();
  });

  it('says from the step at which the run ended on why, at its last finite loss', () => {
    expect(at(3)).toEqual({ loss: 1, end: run.end, outsideSince: null });
    expect(at(200)).toEqual({ loss: 1, end: run.end, outsideSince: null });
  });
});

test('a run whose gradient is undefined has ended at the step that has none, which is kept', () => {
  const ended: Run = { ...run, end: { step: 2, reason: 'undefined gradient' } };
  expect(endBy(ended, 1)).toBeNull();
  expect(endBy(ended, 2)).toEqual({ step: 2, reason: 'undefined gradient' });
  expect(endBy(ended, 3)).toEqual({ step: 2, reason: 'undefined gradient' });
});

test('outside is counted from the last time that the run left, whatever is asked before', () => {
  const xs = [0, 2, 3, 0.5, 2, 2, 2, 5, 0, 3, 3];
  const positions = Float64Array.from(xs.flatMap((x) => [x, 0]));
  const back: Run = {
    ...run,
    steps: 10,
    positions,
    losses: new Float64Array(11),
    divergedAt: null,
    end: null,
  };
  const wanted = [null, 1, 1, null, 4, 4, 4, 4, null, 9, 9];
  const domain = [-1, 1, -1, 1] as const;
  const orders = [wanted.keys(), [10, 6, 2, 7, 5, 4, 9, 1], [7, 6, 5, 4, 3, 2, 1, 0, 10]];
  for (const order of orders) {
    for (const step of order) {
      expect([step, runReading({ run: back }, step, domain).outsideSince]).toEqual([step, wanted[step]]);
    }
  }
  expect(runReading({ run: back }, 7, [-2, 2, -2, 2]).outsideSince).toBe(7);
  expect(runReading({ run: back }, 7, [-1, 1, 1, 2]).outsideSince).toBe(0);
});

describe('rateFrom', () => {
  const viewOf = (fragment: string) => {
    const { scene, problems } = readFragment(fragment);
    expect(problems).toEqual([]);
    const { derived } = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
    return { view: derived.runs[0]!, steps: scene.steps };
  };

  it('is the rate that is set, while that is constant', () => {
    const { view, steps } = viewOf('loss=bowl&opt=sgd(lr:0.01)');
    expect(isScheduled(view)).toBe(false);
    for (const step of [0, 77, 200]) expect(rateFrom(view, step, steps)).toBe(0.01);
  });

  it('is that of the update which leaves the step', () => {
    const { view, steps } = viewOf('loss=bowl&opt=sgd(lr:0.02,schedule:step(every:3,factor:0.5))&steps=8');
    expect(isScheduled(view)).toBe(true);
    const rates = Array.from({ length: 9 }, (_, step) => rateFrom(view, step, steps));
    expect(rates).toEqual([0.02, 0.02, 0.02, 0.01, 0.01, 0.01, 0.005, 0.005, 0.005]);
    expect(rates).toEqual(rates.map((_, step) => view.run.updateFrom(step)['lr']));
  });

  it('has a cosine spread over the scene’s steps, of which a budget of evaluations may leave a part', () => {
    const { view, steps } = viewOf(
      'loss=bowl&opt=newton(lr:0.1,schedule:cosine)&steps=40&budget=evaluations',
    );
    expect(view.run.steps).toBe(20);
    for (let step = 0; step <= view.run.steps; step++) {
      expect(rateFrom(view, step, steps)).toBe(view.run.updateFrom(step)['lr']);
    }
  });

  it('stays with the last step kept of a run that ended', () => {
    const { view, steps } = viewOf('f=x^2&opt=sgd(lr:1e30,schedule:exponential(factor:0.5))&start=1,0');
    const { run } = view;
    expect(run.divergedAt).toBe(run.steps + 1);
    expect(run.steps).toBeLessThan(steps);
    expect(rateFrom(view, steps, steps)).toBe(1e30 * 0.5 ** run.steps);
  });

  it('is none for a rule without a learning rate', () => {
    const { view, steps } = viewOf('loss=bowl&opt=nelder-mead');
    expect(rateFrom(view, 0, steps)).toBeNull();
    expect(isScheduled(view)).toBe(false);
  });
});

describe('sceneTitle', () => {
  const minimum = (kind: 'global' | 'local') => ({ at: [0, 0], value: 0, kind });

  it('counts equal minima only where all are known', () => {
    const minima = [minimum('global'), minimum('global'), minimum('local')];
    const entry = { name: 'Camel', family: 'many minima', minima } as const;
    expect(sceneTitle({ ...entry, minimaComplete: true }, '')).toBe('Camel, two equal minima');
    expect(sceneTitle({ ...entry, minimaComplete: false }, '')).toBe('Camel, many minima');
  });

  it.each([
    ['x^2 + 3*y^2', 'f(x, y) = x² + 3y²'],
    ['0.5*(x^2 + 100*y^2)', 'f(x, y) = 0.5(x² + 100y²)'],
    ['x^12 - x^0.5*y^-1', 'f(x, y) = x¹² − x^0.5·y^−1'],
    ['2*3*x + 2^3', 'f(x, y) = 2·3x + 2³'],
    ['sin(x)*cos(y)', 'f(x, y) = sin(x)·cos(y)'],
    ['theta1^2 + theta2', 'f(θ₁, θ₂) = θ₁² + θ₂'],
    ['a = 2; a*x^2', 'f(x, y) = a·x²'],
    ['\\frac{1}{2}x^{2}', 'f(x, y) = 1/2·x²'],
    ['exp(-x^2)', 'f(x, y) = exp(−x²)'],
    [
      'x^2 + y^2 + sin(3*x)*sin(3*y) + 0.1*x*y + exp(x - y)',
      'f(x, y) = x² + y² + sin(3x)·sin(3y) + 0.1x·y + exp(x − y)',
    ],
    [`x${' + y^2'.repeat(30)}`, 'f(x, y) = x + y² + y² + y² + y² + y² + y² + y² + y² + y² +…'],
  ])('shows the formula of one’s own: %s', (formula, title) => {
    expect(sceneTitle(null, formula)).toBe(title);
  });
});
