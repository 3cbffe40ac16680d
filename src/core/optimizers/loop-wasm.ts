import { type Graph, type NodeId, reachable } from '../expression/graph.ts';
import { importedFunctions, importFunction, MAGIC_AND_VERSION } from '../expression/wasm.ts';
import * as wasm from '../expression/wasm-bytes.ts';
import { assignLocals, Emitter } from '../expression/wasm-code.ts';
import type { Input, Unrolled } from './unroll.ts';

/**
 * The recording loop of a run in one WebAssembly function: gradient, rule, and what is kept of each step. It takes as many
 * steps as a block has room for:
 *
 *     record(first, count): updates first + 1 .. first + count; `first` is a multiple of 64
 *
 * returns `count`, or -1 where a loss or a position that it wrote is not finite: looked for every `CHECK_INTERVAL` updates, so
 * that some behind it are written, too. Theta and the state lie in locals meanwhile, and what hyperparameters alone
 * decide is computed once a block.
 */

/** Updates of one call, and those between two kept states. */
export const BLOCK = 512;
export const CHECK_INTERVAL = 64;

/** Where a block's numbers lie in its memory, counted in doubles; a row of a step follows that of the step before. */
export interface LoopLayout {
  readonly dimension: number;
  /** Theta and behind it the packed state. */
  readonly kept: number;
  readonly stateSize: number;
  /** A hyperparameter, or the deviation of the noise, by the index of its variable. */
  readonly numbers: readonly number[];
  /** Of a power: base^0 .. base^63, and base^(first + 64 i). By the index of its variable. */
  readonly powers: readonly { readonly small: number; readonly large: number }[];
  readonly rates: number;
  readonly draws: number;
  /** Of a rule that draws itself: a row of the dimension a step. */
  readonly normals: number;
  readonly losses: number;
  /** Behind each update. */
  readonly positions: number;
  /** The state before updates 1, 65, ... of the block. */
  readonly states: number;
  readonly size: number;
}

/** Large powers of a block: one more where t is ahead of the steps. */
export const LARGE_POWERS = BLOCK / CHECK_INTERVAL + 1;

export function loopLayout(inputs: readonly Input[], dimension: number, stateSize: number): LoopLayout {
  let size = 0;
  const take = (length: number) => (size += length) - length;
  return {
    dimension,
    stateSize,
    kept: take(dimension + stateSize),
    numbers: inputs.map(() => take(1)),
    powers: inputs.map(({ kind }) => ({
      small: take(kind === 'power' ? CHECK_INTERVAL : 0),
      large: take(kind === 'power' ? LARGE_POWERS : 0),
    })),
    rates: take(BLOCK),
    draws: take(BLOCK * dimension),
    normals: take(inputs.some(({ kind }) => kind === 'normal') ? BLOCK * dimension : 0),
    losses: take(BLOCK),
    positions: take(BLOCK * dimension),
    states: take((BLOCK / CHECK_INTERVAL) * stateSize),
    get size() {
      return size;
    },
  };
}

export interface LoopModule {
  readonly module: WebAssembly.Module;
  /** Names of the functions that it calls. */
  readonly imported: readonly string[];
}

export type RecordBlock = (first: number, count: number) => number;

export function compileLoop(step: Unrolled, layout: LoopLayout): LoopModule {
  const roots = [step.value, ...step.stores.map(({ node }) => node)];
  const imported = importedFunctions(step.graph, roots);
  const { I32, F64 } = wasm;
  const bytes = new Uint8Array([
    ...MAGIC_AND_VERSION,
    ...wasm.section(
      1,
      wasm.vector([
        wasm.functionType([I32, I32], [I32]),
        wasm.functionType([F64], [F64]),
        wasm.functionType([F64, F64], [F64]),
      ]),
    ),
    ...wasm.section(2, wasm.vector([...imported.map((name) => importFunction(name, 1)), IMPORT_MEMORY])),
    ...wasm.section(3, wasm.vector([[0]])),
    ...wasm.section(7, wasm.vector([[...wasm.text('record'), 0, ...wasm.unsigned(imported.length)]])),
    ...wasm.section(10, wasm.vector([loopBody(step, layout, roots, (name) => imported.indexOf(name))])),
  ]);
  return { module: new WebAssembly.Module(bytes), imported };
}

/** A memory of a page or more. */
const IMPORT_MEMORY = [...wasm.text('host'), ...wasm.text('memory'), 2, 0, 1];

/** Kinds of inputs that are other numbers at each step. */
const ofStep: ReadonlySet<Input['kind']> = new Set(['kept', 't', 'rate', 'power', 'draw', 'normal']);

const { OP, unsigned, signed } = wasm;
const get = (local: number) => [OP.localGet, ...unsigned(local)];
const set = (local: number) => [OP.localSet, ...unsigned(local)];
const number = (whole: number) => [OP.i32Const, ...signed(whole)];
const at = (place: number) => [3, ...unsigned(8 * place)];
const load = (address: readonly number[], place: number) => [...address, OP.f64Load, ...at(place)];
/** Where a row begins, of so many numbers a row. */
const row = (of: readonly number[], length: number) => [...of, ...number(8 * length), OP.i32Multiply];
/** Where the number of a step lies, of one a step. */
const single = (step: number) => [...get(step), ...number(3), OP.i32ShiftLeft];

/** Tells the nodes that are the same at every step of a block. */
function settledAmong(graph: Graph, inputs: readonly Input[], order: readonly NodeId[]) {
  const settled = new Map<NodeId, boolean>();
  for (const id of order) {
    const { op, value, args } = graph.node(id);
    settled.set(
      id,
      op === 'variable' ? !ofStep.has(inputs[value]!.kind) : args.every((arg) => settled.get(arg)),
    );
  }
  return (id: NodeId) => settled.get(id) === true;
}

