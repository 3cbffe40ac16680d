import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileFormula, type Loss, recordRun } from '../../src/core/index.ts';
import { optimizers } from '../../src/core/optimizers/all.ts';
import { resolveOptimizer } from '../../src/core/optimizers/registry.ts';
import { anatomyOf } from '../../src/core/run/anatomy.ts';
import { inRounds, type Turned, turnedBy } from '../../src/core/run/rounds.ts';

/** Rules of matrices, against the authors' code of Muon (`MODERN.md` of the reference) and `make_matrices.py`. */

interface Muon {
  readonly newton_schulz: { readonly input: number[][]; readonly output: number[][]; readonly tol: number };
  readonly loss: { readonly A: number[][]; readonly C: number[][] };
  readonly start: number[][];
  readonly runs: readonly {
    readonly options: {
      readonly lr: number;
      readonly momentum: number;
      readonly nesterov: boolean;
      readonly weight_decay: number;
    };
    readonly steps: readonly number[];
    readonly W: readonly number[][][];
    readonly loss: readonly number[];
    readonly tol: readonly number[];
    readonly tol_loss: readonly number[];
  }[];
}

interface Made {
  readonly shapes: readonly {
    readonly rows: number;
    readonly columns: number;
    readonly A: number[];
    readonly C: number[];
  }[];
  readonly runs: readonly {
    readonly rule: string;
    readonly options: Readonly<Record<string, number | boolean>>;
    readonly shape: readonly [number, number];
    readonly steps: readonly number[];
    readonly W: readonly number[][];
    readonly tol: readonly number[];
  }[];
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const muon = read('muon_public.json') as Muon;
const made = read('matrices.json') as Made;

/** |A W - C|^2 / 2 of a matrix W of rows x columns. */
function squares(a: readonly number[], c: readonly number[], rows: number, columns: number): Loss {
  const restOf = (p: ArrayLike<number>) =>
    c.map((entry, at) => {
      const [i, j] = [Math.floor(at / columns), at % columns];
      let sum = -entry;
      for (let k = 0; k < rows; k++) sum += a[i * rows + k]! * p[k * columns + j]!;
      return sum;
    });
  const n = rows * columns;
  return {
    dimension: n,
    matrices: [{ rows, columns, offset: 0 }],
    value: (p) => restOf(p).reduce((sum, r) => sum + (r * r) / 2, 0),
    gradient(p, out = new Float64Array(n)) {
      const rest = restOf(p);
      for (let at = 0; at < n; at++) {
        const [i, j] = [Math.floor(at / columns), at % columns];
        out[at] = 0;
        for (let k = 0; k < rows; k++) out[at]! += a[k * rows + i]! * rest[k * columns + j]!;
      }
      return out;
    },
    hessian: () => new Float64Array(n * n),
  };
}

const camel = (options: Readonly<Record<string, number | boolean>>) =>
  Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

function expectNear(found: ArrayLike<number>, expected: readonly number[], tolerance: number, where: string) {
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! - value), `${where}, entry ${i}`).toBeLessThanOrEqual(tolerance);
  });
}

describe('Muon of its authors, 8 x 8', () => {
  const loss = squares(muon.loss.A.flat(), muon.loss.C.flat(), 8, 8);

  test.each(muon.runs.map((run) => [JSON.stringify(run.options), run] as const))('%s', (_name, reference) => {
    const { steps, W, tol, tol_loss, options } = reference;
    const last = steps.at(-1)!;
    expect(last).toBe(10);
    const run = recordRun({
      loss,
      optimizer: { ...camel(options), id: 'muon' },
      start: muon.start.flat(),
      steps: last,
    });
    steps.forEach((step, k) => {
      expectNear(run.positions.subarray(64 * step, 64 * step + 64), W[k]!.flat(), tol[k]!, `step ${step}`);
      expect(Math.abs(run.losses[step]! - reference.loss[k]!)).toBeLessThanOrEqual(tol_loss[k]!);
    });
  });

  test('the five rounds are its Newton-Schulz iteration, and each is a part of the step', () => {
    const { input, output, tol } = muon.newton_schulz;
    // A loss of which the gradient is that matrix wherever one is.
    const slope: Loss = {
      ...loss,
      value: (p) => input.flat().reduce((sum, g, i) => sum + g * p[i]!, 0),
      gradient: (_p, out = new Float64Array(64)) => {
        out.set(input.flat());
        return out;
      },
    };
    const options = { id: 'muon', momentum: 0, nesterov: false };
    const run = recordRun({ loss: slope, optimizer: options, start: new Float64Array(64), steps: 1 });
    const parts = run.updateFrom(0);
    expectNear(parts['x5'] as Float64Array, output.flat(), tol, 'X_5');
    expectNear(parts['direction'] as Float64Array, output.flat(), tol, 'direction');
    // Opened round by round, the same: by sums of powers of singular values, which are traces.
    const { entry, values } = resolveOptimizer(options);
    const { stages } = inRounds(anatomyOf(entry, values, run, 0, slope));
    const rounds = stages.filter(({ round }) => round !== undefined);
    expect(rounds.map(({ round }) => round)).toEqual([0, 1, 2, 3, 4, 5]);
    expectNear(rounds.at(-1)!.lines[0]!.value as Float64Array, output.flat(), tol, 'last round');
    const [{ after }] = turnedBy(rounds.at(-1)!.lines[0]!, slope.matrices!) as [Turned];
    const square = output.map((row) =>
      output.map((other) => row.reduce((sum, x, k) => sum + x * other[k]!, 0)),
    );
    const powers = (power: number) => after.reduce((sum, s) => sum + s ** power, 0);
    expect(powers(2)).toBeCloseTo(
      square.reduce((sum, row, i) => sum + row[i]!, 0),
      9,
    );
    expect(powers(4)).toBeCloseTo(
      square.flat().reduce((sum, x) => sum + x * x, 0),
      9,
    );
    const size = Math.sqrt(input.flat().reduce((sum, g) => sum + g * g, 0));
    expectNear(
      parts['x0'] as Float64Array,
      input.flat().map((g) => g / (size + 1e-7)),
      1e-15,
      'X_0',
    );
  });
});

