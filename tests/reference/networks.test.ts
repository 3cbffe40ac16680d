import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Loss, networkLoss, recordRun } from '../../src/core/index.ts';
import { leastSquares } from '../../src/core/models/least-squares.ts';
import { logisticLoss } from '../../src/core/models/logistic-loss.ts';
import type { NetworkOptions } from '../../src/core/models/network-options.ts';

/** Networks and regressions of PyTorch's, at the stored tolerances: `networks_public.json`, see README.md. */

interface Case {
  readonly theta: readonly number[];
  readonly value: number;
  readonly gradient: readonly number[];
  readonly vector: readonly number[];
  readonly hvp: readonly number[];
  readonly runs: readonly {
    readonly optimizer: 'sgd' | 'momentum' | 'adam';
    readonly options: Readonly<Record<string, number | readonly number[]>>;
    readonly steps: readonly number[];
    readonly positions: readonly (readonly number[])[];
    readonly tol: readonly number[];
    readonly loss_steps: readonly number[];
    readonly loss: readonly number[];
    readonly tol_loss: readonly number[];
  }[];
}

interface Reference {
  readonly data: { readonly X: readonly (readonly number[])[]; readonly labels: readonly number[] };
  readonly mlp: readonly (Case & {
    readonly id: string;
    readonly layers: readonly number[];
    readonly activation: string;
    readonly loss: 'cross_entropy' | 'mean_squared_error';
  })[];
  readonly logistic_regression: Case & {
    readonly X: readonly (readonly number[])[];
    readonly labels: readonly number[];
    readonly classes: number;
    readonly l2: number;
    readonly hessian_diagonal: readonly number[];
  };
  readonly least_squares: Case & {
    readonly X: readonly (readonly number[])[];
    readonly y: readonly number[];
    readonly l2: number;
    readonly minimum: { readonly theta: readonly number[]; readonly value: number };
    readonly hessian_eigenvalues: readonly number[];
  };
}

const reference = JSON.parse(
  readFileSync(new URL('networks_public.json', import.meta.url), 'utf8'),
) as Reference;

function expectClose(found: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(Math.abs(found[i]! - value), `entry ${i}`).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
  });
}

function check(loss: Loss, { theta, value, gradient, vector, hvp, runs }: Case): void {
  expect(loss.dimension).toBe(theta.length);
  expectClose([loss.value(theta)], [value]);
  expectClose(loss.gradient(theta), gradient);
  expectClose(loss.hessianVector!(theta, vector), hvp);
  const out = new Float64Array(theta.length);
  expect(loss.valueAndGradient!(Float64Array.from(theta), out)).toBe(loss.value(theta));
  expect(out).toEqual(loss.gradient(theta));
  expect(runs.map(({ optimizer }) => optimizer)).toEqual(['sgd', 'momentum', 'adam']);
  for (const { optimizer, options, steps, positions, tol, loss_steps, loss: losses, tol_loss } of runs) {
    const { betas = [], ...rest } = options;
    const [beta1, beta2] = betas as readonly number[];
    const setting = { ...rest, ...(beta1 !== undefined && { beta1, beta2: beta2! }), id: optimizer };
    const run = recordRun({ loss, optimizer: setting as { id: string }, start: theta, steps: steps.at(-1)! });
    steps.forEach((step, row) => {
      positions[row]!.forEach((expected, i) => {
        const off = Math.abs(run.positions[step * theta.length + i]! - expected);
        expect(off, `${optimizer}, step ${step}, parameter ${i}`).toBeLessThanOrEqual(tol[row]!);
      });
    });
    loss_steps.forEach((step, row) => {
      expect(Math.abs(run.losses[step]! - losses[row]!)).toBeLessThanOrEqual(tol_loss[row]!);
    });
  }
}

describe('multilayer perceptrons', () => {
  test('the data is whole', () => expect(reference.mlp).toHaveLength(10));

  test.each(reference.mlp)('$id', (row) => {
    const { X, labels } = reference.data;
    const options: NetworkOptions = {
      layers: row.layers,
      activation: row.activation.replace('_', '-') as NetworkOptions['activation'],
      objective: row.loss === 'cross_entropy' ? 'cross-entropy' : 'squared error',
      inputs: Float64Array.from(X.flat()),
      targets: Int32Array.from(labels),
    };
    check(networkLoss(options), row);
    // The same told by numbers: one-hot.
    const classes = row.layers.at(-1)!;
    const targets = new Float64Array(labels.length * classes);
    labels.forEach((label, r) => {
      targets[r * classes + label] = 1;
    });
    expect(networkLoss({ ...options, targets }).value(row.theta)).toBe(networkLoss(options).value(row.theta));
  });
});

test('logistic regression: a network without hidden layers', () => {
  const { X, labels, classes, l2, ...row } = reference.logistic_regression;
  const loss = networkLoss({
    layers: [X[0]!.length, classes],
    activation: 'tanh',
    objective: 'cross-entropy',
    inputs: Float64Array.from(X.flat()),
    targets: Int32Array.from(labels),
    weightDecay: l2,
  });
  check(loss, row);
  const hessian = loss.hessian(row.theta);
  expectClose(
    row.hessian_diagonal.map((_, i) => hessian[i * loss.dimension + i]!),
    row.hessian_diagonal,
  );
});

test('logistic regression of two classes that count differently: numbers of make_logistic.py', () => {
  const { targets, posWeight, l2, theta, value, gradient, vector, hvp } = JSON.parse(
    readFileSync(new URL('logistic.json', import.meta.url), 'utf8'),
  ) as Omit<Case, 'runs'> & { targets: number[]; posWeight: number; l2: number };
  const { X } = reference.logistic_regression;
  const columns = X[0]!.length + 1;
  const loss = logisticLoss({
    columns,
    inputs: Float64Array.from(X.flatMap((row) => [1, ...row])),
    targets: Float64Array.from(targets),
    penalties: new Float64Array(columns).fill(l2, 1),
    posWeight,
    batchSize: 0,
  });
  expectClose([loss.value(theta)], [value]);
  expectClose(loss.gradient(theta), gradient);
  expectClose(loss.hessianVector(theta, vector), hvp);
  const hessian = loss.hessian(theta);
  const product = hvp.map((_, i) => vector.reduce((sum, d, j) => sum + hessian[i * columns + j]! * d, 0));
  expectClose(product, hvp);
});

test('least squares', () => {
  const { X, y, l2, minimum, hessian_eigenvalues: eigenvalues, ...row } = reference.least_squares;
  // The last column, of ones, is the intercept, which has no penalty.
  const columns = X[0]!.length + 1;
  const loss = leastSquares({
    columns,
    inputs: Float64Array.from(X.flatMap((values) => [...values, 1])),
    targets: Float64Array.from(y),
    penalties: Float64Array.from({ length: columns }, (_, i) => (i < columns - 1 ? l2 : 0)),
  });
  check(loss, row);
  expectClose([loss.value(minimum.theta)], [minimum.value]);
  expectClose(
    loss.gradient(minimum.theta),
    minimum.theta.map(() => 0),
  );
  const hessian = loss.hessian(row.theta);
  const trace = row.theta.reduce((sum, _, i) => sum + hessian[i * columns + i]!, 0);
  expectClose([trace], [eigenvalues.reduce((a, b) => a + b, 0)]);
});
