/**
 * Basins: to which of some places each start of a rectangle is taken, and when.
 *
 *     |(x - px) / rx|^2 + |(y - py) / ry|^2 <= 1     a run is at p; rx, ry are the reach
 *
 * A run belongs to the nearest place that it is at with its last step; its arrival is the first step from which on it is
 * there without a break. A run that ended on its way, with a loss or a position that is not finite, has none; one that is at
 * no place after all steps is undecided.
 */
import type { Domain } from '../losses/types.ts';
import { createFinisher, createLimitedFinisher } from './finish.ts';
import type { Budget } from './limit.ts';
import {
  ALL_ROWS,
  checkSize,
  countRows,
  type SharedOptions,
  type RowShare,
  type MapSize,
  spaced,
  whole,
} from './maps.ts';

type Place = readonly [x: number, y: number];

export interface Targets {
  /** As minima and saddles, the most important first. */
  readonly points: readonly Place[];
  /** Half axes of the ellipse about one in which a run is at it, both above 0. */
  readonly reach: Place;
}

/** In the place of a target's index. */
export const UNDECIDED = -1;
export const ENDED = -2;

export interface BasinOptions extends SharedOptions, MapSize {
  /** The rectangle of starts. */
  readonly domain: Domain;
  readonly targets: Targets;
  /** All by default. */
  readonly rows?: RowShare;
  /** What `steps` counts; steps by default. */
  readonly budget?: Budget;
}

/** What is known of each start, row by row; of some rows, of these alone. */
export interface BasinMap extends MapSize {
  readonly rows: RowShare;
  /** Two numbers a start: the last finite position. */
  readonly ends: Float64Array<ArrayBuffer>;
  /** The run's `divergedAt`; -1 for a run that came to its last step. */
  readonly endedAt: Int32Array<ArrayBuffer>;
  /** The index of the target, `UNDECIDED`, or `ENDED`. */
  readonly basins: Int16Array<ArrayBuffer>;
  /** The step of arrival; -1 where there is none. */
  readonly arrivals: Int32Array<ArrayBuffer>;
}

/**
 * The basins of a loss of two parameters: every run is that of `recordRun` to the bit. Throws as `mapStarts` does.
 *
 * @example
 * const ground = { loss: compileFormula('(x^2 - 1)^2 + y^2'), width: 4, height: 2, steps: 100 };
 * const targets = { points: [[-1, 0], [1, 0]], reach: [0.01, 0.01] };
 * const map = mapBasins({ ...ground, targets, optimizer: { id: 'sgd', lr: 0.05 }, domain: [-2, 2, -1, 1] });
 * console.log(map.basins.join(' '));
 * // 0 0 1 1 0 0 1 1
 */
export function mapBasins(options: BasinOptions): BasinMap {
  return whole(basinRows(options));
}

/** The same, a row a time: yields the number of rows done, so that a caller can show them, or stop. */
export function* basinRows(options: BasinOptions): Generator<number, BasinMap> {
  const { domain, targets, rows = ALL_ROWS, budget = 'steps', width, height, ...ground } = options;
  checkSize(options);
  if (ground.loss.dimension !== 2) {
    throw new RangeError(`Basins are of a loss of two parameters; this one has ${ground.loss.dimension}.`);
  }
  const [x0, x1, y0, y1] = domain;
  const xs = spaced({ key: 'domain, along x', min: x0, max: x1, scale: 'linear' }, width);
  const ys = spaced({ key: 'domain, along y', min: y0, max: y1, scale: 'linear' }, height);
  const count = countRows(height, rows);
  const map: BasinMap = {
    width,
    height: count,
    rows,
    ends: new Float64Array(2 * width * count),
    endedAt: new Int32Array(width * count),
    basins: new Int16Array(width * count),
    arrivals: new Int32Array(width * count),
  };
  const way = { positions: new Float64Array(2 * (ground.steps + 1)) };
  const finisher = (budget === 'evaluations' ? createLimitedFinisher : createFinisher)(ground, way);
  const start = new Float64Array(2);
  try {
    for (let row = 0; row < count; row++) {
      start[1] = ys[rows.first + row * rows.every]!;
      for (let i = 0; i < width; i++) {
        start[0] = xs[i]!;
        const { position, endedAt, steps } = finisher.from(start);
        const at = row * width + i;
        map.ends.set(position, 2 * at);
        map.endedAt[at] = endedAt;
        const basin = endedAt < 0 ? targetIndexAt(targets, position[0]!, position[1]!) : ENDED;
        map.basins[at] = basin;
        map.arrivals[at] = basin < 0 ? -1 : arrivalAt(way.positions, steps, targets, basin);
      }
      yield row + 1;
    }
  } finally {
    finisher.release();
  }
  return map;
}

/** The index of the nearest target that a place is at; `UNDECIDED` for none. */
export function targetIndexAt({ points, reach: [rx, ry] }: Targets, x: number, y: number): number {
  let nearest = UNDECIDED;
  let least = 1;
  for (let k = 0; k < points.length; k++) {
    const point = points[k]!;
    const dx = (x - point[0]) / rx;
    const dy = (y - point[1]) / ry;
    const away = dx * dx + dy * dy;
    if (away > least || (away === least && nearest >= 0) || Number.isNaN(away)) continue;
    nearest = k;
    least = away;
  }
  return nearest;
}

/** The first step from which on a way, row-major, is at a target up to its last step. */
function arrivalAt(way: Float64Array, steps: number, { points, reach }: Targets, to: number): number {
  const [px, py] = points[to]!;
  // A quotient takes as long as a step's whole look at the place.
  const [kx, ky] = [1 / reach[0], 1 / reach[1]];
  let at = 2 * steps;
  for (; at > 0; at -= 2) {
    const dx = (way[at - 2]! - px) * kx;
    const dy = (way[at - 1]! - py) * ky;
    if (!(dx * dx + dy * dy <= 1)) break;
  }
  return at / 2;
}

/** How many starts of a map come to each target, to none, and how many end on their way: together all of them. */
export interface BasinCounts {
  readonly targets: readonly number[];
  readonly undecided: number;
  readonly ended: number;
}

export function countBasins({ basins }: Pick<BasinMap, 'basins'>, targets: number): BasinCounts {
  const counts = Array.from({ length: targets }, () => 0);
  let [undecided, ended] = [0, 0];
  for (const basin of basins) {
    if (basin === UNDECIDED) undecided++;
    else if (basin === ENDED) ended++;
    else counts[basin]!++;
  }
  return { targets: counts, undecided, ended };
}

/**
 * The rank of each step of arrival among all of a map: the share of runs that are there sooner, and half of those that are
 * there with it, from 0 to 1. Indexed by the step.
 */
export function rankArrivals({ arrivals }: Pick<BasinMap, 'arrivals'>): Float32Array {
  let last = -1;
  for (const step of arrivals) if (step > last) last = step;
  const counts = new Uint32Array(last + 1);
  let total = 0;
  for (const step of arrivals) {
    if (step < 0) continue;
    counts[step]!++;
    total++;
  }
  const ranks = new Float32Array(last + 1);
  let sooner = 0;
  counts.forEach((count, step) => {
    ranks[step] = (sooner + count / 2) / total;
    sooner += count;
  });
  return ranks;
}
