import { describe, expect, test } from 'vitest';
import { compileFormula, type Loss, recordRun } from '../../../../src/core/index.ts';
import { totalEvaluations } from '../../../../src/core/run/limit.ts';

/** The rules that ask the loss themselves: what they find is what its definition says, and is counted. */

const rosenbrock = compileFormula('(1-x)^2 + 100(y-x^2)^2');
const start = [-1.2, 1];

interface Counted {
  readonly loss: Loss;
  readonly asked: { values: number; gradients: number; hessians: number };
}

/** A loss that counts what it is asked. */
function counting(loss: Loss): Counted {
  const asked = { values: 0, gradients: 0, hessians: 0 };
  return {
    asked,
    loss: {
      dimension: loss.dimension,
      value(p) {
        asked.values++;
        return loss.value(p);
      },
      gradient(p, out) {
        asked.gradients++;
        return loss.gradient(p, out);
      },
      hessian(p, out) {
        asked.hessians++;
        return loss.hessian(p, out);
      },
    },
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);
}

describe('Newton', () => {
  test('is at the minimum of a quadratic after one step', () => {
    const loss = compileFormula('3x^2 + 2x*y + y^2 - 4x + y');
    const run = recordRun({ loss, optimizer: { id: 'newton' }, start: [5, -7], steps: 1 });
    // grad = 0: 6x + 2y = 4, 2x + 2y = -1.
    expect(run.positions[2]).toBeCloseTo(1.25, 12);
    expect(run.positions[3]).toBeCloseTo(-1.75, 12);
  });

  test('goes to a saddle as to a minimum, which damping prevents', () => {
    const loss = compileFormula('x^2/2 - y^2/2 + y^4/4');
    const end = (damping: number) => {
      const run = recordRun({ loss, optimizer: { id: 'newton', damping }, start: [1, 0.3], steps: 60 });
      return Array.from(run.positions.slice(-2), (x) => Number(x.toFixed(6)) + 0);
    };
    expect(end(0)).toEqual([0, 0]);
    expect(end(2)).toEqual([0, 1]);
  });

  test('a singular Hessian counts as divergence', () => {
    const loss = compileFormula('x^2 + y');
    const run = recordRun({ loss, optimizer: { id: 'newton' }, start: [1, 1], steps: 10 });
    expect(run.divergedAt).toBe(1);
  });

  test('solves in more dimensions, with pivots that are zero', () => {
    // f = x0 x1 + x1 x2 + x2 x3 + sum of x_i: its Hessian has a diagonal of zeros.
    const chain: Loss = {
      dimension: 4,
      value: (p) => p[0]! * p[1]! + p[1]! * p[2]! + p[2]! * p[3]! + p[0]! + p[1]! + p[2]! + p[3]!,
      gradient(p, out = new Float64Array(4)) {
        out.set([p[1]! + 1, p[0]! + p[2]! + 1, p[1]! + p[3]! + 1, p[2]! + 1]);
        return out;
      },
      hessian(_p, out = new Float64Array(16)) {
        out.fill(0);
        for (const i of [0, 1, 2]) out[4 * i + i + 1] = out[4 * (i + 1) + i] = 1;
        return out;
      },
    };
    const run = recordRun({ loss: chain, optimizer: { id: 'newton' }, start: [3, 1, 4, 1], steps: 1 });
    for (const component of chain.gradient(run.positions.slice(4))) expect(component).toBeCloseTo(0, 12);
  });
});

