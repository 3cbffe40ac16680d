import { type Unit, units } from './activations.ts';
import { addOuter, addOuterOf, addProduct, addTransposed, affine, affineOf } from './dense.ts';
import type { NetworkKernel } from './network-kernel.ts';
import type { NetworkShape } from './network-layout.ts';
import type { Objective } from './network-options.ts';
import { logSumExp, probabilities, softplus } from './softmax.ts';
import type { SparseRows } from './sparse.ts';

/** The loops over a network's rows as plain code, for every network: what is not worth compiling, and products with the Hessian. */
export class NetworkRows implements NetworkKernel {
  readonly #depth: number;
  readonly #inputs: SparseRows;
  readonly #targets: Float64Array;
  readonly #objective: Objective;
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

  /** `offsets` are those of W1, b1, W2, b2 ... among the parameters. */
  constructor(
    { layers, activation, objective }: NetworkShape,
    offsets: readonly number[],
    inputs: SparseRows,
    targets: Float64Array,
  ) {
    this.#depth = layers.length - 1;
    this.#inputs = inputs;
    this.#targets = targets;
    this.#objective = objective;
    this.#unit = units[activation];
    this.#weights = offsets.filter((_, i) => i % 2 === 0);
    this.#biases = offsets.filter((_, i) => i % 2 === 1);
    const perLayer = () => layers.map((size) => new Float64Array(size));
    [this.#z, this.#h, this.#delta] = [perLayer(), perLayer(), perLayer()];
    [this.#rz, this.#rh, this.#rdelta] = [perLayer(), perLayer(), perLayer()];
  }

  sum(theta: Float64Array): number {
    let sum = 0;
    for (let row = 0; row < this.#inputs.rows; row++) {
      this.#forward(theta, this.#inputs, row);
      sum += this.#rowLoss(row);
    }
    return sum;
  }

  slopes(theta: Float64Array, list: Int32Array | null, out: Float64Array): number {
    const rows = list?.length ?? this.#inputs.rows;
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

  /** Of these rows or of its own. */
  outputs(theta: Float64Array, inputs = this.#inputs): Float64Array {
    const z = this.#z[this.#depth]!;
    const out = new Float64Array(inputs.rows * z.length);
    for (let row = 0; row < inputs.rows; row++) {
      this.#forward(theta, inputs, row);
      out.set(z, row * z.length);
    }
    return out;
  }

  plane(
    origin: Float64Array,
    u: Float64Array,
    v: Float64Array,
  ): (theta: Float64Array, x: number, y: number) => number {
    const { rows } = this.#inputs;
    const z = this.#z[1]!;
    const size = z.length;
    const [zero, first, second] = [origin, u, v].map((direction) => {
      const all = new Float64Array(rows * size);
      for (let row = 0; row < rows; row++) {
        affineOf(direction, this.#weights[0]!, this.#biases[0]!, this.#inputs, row, z);
        all.set(z, row * size);
      }
      return all;
    }) as [Float64Array, Float64Array, Float64Array];
    return (theta, x, y) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        for (let o = 0; o < size; o++) {
          const at = row * size + o;
          z[o] = zero[at]! + x * first[at]! + y * second[at]!;
        }
        this.#forwardFrom(theta, 1);
        sum += this.#rowLoss(row);
      }
      return sum;
    };
  }

  /** The sum of the products of the rows' Hessians with a direction, written into `out`. */
  hessianVector(theta: Float64Array, direction: Float64Array, out: Float64Array): void {
    out.fill(0);
    for (let row = 0; row < this.#inputs.rows; row++) {
      this.#forward(theta, this.#inputs, row);
      this.#forwardAlong(theta, direction, row);
      this.#outputDelta(row);
      this.#outputDeltaAlong();
      this.#backwardAlong(theta, direction, row, out);
    }
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
    if (this.#objective === 'squared error') {
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
    if (this.#objective === 'squared error') {
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
    if (this.#objective === 'squared error') {
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
}