/**
 * What gives an input its number at a step; null for those that have theirs already.
 *
 * @param k index of its variable
 * @param first local of the updates before the block
 * @param j local of those of the block before the step
 */
function inputOfStep(one: Input, k: number, layout: LoopLayout, first: number, j: number): number[] | null {
  switch (one.kind) {
    case 't':
      return [...get(first), ...get(j), OP.i32Add, ...number(1), OP.i32Add, OP.f64FromI32];
    case 'rate':
      return load(single(j), layout.rates);
    case 'draw':
    case 'normal':
      return load(
        row(get(j), layout.dimension),
        (one.kind === 'draw' ? layout.draws : layout.normals) + one.component,
      );
    case 'power': {
      const { small, large } = layout.powers[k]!;
      const exponent = [...get(j), ...number(1 - one.back), OP.i32Add];
      const block = [...exponent, ...number(6), OP.i32ShiftRight, ...number(3), OP.i32ShiftLeft];
      const within = [...exponent, ...number(CHECK_INTERVAL - 1), OP.i32And, ...number(3), OP.i32ShiftLeft];
      return [...load(block, large), ...load(within, small), OP.f64Multiply];
    }
    default:
      return null;
  }
}

function loopBody(
  { graph, inputs, value, stores }: Unrolled,
  layout: LoopLayout,
  roots: readonly NodeId[],
  importOf: (name: string) => number,
): number[] {
  const { dimension } = layout;
  const order = reachable(graph, roots);
  const [first, count] = [0, 1];
  const variablesFrom = 2;
  const variableLocal = (index: number) => variablesFrom + index;

  const isSettled = settledAmong(graph, inputs, order);
  const isLeaf = (id: NodeId) => ['constant', 'variable'].includes(graph.node(id).op);
  // Only what the loop itself reads of it needs a place.
  const read = [...roots, ...order.filter((id) => !isSettled(id)).flatMap((id) => graph.node(id).args)];
  const hoisted = new Set(read.filter((id) => isSettled(id) && !isLeaf(id)));
  const plan = assignLocals(graph, roots, order, variablesFrom + inputs.length, (id) => hoisted.has(id));
  const j = plan.next;
  const code: number[] = [];
  const emitter = new Emitter(graph, plan, importOf, code, variableLocal);

  const start = number(0);
  const coordinates = Array.from({ length: dimension }, (_, i) => i);
  const keptLocal = (place: number) =>
    variableLocal(inputs.findIndex((one) => one.kind === 'kept' && one.place === place));
  const kept = inputs.flatMap((one) => (one.kind === 'kept' ? [one.place] : []));
  /** Where the interval ends. */
  const until = j + 1;
  const loss = j + 2;
  /** The sum of x - x over all that was written: 0 as long as every x is finite, and NaN from then on. */
  const rest = j + 3;
  const rested = (local: number) => [...get(local), ...get(local), OP.f64Subtract, OP.f64Add];
  const nothing = [OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0];
  const isFinite = [...get(rest), ...nothing, OP.f64Equal];

  for (const place of kept) code.push(...load(start, layout.kept + place), ...set(keptLocal(place)));
  inputs.forEach(({ kind }, k) => {
    if (!ofStep.has(kind)) code.push(...load(start, layout.numbers[k]!), ...set(variableLocal(k)));
  });
  for (const id of order) if (isSettled(id)) emitter.keep(id);

  const next = [...get(j), ...number(CHECK_INTERVAL), OP.i32Add];
  // Interval by interval, and before each the state is kept.
  code.push(OP.loop, OP.emptyBlock);
  code.push(...next, ...get(count), ...next, ...get(count), OP.i32Less, OP.select, ...set(until));
  for (const place of kept.filter((one) => one >= dimension)) {
    const address = row([...get(j), ...number(6), OP.i32ShiftRight], layout.stateSize);
    code.push(...address, ...get(keptLocal(place)), OP.f64Store, ...at(layout.states + place - dimension));
  }

  code.push(OP.loop, OP.emptyBlock);
  for (const [k, one] of inputs.entries()) {
    const own = inputOfStep(one, k, layout, first, j);
    if (own) code.push(...own, ...set(variableLocal(k)));
  }
  for (const id of order) if (!isSettled(id)) emitter.keep(id);
  emitter.loadNumber(value);
  code.push(...set(loss), ...single(j), ...get(loss), OP.f64Store, ...at(layout.losses));
  // All are computed before any is written.
  for (const { node } of stores) emitter.loadNumber(node);
  for (const { place } of stores.toReversed()) code.push(...set(keptLocal(place)));
  for (const i of coordinates) {
    code.push(...row(get(j), dimension), ...get(keptLocal(i)), OP.f64Store, ...at(layout.positions + i));
  }
  const written = [loss, ...coordinates.map(keptLocal)];
  code.push(...get(rest), ...written.flatMap(rested), ...set(rest));
  code.push(...get(j), ...number(1), OP.i32Add, OP.localTee, ...unsigned(j));
  code.push(...get(until), OP.i32Less, OP.branchIf, 0, OP.end);
  code.push(...isFinite, OP.i32EqualsZero, OP.if, OP.emptyBlock, ...number(-1), OP.return, OP.end);
  code.push(...get(j), ...get(count), OP.i32Less, OP.branchIf, 0, OP.end);

  for (const { place } of stores) {
    code.push(...start, ...get(keptLocal(place)), OP.f64Store, ...at(layout.kept + place));
  }
  code.push(...get(count));
  return wasm.body([[inputs.length, wasm.F64], ...plan.declared, [2, wasm.I32], [2, wasm.F64]], code);
}