describe('backtracking', () => {
  test('every step goes down enough, and the next longer trial would not have', () => {
    const [rho, c] = [0.5, 0.3];
    const run = recordRun({
      loss: rosenbrock,
      optimizer: { id: 'armijo', lr: 1, shrinking: rho, decrease: c },
      start,
      steps: 200,
    });
    for (let k = 0; k < 200; k++) {
      const theta = run.positions.slice(2 * k, 2 * k + 2);
      const gradient = rosenbrock.gradient(theta);
      const length = run.updateFrom(k)['stepLength'] as number;
      const isEnough = (a: number) =>
        rosenbrock.value(theta.map((x, i) => x - a * gradient[i]!)) <=
        rosenbrock.value(theta) - c * a * dot(gradient, gradient);
      expect(isEnough(length)).toBe(true);
      if (length < 1) expect(isEnough(length / rho)).toBe(false);
    }
  });

  test('rests where no trial goes down', () => {
    const run = recordRun({ loss: rosenbrock, optimizer: { id: 'armijo' }, start: [1, 1], steps: 3 });
    expect([...run.positions]).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe.each(['conjugate-gradient', 'lbfgs'])('%s', (id) => {
  const [c1, c2] = [1e-4, 0.4];
  const optimizer = { id, decrease: c1, flatness: c2 };

  test('every step fulfils the strong Wolfe conditions', () => {
    const run = recordRun({ loss: rosenbrock, optimizer, start, steps: 20 });
    for (let k = 0; k < 20; k++) {
      const { direction, stepLength } = run.updateFrom(k) as { direction: Float64Array; stepLength: number };
      const theta = run.positions.subarray(2 * k, 2 * k + 2);
      const next = run.positions.subarray(2 * k + 2, 2 * k + 4);
      const slope = dot(rosenbrock.gradient(theta), direction);
      expect(slope).toBeLessThan(0);
      expect(run.losses[k + 1]).toBeLessThanOrEqual(run.losses[k]! + c1 * stepLength * slope);
      // The trial and the step it becomes may round differently.
      const left = Math.abs(dot(rosenbrock.gradient(next), direction));
      expect(left).toBeLessThanOrEqual(c2 * Math.abs(slope) * (1 + 1e-9));
    }
  });

  test('finds the minimum and stays there', () => {
    const run = recordRun({ loss: rosenbrock, optimizer: { id }, start, steps: 300 });
    expect(run.divergedAt).toBeNull();
    expect(run.losses[300]).toBeLessThan(1e-12);
  });

  test('noise may point uphill, but never makes a step that is not a number', () => {
    const run = recordRun({ loss: rosenbrock, optimizer: { id }, start, steps: 200, noise: 30, seed: 4 });
    expect(run.divergedAt).toBeNull();
  });
});

describe('torch-lbfgs', () => {
  const wolfe = { id: 'torch-lbfgs', lineSearchFn: true };

  test.each([{ id: 'torch-lbfgs', lr: 0.1 }, wolfe])('%o rests once a tolerance is met', (optimizer) => {
    const run = recordRun({ loss: rosenbrock, optimizer, start, steps: 300 });
    const rest = (k: number) => {
      const gradient = rosenbrock.gradient(run.positions.slice(2 * k, 2 * k + 2));
      const slope = dot(gradient, run.updateFrom(k)['direction'] as Float64Array);
      return Math.max(...gradient.map(Math.abs)) <= 1e-7 || slope > -1e-9;
    };
    const moves = (k: number) =>
      [0, 1].some((i) => run.positions[2 * k + i] !== run.positions[2 * k + 2 + i]);
    const rests = Array.from({ length: 300 }, (_, k) => rest(k));
    expect(rests).toContain(false);
    expect(rests).toContain(true);
    expect(rests).toEqual(Array.from({ length: 300 }, (_, k) => !moves(k)));
  });

  test('its first step is as long as the learning rate in the sum of its components, or the gradient', () => {
    for (const [at, length] of [
      [[-1.2, 1], 0.1],
      [[1.0001, 1.0002], null],
    ] as const) {
      const run = recordRun({
        loss: rosenbrock,
        optimizer: { id: 'torch-lbfgs', lr: 0.1 },
        start: at,
        steps: 1,
      });
      const gradient = rosenbrock.gradient(at);
      const sum = Math.abs(gradient[0]!) + Math.abs(gradient[1]!);
      const moved = [0, 1].reduce((all, i) => all + Math.abs(run.positions[2 + i]! - at[i]!), 0);
      expect(moved).toBeCloseTo(length ?? 0.1 * sum, 12);
    }
  });

  test('a search whose trials have no value ends the run, as PyTorch goes on with what is not a number', () => {
    const loss = compileFormula('sqrt(x) + (x - 1)^2 + y^2');
    const run = recordRun({ loss, optimizer: { ...wolfe, lr: 10 }, start: [0.01, 1], steps: 100 });
    expect(run.end?.reason).toBe('undefined loss');
  });

  test('noise may point uphill, but never makes a step that is not a number', () => {
    for (const optimizer of [{ id: 'torch-lbfgs', lr: 0.01 }, wolfe]) {
      const run = recordRun({ loss: rosenbrock, optimizer, start, steps: 100, noise: 0.1, seed: 4 });
      expect(run.divergedAt).toBeNull();
    }
  });

  test('takes the options of PyTorch that are the same for all', () => {
    const run = (more: object) =>
      recordRun({ loss: rosenbrock, optimizer: { id: 'torch-lbfgs', lr: 0.1, ...more }, start, steps: 9 });
    expect(run({ maxIter: 1, lineSearchFn: 'none' }).positions).toEqual(run({}).positions);
    expect(() => run({ maxIter: 20 })).toThrow(RangeError);
    expect(() => run({ historySize: 0 })).toThrow(RangeError);
  });
});

describe('Nelder-Mead', () => {
  test('asks for values alone, and its position is the best vertex', () => {
    const run = recordRun({
      loss: rosenbrock,
      optimizer: { id: 'nelder-mead', size: 0.5 },
      start,
      steps: 120,
    });
    expect(run.losses[120]).toBeLessThan(1e-9);
    for (const step of [1, 2, 50, 120]) {
      const { simplex, simplexValues } = run.stateAt(step) as Record<string, Float64Array>;
      expect(simplex).toHaveLength(6);
      expect(simplex!.slice(0, 2)).toEqual(run.positions.slice(2 * step, 2 * step + 2));
      const heights = [0, 1, 2].map((k) => rosenbrock.value(simplex!.subarray(2 * k, 2 * k + 2)));
      expect([...simplexValues!]).toEqual(heights);
      expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    }
  });

  test('the loss never goes up', () => {
    const run = recordRun({ loss: rosenbrock, optimizer: { id: 'nelder-mead' }, start, steps: 150 });
    for (let k = 1; k < 150; k++) expect(run.losses[k]).toBeLessThanOrEqual(run.losses[k - 1]!);
  });

  test('a wall of what is not a number counts as high', () => {
    const loss = compileFormula('sqrt(x) + (x - 1)^2 + y^2');
    const run = recordRun({ loss, optimizer: { id: 'nelder-mead', size: 0.5 }, start: [0.3, 1], steps: 100 });
    expect(run.divergedAt).toBeNull();
    expect(run.losses.every(Number.isFinite)).toBe(true);
  });
});

describe('evaluations', () => {
  test.each([
    ['sgd', { lr: 1e-3 }],
    ['newton', {}],
    ['armijo', {}],
    ['conjugate-gradient', {}],
    ['lbfgs', {}],
    ['torch-lbfgs', { lr: 0.1 }],
    ['torch-lbfgs', { lineSearchFn: 'strong_wolfe' }],
    ['nelder-mead', {}],
  ] as const)('%s with %o counts what it asks for', (id, settings) => {
    const steps = 4;
    const { loss, asked } = counting(rosenbrock);
    const run = recordRun({ loss, optimizer: { id, ...settings }, start, steps });
    const counted = run.evaluationsAt(steps);
    const searches = ['armijo', 'conjugate-gradient', 'lbfgs'].includes(id);
    // The recorder asks for value and gradient at every step; a search asks once more for the value it starts from.
    const recorded = steps + 1;
    switch (id) {
      case 'sgd':
      case 'newton':
        expect(counted).toEqual({ values: 0, gradients: steps, hessians: asked.hessians });
        expect(asked.hessians).toBe(id === 'newton' ? steps : 0);
        break;
      case 'torch-lbfgs': {
        const values = asked.values - recorded;
        expect(values > steps).toBe('lineSearchFn' in settings);
        expect(counted).toEqual({ values, gradients: values || steps, hessians: 0 });
        break;
      }
      case 'nelder-mead':
        expect(counted).toEqual({ values: asked.values - recorded, gradients: 0, hessians: 0 });
        break;
      default: {
        const trials = asked.values - recorded - steps;
        expect(searches && trials >= steps).toBe(true);
        expect(counted.values).toBe(trials + 1);
        expect(counted.gradients).toBe(id === 'armijo' ? steps : trials + 1);
      }
    }
  });

  test.each(['sgd', 'newton', 'armijo', 'lbfgs', 'torch-lbfgs', 'nelder-mead'])(
    '%s: from none on, they never go down',
    (id) => {
      const run = recordRun({ loss: rosenbrock, optimizer: { id }, start: [0.9, 0.8], steps: 20 });
      expect(totalEvaluations(run, 0)).toBe(0);
      // What led to the step that is not finite was evaluated, too.
      const last = run.divergedAt ?? run.steps;
      for (let k = 1; k <= last; k++) {
        expect(totalEvaluations(run, k)).toBeGreaterThan(totalEvaluations(run, k - 1));
      }
      expect(() => run.evaluationsAt(last + 1)).toThrow(RangeError);
    },
  );
});
