import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { type Unit, units } from './activations.ts';
import { addOuter, addOuterOf, addProduct, addTransposed, affine, affineOf } from './dense.ts';
import { minibatches } from './minibatches.ts';
import { createKernel, type NetworkKernel } from './network-kernel.ts';
import { type NetworkOptions, type Objective, readNetwork } from './network-options.ts';
import { type ParameterShape, totalSize } from './parameters.ts';
import { logSumExp, probabilities, softplus } from './softmax.ts';
import { type SparseRows, sparseRows } from './sparse.ts';

/**
 * The loss of a fully connected network on data, of all of its weights and biases: W1 (row-major, out x in), b1, W2,
 * b2 ...
 *
 *     z_l = W_l h_{l-1} + b_l,   h_l = phi(z_l) for the hidden layers,   h_0 the inputs,   z_L the output
 *
 *     cross-entropy     -sum_k t_k log softmax(z_L)_k         with one output: of the logistic function, -log s(z) or
 *                                                             -log(1 - s(z))
 *     squared error     mean_k (z_Lk - t_k)^2
 *
 * each as the mean over the rows, plus lambda/2 times the squares of the weights, not of the biases.
 *
 * The gradient is backpropagation; the product of Hessian and vector carries the derivative R{.} along the vector
 * through both passes (B. A. Pearlmutter, "Fast exact multiplication by the Hessian", 1994,
 * https://doi.org/10.1162/neco.1994.6.1.147). Both are exact to rounding. Sums are in a fixed order and exp and log
 * are those of core/math, so the numbers are the same to the bit everywhere.
 */
export interface NetworkLoss extends SecondOrder {
  readonly layers: readonly number[];
  readonly rows: number;
  readonly objective: Objective;
  readonly parameters: readonly ParameterShape[];
  valueAndGradient(p: Vector, out: Float64Array): number;
  failure(p: Vector, part: LossPart): Failure | null;
  alongPlane(origin: Vector, u: Vector, v: Vector): (x: number, y: number) => number;
  /**
   * What the network makes of rows of inputs, its own by default: rows x outputs, probabilities for cross-entropy.
   * Throws RangeError where they are not whole rows.
   */
  outputs(p: Vector, inputs?: ArrayLike<number>): Float64Array;
}

/**
 * Throws RangeError, with what is wrong and where.
 *
 * @example
 * const layers = [2, 3, 1];
 * const inputs = [0, 0, 0, 1, 1, 0, 1, 1];
 * const data = { inputs: Float64Array.from(inputs), targets: Int32Array.of(0, 1, 1, 0) };
 * const loss = networkLoss({ layers, activation: 'tanh', objective: 'cross-entropy', ...data });
 * console.log(loss.dimension, loss.value(new Float64Array(13)) === Math.log(2));
 * // 13 true
 */
export function networkLoss(options: NetworkOptions): NetworkLoss {
  return new Network(options);
}

/** The weights and biases of a network's layers. */
export function networkParameters(layers: readonly number[]): ParameterShape[] {
  const parameters: ParameterShape[] = [];
  let offset = 0;
  for (let l = 1; l < layers.length; l++) {
    const [inputs, outputs] = [layers[l - 1]!, layers[l]!];
    parameters.push({ name: `W${l}`, shape: [outputs, inputs], offset });
    offset += outputs * inputs;
    parameters.push({ name: `b${l}`, shape: [outputs], offset });
    offset += outputs;
  }
  return parameters;
}

/** A Hessian of this many parameters is 128 MB. */
const LARGEST_HESSIAN = 4000;

