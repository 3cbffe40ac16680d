import { exp } from '../math/exponential.ts';
import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { A_TURNED, ADDED, B_TURNED, multiplyInto } from '../math/matrix.ts';
import { hessianOf, overflowAt } from './mean-loss.ts';
import { logSumExp } from './softmax.ts';

/**
 * A product of matrices, M = C_L ... C_1, some of which are parameters and the others given, and its loss:
 *
 *     squares          f = sum_ij  w_j (M_ij - T_ij)^2 / 2
 *     cross-entropy    f = sum_j   w_j (log sum_i e^{M_ij} - M_{a_j j})
 *
 * With D = df/dM, H_k = C_k ... C_1 and G_k = (C_L ... C_{k+1})^T D the gradient is df/dC_k = G_k H_{k-1}^T; the product of the
 * Hessian and a vector is that line's derivative along it.
 */
export interface Product {
  /** From the first that acts to the last, rows x columns each; null stands for the next parameters. */
  readonly factors: readonly {
    readonly rows: number;
    readonly columns: number;
    readonly given: Float64Array | null;
  }[];
  /** Of each column. */
  readonly weights: Float64Array;
  /** rows x columns of the product; or of each column the row that is right. */
  readonly target: Float64Array;
  readonly isChoice: boolean;
}

interface Factor {
  readonly rows: number;
  readonly columns: number;
  readonly given: Float64Array | null;
  readonly offset: number;
  /** H_k and what it changes by, G_k and what it changes by; rows x width. */
  readonly h: Float64Array;
  readonly hMoved: Float64Array;
  readonly g: Float64Array;
  readonly gMoved: Float64Array;
}

export interface ProductLoss extends SecondOrder {
  /** M at p, rows x columns; overwritten by the next call. */
  product(p: Vector): Float64Array;
}

export function productLoss({ factors: shapes, weights, target, isChoice }: Product): ProductLoss {
  const width = shapes[0]!.columns;
  let dimension = 0;
  const factors = shapes.map((shape): Factor => {
    const offset = shape.given ? 0 : dimension;
    if (!shape.given) dimension += shape.rows * shape.columns;
    const numbers = () => new Float64Array(shape.rows * width);
    return { ...shape, offset, h: numbers(), hMoved: numbers(), g: numbers(), gMoved: numbers() };
  });
  const last = factors.at(-1)!;
  const column = new Float64Array(last.rows);
  const one = Float64Array.from({ length: width * width }, (_, i) => Number(i % (width + 1) === 0));
  const none = new Float64Array(width * width);

  const forward = (p: Vector): void => {
    for (let k = 0; k < factors.length; k++) {
      const { rows, columns, h, given, offset } = factors[k]!;
      const below = factors[k - 1]?.h ?? one;
      multiplyInto(h, 0, given ?? p, offset, below, 0, rows, columns, width);
    }
  };

  /** The value at the product; writes D, and along hMoved its change. */
  const lossAt = (d: Float64Array | null, moved: Float64Array | null): number =>
    isChoice
      ? crossEntropy(last, weights, target, column, d, moved)
      : squares(last, weights, target, d, moved);

  const sum = (p: Vector, out: Float64Array | null): number => {
    forward(p);
    const value = lossAt(out && last.g, null);
    for (let k = factors.length - 1; out && k >= 0; k--) {
      const { rows, columns, g, given, offset } = factors[k]!;
      const below = factors[k - 1];
      if (!given) multiplyInto(out, offset, g, 0, below?.h ?? one, 0, rows, width, columns, B_TURNED);
      if (below) multiplyInto(below.g, 0, given ?? p, offset, g, 0, columns, rows, width, A_TURNED);
    }
    return value;
  };

  const along = (p: Vector, d: Vector, out: Float64Array): Float64Array => {
    forward(p);
    for (let k = 0; k < factors.length; k++) {
      const { rows, columns, hMoved, given, offset } = factors[k]!;
      const below = factors[k - 1];
      multiplyInto(hMoved, 0, given ?? p, offset, below?.hMoved ?? none, 0, rows, columns, width);
      if (!given) multiplyInto(hMoved, 0, d, offset, below?.h ?? one, 0, rows, columns, width, ADDED);
    }
    lossAt(last.g, last.gMoved);
    for (let k = factors.length - 1; k >= 0; k--) {
      const { rows, columns, g, gMoved, given, offset } = factors[k]!;
      const below = factors[k - 1];
      if (!given) {
        multiplyInto(out, offset, gMoved, 0, below?.h ?? one, 0, rows, width, columns, B_TURNED);
        multiplyInto(out, offset, g, 0, below?.hMoved ?? none, 0, rows, width, columns, B_TURNED + ADDED);
      }
      if (!below) continue;
      multiplyInto(below.gMoved, 0, given ?? p, offset, gMoved, 0, columns, rows, width, A_TURNED);
      if (!given) multiplyInto(below.gMoved, 0, d, offset, g, 0, columns, rows, width, A_TURNED + ADDED);
      multiplyInto(below.g, 0, given ?? p, offset, g, 0, columns, rows, width, A_TURNED);
    }
    return out;
  };

  const loss: ProductLoss = {
    dimension,
    value: (p) => sum(p, null),
    valueAndGradient: sum,
    gradient(p, out = new Float64Array(dimension)) {
      sum(p, out);
      return out;
    },
    hessian: (p, out = new Float64Array(dimension ** 2)) => hessianOf(loss, p, out),
    hessianVector: (p, d, out = new Float64Array(dimension)) => along(p, d, out),
    failure: (p: Vector, part: LossPart): Failure | null => overflowAt(loss, p, part),
    product(p) {
      forward(p);
      return last.h;
    },
  };
  return loss;
}

/** The weighted squares of what a product is away from its target; writes D, and along hMoved its change. */
function squares(
  { h, hMoved, rows }: Factor,
  weights: Float64Array,
  target: Float64Array,
  d: Float64Array | null,
  moved: Float64Array | null,
): number {
  const width = weights.length;
  let value = 0;
  for (let j = 0; j < width; j++) {
    const weight = weights[j]!;
    for (let i = 0, at = j; i < rows; i++, at += width) {
      const rest = h[at]! - target[at]!;
      value += 0.5 * weight * rest * rest;
      if (d) d[at] = weight * rest;
      if (moved) moved[at] = weight * hMoved[at]!;
    }
  }
  return value;
}

/** Of columns that choose a row each; `column` is room for one of them. */
function crossEntropy(
  { h, hMoved, rows }: Factor,
  weights: Float64Array,
  target: Float64Array,
  column: Float64Array,
  d: Float64Array | null,
  moved: Float64Array | null,
): number {
  const width = weights.length;
  let value = 0;
  for (let j = 0; j < width; j++) {
    const weight = weights[j]!;
    for (let i = 0; i < rows; i++) column[i] = h[i * width + j]!;
    const total = logSumExp(column);
    const right = target[j]!;
    value += weight * (total - column[right]!);
    let mean = 0;
    for (let i = 0; i < rows; i++) {
      column[i] = exp(column[i]! - total);
      mean += column[i]! * hMoved[i * width + j]!;
    }
    for (let i = 0, at = j; i < rows; i++, at += width) {
      if (d) d[at] = weight * (column[i]! - Number(i === right));
      if (moved) moved[at] = weight * column[i]! * (hMoved[at]! - mean);
    }
  }
  return value;
}
