import { Assembler } from '../expression/wasm-assembler.ts';
import * as wasm from '../expression/wasm-bytes.ts';
import { expCode, expsCode } from '../expression/wasm-exp.ts';
import { logCode } from '../expression/wasm-log.ts';
import { SIMD } from '../expression/wasm-opcodes.ts';
import { f64, get } from '../expression/wasm-terms.ts';
import { MAGIC_AND_VERSION } from '../expression/wasm.ts';
import { activationCode, slopeCode } from './activations-wasm.ts';
import type { KernelLayout, KernelShape, LayerPlaces } from './network-layout.ts';

/**
 * The loops over a network's rows as WebAssembly with two doubles at once: what `network-rows.ts` computes, step by step in its
 * order, so to the same bits. Two outputs of a layer are one pair, sums go over inputs one after another, and what is 0 among the
 * inputs is left out. What is not worth a pair, the normal distribution, is the host's.
 */
export interface KernelFunctions {
  /** The sum of the losses of so many rows of a list. */
  values(list: number, count: number): number;
  /** The same, and adds the rows' derivatives to the slopes. */
  gradients(list: number, count: number): number;
  /** The first layer's pre-activations of all rows, from an address on. */
  project(to: number): void;
  /** The outputs of all rows, before any softmax, from an address on. */
  outputs(to: number): void;
  /** The sum of all losses where the first layer has what lies on the plane at x and y. */
  sliced(x: number, y: number): number;
}

const { F64, I32, I64, OP, V128 } = wasm;

/** Sums of a layer that are kept in registers at once: pairs. */
const BLOCK = 8;

const IMPORTS = ['value', 'slope'] as const;
const [VALUE, SLOPE] = [0, 1];
const [FIRST, REST, LOSS, BACK] = [2, 3, 4, 5];
const EXPORTS = ['values', 'gradients', 'project', 'outputs', 'sliced'] as const;

export function compileKernel(shape: KernelShape, layout: KernelLayout): WebAssembly.Module {
  const types = [
    wasm.functionType([F64], [F64]),
    wasm.functionType([F64, F64], [F64]),
    wasm.functionType([I32], []),
    wasm.functionType([], []),
    wasm.functionType([I32], [F64]),
    wasm.functionType([I32, I32], [F64]),
  ];
  const [number, two, row, plain, rowLoss, listed] = [0, 1, 2, 3, 4, 5];
  const codes = [
    firstLayer(layout),
    otherLayers(shape, layout),
    lossOfRow(shape, layout),
    backward(shape, layout),
    overList(false),
    overList(true),
    overAll(shape, layout, false),
    overAll(shape, layout, true),
    sliced(shape, layout),
  ];
  const functions = [row, plain, rowLoss, row, listed, listed, row, row, two];
  const imported = IMPORTS.map((name) => [
    ...wasm.text('host'),
    ...wasm.text(name),
    0,
    name === 'slope' ? two : number,
  ]);
  const exported = EXPORTS.map((name, k) => [...wasm.text(name), 0, ...wasm.unsigned(BACK + 1 + k)]);
  return new WebAssembly.Module(
    new Uint8Array([
      ...MAGIC_AND_VERSION,
      ...wasm.section(1, wasm.vector(types)),
      ...wasm.section(2, wasm.vector([...imported, [...wasm.text('host'), ...wasm.text('memory'), 2, 0, 1]])),
      ...wasm.section(3, wasm.vector(functions.map((type) => [type!]))),
      ...wasm.section(7, wasm.vector(exported)),
      ...wasm.section(10, wasm.vector(codes)),
    ]),
  );
}

export function instantiateKernel(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  host: Record<(typeof IMPORTS)[number], (...numbers: number[]) => number>,
): KernelFunctions {
  // The bytes above give its exports these types.
  return new WebAssembly.Instance(module, { host: { memory, ...host } })
    .exports as unknown as KernelFunctions;
}

/** The pairs of a row of so many bytes, some at a time: the offset of each. */
function blocksOf(stride: number): number[][] {
  const offsets = Array.from({ length: stride / 16 }, (_, k) => 16 * k);
  return Array.from({ length: Math.ceil(offsets.length / BLOCK) }, (_, b) =>
    offsets.slice(b * BLOCK, (b + 1) * BLOCK),
  );
}

