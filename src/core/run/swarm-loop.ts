import { BLOCK, CHECK_INTERVAL, LARGE_POWERS } from '../optimizers/loop-wasm.ts';
import { giveBack, takeMemory } from '../optimizers/memory.ts';
import { programOf } from '../optimizers/program.ts';
import { numbersOf } from '../optimizers/read-rule.ts';
import { startState, stateSize } from '../optimizers/state.ts';
import { fillNumbers, instanceOf, lostIn, loopOf } from './fused.ts';
import { normalPair, RULE_LANE, stepKey, swarmDraws, type SwarmRule } from './swarm.ts';

/**
 * A swarm in doubles: particle by particle by the loop that records a run of the rule (see loop-wasm.ts), of which only the
 * last position and the state are kept. Its numbers are those of `recordRun` to rounding.
 */
export interface SwarmLoop {
  /** The updates that all have made. */
  readonly step: number;
  /** Two numbers a particle; where its run has ended, the last place at which it was. */
  readonly positions: Float64Array;
  /** The length of each one's last step, 0 at first; -1 once its run has ended. */
  readonly speeds: Float64Array;
  /** Makes the updates up to a step, in parts. Given up in between it is of no use any more. */
  to(step: number): Generator<void, void>;
  release(): void;
}

/** Updates of a particle between two parts, about. */
const PART = 200_000;

/**
 * Null where such runs have no loop: of a rule that searches, of what is no formula, and without WebAssembly.
 *
 * @param particles their numbers, of which their draws are made
 * @param starts two numbers each, which are taken as they are
 */
export function createSwarmLoop(
  rule: SwarmRule,
  particles: Int32Array,
  starts: ArrayLike<number>,
): SwarmLoop | null {
  const { loss, entry, values, noise, seed } = rule;
  const program = programOf(entry, values);
  const loop = loopOf(program, loss, noise);
  if (!loop) return null;
  const { layout, inputs } = loop;
  const memory = takeMemory(layout.size);
  const record = instanceOf(loop, memory);
  const doubles = new Float64Array(memory.buffer, 0, layout.size);
  const powers = fillNumbers(doubles, loop, program, numbersOf(entry, values), noise.deviation);
  const isNoisy = noise.deviation > 0;
  const isDrawing = inputs.some(({ kind }) => kind === 'normal');
  const size = 2 + stateSize(entry.rule, 2);
  const kept = new Float64Array(size * particles.length);
  const positions = Float64Array.from(starts);
  const speeds = new Float64Array(particles.length);
  const theta = new Float64Array(2);
  const state = new Float64Array(size - 2);
  const keys = new Uint32Array(BLOCK);
  const pair = new Float64Array(2);
  for (let k = 0; k < particles.length; k++) {
    theta.set(positions.subarray(2 * k, 2 * k + 2));
    startState(entry, values, theta, state);
    kept.set(theta, k * size);
    kept.set(state, k * size + 2);
  }
  let step = 0;

  const prepare = (count: number) => {
    for (const { of, large } of powers)
      for (let i = 0; i < LARGE_POWERS; i++) doubles[large + i] = of.at(step + CHECK_INTERVAL * i);
    for (let j = 0; j < count; j++) {
      doubles[layout.rates + j] = rule.rate(step + j + 1);
      keys[j] = stepKey(seed, step + j);
    }
  };
  const draw = (particle: number, count: number) => {
    for (let j = 0; j < count; j++) {
      if (isDrawing) normalPair(keys[j]!, particle, RULE_LANE, doubles, layout.normals + 2 * j);
      if (!isNoisy) continue;
      swarmDraws(noise.kind, seed, step + j, particle, pair);
      doubles.set(pair, layout.draws + 2 * j);
    }
  };
  const advance = (k: number, count: number) => {
    const from = k * size;
    for (let i = 0; i < size; i++) doubles[layout.kept + i] = kept[from + i]!;
    if (isNoisy || isDrawing) draw(particles[k]!, count);
    const isLost = record(step, count) < 0;
    const updates = isLost ? lostIn(doubles, layout, count) : count;
    const last = layout.positions + 2 * (updates - 1);
    if (updates > 0) {
      const [x, y] = [
        updates > 1 ? doubles[last - 2]! : kept[from]!,
        updates > 1 ? doubles[last - 1]! : kept[from + 1]!,
      ];
      positions[2 * k] = doubles[last]!;
      positions[2 * k + 1] = doubles[last + 1]!;
      speeds[k] = Math.sqrt((doubles[last]! - x) ** 2 + (doubles[last + 1]! - y) ** 2);
    }
    if (isLost) speeds[k] = -1;
    else for (let i = 0; i < size; i++) kept[from + i] = doubles[layout.kept + i]!;
  };

  return {
    get step() {
      return step;
    },
    positions,
    speeds,
    *to(goal) {
      while (step < goal) {
        const count = Math.min(BLOCK, goal - step);
        const part = Math.max(64, Math.ceil(PART / count));
        prepare(count);
        for (let k = 0; k < particles.length; k++) {
          if (k % part === 0) yield;
          if (speeds[k]! >= 0) advance(k, count);
        }
        step += count;
      }
    },
    release: () => giveBack(memory),
  };
}
