import type { Domain } from '../losses/types.ts';
import { exp } from '../math/exponential.ts';
import type { Loss } from '../math/loss.ts';
import type { SwarmRule } from './swarm.ts';

/**
 * The density of a swarm over a rectangle, beside exp(-f/T): both as sums over the cells of one grid, row by row from the
 * lower left, that add up to 1 over the rectangle.
 */
export interface SwarmDensity {
  /** Cells a side. */
  readonly cells: number;
  /** Smoothed as much as so many particles want it. */
  readonly smooth: Float64Array;
  /** As they were counted. */
  readonly shares: Float64Array;
  /** Of all particles that run on, how many, and what share lies outside of the rectangle. */
  readonly particles: number;
  readonly outside: number;
  /** The deviation of the smoothing, in cells. */
  readonly widths: readonly [x: number, y: number];
}

/** Null where no particle lies in the rectangle. @param positions two numbers a particle; `speeds` below 0 are of ended ones */
export function swarmDensity(
  positions: ArrayLike<number>,
  speeds: ArrayLike<number>,
  [x0, x1, y0, y1]: Domain,
  cells: number,
): SwarmDensity | null {
  const shares = new Float64Array(cells * cells);
  let [particles, inside] = [0, 0];
  const sums = new Float64Array(4);
  for (let k = 0; k < speeds.length; k++) {
    if (!(speeds[k]! >= 0)) continue;
    particles++;
    const u = ((positions[2 * k]! - x0) / (x1 - x0)) * cells;
    const v = ((positions[2 * k + 1]! - y0) / (y1 - y0)) * cells;
    if (!(u >= 0 && u < cells && v >= 0 && v < cells)) continue;
    inside++;
    shares[Math.floor(v) * cells + Math.floor(u)]!++;
    sums[0]! += u;
    sums[1]! += v;
    sums[2]! += u * u;
    sums[3]! += v * v;
  }
  if (inside === 0) return null;
  for (let i = 0; i < shares.length; i++) shares[i]! /= inside;
  // D. W. Scott's rule (https://doi.org/10.1002/9780470316849, 6.3) for two dimensions, halved, for what has several
  // peaks; a cell's own width at least.
  const width = (axis: 0 | 1) => {
    const mean = sums[axis]! / inside;
    const deviation = Math.sqrt(Math.max(0, sums[2 + axis]! / inside - mean * mean));
    return Math.max(0.7, (deviation * inside ** (-1 / 6)) / 2);
  };
  const widths = [width(0), width(1)] as const;
  const outside = 1 - inside / particles;
  return { cells, shares, smooth: smoothed(shares, cells, widths), particles, outside, widths };
}

/** What exp(-f/T) gives each cell, from the middles of `PARTS` x `PARTS` parts of it; null where it is nothing, or no number. */
export function boltzmannShares(
  loss: Loss,
  temperature: number,
  [x0, x1, y0, y1]: Domain,
  cells: number,
): Float64Array<ArrayBuffer> | null {
  const side = cells * PARTS;
  const values = new Float64Array(side * side);
  const at = new Float64Array(2);
  let lowest = Infinity;
  for (let j = 0; j < side; j++) {
    at[1] = y0 + ((j + 0.5) / side) * (y1 - y0);
    for (let i = 0; i < side; i++) {
      at[0] = x0 + ((i + 0.5) / side) * (x1 - x0);
      const value = loss.value(at);
      values[j * side + i] = value;
      if (value < lowest) lowest = value;
    }
  }
  if (!Number.isFinite(lowest)) return null;
  const shares = new Float64Array(cells * cells);
  let total = 0;
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const weight = exp((lowest - values[j * side + i]!) / temperature);
      if (!(weight > 0)) continue;
      total += weight;
      shares[Math.floor(j / PARTS) * cells + Math.floor(i / PARTS)]! += weight;
    }
  }
  for (let i = 0; i < shares.length; i++) shares[i]! /= total;
  return shares;
}

const PARTS = 4;