describe('from the equations of their papers', () => {
  test('the data is whole', () => {
    expect(made.runs).toHaveLength(18);
    expect(new Set(made.runs.map(({ shape }) => shape.join(' x ')))).toEqual(
      new Set(['8 x 8', '8 x 4', '1 x 8']),
    );
    // Three steps at least are no matter of rounding, and of all runs but one all are.
    expect(made.runs.every(({ steps }) => steps.length > 3)).toBe(true);
    expect(made.runs.filter(({ steps }) => steps.at(-1) === 40)).toHaveLength(17);
    expect(Math.max(...made.runs.flatMap(({ tol }) => tol))).toBeLessThan(1e-4);
  });

  test.each(
    made.runs.map(
      (run) => [`${run.rule} ${run.shape.join(' x ')} ${JSON.stringify(run.options)}`, run] as const,
    ),
  )('%s', (_name, { rule, options, shape, steps, W, tol }) => {
    const [rows, columns] = shape;
    const { A, C } = made.shapes.find((one) => one.rows === rows && one.columns === columns)!;
    const loss = squares(A, C, rows, columns);
    const last = steps.at(-1)!;
    const run = recordRun({ loss, optimizer: { ...camel(options), id: rule }, start: W[0]!, steps: last });
    expect(run.steps).toBe(last);
    const n = loss.dimension;
    steps.forEach((step, k) => {
      expectNear(run.positions.subarray(n * step, n * step + n), W[k]!, tol[k]!, `step ${step}`);
    });
  });
});

const ofMatrices = optimizers.filter(({ rule }) => rule.search?.ofMatrices);

test('three rules are of matrices', () => {
  expect(ofMatrices.map(({ id }) => id)).toEqual(['muon', 'shampoo', 'soap']);
});

describe.each(ofMatrices.map(({ id }) => id))('%s', (id) => {
  test('is refused where there is no matrix: its run ends where it begins, and says why', () => {
    const run = recordRun({ loss: compileFormula('x^2 + y^2'), optimizer: { id }, start: [1, 2], steps: 20 });
    expect(run.end).toEqual({ step: 0, reason: 'no matrix' });
    expect([...run.positions]).toEqual([1, 2]);
  });

  /** Two parts of one run: a matrix of 2 x 2 and a vector of 3. */
  const beside: Loss = {
    ...compileFormula('0*x + y'),
    dimension: 7,
    matrices: [{ rows: 2, columns: 2, offset: 3 }],
    value: (p) => Array.from(p).reduce((sum, x, i) => sum + (i + 1) * x ** 4, 0),
    gradient(p, out = new Float64Array(7)) {
      for (let i = 0; i < 7; i++) out[i] = 4 * (i + 1) * p[i]! ** 3;
      return out;
    },
  };
  const start = [0.5, -0.4, 0.3, 0.7, -0.2, 0.6, 0.1];
  const lr = 0.03;

  test('what is in no matrix goes as said beside it', () => {
    const run = recordRun({ loss: beside, optimizer: { id, lr }, start, steps: 12 });
    const [beta1, beta2, eps, first] = id === 'muon' ? [0.9, 0.95, 1e-10, 1] : [0.95, 0.95, 1e-8, 2];
    for (let i = 0; i < 3; i++) {
      let [x, m, v, sum] = [start[i]!, 0, 0, 0];
      for (let t = 1; t <= 12; t++) {
        const g = 4 * (i + 1) * x ** 3;
        sum += g * g;
        if (id === 'shampoo') x -= (lr * g) / Math.sqrt(sum + 1e-4);
        else if (t >= first) {
          m = beta1 * m + (1 - beta1) * g;
          v = beta2 * v + (1 - beta2) * g * g;
          const s = t - first + 1;
          x -= (lr * m) / (1 - beta1 ** s) / (Math.sqrt(v / (1 - beta2 ** s)) + eps);
        }
        expect(Math.abs(run.positions[7 * t + i]! - x)).toBeLessThan(1e-12);
      }
    }
  });

  test('does not depend on the axes: a turned problem has the turned run', () => {
    const shape = made.shapes[0]!;
    const [c, s] = [0.6, 0.8];
    // W turned from the right by a rotation of its first two columns: C turns with it.
    const turn = (w: ArrayLike<number>) =>
      Array.from(w, (x, at) => {
        const j = at % 8;
        if (j === 0) return c * x - s * w[at + 1]!;
        return j === 1 ? s * w[at - 1]! + c * x : x;
      });
    const begin = made.runs[0]!.W[0]!;
    const run = (target: readonly number[], from: readonly number[]) =>
      recordRun({
        loss: squares(shape.A, target, 8, 8),
        optimizer: { id, lr: 0.05, ...(id === 'soap' && { eps: 1e-3 }) },
        start: from,
        steps: 30,
      });
    const [plain, turned] = [run(shape.C, begin), run(turn(shape.C), turn(begin))];
    expectNear(turned.positions.subarray(64 * 30), turn(plain.positions.subarray(64 * 30)), 1e-9, 'last');
  });
});