function pairs(a: Assembler, count: number): number[] {
  return Array.from({ length: Math.min(count, BLOCK) }, () => a.local(V128));
}

function loadBlock(a: Assembler, block: readonly number[], held: readonly number[], from: number): void {
  block.forEach((offset, k) =>
    a
      .i32(0)
      .loadPair(from + offset)
      .set(held[k]!),
  );
}

function storeBlock(a: Assembler, block: readonly number[], held: readonly number[], to: number): void {
  block.forEach((offset, k) =>
    a
      .i32(0)
      .get(held[k]!)
      .storePair(to + offset),
  );
}

/** Adds to what is held x times the row that lies at an address, from `from` on. */
function addRow(
  a: Assembler,
  block: readonly number[],
  held: readonly number[],
  [address, from, x]: readonly [number, number, number],
): void {
  block.forEach((offset, k) => {
    a.get(held[k]!, address)
      .loadPair(from + offset)
      .get(x);
    a.simd(SIMD.multiply, SIMD.add).set(held[k]!);
  });
}

/** Has two locals go through the entries of a row: the address of the column's place, and that of the value. */
function overEntries(
  a: Assembler,
  row: number,
  layout: KernelLayout,
  work: (place: number, value: number) => void,
) {
  const [column, value, end] = [a.local(I32), a.local(I32), a.local(I32)];
  const begin = (offset: number) =>
    a
      .get(row)
      .i32(2)
      .op(OP.i32ShiftLeft)
      .loadInteger(layout.begins + offset);
  begin(0).tee(column).i32(3).op(OP.i32ShiftLeft).set(value);
  a.get(column).i32(2).op(OP.i32ShiftLeft).set(column);
  begin(4).i32(3).op(OP.i32ShiftLeft).set(end);
  a.while(value, end, () => {
    work(column, value);
    a.advance(column, 4).advance(value, 8);
  });
}

/** z = W x + b of a row of data. */
function firstLayer(layout: KernelLayout): number[] {
  const a = new Assembler(1);
  const own = layout.layers[0]!;
  const sums = pairs(a, own.stride / 16);
  const [x, place] = [a.local(V128), a.local(I32)];
  for (const block of blocksOf(own.stride)) {
    loadBlock(a, block, sums, own.biases);
    overEntries(a, 0, layout, (column, value) => {
      a.get(value).loadTwice(layout.values).set(x);
      a.get(column).loadInteger(layout.columns).set(place);
      addRow(a, block, sums, [place, own.weights, x]);
    });
    storeBlock(a, block, sums, own.z);
  }
  return a.body();
}

/** Activations of each hidden layer and pre-activations of the next. */
function otherLayers({ activation }: KernelShape, { layers }: KernelLayout): number[] {
  const a = new Assembler(0);
  const [at, weights, x] = [a.local(I32), a.local(I32), a.local(V128)];
  const sums = pairs(a, Math.max(...layers.map(({ stride }) => stride / 16)));
  const activate = activationCode(a, activation, VALUE);
  layers.slice(1).forEach((own, l) => {
    const below = layers[l]!;
    a.count(at, 0, below.stride, 16, () => {
      a.get(at).get(at).loadPair(below.z);
      activate();
      a.storePair(below.h);
    });
    for (const block of blocksOf(own.stride)) {
      loadBlock(a, block, sums, own.biases);
      a.i32(0).set(weights);
      a.count(at, 0, 8 * own.inputs, 8, () => {
        a.get(at).loadTwice(below.h).set(x);
        addRow(a, block, sums, [weights, own.weights, x]);
        a.advance(weights, own.stride);
      });
      storeBlock(a, block, sums, own.z);
    }
  });
  return a.body();
}

