import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { defaultValues, optimizerById, optimizers } from '../../../../src/core/optimizers/registry.ts';
import { anatomyOf } from '../../../../src/core/run/anatomy.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { Run } from '../../../../src/core/run/types.ts';

const rosenbrock = compileFormula('(1 - x)^2 + 100*(y - x^2)^2');
const start = [-1.2, 1];
const steps = 60;

/** Plain gradient descent with what `given` makes of the gradient at a point. */
function byHand(lr: number, given: (g: number[], theta: number[]) => number[]): number[][] {
  let theta = [...start];
  return Array.from({ length: steps }, () => {
    const g = given([...rosenbrock.gradient(theta)], theta);
    theta = theta.map((x, i) => x - lr * g[i]!);
    return theta;
  });
}

const rowsOf = ({ positions }: Run) =>
  Array.from({ length: steps }, (_, k) => [positions[2 * k + 2]!, positions[2 * k + 3]!]);

const norm = (v: readonly number[]) => Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));

describe('clipping', () => {
  test.each<[string, Record<string, number>, (g: number[], theta: number[]) => number[]]>([
    ['nothing', {}, (g) => g],
    ['by value', { clipValue: 2 }, (g) => g.map((x) => Math.max(-2, Math.min(2, x)))],
    ['by norm', { clipNorm: 3 }, (g) => g.map((x) => Math.min(1, 3 / (norm(g) + 1e-6)) * x)],
    [
      'adaptive',
      { clipAdaptive: 0.5 },
      (g, theta) => {
        const most = 0.5 * Math.max(norm(theta), 1e-3);
        return norm(g) > most ? g.map((x) => (most / Math.max(norm(g), 1e-6)) * x) : g;
      },
    ],
    [
      'by value, then by norm',
      { clipValue: 2, clipNorm: 2.5 },
      (g) => {
        const within = g.map((x) => Math.max(-2, Math.min(2, x)));
        return within.map((x) => Math.min(1, 2.5 / (norm(within) + 1e-6)) * x);
      },
    ],
  ])('%s', (_name, values, given) => {
    const lr = 0.0005;
    const run = recordRun({ loss: rosenbrock, optimizer: { id: 'sgd', lr, ...values }, start, steps });
    expect(rowsOf(run)).toEqual(byHand(lr, given).map((row) => row.map((x) => expect.closeTo(x, 14))));
  });

  test.each(optimizers.filter(({ rule }) => !rule.search).map(({ id }) => id))(
    '%s never sees more than it is clipped to',
    (id) => {
      const values = { ...defaultValues(optimizerById(id)!), clipNorm: 0.25 };
      const optimizer = { ...values, id };
      const run = recordRun({ loss: rosenbrock, optimizer, start, steps: 5 });
      const anatomy = anatomyOf(optimizerById(id)!, values, run, 3, rosenbrock);
      const clipped = anatomy.lines.filter(({ key, formula }) => key === 'gradient' && formula !== null);
      expect(clipped.length).toBeGreaterThan(0);
      expect(Math.min(...clipped.map(({ value }) => norm([...(value as Float64Array)])))).toBeLessThanOrEqual(
        0.25,
      );
    },
  );

  test('rules that search have none', () => {
    expect(() =>
      recordRun({ loss: rosenbrock, optimizer: { id: 'lbfgs', clipNorm: 1 }, start, steps }),
    ).toThrow(/no hyperparameter "clipNorm"/);
  });
});

describe('weight decay of the other kind', () => {
  const run = (optimizer: { id: string } & Record<string, number | boolean | string>) =>
    recordRun({ loss: rosenbrock, optimizer, start, steps }).positions;

  test('decoupled beside Adam is AdamW, coupled beside AdamW is Adam', () => {
    const common = { lr: 0.02, beta1: 0.8 };
    expect(run({ id: 'adam', ...common, decoupledDecay: 0.1 })).toEqual(
      run({ id: 'adamw', ...common, weightDecay: 0.1 }),
    );
    expect(run({ id: 'adamw', ...common, weightDecay: 0, l2Decay: 0.1 })).toEqual(
      run({ id: 'adam', ...common, weightDecay: 0.1 }),
    );
  });

  test('a rule has the kind that is not its own, and none twice', () => {
    const kinds = (id: string) =>
      optimizerById(id)!
        .hyperparameters.map(({ key }) => key)
        .filter((key) => /decay$|^weightDecay$|ecouple$/i.test(key) && !/^(lr|momentum)/.test(key));
    expect(kinds('sgd')).toEqual(['weightDecay', 'decoupledDecay']);
    expect(kinds('lion')).toEqual(['weightDecay', 'l2Decay']);
    expect(kinds('adabelief')).toEqual(['weightDecay', 'weightDecouple', 'fixedDecay']);
    expect(kinds('rprop')).toEqual(['l2Decay']);
    expect(kinds('schedulefree-sgd')).toEqual(['weightDecay']);
    expect(kinds('newton')).toEqual([]);
  });

  test('what a rule keeps of its positions is of those that have shrunk', () => {
    const own = { start, loss: rosenbrock, steps: 10 };
    const pulled = recordRun({
      ...own,
      optimizer: { id: 'lookahead-sgd', lr: 0.0005, k: 5, decoupledDecay: 0.5 },
    });
    for (const t of [5, 10])
      expect(pulled.stateAt(t)['slow']).toEqual(pulled.positions.slice(2 * t, 2 * t + 2));
    const averaged = recordRun({
      ...own,
      optimizer: { id: 'asgd', lr: 0.0005, t0: 1, decoupledDecay: 0.5 },
    });
    // Averaging begins at the third update: the positions after it and the two that follow.
    const [x, y] = [0, 1].map((i) =>
      [3, 4, 5].reduce((sum, t) => sum + averaged.positions[2 * t + i]! / 3, 0),
    );
    const [ax, ay] = averaged.stateAt(5)['average'] as Float64Array;
    expect([ax, ay]).toEqual([expect.closeTo(x!, 12), expect.closeTo(y!, 12)]);
  });

  test('a bound of stability is none of a rule that shrinks besides', () => {
    const { stability } = optimizerById('sgd')!;
    const values = defaultValues(optimizerById('sgd')!);
    expect(stability?.(values)?.product).toBe(2);
    expect(stability?.({ ...values, decoupledDecay: 0.1 })).toBeNull();
  });
});