class Network implements NetworkLoss {
  readonly dimension: number;
  readonly layers: readonly number[];
  readonly rows: number;
  readonly objective: Objective;
  readonly parameters: readonly ParameterShape[];
  readonly #depth: number;
  readonly #inputs: SparseRows;
  readonly #targets: Float64Array;
  readonly #decay: number;
  readonly #unit: Unit;
  /** Where the weights and the biases of layer l begin, at l - 1. */
  readonly #weights: readonly number[];
  readonly #biases: readonly number[];
  /** By layer, of one row: pre-activations, activations, the loss's derivatives by the former, and R{.} of each. */
  readonly #z: readonly Float64Array[];
  readonly #h: readonly Float64Array[];
  readonly #delta: readonly Float64Array[];
  readonly #rz: readonly Float64Array[];
  readonly #rh: readonly Float64Array[];
  readonly #rdelta: readonly Float64Array[];
  readonly #kernelOf: () => NetworkKernel | null;
  readonly #point: Float64Array;
  readonly #direction: Float64Array;
  readonly minibatches?: NonNullable<NetworkLoss['minibatches']>;

  constructor(options: NetworkOptions) {
    const { layers, rows, inputs, targets, weightDecay, batchSize } = readNetwork(options);
    this.layers = layers;
    this.rows = rows;
    this.objective = options.objective;
    this.parameters = networkParameters(layers);
    this.dimension = totalSize(this.parameters);
    this.#depth = layers.length - 1;
    this.#inputs = sparseRows(inputs, layers[0]!);
    this.#targets = targets;
    this.#decay = weightDecay;
    this.#unit = units[options.activation];
    const offsets = this.parameters.map(({ offset }) => offset);
    this.#weights = offsets.filter((_, i) => i % 2 === 0);
    this.#biases = offsets.filter((_, i) => i % 2 === 1);
    const perLayer = () => layers.map((size) => new Float64Array(size));
    [this.#z, this.#h, this.#delta] = [perLayer(), perLayer(), perLayer()];
    [this.#rz, this.#rh, this.#rdelta] = [perLayer(), perLayer(), perLayer()];
    this.#point = new Float64Array(this.dimension);
    this.#direction = new Float64Array(this.dimension);
    let kernel: NetworkKernel | null | undefined;
    this.#kernelOf = () => {
      if (kernel === undefined) {
        const { activation, objective } = options;
        kernel = createKernel({ layers, activation, objective }, this.#inputs, targets);
      }
      return kernel;
    };
    if (batchSize > 0 && batchSize < rows) {
      this.minibatches = (seed) => {
        const batches = minibatches(rows, batchSize, seed);
        return (step, p, out) => void this.#meanOver(batches(step), asArray(p, this.#point), out);
      };
    }
  }

  value(p: Vector): number {
    const theta = asArray(p, this.#point);
    const kernel = this.#kernelOf();
    if (kernel) return kernel.sum(theta) / this.rows + this.#penalty(theta);
    let sum = 0;
    for (let row = 0; row < this.rows; row++) {
      this.#forward(theta, this.#inputs, row);
      sum += this.#rowLoss(row);
    }
    return sum / this.rows + this.#penalty(theta);
  }

  gradient(p: Vector, out = new Float64Array(this.dimension)): Float64Array {
    this.valueAndGradient(p, out);
    return out;
  }

  valueAndGradient(p: Vector, out: Float64Array): number {
    return this.#meanOver(null, asArray(p, this.#point), out);
  }

  /** The mean loss and gradient over some rows, all of them for null, with the penalty. */
  #meanOver(list: Int32Array | null, theta: Float64Array, out: Float64Array): number {
    const rows = list?.length ?? this.rows;
    const sum = this.#kernelOf()?.slopes(theta, list, out) ?? this.#slopes(theta, list, rows, out);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! / rows;
    this.#addDecay(theta, out);
    return sum / rows + this.#penalty(theta);
  }

  /** The sums of the losses and gradients of some rows. */
  #slopes(theta: Float64Array, list: Int32Array | null, rows: number, out: Float64Array): number {
    out.fill(0);
    let sum = 0;
    for (let k = 0; k < rows; k++) {
      const row = list ? list[k]! : k;
      this.#forward(theta, this.#inputs, row);
      sum += this.#rowLoss(row);
      this.#outputDelta(row);
      this.#backward(theta, row, out);
    }
    return sum;
  }

  hessianVector(p: Vector, d: Vector, out: Float64Array = new Float64Array(this.dimension)): Float64Array {
    const theta = asArray(p, this.#point);
    const direction = asArray(d, this.#direction);
    const { rows } = this;
    out.fill(0);
    for (let row = 0; row < rows; row++) {
      this.#forward(theta, this.#inputs, row);
      this.#forwardAlong(theta, direction, row);
      this.#outputDelta(row);
      this.#outputDeltaAlong();
      this.#backwardAlong(theta, direction, row, out);
    }
    for (let i = 0; i < out.length; i++) out[i] = out[i]! / rows;
    this.#addDecay(direction, out);
    return out;
  }

  /** Throws RangeError beyond 4,000 parameters: `hessianVector` is there for these. */
  hessian(p: Vector, out?: Float64Array): Float64Array {
    const n = this.dimension;
    if (n > LARGEST_HESSIAN) {
      throw new RangeError(
        `The Hessian of ${n} parameters has ${n} x ${n} numbers; use hessianVector instead.`,
      );
    }
    const matrix = out ?? new Float64Array(n * n);
    const axis = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      axis[i] = 1;
      this.hessianVector(p, axis, matrix.subarray(i * n, (i + 1) * n));
      axis[i] = 0;
    }
    return matrix;
  }

  /** The loss of finite parameters has a value everywhere: what is not finite lies beyond the doubles. */
  failure(p: Vector, part: LossPart): Failure | null {
    const numbers = part === 'value' ? [this.value(p)] : this[part](p);
    return numbers.every(Number.isFinite) ? null : 'overflow';
  }

  outputs(p: Vector, inputs?: ArrayLike<number>): Float64Array {
    const theta = asArray(p, this.#point);
    const width = this.layers[0]!;
    if (inputs && inputs.length % width !== 0) {
      throw new RangeError(`inputs must be rows of ${width} numbers; there are ${inputs.length} numbers.`);
    }
    const z = this.#z[this.#depth]!;
    const found = inputs ? null : this.#kernelOf()?.outputs(theta);
    if (found) {
      if (this.objective === 'squared error') return found;
      for (let at = 0; at < found.length; at += z.length) {
        const row = found.subarray(at, at + z.length);
        probabilities(row, row);
      }
      return found;
    }
    const given = inputs ? sparseRows(inputs, width) : this.#inputs;
    const out = new Float64Array(given.rows * z.length);
    for (let row = 0; row < given.rows; row++) {
      this.#forward(theta, given, row);
      if (this.objective === 'cross-entropy') probabilities(z, z);
      out.set(z, row * z.length);
    }
    return out;
  }

  /**
   * The loss on a plane, theta = origin + x u + y v, to rounding: the first layer's pre-activations are linear in x
   * and y, so that layer, the widest, is passed once for each of the three and not once a point.
   */
  alongPlane(origin: Vector, u: Vector, v: Vector): (x: number, y: number) => number {
    const { rows } = this;
    const n = this.dimension;
    const theta = new Float64Array(n);
    const kernel = this.#kernelOf();
    if (kernel) {
      const [a, b, c] = [origin, u, v].map((direction) => asArray(direction, null)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const sumAt = kernel.plane(a, b, c);
      return (x, y) => {
        for (let i = 0; i < n; i++) theta[i] = a[i]! + x * b[i]! + y * c[i]!;
        return sumAt(theta, x, y) / rows + this.#penalty(theta);
      };
    }
    const size = this.layers[1]!;
    const first = [origin, u, v].map((direction) => {
      const theta = asArray(direction, null);
      const z = new Float64Array(rows * size);
      for (let row = 0; row < rows; row++) {
        affineOf(theta, this.#weights[0]!, this.#biases[0]!, this.#inputs, row, this.#z[1]!);
        z.set(this.#z[1]!, row * size);
      }
      return z;
    }) as [Float64Array, Float64Array, Float64Array];
    return (x, y) => {
      for (let i = 0; i < n; i++) theta[i] = origin[i]! + x * u[i]! + y * v[i]!;
      const z = this.#z[1]!;
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        for (let o = 0; o < size; o++) {
          const at = row * size + o;
          z[o] = first[0][at]! + x * first[1][at]! + y * first[2][at]!;
        }
        this.#forwardFrom(theta, 1);
        sum += this.#rowLoss(row);
      }
      return sum / rows + this.#penalty(theta);
    };
  }

  /** The pre-activations and activations of one row of inputs. */
  #forward(theta: Float64Array, inputs: SparseRows, row: number): void {
    affineOf(theta, this.#weights[0]!, this.#biases[0]!, inputs, row, this.#z[1]!);
    this.#forwardFrom(theta, 1);
  }

  /** The same from the pre-activations of layer `begin` on. */
  #forwardFrom(theta: Float64Array, begin: number): void {
    const unit = this.#unit;
    for (let l = begin; l < this.#depth; l++) {
      const z = this.#z[l]!;
      const h = this.#h[l]!;
      for (let i = 0; i < z.length; i++) h[i] = unit.value(z[i]!);
      affine(theta, this.#weights[l]!, this.#biases[l]!, h, this.#z[l + 1]!);
    }
  }

  /** The derivatives R{z}, R{h} along the direction; those of the inputs are zero. */
  #forwardAlong(theta: Float64Array, direction: Float64Array, row: number): void {
    const unit = this.#unit;
    affineOf(direction, this.#weights[0]!, this.#biases[0]!, this.#inputs, row, this.#rz[1]!);
    for (let l = 1; l < this.#depth; l++) {
      const z = this.#z[l]!;
      const h = this.#h[l]!;
      const rz = this.#rz[l]!;
      const rh = this.#rh[l]!;
      for (let i = 0; i < z.length; i++) rh[i] = unit.slope(z[i]!, h[i]!) * rz[i]!;
      const next = this.#rz[l + 1]!;
      affine(direction, this.#weights[l]!, this.#biases[l]!, h, next);
      addProduct(theta, this.#weights[l]!, rh, next);
    }
  }

  #rowLoss(row: number): number {
    const z = this.#z[this.#depth]!;
    const at = row * z.length;
    const targets = this.#targets;
    let sum = 0;
    if (this.objective === 'squared error') {
      for (let k = 0; k < z.length; k++) {
        const rest = z[k]! - targets[at + k]!;
        sum += rest * rest;
      }
      return sum / z.length;
    }
    if (z.length === 1) return softplus(z[0]!) - targets[at]! * z[0]!;
    const total = logSumExp(z);
    for (let k = 0; k < z.length; k++) if (targets[at + k] !== 0) sum += targets[at + k]! * (total - z[k]!);
    return sum;
  }

  /** The loss's derivative by the output of a row. */
  #outputDelta(row: number): void {
    const z = this.#z[this.#depth]!;
    const delta = this.#delta[this.#depth]!;
    const at = row * z.length;
    if (this.objective === 'squared error') {
      for (let k = 0; k < z.length; k++) delta[k] = (2 / z.length) * (z[k]! - this.#targets[at + k]!);
      return;
    }
    probabilities(z, delta);
    for (let k = 0; k < z.length; k++) delta[k]! -= this.#targets[at + k]!;
  }

  /** R{delta} of the output: the loss's second derivative there times R{z}. */
  #outputDeltaAlong(): void {
    const z = this.#z[this.#depth]!;
    const rz = this.#rz[this.#depth]!;
    const out = this.#rdelta[this.#depth]!;
    if (this.objective === 'squared error') {
      for (let k = 0; k < z.length; k++) out[k] = (2 / z.length) * rz[k]!;
      return;
    }
    probabilities(z, out);
    if (z.length === 1) {
      out[0] = out[0]! * (1 - out[0]!) * rz[0]!;
      return;
    }
    let mean = 0;
    for (let k = 0; k < z.length; k++) mean += out[k]! * rz[k]!;
    for (let k = 0; k < z.length; k++) out[k] = out[k]! * (rz[k]! - mean);
  }

  /** Adds a row's derivatives by all parameters to `out`. */
  #backward(theta: Float64Array, row: number, out: Float64Array): void {
    const unit = this.#unit;
    for (let l = this.#depth; l > 0; l--) {
      const delta = this.#delta[l]!;
      const [weights, biases] = [this.#weights[l - 1]!, this.#biases[l - 1]!];
      if (l === 1) addOuterOf(delta, this.#inputs, row, out, weights);
      else addOuter(delta, this.#h[l - 1]!, out, weights);
      for (let o = 0; o < delta.length; o++) out[biases + o]! += delta[o]!;
      if (l === 1) return;
      const below = this.#delta[l - 1]!;
      below.fill(0);
      addTransposed(theta, weights, delta, below);
      const z = this.#z[l - 1]!;
      const h = this.#h[l - 1]!;
      for (let i = 0; i < below.length; i++) below[i] = below[i]! * unit.slope(z[i]!, h[i]!);
    }
  }

  /** Adds the derivative along the direction of a row's derivatives. */
  #backwardAlong(theta: Float64Array, direction: Float64Array, row: number, out: Float64Array): void {
    const unit = this.#unit;
    for (let l = this.#depth; l > 0; l--) {
      const delta = this.#delta[l]!;
      const rdelta = this.#rdelta[l]!;
      const [weights, biases] = [this.#weights[l - 1]!, this.#biases[l - 1]!];
      for (let o = 0; o < rdelta.length; o++) out[biases + o]! += rdelta[o]!;
      if (l === 1) {
        addOuterOf(rdelta, this.#inputs, row, out, weights);
        return;
      }
      addOuter(rdelta, this.#h[l - 1]!, out, weights);
      addOuter(delta, this.#rh[l - 1]!, out, weights);
      const below = this.#delta[l - 1]!;
      const rbelow = this.#rdelta[l - 1]!;
      below.fill(0);
      rbelow.fill(0);
      addTransposed(theta, weights, delta, below);
      addTransposed(theta, weights, rdelta, rbelow);
      addTransposed(direction, weights, delta, rbelow);
      const z = this.#z[l - 1]!;
      const h = this.#h[l - 1]!;
      const rz = this.#rz[l - 1]!;
      for (let i = 0; i < below.length; i++) {
        const slope = unit.slope(z[i]!, h[i]!);
        rbelow[i] = rbelow[i]! * slope + below[i]! * unit.bend(z[i]!, h[i]!) * rz[i]!;
        below[i] = below[i]! * slope;
      }
    }
  }

  #penalty(theta: Float64Array): number {
    if (this.#decay === 0) return 0;
    let sum = 0;
    for (let l = 0; l < this.#depth; l++) {
      for (let i = this.#weights[l]!; i < this.#biases[l]!; i++) sum += theta[i]! * theta[i]!;
    }
    return (this.#decay / 2) * sum;
  }

  #addDecay(theta: Float64Array, out: Float64Array): void {
    if (this.#decay === 0) return;
    for (let l = 0; l < this.#depth; l++) {
      for (let i = this.#weights[l]!; i < this.#biases[l]!; i++) out[i]! += this.#decay * theta[i]!;
    }
  }
}

/** The numbers as a Float64Array: themselves, or copied into `room`, or into a new one. */
function asArray(numbers: Vector, room: Float64Array | null): Float64Array {
  if (numbers instanceof Float64Array) return numbers;
  const copy = room ?? new Float64Array(numbers.length);
  for (let i = 0; i < copy.length; i++) copy[i] = numbers[i]!;
  return copy;
}
