import { expect } from 'vitest';
import { eigen2 } from '../../src/core/math/eigen.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import type { Anatomy, Value } from '../../src/core/run/anatomy.ts';
import type { Run } from '../../src/core/run/types.ts';

/**
 * The lines whose value a rule finds by a search of its own (a line search, the two-loop recursion, a simplex's
 * move), found again here from their definition by other means.
 */
export interface Found {
  readonly anatomy: Anatomy;
  readonly run: Run;
  readonly loss: Loss;
  /** What is displayed before the line, by key. */
  readonly displayed: ReadonlyMap<string, Value>;
  readonly value: Value;
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function vectorOf({ displayed }: Found, key: string): Float64Array {
  const value = displayed.get(key);
  if (!(value instanceof Float64Array)) throw new Error(`${key} is not displayed as a vector.`);
  return value;
}

function numberOf({ displayed }: Found, key: string): number {
  return Number(displayed.get(key));
}

function expectNear(found: ArrayLike<number>, expected: ArrayLike<number>, share: number): void {
  const size = Math.max(...Array.from(expected, Math.abs), Number.MIN_VALUE);
  Array.from(found).forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThanOrEqual(share * size));
}

/** The strong Wolfe conditions, which a step length along a direction fulfils; 0 where nothing is left to go. */
function wolfe(line: Found): void {
  const { loss, value } = line;
  const [theta, direction, gradient] = ['theta', 'direction', 'gradient'].map((key) => vectorOf(line, key));
  const length = Number(value);
  if (length === 0) return;
  const end = theta!.map((x, i) => x + length * direction![i]!);
  const slope = dot(gradient!, direction!);
  const rounding = 1e-12 * Math.max(1, Math.abs(loss.value(theta!)));
  expect(loss.value(end)).toBeLessThanOrEqual(
    loss.value(theta!) + numberOf(line, 'decrease') * length * slope + rounding,
  );
  expect(Math.abs(dot(loss.gradient(end), direction!))).toBeLessThanOrEqual(
    numberOf(line, 'flatness') * Math.abs(slope) * (1 + 1e-9) + rounding,
  );
}

/** The simplex before the update: vertices by rising value. */
function simplexBefore({ run, anatomy, loss }: Found): { vertices: Float64Array[]; heights: number[] } {
  const flat = run.stateAt(anatomy.step)['simplex'] as Float64Array;
  const vertices = [0, 1, 2].map((k) => flat.slice(2 * k, 2 * k + 2));
  return { vertices, heights: vertices.map((vertex) => loss.value(vertex)) };
}

/** Lagarias et al.: the move of a simplex, 0 for a shrink, and the lowest vertex after it. */
function simplexMove(line: Found): { move: number; best: Float64Array } {
  const { vertices, heights } = simplexBefore(line);
  const [x1, x2, x3] = vertices as [Float64Array, Float64Array, Float64Array];
  const [f1, f2, f3] = heights as [number, number, number];
  const at = (mu: number) => x3.map((x, i) => (x1[i]! + x2[i]!) / 2 + mu * ((x1[i]! + x2[i]!) / 2 - x));
  const f = (mu: number) => line.loss.value(at(mu));
  const move = (() => {
    const reflected = f(1);
    if (reflected < f1) return f(2) < reflected ? 2 : 1;
    if (reflected < f2) return 1;
    if (reflected < f3) return f(0.5) <= reflected ? 0.5 : 0;
    return f(-0.5) < f3 ? -0.5 : 0;
  })();
  const after =
    move === 0
      ? [x1, ...[x2, x3].map((x) => x.map((c, i) => x1[i]! + (c - x1[i]!) / 2))]
      : [x1, x2, at(move)];
  const best = after.reduce((a, b) => (line.loss.value(b) < line.loss.value(a) ? b : a));
  return { move, best };
}

