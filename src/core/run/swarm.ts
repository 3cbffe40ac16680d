import type { Domain } from '../losses/types.ts';
import { cos, sin } from '../math/circular.ts';
import { log } from '../math/exponential.ts';
import type { Loss } from '../math/loss.ts';
import { type Noise, noiseScale } from '../math/noise.ts';
import { startState } from '../optimizers/state.ts';
import { createStepper } from '../optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import type { SwarmStarts } from './swarm-looks.ts';

/**
 * Swarms: very many runs of one rule that differ in their start, and in the draws of their noise.
 *
 * A particle's start and its draws are pure functions of the seed, its number and the step, of whole numbers of 32 bits, so
 * that a graphics processor and a script make the same ones.
 */
export interface SwarmPlan {
  readonly starts: SwarmStarts;
  readonly count: number;
  /** Of the domain's sides, above 0, at most 1: what share a grid and a box have, and four deviations of a Gaussian. */
  readonly spread: number;
  readonly domain: Domain;
  /** What they lie about. */
  readonly start: readonly [number, number];
  readonly seed: number;
}

/** M. E. O'Neill's permutation of 32 bits, RXS-M-XS (2014, https://www.pcg-random.org/paper.html). */
export function mix(x: number): number {
  const state = (Math.imul(x, 747796405) + 2891336453) >>> 0;
  const word = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737) >>> 0;
  return ((word >>> 22) ^ word) >>> 0;
}

/** What all particles of a seed have in common at a step. */
export function stepKey(seed: number, step: number): number {
  return mix((step + mix(seed >>> 0)) >>> 0);
}

const SHARE = 2 ** -24;

/** Two independent normals of a particle. @param lane another number, other draws */
export function normalPair(key: number, particle: number, lane: number, out: Float64Array, at: number): void {
  const first = mix((particle ^ mix((key + lane) >>> 0)) >>> 0);
  const radius = Math.sqrt(-2 * log(((first >>> 8) + 1) * SHARE));
  const angle = 2 * Math.PI * ((mix(first) >>> 8) * SHARE);
  out[at] = radius * cos(angle);
  out[at + 1] = radius * sin(angle);
}

/** What the starts of a plan lie in: the whole domain at a spread of 1, ever closer about the start below it. */
export function swarmBox({ domain: [x0, x1, y0, y1], start: [x, y], spread }: SwarmPlan): Domain {
  const [a, b] = [x + spread * (x0 - x), y + spread * (y0 - y)];
  return [a, a + spread * (x1 - x0), b, b + spread * (y1 - y0)];
}

/** No update has this number: its draws are of the start. */
const START = 0xffffffff;

/** Writes the starts of particles `from` to `to`, two floats each. */
export function writeStarts(plan: SwarmPlan, from: number, to: number, out: Float32Array): void {
  const { starts, count, spread, domain, start, seed } = plan;
  const [x0, x1, y0, y1] = swarmBox(plan);
  const [width, height] = [x1 - x0, y1 - y0];
  const columns = Math.ceil(Math.sqrt(count));
  const rows = Math.ceil(count / columns);
  const key = stepKey(seed, START);
  const pair = new Float64Array(2);
  for (let k = from; k < to; k++) {
    const at = 2 * (k - from);
    if (starts === 'gaussian') {
      normalPair(key, k, 0, pair, 0);
      out[at] = start[0] + (spread / 4) * (domain[1] - domain[0]) * pair[0]!;
      out[at + 1] = start[1] + (spread / 4) * (domain[3] - domain[2]) * pair[1]!;
      continue;
    }
    const isGrid = starts === 'grid';
    const first = isGrid ? 0 : mix((k ^ key) >>> 0);
    const u = isGrid ? ((k % columns) + 0.5) / columns : ((first >>> 8) + 0.5) * SHARE;
    const v = isGrid ? (Math.floor(k / columns) + 0.5) / rows : ((mix(first) >>> 8) + 0.5) * SHARE;
    out[at] = x0 + u * width;
    out[at + 1] = y0 + v * height;
  }
}

/** The draws of deviation 1 that a particle meets in an update, one for each of two components. */
export function swarmDraws(
  kind: Noise['kind'],
  seed: number,
  step: number,
  particle: number,
  out: Float64Array,
): void {
  const key = stepKey(seed, step);
  if (kind === 'gaussian') {
    normalPair(key, particle, 0, out, 0);
    return;
  }
  for (let i = 0; i < 2; i++) {
    normalPair(key, particle, 2 * i, four, 0);
    normalPair(key, particle, 2 * i + 1, four, 2);
    out[i] = four[0]! / Math.sqrt(four[1]! ** 2 + four[2]! ** 2 + four[3]! ** 2);
  }
}

const four = new Float64Array(4);

/** Of what a rule draws itself: beyond those of noise on the gradient. */
export const RULE_LANE = 4;

export interface SwarmRule {
  readonly loss: Loss;
  readonly entry: OptimizerEntry;
  readonly values: HyperparameterValues;
  /** The learning rate of update t, from 1. */
  rate(t: number): number;
  readonly noise: Noise;
  readonly seed: number;
}

/** Particles of a swarm in doubles, by whom those in floats are checked. */
export interface Witnesses {
  /** The step at which they are. */
  readonly step: number;
  /** Two numbers each; not numbers once a run has ended. */
  readonly positions: Float64Array;
  /** Makes one update of all. */
  advance(): void;
}

/** @param starts two numbers a particle, which are taken as they are */
export function createWitnesses(
  rule: SwarmRule,
  particles: readonly number[],
  starts: ArrayLike<number>,
): Witnesses {
  const { loss, entry, values, noise, seed } = rule;
  let now = 0;
  let step = 0;
  const draws = new Float64Array(2);
  const normals = (t: number, out: Float64Array) => normalPair(stepKey(seed, t - 1), now, RULE_LANE, out, 0);
  const gradientAt = (t: number, at: Float64Array, out: Float64Array) => {
    loss.gradient(at, out);
    if (noise.deviation === 0) return;
    swarmDraws(noise.kind, seed, t - 1, now, draws);
    const scale = noiseScale(noise, out);
    out[0]! += scale * draws[0]!;
    out[1]! += scale * draws[1]!;
  };
  const positions = Float64Array.from(starts);
  const states: Float64Array[] = [];
  const withStepper = (work: (stepper: ReturnType<typeof createStepper>) => void) => {
    const stepper = createStepper(entry, values, 2, { loss, gradientAt, normals });
    try {
      work(stepper);
    } finally {
      stepper.release();
    }
  };
  withStepper(({ state }) => {
    for (const k of particles.keys()) {
      const own = new Float64Array(state.length);
      startState(entry, values, positions.subarray(2 * k, 2 * k + 2), own);
      states.push(own);
    }
  });
  return {
    get step() {
      return step;
    },
    positions,
    advance() {
      const t = step + 1;
      const lr = rule.rate(t);
      withStepper((stepper) => {
        const { theta, gradient, state } = stepper;
        for (const [k, particle] of particles.entries()) {
          now = particle;
          theta[0] = positions[2 * k]!;
          theta[1] = positions[2 * k + 1]!;
          state.set(states[k]!);
          const value = loss.value(theta);
          gradientAt(t, theta, gradient);
          stepper.step(t, lr, value);
          const isLost = !Number.isFinite(value);
          positions[2 * k] = isLost ? Number.NaN : theta[0]!;
          positions[2 * k + 1] = isLost ? Number.NaN : theta[1]!;
          states[k]!.set(state);
        }
      });
      step = t;
    },
  };
}
