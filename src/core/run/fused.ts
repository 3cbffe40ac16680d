import { formulaGraph } from '../expression/compile.ts';
import { functionRow } from '../expression/operations.ts';
import type { Loss, Vector } from '../math/loss.ts';
import { heavyDraws, type Noise } from '../math/noise.ts';
import { GRADIENT_NOISE, RULE_NOISE } from '../math/random.ts';
import {
  BLOCK,
  compileLoop,
  CHECK_INTERVAL,
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
export interface Loop {
  readonly layout: LoopLayout;
  readonly inputs: readonly Input[];
  readonly compiled: LoopModule;
  readonly instances: WeakMap<WebAssembly.Memory, RecordBlock>;
}

const known = new WeakMap<Program, WeakMap<Loss, Map<string, Loop>>>();

/** Null where such runs have none. */
export function loopOf(program: Program, loss: Loss, noise: Noise): Loop | null {
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

export function instanceOf({ compiled, instances }: Loop, memory: WebAssembly.Memory): RecordBlock {
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
  const { losses, positions, checkpoints } = run;
  const { dimension } = run.loss;
  const opened = openLoop(run);
  if (!opened) return undefined;
  try {
    return opened.from(positions.slice(0, dimension), {
      block(first, blockLosses, blockPositions, states) {
        losses.set(blockLosses, first);
        positions.set(blockPositions, (first + 1) * dimension);
        checkpoints.saveAll(first, states, Math.ceil(blockLosses.length / CHECK_INTERVAL));
      },
      end(last, state) {
        checkpoints.save(run.steps, state);
        losses[run.steps] = last;
      },
    });
  } finally {
    opened.release();
  }
}

/** What is told of a run, block by block. All that it is given is overwritten by the next block. */
export interface BlockSink {
  /**
   * @param first the step of the first loss; `positions` are those behind it, row-major, as many as are finite, and
   *   perhaps one that is not
   * @param states the packed state before updates `first` + 1, `first` + 65, ...
   */
  block(first: number, losses: Float64Array, positions: Float64Array, states: Float64Array): void;
  /** After the last step's update: the loss there, and the state. */
  end(loss: number, state: Float64Array): void;
}

/** A function for runs of one setting, until it is released. */
export interface OpenLoop {
  /** The first step whose loss or position is not finite, null for none. */
  from(start: Vector, sink: BlockSink): number | null;
  release(): void;
}

/** What a loop is made for. */
type LoopGround = Omit<FusedRun, 'positions' | 'losses' | 'checkpoints'>;

/** Null where such runs have no function of their own. */
export function openLoop(ground: LoopGround): OpenLoop | null {
  const { loss, entry, values, noise, seed } = ground;
  const program = programOf(entry, values);
  try {
    const loop = loopOf(program, loss, noise);
    if (!loop) return null;
    const draws = noise.deviation === 0 ? null : drawBlocks(noise.kind, seed, GRADIENT_NOISE, loss.dimension);
    const isDrawing = loop.inputs.some(({ kind }) => kind === 'normal');
    const normals = isDrawing ? drawBlocks('gaussian', seed, RULE_NOISE, loss.dimension) : null;
    const memory = takeMemory(loop.layout.size);
    const record = instanceOf(loop, memory);
    const doubles = new Float64Array(memory.buffer, 0, loop.layout.size);
    const from = runBlocks(ground, program, loop, record, { draws, normals }, doubles);
    return { from, release: () => giveBack(memory) };
  } catch {
    // WebAssembly can be missing, switched off by a content security policy, or out of memory.
    return null;
  }
}

/** Writes the draws of `count` steps from `first` on, of deviation 1: a row of the dimension for each. */
type DrawBlock = (first: number, count: number, out: Float64Array) => void;

function drawBlocks(kind: Noise['kind'], seed: number, stream: string, dimension: number): DrawBlock {
  if (kind === 'heavy') {
    const normals = normalBlocks(seed, stream, 2 * dimension, BLOCK);
    return (first, count, out) => heavyDraws(normals(first, count), out, count * dimension);
  }
  const pairs = Math.ceil(dimension / 2);
  const normals = normalBlocks(seed, stream, pairs, BLOCK);
  if (dimension === 2 * pairs) return (first, count, out) => out.set(normals(first, count));
  return (first, count, out) => {
    const drawn = normals(first, count);
    for (let k = 0; k < count; k++) {
      for (let i = 0; i < dimension; i++) out[k * dimension + i] = drawn[2 * k * pairs + i]!;
    }
  };
}

/**
 * Writes what is the same for all steps into a loop's memory: hyperparameters, the noise's deviation, small powers. Returns its
 * powers, with the places where the large ones of a block belong.
 */
export function fillNumbers(
  doubles: Float64Array,
  { layout, inputs }: Loop,
  program: Program,
  numbers: ReadonlyMap<string, number>,
  deviation: number,
) {
  return inputs.flatMap((input, k) => {
    if (input.kind === 'hyperparameter') doubles[layout.numbers[k]!] = numbers.get(input.key)!;
    if (input.kind === 'deviation') doubles[layout.numbers[k]!] = deviation;
    if (input.kind !== 'power') return [];
    const of = powersOf(settledValue(program, input.base, numbers));
    const { small, large } = layout.powers[k]!;
    for (let r = 0; r < CHECK_INTERVAL; r++) doubles[small + r] = of.small(r);
    return [{ of, large }];
  });
}

function runBlocks(
  { loss, entry, values, steps, noise, lr, rate }: LoopGround,
  program: Program,
  loop: Loop,
  record: RecordBlock,
  drawing: { readonly draws: DrawBlock | null; readonly normals: DrawBlock | null },
  doubles: Float64Array,
): OpenLoop['from'] {
  const { layout } = loop;
  const { dimension } = layout;
  const part = (place: number, length: number) => doubles.subarray(place, place + length);
  const theta = part(layout.kept, dimension);
  const state = part(layout.kept + dimension, layout.stateSize);
  const rates = part(layout.rates, BLOCK).fill(lr);
  const blockLosses = part(layout.losses, BLOCK);
  const blockPositions = part(layout.positions, BLOCK * dimension);
  const rows = BLOCK / CHECK_INTERVAL;
  const states = part(layout.states, rows * layout.stateSize);
  const draws = part(layout.draws, BLOCK * dimension);
  const normals = part(layout.normals, drawing.normals ? BLOCK * dimension : 0);
  const origin = new Float64Array(dimension);

  const powers = fillNumbers(doubles, loop, program, numbersOf(entry, values), noise.deviation);
  /** The block whose powers, rates and draws lie in the memory. */
  let prepared = -1;
  const prepare = (first: number, count: number) => {
    if (first === prepared) return;
    prepared = first;
    for (const { of, large } of powers) {
      for (let i = 0; i < LARGE_POWERS; i++) doubles[large + i] = of.large(first / CHECK_INTERVAL + i);
    }
    if (rate) for (let k = 0; k < count; k++) rates[k] = rate(first + k + 1);
    drawing.draws?.(first, count, draws);
    drawing.normals?.(first, count, normals);
  };

  return (start, sink) => {
    theta.set(start);
    origin.set(theta);
    startState(entry, values, origin, state);
    // What the rule leaves alone is not written again.
    for (let row = 0; row < rows; row++) states.set(state, row * layout.stateSize);
    for (let first = 0; first < steps; first += BLOCK) {
      const count = Math.min(BLOCK, steps - first);
      prepare(first, count);
      const end = record(first, count) < 0 ? endIn(blockLosses, blockPositions, dimension) : null;
      const { hasLoss, updated } = end ?? { hasLoss: count, updated: count };
      const isWhole = count === BLOCK && !end;
      sink.block(
        first,
        isWhole ? blockLosses : blockLosses.subarray(0, hasLoss),
        isWhole ? blockPositions : blockPositions.subarray(0, updated * dimension),
        states,
      );
      if (end) return first + updated;
    }
    const last = loss.value(theta);
    sink.end(last, state);
    return Number.isFinite(last) ? null : steps;
  };
}

/** Of `count` updates that a loop made, of which one was not finite, how many were, before a loss that was not. */
export function lostIn(
  doubles: Float64Array,
  { losses, positions, dimension }: LoopLayout,
  count: number,
): number {
  const part = (from: number, length: number) => doubles.subarray(from, from + length);
  const { hasLoss, updated } = endIn(part(losses, count), part(positions, count * dimension), dimension);
  return Math.min(hasLoss, updated + 1) - 1;
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
