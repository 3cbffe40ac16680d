import { formulaGraph } from '../expression/compile.ts';
import { functionRow } from '../expression/operations.ts';
import type { Loss } from '../math/loss.ts';
import { heavyDraws, type Noise } from '../math/noise.ts';
import {
  BLOCK,
  compileLoop,
  INTERVAL,
  LARGE_POWERS,
  type LoopLayout,
  loopLayout,
  type LoopModule,
  type RecordBlock,
} from '../optimizers/loop-wasm.ts';
import { giveBack, takeMemory } from '../optimizers/memory.ts';
import { type Program, programOf } from '../optimizers/program.ts';
import { numbersOf } from '../optimizers/read-rule.ts';
import { settledValue } from '../optimizers/settled.ts';
import { startState, stateSize } from '../optimizers/state.ts';
import { powersOf } from '../optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { canUnroll, type Input, unroll } from '../optimizers/unroll.ts';
import { normalBlocks } from './normals-wasm.ts';
import type { Checkpoints } from './seek.ts';

/** A run of a formula's loss, recorded by one function that has gradient and rule in it: see loop-wasm.ts. */
export interface FusedRun {
  readonly loss: Loss;
  readonly entry: OptimizerEntry;
  readonly values: HyperparameterValues;
  readonly steps: number;
  readonly noise: Noise;
  readonly seed: number;
  readonly lr: number;
  /** The learning rate of an update by its number; null where it is `lr` at all of them. */
  readonly rate: ((t: number) => number) | null;
  /** The first row is the start; all others are written, as far as the run comes. */
  readonly positions: Float64Array;
  readonly losses: Float64Array;
  readonly checkpoints: Checkpoints;
}

/** What is made of a program and a formula, once; a changed hyperparameter is another number in its memory. */
interface Loop {
  readonly layout: LoopLayout;
  readonly inputs: readonly Input[];
  readonly compiled: LoopModule;
  readonly instances: WeakMap<WebAssembly.Memory, RecordBlock>;
}

const known = new WeakMap<Program, WeakMap<Loss, Map<string, Loop>>>();

function loopOf(program: Program, loss: Loss, noise: Noise): Loop | null {
  const formula = formulaGraph(loss);
  if (!formula || !canUnroll(program)) return null;
  let ofLosses = known.get(program);
  if (!ofLosses) known.set(program, (ofLosses = new WeakMap()));
  let loops = ofLosses.get(loss);
  if (!loops) ofLosses.set(loss, (loops = new Map()));
  const scaling = noise.deviation === 0 ? null : noise.scaling;
  let loop = loops.get(String(scaling));
  if (!loop) {
    const { dimension } = loss;
    const step = unroll(program, formula, dimension, scaling);
    const layout = loopLayout(step.inputs, dimension, stateSize(program.entry.rule, dimension));
    loop = { layout, inputs: step.inputs, compiled: compileLoop(step, layout), instances: new WeakMap() };
    loops.set(String(scaling), loop);
  }
  return loop;
}

function instanceOf({ compiled, instances }: Loop, memory: WebAssembly.Memory): RecordBlock {
  let record = instances.get(memory);
  if (!record) {
    const host: Record<string, WebAssembly.ImportValue> = { memory };
    for (const name of compiled.imported) host[name] = functionRow(name).evaluate;
    // Its bytes give it this type.
    record = new WebAssembly.Instance(compiled.module, { host }).exports['record'] as RecordBlock;
    instances.set(memory, record);
  }
  return record;
}

/**
 * Records the run as the plain loop does, to the bit: the first step whose loss or position is not finite, null for
 * none. Undefined where the run has no such function.
 */
export function recordFused(run: FusedRun): number | null | undefined {
  const { loss, entry, values, noise } = run;
  const program = programOf(entry, values);
  let loop: Loop | null;
  let draws: DrawBlock | null;
  let memory: WebAssembly.Memory;
  let record: RecordBlock;
  try {
    loop = loopOf(program, loss, noise);
    if (!loop) return undefined;
    draws = noise.deviation === 0 ? null : drawBlocks(noise, run.seed, loss.dimension);
    memory = takeMemory(loop.layout.size);
    record = instanceOf(loop, memory);
  } catch {
    // WebAssembly can be missing, switched off by a content security policy, or out of memory.
    return undefined;
  }
  try {
    const doubles = new Float64Array(memory.buffer, 0, loop.layout.size);
    return recordBlocks(run, program, loop, record, draws, doubles);
  } finally {
    giveBack(memory);
  }
}

