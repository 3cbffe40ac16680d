import type { Domain } from '../losses/types.ts';
import { exp, log } from '../math/exponential.ts';
import { lift, type Plane, project } from '../plane/plane.ts';
import { createFinisher } from './finish.ts';
import type { RecordOptions } from './types.ts';

/**
 * Maps of runs: each pixel is an exact run, of which only the end is kept, equal to that of `recordRun` to the bit.
 *
 * Pixel (i, j) is at (i + 0.5) / width of the way along x and (j + 0.5) / height along y, its index is j width + i.
 */
export type SharedOptions = Omit<RecordOptions, 'start'>;

export interface MapSize {
  /** Pixels along x and y. */
  readonly width: number;
  readonly height: number;
}

export interface StartMapOptions extends SharedOptions, MapSize {
  /** The rectangle of starts. */
  readonly domain: Domain;
  /** For a loss of more parameters than two: the plane on which the starts lie. */
  readonly plane?: Plane;
}

/** What each pixel of a map has. */
export interface Ends {
  /** The loss at the end of the run. */
  readonly losses: Float64Array;
  /** The run's `divergedAt`: the first step that is not finite; -1 for a run that came to its last step. */
  readonly endedAt: Int32Array;
  /** The pixels' x, `width` long, and y, `height` long. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

export interface StartMap extends MapSize, Ends {
  /** Two numbers a pixel: the last finite position, of a run on a plane its foot there. */
  readonly ends: Float64Array;
}

export interface Axis {
  /** What it is of: see `mapSettings`. */
  readonly key: string;
  readonly min: number;
  readonly max: number;
  /** `log`: the pixels are evenly spaced by their logarithms. */
  readonly scale: 'linear' | 'log';
}

/** Rows `first`, `first` + `every`, ... of a map: what one of several workers does of it. */
export interface RowShare {
  readonly first: number;
  readonly every: number;
}

export const ALL_ROWS: RowShare = { first: 0, every: 1 };

/** How many of a map's rows these are. */
export function countRows(height: number, { first, every }: RowShare): number {
  return Math.max(0, Math.ceil((height - first) / every));
}

/** Most pixels along a side. */
export const MAX_SIDE = 8192;

/**
 * Every start of a rectangle. Throws RangeError or TypeError, in a sentence, as `recordRun` does.
 *
 * @example
 * const ground = { loss: compileFormula('(x^2 - 1)^2 + y^2'), width: 4, height: 2, steps: 100 };
 * const map = mapStarts({ ...ground, optimizer: { id: 'sgd', lr: 0.05 }, domain: [-2, 2, -1, 1] });
 * console.log([0, 2, 4, 6].map((i) => map.ends[i].toFixed(1)).join(' '), map.endedAt.join(' '));
 * // -1.0 -1.0 1.0 1.0 -1 -1 -1 -1 -1 -1 -1 -1
 */
export function mapStarts(options: StartMapOptions): StartMap {
  return whole(startRows(options));
}

/** The same, a row of pixels a time: yields the number of rows done, so that a caller can show them, or stop. */
export function* startRows(options: StartMapOptions): Generator<number, StartMap> {
  const { domain, plane, width, height, ...ground } = options;
  checkSize(options);
  const [x0, x1, y0, y1] = domain;
  const xs = spaced({ key: 'domain, along x', min: x0, max: x1, scale: 'linear' }, width);
  const ys = spaced({ key: 'domain, along y', min: y0, max: y1, scale: 'linear' }, height);
  const { dimension } = ground.loss;
  if ((plane?.origin.length ?? 2) !== dimension) {
    throw new RangeError(
      plane
        ? `The plane is of ${plane.origin.length} parameters, the loss of ${dimension}.`
        : `A map of starts is of a loss of two parameters, or wants a plane; this one has ${dimension}.`,
    );
  }
  const finisher = createFinisher(ground);
  const map = { width, height, xs, ys, ends: new Float64Array(2 * width * height), ...room(width * height) };
  const [start, foot] = [new Float64Array(dimension), new Float64Array(2)];
  try {
    for (let j = 0; j < height; j++) {
      for (let i = 0; i < width; i++) {
        if (plane) lift(plane, xs[i]!, ys[j]!, start);
        else [start[0], start[1]] = [xs[i]!, ys[j]!];
        const { position, loss, endedAt } = finisher.from(start);
        const at = j * width + i;
        map.ends.set(plane ? project(plane, position, foot) : position, 2 * at);
        map.losses[at] = loss;
        map.endedAt[at] = endedAt;
      }
      yield j + 1;
    }
  } finally {
    finisher.release();
  }
  return map;
}

export function whole<T>(rows: Generator<number, T>): T {
  for (;;) {
    const { done, value } = rows.next();
    if (done) return value;
  }
}

export function room(pixels: number): Pick<Ends, 'losses' | 'endedAt'> {
  return { losses: new Float64Array(pixels), endedAt: new Int32Array(pixels) };
}

/** The middles of `count` equal parts of an axis. */
export function spaced({ key, min, max, scale }: Axis, count: number): Float64Array {
  if (!(min < max) || !Number.isFinite(max - min)) {
    throw new RangeError(`${key} must go from a finite number to a greater one, not from ${min} to ${max}.`);
  }
  if (scale === 'log' && min <= 0)
    throw new RangeError(`${key} on a logarithmic axis must be above 0, not ${min}.`);
  const at = along({ min, max, scale });
  return Float64Array.from({ length: count }, (_, k) => at((k + 0.5) / count));
}

/** The value at a share of an axis. */
export function along({ min, max, scale }: Omit<Axis, 'key'>): (share: number) => number {
  if (scale === 'linear') return (share) => min + share * (max - min);
  const [from, to] = [log(min), log(max)];
  return (share) => exp(from + share * (to - from));
}

export function checkSize({ width, height }: MapSize): void {
  for (const [name, side] of Object.entries({ width, height })) {
    if (!Number.isInteger(side) || side < 1 || side > MAX_SIDE) {
      throw new RangeError(`${name} must be a whole number of pixels from 1 to ${MAX_SIDE}, not ${side}.`);
    }
  }
}
