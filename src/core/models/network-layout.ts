import { LOG_TABLE } from '../math/exponential.ts';
import type { Activation } from './activations.ts';
import type { Objective } from './network-options.ts';
import type { SparseRows } from './sparse.ts';

export interface NetworkShape {
  /** Units of each, the inputs first. */
  readonly layers: readonly number[];
  readonly activation: Activation;
  readonly objective: Objective;
}

/** What the code of a network's kernel is made for; all that is not a number of these lies in its memory. */
export interface KernelShape extends NetworkShape {
  readonly rows: number;
  /** Inputs that are not 0, of all rows. */
  readonly entries: number;
}

/** Where, in bytes, a layer's numbers lie. Rows are as long as they are, and one more where that is odd. */
export interface LayerPlaces {
  readonly inputs: number;
  readonly outputs: number;
  /** Of a row of outputs and of one of inputs, in bytes. */
  readonly stride: number;
  readonly back: number;
  /** Weights by input, inputs x outputs; those of layers behind the first by output as well. */
  readonly weights: number;
  readonly turned: number;
  readonly biases: number;
  readonly weightSlopes: number;
  readonly biasSlopes: number;
  /** Of one row of data: pre-activations, activations, and the loss's derivatives by the former. */
  readonly z: number;
  readonly h: number;
  readonly delta: number;
}

export interface KernelLayout {
  readonly layers: readonly LayerPlaces[];
  /** Of the rows: where each begins in the lists behind, as an index. */
  readonly begins: number;
  /** Of the entries: the place of the column's weights from `weights` on, in bytes, and the value. */
  readonly columns: number;
  readonly values: number;
  /** rows x outputs, in rows of the last layer's stride. */
  readonly targets: number;
  /** All rows in order, and a list of any. */
  readonly all: number;
  readonly list: number;
  /** log of the sum of e^z of the row at hand. */
  readonly total: number;
  /** The table of logarithms. */
  readonly logs: number;
  /** Of all rows: the first layer's pre-activations at a plane's origin and along its two directions; or outputs. */
  readonly plane: readonly [number, number, number];
  readonly size: number;
}

const ALIGNED = 16;

/** A row of doubles, whole pairs of it. */
export function strideOf(length: number): number {
  return 8 * (length + (length % 2));
}

export function kernelLayout({ layers, rows, entries }: KernelShape): KernelLayout {
  let next = ALIGNED;
  const take = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / ALIGNED) * ALIGNED;
    return at;
  };
  const places = layers.slice(1).map((outputs, l): LayerPlaces => {
    const inputs = layers[l]!;
    const [stride, back] = [strideOf(outputs), strideOf(inputs)];
    return {
      inputs,
      outputs,
      stride,
      back,
      weights: take(inputs * stride),
      turned: l > 0 ? take(outputs * back) : 0,
      biases: take(stride),
      weightSlopes: take(inputs * stride),
      biasSlopes: take(stride),
      z: take(stride),
      h: take(stride),
      delta: take(stride),
    };
  });
  const widest = Math.max(places[0]!.stride, places.at(-1)!.stride);
  return {
    layers: places,
    begins: take(4 * (rows + 1)),
    columns: take(4 * entries),
    values: take(8 * entries),
    targets: take(rows * places.at(-1)!.stride),
    all: take(4 * rows),
    list: take(4 * rows),
    total: take(8),
    logs: take(LOG_TABLE.byteLength),
    plane: [take(rows * widest), take(rows * widest), take(rows * widest)],
    size: next,
  };
}

/** The rows as the code reads them. */
export function writeRows(
  memory: WebAssembly.Memory,
  layout: KernelLayout,
  { rows, begins, columns, values }: SparseRows,
  targets: Float64Array,
): void {
  const { buffer } = memory;
  const { stride, outputs } = layout.layers.at(-1)!;
  const column = layout.layers[0]!.stride;
  new Float64Array(buffer, layout.logs, LOG_TABLE.length).set(LOG_TABLE);
  new Int32Array(buffer, layout.begins, rows + 1).set(begins);
  new Int32Array(buffer, layout.columns, columns.length).set(columns.map((index) => index * column));
  new Float64Array(buffer, layout.values, values.length).set(values);
  new Int32Array(buffer, layout.all, rows).forEach((_, row, all) => {
    all[row] = row;
  });
  for (let row = 0; row < rows; row++) {
    const own = targets.subarray(row * outputs, (row + 1) * outputs);
    new Float64Array(buffer, layout.targets + row * stride, outputs).set(own);
  }
}