/** Writes the draws of `count` steps from `first` on, of deviation 1: a row of the dimension for each. */
type DrawBlock = (first: number, count: number, out: Float64Array) => void;

function drawBlocks({ kind }: Noise, seed: number, dimension: number): DrawBlock {
  if (kind === 'heavy') {
    const normals = normalBlocks(seed, 2 * dimension, BLOCK);
    return (first, count, out) => heavyDraws(normals(first, count), out, count * dimension);
  }
  const pairs = Math.ceil(dimension / 2);
  const normals = normalBlocks(seed, pairs, BLOCK);
  if (dimension === 2 * pairs) return (first, count, out) => out.set(normals(first, count));
  return (first, count, out) => {
    const drawn = normals(first, count);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < dimension; i++) out[k * dimension + i] = drawn[2 * k * pairs + i]!;
    }
  };
}

function recordBlocks(
  { loss, entry, values, steps, noise, lr, rate, positions, losses, checkpoints }: FusedRun,
  program: Program,
  { layout, inputs }: Loop,
  record: RecordBlock,
  draw: DrawBlock | null,
  doubles: Float64Array,
): number | null {
  const { dimension } = layout;
  const part = (place: number, length: number) => doubles.subarray(place, place + length);
  const theta = part(layout.kept, dimension);
  const state = part(layout.kept + dimension, layout.stateSize);
  const rates = part(layout.rates, BLOCK).fill(lr);
  const blockLosses = part(layout.losses, BLOCK);
  const blockPositions = part(layout.positions, BLOCK * dimension);
  const rows = BLOCK / INTERVAL;
  const states = part(layout.states, rows * layout.stateSize);
  const draws = part(layout.draws, BLOCK * dimension);

  theta.set(positions.subarray(0, dimension));
  startState(entry, values, theta.slice(), state);
  // What the rule leaves alone is not written again.
  for (let row = 0; row < rows; row++) states.set(state, row * layout.stateSize);
  const numbers = numbersOf(entry, values);
  const powers = inputs.flatMap((input, k) => {
    if (input.kind === 'hyperparameter') doubles[layout.numbers[k]!] = numbers.get(input.key)!;
    if (input.kind === 'deviation') doubles[layout.numbers[k]!] = noise.deviation;
    if (input.kind !== 'power') return [];
    const of = powersOf(settledValue(program, input.base, numbers));
    const { small, large } = layout.powers[k]!;
    for (let r = 0; r < INTERVAL; r++) doubles[small + r] = of.small(r);
    return [{ of, large }];
  });

  for (let first = 0; first < steps; first += BLOCK) {
    const count = Math.min(BLOCK, steps - first);
    for (const { of, large } of powers) {
      for (let i = 0; i < LARGE_POWERS; i++) doubles[large + i] = of.large(first / INTERVAL + i);
    }
    if (rate) for (let k = 0; k < count; k++) rates[k] = rate(first + k + 1);
    draw?.(first, count, draws);
    const end = record(first, count) < 0 ? endIn(blockLosses, blockPositions, dimension) : null;
    const { hasLoss, updated } = end ?? { hasLoss: count, updated: count };
    const isWhole = count === BLOCK && !end;
    losses.set(isWhole ? blockLosses : blockLosses.subarray(0, hasLoss), first);
    positions.set(
      isWhole ? blockPositions : blockPositions.subarray(0, updated * dimension),
      (first + 1) * dimension,
    );
    checkpoints.saveAll(first, states, Math.ceil(hasLoss / INTERVAL));
    if (end) return first + updated;
  }
  checkpoints.save(steps, state);
  const last = loss.value(theta);
  losses[steps] = last;
  return Number.isFinite(last) ? null : steps;
}

/** Losses and updates of a block up to its first loss or position that is not finite: there is one. */
function endIn(
  losses: Float64Array,
  positions: Float64Array,
  dimension: number,
): { readonly hasLoss: number; readonly updated: number } {
  const bad = losses.findIndex((loss) => !Number.isFinite(loss));
  const place = positions.findIndex((x) => !Number.isFinite(x));
  const row = place < 0 ? Infinity : Math.floor(place / dimension);
  // The position behind update j comes after the loss before it.
  return bad >= 0 && bad <= row ? { hasLoss: bad + 1, updated: bad } : { hasLoss: row + 1, updated: row + 1 };
}