/** The loss of a row, of what its last layer has. */
function lossOfRow({ objective }: KernelShape, layout: KernelLayout): number[] {
  const a = new Assembler(1);
  const own = layout.layers.at(-1)!;
  const [at, most, sum, target] = [a.local(I32), a.local(F64), a.local(F64), a.local(I32)];
  const { outputs, stride, z } = own;
  const powers = pairs(a, stride / 16);
  const { all } = expsCode(a, powers);
  a.get(0).i32(stride).op(OP.i32Multiply).set(target);
  const targetAt = () => a.get(target, at).op(OP.i32Add).loadDouble(layout.targets);
  if (objective === 'squared error') {
    const rest = a.local(F64);
    a.count(at, 0, 8 * outputs, 8, () => {
      a.get(at).loadDouble(z);
      targetAt().op(OP.f64Subtract).set(rest);
      a.get(sum, rest, rest).op(OP.f64Multiply, OP.f64Add).set(sum);
    });
    a.get(sum).f64(outputs).op(OP.f64Divide);
    return a.body();
  }
  a.i32(0).loadDouble(z).set(most);
  a.count(at, 0, 8 * outputs, 8, () => {
    a.get(most, at).loadDouble(z).op(OP.f64Max).set(most);
  });
  for (const block of blocksOf(stride)) {
    block.forEach((offset, lane) =>
      a
        .i32(0)
        .loadPair(z + offset)
        .get(most)
        .simd(SIMD.splat, SIMD.subtract)
        .set(powers[lane]!),
    );
    all(block.length);
    block.forEach((offset, lane) => {
      a.get(sum, powers[lane]!).extract(0).op(OP.f64Add).set(sum);
      // What a row has one too many of does not count.
      if (offset / 8 + 1 < outputs) a.get(sum, powers[lane]!).extract(1).op(OP.f64Add).set(sum);
    });
  }
  const log = logCode(get(sum), layout.logs, {
    bits: a.local(I64),
    exponent: a.local(I32),
    j: a.local(I32),
    m: a.local(F64),
    s: a.local(F64),
    z: a.local(F64),
  });
  // The sum is at least e^0 = 1, or NaN, which the difference keeps.
  const known = f64.add(log, f64.sub(get(sum), get(sum)));
  a.i32(0)
    .get(most)
    .op(...known, OP.f64Add)
    .storeDouble(layout.total);
  a.f64(0).set(sum);
  a.count(at, 0, 8 * outputs, 8, () => {
    targetAt().f64(0).op(OP.f64NotEqual, OP.if, OP.emptyBlock);
    a.get(sum);
    targetAt().i32(0).loadDouble(layout.total).get(at).loadDouble(z);
    a.op(OP.f64Subtract, OP.f64Multiply, OP.f64Add).set(sum);
    a.op(OP.end);
  });
  a.get(sum);
  return a.body();
}

