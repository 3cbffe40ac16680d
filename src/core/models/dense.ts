import type { SparseRows } from './sparse.ts';

/**
 * Products with a layer's weights W, rows of which lie one after another in an array of all parameters from an offset on,
 * each as long as what goes into the layer. Each sum is in the order of what is summed, and nothing is allocated.
 */

/** z = W x + b. Four rows at once, so that one addition need not wait for the other. */
export function affine(
  theta: Float64Array,
  weights: number,
  biases: number,
  x: Float64Array,
  z: Float64Array,
): void {
  const width = x.length;
  const size = z.length;
  let o = 0;
  for (; o + 4 <= size; o += 4) {
    const at = weights + o * width;
    let a = theta[biases + o]!;
    let b = theta[biases + o + 1]!;
    let c = theta[biases + o + 2]!;
    let d = theta[biases + o + 3]!;
    for (let i = 0; i < width; i++) {
      const value = x[i]!;
      a += theta[at + i]! * value;
      b += theta[at + width + i]! * value;
      c += theta[at + 2 * width + i]! * value;
      d += theta[at + 3 * width + i]! * value;
    }
    z[o] = a;
    z[o + 1] = b;
    z[o + 2] = c;
    z[o + 3] = d;
  }
  for (; o < size; o++) {
    let sum = theta[biases + o]!;
    for (let i = 0; i < width; i++) sum += theta[weights + o * width + i]! * x[i]!;
    z[o] = sum;
  }
}

/** z = W x + b for a row of inputs. */
export function affineOf(
  theta: Float64Array,
  weights: number,
  biases: number,
  { width, begins, columns, values }: SparseRows,
  row: number,
  z: Float64Array,
): void {
  const begin = begins[row]!;
  const end = begins[row + 1]!;
  const size = z.length;
  let o = 0;
  for (; o + 4 <= size; o += 4) {
    const at = weights + o * width;
    let a = theta[biases + o]!;
    let b = theta[biases + o + 1]!;
    let c = theta[biases + o + 2]!;
    let d = theta[biases + o + 3]!;
    for (let k = begin; k < end; k++) {
      const from = at + columns[k]!;
      const value = values[k]!;
      a += theta[from]! * value;
      b += theta[from + width]! * value;
      c += theta[from + 2 * width]! * value;
      d += theta[from + 3 * width]! * value;
    }
    z[o] = a;
    z[o + 1] = b;
    z[o + 2] = c;
    z[o + 3] = d;
  }
  for (; o < size; o++) {
    let sum = theta[biases + o]!;
    for (let k = begin; k < end; k++) sum += theta[weights + o * width + columns[k]!]! * values[k]!;
    z[o] = sum;
  }
}

/** out += W x. */
export function addProduct(theta: Float64Array, weights: number, x: Float64Array, out: Float64Array): void {
  const width = x.length;
  for (let o = 0; o < out.length; o++) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += theta[weights + o * width + i]! * x[i]!;
    out[o]! += sum;
  }
}

/** out += W^T x. */
export function addTransposed(
  theta: Float64Array,
  weights: number,
  x: Float64Array,
  out: Float64Array,
): void {
  const width = out.length;
  for (let o = 0; o < x.length; o++) {
    const factor = x[o]!;
    const at = weights + o * width;
    for (let i = 0; i < width; i++) out[i]! += factor * theta[at + i]!;
  }
}

/** out += a x^T, from `to` on. */
export function addOuter(a: Float64Array, x: Float64Array, out: Float64Array, to: number): void {
  const width = x.length;
  for (let o = 0; o < a.length; o++) {
    const factor = a[o]!;
    const at = to + o * width;
    for (let i = 0; i < width; i++) out[at + i]! += factor * x[i]!;
  }
}

/** out += a x^T, from `to` on, for a row x of inputs. */
export function addOuterOf(
  a: Float64Array,
  { width, begins, columns, values }: SparseRows,
  row: number,
  out: Float64Array,
  to: number,
): void {
  const begin = begins[row]!;
  const end = begins[row + 1]!;
  for (let o = 0; o < a.length; o++) {
    const factor = a[o]!;
    const at = to + o * width;
    for (let k = begin; k < end; k++) out[at + columns[k]!]! += factor * values[k]!;
  }
}