/** By a Gaussian of a deviation along each axis, in cells; what would go over the edge stays in. */
export function smoothed(
  shares: Float64Array,
  cells: number,
  widths: readonly [x: number, y: number],
): Float64Array<ArrayBuffer> {
  let from: Float64Array<ArrayBuffer> = Float64Array.from(shares);
  for (const axis of [0, 1] as const) {
    const reach = Math.min(cells - 1, Math.ceil(4 * widths[axis]));
    const kernel = Array.from({ length: reach + 1 }, (_, d) => exp(-0.5 * (d / widths[axis]) ** 2));
    const into = new Float64Array(cells * cells);
    const [along, across] = axis === 0 ? [1, cells] : [cells, 1];
    for (let row = 0; row < cells; row++) {
      for (let i = 0; i < cells; i++) {
        const share = from[row * across + i * along]!;
        if (share === 0) continue;
        const [first, last] = [Math.max(0, i - reach), Math.min(cells - 1, i + reach)];
        let total = 0;
        for (let k = first; k <= last; k++) total += kernel[Math.abs(k - i)]!;
        for (let k = first; k <= last; k++) {
          into[row * across + k * along]! += (share * kernel[Math.abs(k - i)]!) / total;
        }
      }
    }
    from = into;
  }
  return from;
}

/** The densities within which each of these shares of the whole lies, in the order of the shares. */
export function levelsWithin(shares: Float64Array, within: readonly number[]): number[] {
  const sorted = shares.toSorted().reverse();
  return within.map((share) => {
    let sum = 0;
    for (const each of sorted) {
      sum += each;
      if (sum >= share) return each;
    }
    return 0;
  });
}

/** How far two distributions are apart, and how far a sample of the second would be by chance. */
export interface Apart {
  /** The share of particles that would have to be elsewhere: half the sum of all differences (total variation). */
  readonly share: number;
  readonly byChance: number;
}

/** On cells of `merged` x `merged` of the grid's own. */
export function apart(
  { shares, cells, particles, outside }: SwarmDensity,
  theory: Float64Array,
  merged: number,
): Apart {
  const side = Math.floor(cells / merged);
  const own = new Float64Array(side * side);
  const wanted = new Float64Array(side * side);
  for (let j = 0; j < side * merged; j++) {
    for (let i = 0; i < side * merged; i++) {
      const cell = Math.floor(j / merged) * side + Math.floor(i / merged);
      own[cell]! += shares[j * cells + i]!;
      wanted[cell]! += theory[j * cells + i]!;
    }
  }
  const inside = particles * (1 - outside);
  let [share, byChance] = [0, 0];
  for (let k = 0; k < own.length; k++) {
    share += Math.abs(own[k]! - wanted[k]!) / 2;
    // The mean of |d| for a normal d, of a binomial share's deviation.
    byChance += Math.sqrt((wanted[k]! * (1 - wanted[k]!)) / inside) / Math.sqrt(2 * Math.PI);
  }
  return { share, byChance };
}

/** The density of a swarm over the domain, and what theory says it comes to. */
export interface DensityOnMap {
  readonly own: SwarmDensity;
  /** Null where there is no theory. */
  readonly theory: {
    readonly temperature: number;
    /** Smoothed as the swarm's own is. */
    readonly smooth: Float64Array;
    readonly apart: Apart;
  } | null;
}

/** Cells a side, and how many of them a side are taken for one where densities are compared. */
export const CELLS = 64;
const MERGED = 4;

/** What tells the densities of a swarm over a domain, step by step: theory that stays the same is worked out once. */
export function createDensities(rule: SwarmRule, domain: Domain) {
  let last: { readonly temperature: number; readonly shares: Float64Array | null } | null = null;
  return (step: number, positions: ArrayLike<number>, speeds: ArrayLike<number>): DensityOnMap | null => {
    const own = swarmDensity(positions, speeds, domain, CELLS);
    const temperature = temperatureOf(rule, step);
    if (!own || temperature === null) return own && { own, theory: null };
    if (last?.temperature !== temperature)
      last = { temperature, shares: boltzmannShares(rule.loss, temperature, domain, CELLS) };
    const { shares } = last;
    if (!shares) return { own, theory: null };
    const smooth = smoothed(shares, CELLS, own.widths);
    return { own, theory: { temperature, smooth, apart: apart(own, shares, MERGED) } };
  };
}

/** The temperature of Langevin dynamics at a step; null where something else acts on the gradient, or nothing is drawn. */
export function temperatureOf({ entry, values, noise, rate }: SwarmRule, step: number): number | null {
  const temperature = Number(values['temperature']);
  const acts = entry.hyperparameters.some(({ key, knob }) => knob && values[key] !== 0);
  if (entry.id !== 'sgld' || acts || noise.deviation > 0 || !(temperature > 0)) return null;
  const now = values['annealing']
    ? (temperature * rate(Math.max(1, step))) / Number(values['lr'])
    : temperature;
  return now > 0 ? now : null;
}