/** Adds the derivatives of a row's loss, which has been computed, to all slopes. */
function backward({ activation, objective }: KernelShape, layout: KernelLayout): number[] {
  const a = new Assembler(1);
  const { layers } = layout;
  const last = layers.at(-1)!;
  const [at, target, other] = [a.local(I32), a.local(I32), a.local(I32)];
  const { exp } = expCode(a);
  a.get(0).i32(last.stride).op(OP.i32Multiply).set(target);
  const targets = () => a.get(target, at).op(OP.i32Add).loadPair(layout.targets);
  a.count(at, 0, last.stride, 16, () => {
    a.get(at);
    if (objective === 'squared error') {
      a.pair(2 / last.outputs)
        .get(at)
        .loadPair(last.z);
      targets().simd(SIMD.subtract, SIMD.multiply);
    } else {
      a.get(at).loadPair(last.z).i32(0).loadTwice(layout.total).simd(SIMD.subtract);
      exp();
      targets().simd(SIMD.subtract);
    }
    a.storePair(last.delta);
  });
  // What a row has one too many of stays 0.
  if (last.outputs % 2 === 1)
    a.i32(0)
      .f64(0)
      .storeDouble(last.delta + 8 * last.outputs);

  const [x, place] = [a.local(V128), a.local(I32)];
  const held = pairs(
    a,
    Math.max(...layers.flatMap(({ stride, back }, l) => [stride, l > 0 ? back : 16])) / 16,
  );
  const slope = slopeCode(a, activation, SLOPE);
  /** Adds x times a block of deltas to the slopes of an input, which lie at `address` further on. */
  const addBlock = (own: LayerPlaces, block: readonly number[], address: number) => {
    block.forEach((offset, k) => {
      a.get(address, address)
        .loadPair(own.weightSlopes + offset)
        .get(held[k]!, x);
      a.simd(SIMD.multiply, SIMD.add).storePair(own.weightSlopes + offset);
    });
  };
  for (let l = layers.length - 1; l >= 0; l--) {
    const own = layers[l]!;
    const below = layers[l - 1];
    for (const block of blocksOf(own.stride)) {
      loadBlock(a, block, held, own.delta);
      block.forEach((offset, k) => {
        a.i32(0)
          .i32(0)
          .loadPair(own.biasSlopes + offset)
          .get(held[k]!);
        a.simd(SIMD.add).storePair(own.biasSlopes + offset);
      });
      if (below) {
        a.i32(0).set(other);
        a.count(at, 0, 8 * own.inputs, 8, () => {
          a.get(at).loadTwice(below.h).set(x);
          addBlock(own, block, other);
          a.advance(other, own.stride);
        });
      } else {
        overEntries(a, 0, layout, (column, value) => {
          a.get(value).loadTwice(layout.values).set(x);
          a.get(column).loadInteger(layout.columns).set(place);
          addBlock(own, block, place);
        });
      }
    }
    if (!below) break;
    for (const block of blocksOf(own.back)) {
      for (const k of block.keys()) a.pair(0).set(held[k]!);
      a.i32(0).set(other);
      a.count(at, 0, 8 * own.outputs, 8, () => {
        a.get(at).loadTwice(own.delta).set(x);
        addRow(a, block, held, [other, own.turned, x]);
        a.advance(other, own.back);
      });
      block.forEach((offset, k) => {
        a.i32(0).get(held[k]!);
        slope(below.z + offset, below.h + offset);
        a.simd(SIMD.multiply).storePair(below.delta + offset);
      });
    }
  }
  return a.body();
}

/** Sums the losses over a list of rows, with their derivatives or without. */
function overList(withSlopes: boolean): number[] {
  const a = new Assembler(2);
  const [row, sum] = [a.local(I32), a.local(F64)];
  // From here on the second parameter is the list's end.
  a.get(0, 1).i32(2).op(OP.i32ShiftLeft, OP.i32Add).set(1);
  a.while(0, 1, () => {
    a.get(0).loadInteger(0).tee(row).call(FIRST).call(REST);
    a.get(sum, row).call(LOSS).op(OP.f64Add).set(sum);
    if (withSlopes) a.get(row).call(BACK);
    a.advance(0, 4);
  });
  a.get(sum);
  return a.body();
}

/** Writes what the first layer has of all rows, or the last. */
function overAll({ rows }: KernelShape, { layers }: KernelLayout, isLast: boolean): number[] {
  const a = new Assembler(1);
  const row = a.local(I32);
  const own = layers.at(isLast ? -1 : 0)!;
  a.count(row, 0, rows, 1, () => {
    a.get(row).call(FIRST);
    if (isLast) a.call(REST);
    for (let at = 0; at < own.stride; at += 16)
      a.get(0)
        .i32(0)
        .loadPair(own.z + at)
        .storePair(at);
    a.advance(0, own.stride);
  });
  return a.body();
}

function sliced({ rows }: KernelShape, { layers, plane }: KernelLayout): number[] {
  const a = new Assembler(2);
  const [row, at, sum, x, y] = [a.local(I32), a.local(I32), a.local(F64), a.local(V128), a.local(V128)];
  const own = layers[0]!;
  a.get(0).simd(SIMD.splat).set(x).get(1).simd(SIMD.splat).set(y);
  a.count(row, 0, rows, 1, () => {
    for (let offset = 0; offset < own.stride; offset += 16) {
      a.i32(0)
        .get(at)
        .loadPair(plane[0] + offset);
      a.get(x, at)
        .loadPair(plane[1] + offset)
        .simd(SIMD.multiply, SIMD.add);
      a.get(y, at)
        .loadPair(plane[2] + offset)
        .simd(SIMD.multiply, SIMD.add);
      a.storePair(own.z + offset);
    }
    a.call(REST).get(sum, row).call(LOSS).op(OP.f64Add).set(sum).advance(at, own.stride);
  });
  a.get(sum);
  return a.body();
}
