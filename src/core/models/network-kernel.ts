import { units } from './activations.ts';
import {
  type KernelLayout,
  kernelLayout,
  type KernelShape,
  type LayerPlaces,
  type NetworkShape,
  writeRows,
} from './network-layout.ts';
import { compileKernel, instantiateKernel } from './network-wasm.ts';
import type { SparseRows } from './sparse.ts';

/**
 * The loops over a network's rows, plain (network-rows.ts) or compiled (network-wasm.ts), to the same bits. All sums are
 * without what is divided or added after.
 */
export interface NetworkKernel {
  /** The sum of the losses of all rows. */
  sum(theta: Float64Array): number;
  /** The sum of the losses of some rows, all of them for null, and that of their gradients, written into `out`. */
  slopes(theta: Float64Array, list: Int32Array | null, out: Float64Array): number;
  /** rows x outputs, before any softmax. */
  outputs(theta: Float64Array): Float64Array;
  /** The sum of all losses at theta = origin + x u + y v; one plane at a time. */
  plane(
    origin: Float64Array,
    u: Float64Array,
    v: Float64Array,
  ): (theta: Float64Array, x: number, y: number) => number;
}

/** Weights times rows from which compiling pays. */
const WORTH_COMPILING = 20_000;

const PAGE = 65_536;

/** Null where it is not worth it, or the network has one output, or there is no WebAssembly with pairs. */
export function createKernel(
  { layers, activation, objective }: NetworkShape,
  rows: SparseRows,
  targets: Float64Array,
): NetworkKernel | null {
  if (layers.at(-1) === 1) return null;
  const weights = layers.slice(1).reduce((sum, outputs, l) => sum + outputs * layers[l]!, 0);
  if (weights * rows.rows < WORTH_COMPILING) return null;
  const shape: KernelShape = { layers, activation, objective, rows: rows.rows, entries: rows.columns.length };
  const layout = kernelLayout(shape);
  try {
    const memory = new WebAssembly.Memory({ initial: Math.ceil(layout.size / PAGE) });
    writeRows(memory, layout, rows, targets);
    const unit = units[activation];
    const host = { value: unit.value, slope: unit.slope };
    return kernelOver(
      memory,
      layout,
      instantiateKernel(compileKernel(shape, layout), memory, host),
      rows.rows,
    );
  } catch {
    // WebAssembly, or pairs in it, can be missing, switched off by a content security policy, or out of memory.
    return null;
  }
}

function kernelOver(
  memory: WebAssembly.Memory,
  layout: KernelLayout,
  code: ReturnType<typeof instantiateKernel>,
  rows: number,
): NetworkKernel {
  const { layers } = layout;
  const doubles = new Float64Array(memory.buffer);
  const list = new Int32Array(memory.buffer, layout.list, rows);
  const [first] = layers as [LayerPlaces];
  const last = layers.at(-1)!;
  /** What lies in the places of a plane. */
  let lying: object | null = null;

  /** Puts the parameters in their places, those of the layers from one on. */
  const load = (theta: Float64Array, from = 0) => {
    let at = 0;
    for (let l = 0; l < layers.length; l++) {
      const { inputs, outputs, stride, back, weights, turned, biases } = layers[l]!;
      if (l < from) {
        at += outputs * (inputs + 1);
        continue;
      }
      const [row, turnedRow] = [stride / 8, back / 8];
      for (let o = 0; o < outputs; o++) {
        let to = weights / 8 + o;
        for (let i = 0; i < inputs; i++, to += row) doubles[to] = theta[at + i]!;
        if (l > 0) {
          const own = turned / 8 + o * turnedRow;
          for (let i = 0; i < inputs; i++) doubles[own + i] = theta[at + i]!;
        }
        at += inputs;
      }
      for (let o = 0; o < outputs; o++) doubles[biases / 8 + o] = theta[at + o]!;
      at += outputs;
    }
  };
  const clear = () => {
    for (const { inputs, stride, weightSlopes, biasSlopes } of layers) {
      doubles.fill(0, weightSlopes / 8, (weightSlopes + inputs * stride) / 8);
      doubles.fill(0, biasSlopes / 8, (biasSlopes + stride) / 8);
    }
  };
  const take = (out: Float64Array) => {
    let at = 0;
    for (const { inputs, outputs, stride, weightSlopes, biasSlopes } of layers) {
      const row = stride / 8;
      for (let o = 0; o < outputs; o++) {
        let from = weightSlopes / 8 + o;
        for (let i = 0; i < inputs; i++, from += row) out[at++] = doubles[from]!;
      }
      for (let o = 0; o < outputs; o++) out[at++] = doubles[biasSlopes / 8 + o]!;
    }
  };

  return {
    sum(theta) {
      load(theta);
      return code.values(layout.all, rows);
    },
    slopes(theta, some, out) {
      load(theta);
      clear();
      if (some) list.set(some);
      const sum = code.gradients(some ? layout.list : layout.all, some?.length ?? rows);
      take(out);
      return sum;
    },
    outputs(theta) {
      load(theta);
      const [to] = layout.plane;
      lying = null;
      code.outputs(to);
      const out = new Float64Array(rows * last.outputs);
      for (let row = 0; row < rows; row++) {
        const from = (to + row * last.stride) / 8;
        for (let k = 0; k < last.outputs; k++) out[row * last.outputs + k] = doubles[from + k]!;
      }
      return out;
    },
    plane(origin, u, v) {
      const parts = [origin, u, v].map((direction, k) => {
        load(direction);
        code.project(layout.plane[k]!);
        return doubles.slice(layout.plane[k]! / 8, (layout.plane[k]! + rows * first.stride) / 8);
      });
      lying = parts;
      return (theta, x, y) => {
        if (lying !== parts) parts.forEach((part, k) => doubles.set(part, layout.plane[k]! / 8));
        lying = parts;
        load(theta, 1);
        return code.sliced(x, y);
      };
    },
  };
}
