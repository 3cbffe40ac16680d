import type { Failure, LossPart, SecondOrder, Vector } from '../math/loss.ts';
import { hessianOf, overflowAt } from './mean-loss.ts';
import { inMinibatches } from './minibatches.ts';
import { createKernel, type NetworkKernel } from './network-kernel.ts';
import type { NetworkShape } from './network-layout.ts';
import { type NetworkOptions, type Objective, readNetwork } from './network-options.ts';
import { NetworkRows } from './network-rows.ts';
import { type ParameterShape, sizeOf, totalSize } from './parameters.ts';
import { probabilities } from './softmax.ts';
import { sparseRows } from './sparse.ts';

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
  readonly #decay: number;
  /** Where the weights of each layer begin and end. */
  readonly #weights: readonly (readonly [number, number])[];
  readonly #plain: NetworkRows;
  /** Its loops, compiled or plain; which, is seen when they are first asked for. */
  readonly #loops: () => NetworkKernel;
  readonly #point: Float64Array;
  readonly #direction: Float64Array;
  readonly minibatches?: NonNullable<NetworkLoss['minibatches']>;
  readonly rowGradient: NonNullable<NetworkLoss['rowGradient']>;

  constructor(options: NetworkOptions) {
    const { layers, rows, inputs, targets, weightDecay, batchSize } = readNetwork(options);
    this.layers = layers;
    this.rows = rows;
    this.objective = options.objective;
    this.parameters = networkParameters(layers);
    this.dimension = totalSize(this.parameters);
    this.#decay = weightDecay;
    this.#weights = this.parameters
      .filter(({ shape }) => shape.length === 2)
      .map((weights) => [weights.offset, weights.offset + sizeOf(weights)]);
    const shape: NetworkShape = { layers, activation: options.activation, objective: options.objective };
    const entries = sparseRows(inputs, layers[0]!);
    const offsets = this.parameters.map(({ offset }) => offset);
    this.#plain = new NetworkRows(shape, offsets, entries, targets);
    let loops: NetworkKernel | undefined;
    this.#loops = () => (loops ??= createKernel(shape, entries, targets) ?? this.#plain);
    this.#point = new Float64Array(this.dimension);
    this.#direction = new Float64Array(this.dimension);
    const { minibatches, rowGradient } = inMinibatches(rows, batchSize, (list, p, out) =>
      this.#meanOver(list, asArray(p, this.#point), out),
    );
    if (minibatches) this.minibatches = minibatches;
    this.rowGradient = rowGradient;
  }

  value(p: Vector): number {
    const theta = asArray(p, this.#point);
    return this.#loops().sum(theta) / this.rows + this.#penalty(theta);
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
    const sum = this.#loops().slopes(theta, list, out);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! / rows;
    this.#addDecay(theta, out);
    return sum / rows + this.#penalty(theta);
  }

  hessianVector(p: Vector, d: Vector, out: Float64Array = new Float64Array(this.dimension)): Float64Array {
    const theta = asArray(p, this.#point);
    const direction = asArray(d, this.#direction);
    this.#plain.hessianVector(theta, direction, out);
    for (let i = 0; i < out.length; i++) out[i] = out[i]! / this.rows;
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
    return hessianOf(this, p, out ?? new Float64Array(n * n));
  }

  failure(p: Vector, part: LossPart): Failure | null {
    return overflowAt(this, p, part);
  }

  outputs(p: Vector, inputs?: ArrayLike<number>): Float64Array {
    const theta = asArray(p, this.#point);
    const width = this.layers[0]!;
    if (inputs && inputs.length % width !== 0) {
      throw new RangeError(`inputs must be rows of ${width} numbers; there are ${inputs.length} numbers.`);
    }
    const found = inputs
      ? this.#plain.outputs(theta, sparseRows(inputs, width))
      : this.#loops().outputs(theta);
    if (this.objective === 'squared error') return found;
    const size = this.layers.at(-1)!;
    for (let at = 0; at < found.length; at += size) {
      const row = found.subarray(at, at + size);
      probabilities(row, row);
    }
    return found;
  }

  /**
   * The loss on a plane, theta = origin + x u + y v, to rounding: the first layer's pre-activations are linear in x
   * and y, so that layer, the widest, is passed once for each of the three and not once a point.
   */
  alongPlane(origin: Vector, u: Vector, v: Vector): (x: number, y: number) => number {
    const { rows } = this;
    const theta = new Float64Array(this.dimension);
    const [a, b, c] = [asArray(origin, null), asArray(u, null), asArray(v, null)];
    const sumAt = this.#loops().plane(a, b, c);
    return (x, y) => {
      for (let i = 0; i < theta.length; i++) theta[i] = a[i]! + x * b[i]! + y * c[i]!;
      return sumAt(theta, x, y) / rows + this.#penalty(theta);
    };
  }

  #penalty(theta: Float64Array): number {
    if (this.#decay === 0) return 0;
    let sum = 0;
    for (const [begin, end] of this.#weights) {
      for (let i = begin; i < end; i++) sum += theta[i]! * theta[i]!;
    }
    return (this.#decay / 2) * sum;
  }

  #addDecay(theta: Float64Array, out: Float64Array): void {
    if (this.#decay === 0) return;
    for (const [begin, end] of this.#weights) {
      for (let i = begin; i < end; i++) out[i]! += this.#decay * theta[i]!;
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