/** Minus the BFGS matrix of the last pairs, built as a matrix, times the gradient. */
function bfgsDirection(line: Found): number[] {
  const { run, loss, anatomy } = line;
  const memory = Math.trunc(numberOf(line, 'historySize'));
  const position = (k: number) => run.positions.slice(2 * k, 2 * k + 2);
  const pairs: { s: Float64Array; y: Float64Array }[] = [];
  for (let k = 1; k <= anatomy.step; k++) {
    const s = position(k).map((x, i) => x - position(k - 1)[i]!);
    const before = loss.gradient(position(k - 1));
    const y = loss.gradient(position(k)).map((x, i) => x - before[i]!);
    if (dot(s, y) > 1e-10) pairs.push({ s, y });
  }
  const kept = pairs.slice(-memory);
  const last = kept.at(-1);
  const scale = last ? dot(last.s, last.y) / dot(last.y, last.y) : 1;
  let h = [
    [scale, 0],
    [0, scale],
  ];
  for (const { s, y } of kept) {
    const rho = 1 / dot(s, y);
    const left = [0, 1].map((i) => [0, 1].map((j) => (i === j ? 1 : 0) - rho * s[i]! * y[j]!));
    const times = (a: number[][], b: number[][]) =>
      [0, 1].map((i) => [0, 1].map((j) => a[i]![0]! * b[0]![j]! + a[i]![1]! * b[1]![j]!));
    const right = [0, 1].map((i) => [0, 1].map((j) => left[j]![i]!));
    const product = times(times(left, h), right);
    h = product.map((row, i) => row.map((x, j) => x + rho * s[i]! * s[j]!));
  }
  const gradient = vectorOf(line, 'gradient');
  return h.map((row) => -dot(row, gradient));
}

/** A round of Newton and Schulz of a matrix of one row, x: a multiple of it by the square of its length. */
const round =
  (k: number) =>
  (line: Found): void => {
    const x = vectorOf(line, `x${k - 1}`);
    const square = dot(x, x);
    const share = 3.4445 - 4.775 * square + 2.0315 * square * square;
    expectNear(
      line.value as Float64Array,
      x.map((entry) => share * entry),
      1e-12,
    );
  };

/** Shampoo of one row: L is a number, and the eigenvectors of R, 2 x 2, are known in closed form. */
function shampooOfOneRow(line: Found): void {
  const { anatomy, run, loss } = line;
  const eps = numberOf(line, 'eps');
  let [left, a, b, d] = [eps, eps, 0, eps];
  for (let step = 0; step <= anatomy.step; step++) {
    const [x, y] = loss.gradient(run.positions.subarray(2 * step, 2 * step + 2)) as unknown as [
      number,
      number,
    ];
    left += x * x + y * y;
    a += x * x;
    b += x * y;
    d += y * y;
  }
  const gradient = vectorOf(line, 'gradient');
  const { min, max, minVector, maxVector } = eigen2(a, b, d);
  const expected = [0, 1].map(
    (i) =>
      left ** -0.25 *
      (maxVector[i]! * max ** -0.25 * dot(maxVector, gradient) +
        minVector[i]! * min ** -0.25 * dot(minVector, gradient)),
  );
  expectNear(line.value as Float64Array, expected, 1e-9);
}

/** Turned by one and the same orthogonal matrix: lengths and the angle between the two stay. */
const turned =
  (from: string, other?: readonly [turned: string, from: string]) =>
  (line: Found): void => {
    const [value, given] = [line.value as Float64Array, vectorOf(line, from)];
    expectNear([dot(value, value)], [dot(given, given)], 1e-12);
    if (!other) return;
    const [own, its] = other.map((key) => vectorOf(line, key)) as [Float64Array, Float64Array];
    const size = Math.sqrt(dot(value, value) * dot(own, own));
    expect(Math.abs(dot(value, own) - dot(given, its))).toBeLessThanOrEqual(1e-12 * size);
  };

