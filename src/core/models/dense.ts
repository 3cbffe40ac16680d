/**
 * Products with a layer's weights W, rows of which lie one after another in an array of all parameters from an offset on,
 * each as long as what goes into the layer. Sums are in a fixed order, and nothing is allocated.
 */

/** z = W x + b. In four sums a row, so that one addition need not wait for the other. */
export function affine(
  theta: Float64Array,
  weights: number,
  biases: number,
  x: Float64Array,
  from: number,
  width: number,
  z: Float64Array,
): void {
  const whole = width - (width % 4);
  for (let o = 0; o < z.length; o++) {
    const at = weights + o * width;
    let a = theta[biases + o]!;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < whole; i += 4) {
      a += theta[at + i]! * x[from + i]!;
      b += theta[at + i + 1]! * x[from + i + 1]!;
      c += theta[at + i + 2]! * x[from + i + 2]!;
      d += theta[at + i + 3]! * x[from + i + 3]!;
    }
    for (let i = whole; i < width; i++) a += theta[at + i]! * x[from + i]!;
    z[o] = a + b + (c + d);
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
export function addOuter(
  a: Float64Array,
  x: Float64Array,
  from: number,
  width: number,
  out: Float64Array,
  to: number,
): void {
  for (let o = 0; o < a.length; o++) {
    const factor = a[o]!;
    const at = to + o * width;
    for (let i = 0; i < width; i++) out[at + i]! += factor * x[from + i]!;
  }
}