/** By the rule's id and the line's key. */
export const foundAgain: Readonly<Record<string, (line: Found) => void>> = {
  'armijo/stepLength'(line) {
    const [theta, gradient] = [vectorOf(line, 'theta'), vectorOf(line, 'gradient')];
    const value = line.loss.value(theta);
    let length = numberOf(line, 'lr');
    const trial = () => theta.map((x, i) => x - length * gradient[i]!);
    const enough = () =>
      line.loss.value(trial()) <= value - numberOf(line, 'decrease') * length * dot(gradient, gradient);
    while (!enough()) length *= numberOf(line, 'shrinking');
    // A trial that no longer moves the position is none: the search rests.
    expect(line.value).toBe(trial().every((x, i) => x === theta[i]) ? 0 : length);
  },
  'conjugate-gradient/beta'(line) {
    const [gradient, before] = [vectorOf(line, 'gradient'), vectorOf(line, 'previousGradient')];
    const quotient = (dot(gradient, gradient) - dot(gradient, before)) / dot(before, before);
    const beta = Math.max(0, quotient);
    // Restarted where the new direction would not go down.
    const down = beta * dot(vectorOf(line, 'direction'), gradient) < dot(gradient, gradient);
    expectNear([Number(line.value)], [down && Number.isFinite(quotient) ? beta : 0], 1e-12);
  },
  'conjugate-gradient/stepLength': wolfe,
  'lbfgs/stepLength': wolfe,
  'lbfgs/rho'(line) {
    expectNear([Number(line.value)], [1 / dot(vectorOf(line, 's'), vectorOf(line, 'y'))], 1e-12);
  },
  'lbfgs/direction'(line) {
    expectNear(line.value as Float64Array, bfgsDirection(line), 1e-6);
  },
  'torch-lbfgs/direction'(line) {
    expectNear(line.value as Float64Array, bfgsDirection(line), 1e-6);
  },
  // PyTorch's constants; 0 where a tolerance is met.
  'torch-lbfgs/trial': (line) =>
    wolfe({ ...line, displayed: new Map([...line.displayed, ['decrease', 1e-4], ['flatness', 0.9]]) }),
  'newton/solution'(line) {
    const hessian = line.loss.hessian(vectorOf(line, 'theta'));
    const damping = numberOf(line, 'damping');
    const solution = line.value as Float64Array;
    const product = [0, 1].map(
      (i) => hessian[2 * i]! * solution[0]! + hessian[2 * i + 1]! * solution[1]! + damping * solution[i]!,
    );
    expectNear(product, vectorOf(line, 'gradient'), 1e-9);
  },
  'nelder-mead/worst'(line) {
    const { vertices, heights } = simplexBefore(line);
    expect(line.value).toEqual(vertices[heights.lastIndexOf(Math.max(...heights))]);
  },
  'nelder-mead/centroid'(line) {
    const { vertices } = simplexBefore(line);
    expectNear(
      line.value as Float64Array,
      [0, 1].map((i) => (vertices[0]![i]! + vertices[1]![i]!) / 2),
      1e-15,
    );
  },
  'nelder-mead/move'(line) {
    expect(line.value).toBe(simplexMove(line).move);
  },
  'nelder-mead/best'(line) {
    expectNear(line.value as Float64Array, simplexMove(line).best, 1e-12);
  },
  'muon/x0': (line) => {
    const u = vectorOf(line, 'u');
    const length = Math.hypot(...u) + 1e-7;
    expectNear(
      line.value as Float64Array,
      u.map((x) => x / length),
      1e-12,
    );
  },
  ...Object.fromEntries([1, 2, 3, 4, 5].map((k) => [`muon/x${k}`, round(k)])),
  'muon/direction': (line) => expect(line.value).toEqual(vectorOf(line, 'x5')),
  'shampoo/direction': shampooOfOneRow,
  'soap/rotated': turned('gradient'),
  'soap/rotatedMoment': turned('m', ['rotated', 'gradient']),
  'soap/direction': turned('inEigenvectors', ['gradient', 'rotated']),
};
