/**
 * Maps of settings: each pixel is an exact run in which two numbers are set otherwise, equal to that of `recordRun` to the
 * bit. Kept are its end and, where that is asked for, its first step near the lowest loss, and why it ended.
 */
import { createFinisher, createLimitedFinisher } from './finish.ts';
import { type Budget, limitEvaluations } from './limit.ts';
import {
  ALL_ROWS,
  type Axis,
  checkSize,
  countRows,
  type Ends,
  type SharedOptions,
  room,
  type RowShare,
  type MapSize,
  spaced,
  whole,
} from './maps.ts';
import { checkRun, recordRun } from './record.ts';
import type { EndReason, RecordOptions } from './types.ts';
import { firstWithin, type Lowest } from './within.ts';

/** When a run has come near the lowest loss. */
export interface Goal extends Lowest {
  /** The greatest difference from the lowest value. */
  readonly tolerance: number;
}

export interface SettingMapOptions extends SharedOptions, MapSize, Pick<RecordOptions, 'start'> {
  readonly x: Axis;
  readonly y: Axis;
  /** All by default. */
  readonly rows?: RowShare;
  /** What `steps` counts; steps by default. */
  readonly budget?: Budget;
  /** Without it no run arrives. */
  readonly goal?: Goal | null;
  /** Whether it is told why runs ended, for which each that did is run again. */
  readonly tellsReasons?: boolean;
  /** The run of a setting where the axes are of more than `settingOf` knows: of a model, whose loss and start come with it. */
  readonly settle?: Settle;
}

type Given = readonly [key: string, value: number];

/** A run with what the keys say in the place of its own numbers. */
export type Settle = (...given: readonly Given[]) => { ground: SharedOptions; start: RecordOptions['start'] };

/** What is known of each setting, row by row; of some rows, of these alone. */
export interface SettingMap extends MapSize, Ends {
  readonly rows: RowShare;
  /** The first step within the goal; -1 where there is none. */
  readonly arrivals: Int32Array<ArrayBuffer>;
  /** Of runs that ended, where it is asked for: an index into `endReasons`; else -1. */
  readonly reasons: Int8Array<ArrayBuffer>;
}

export const endReasons: readonly EndReason[] = [
  'overflow',
  'undefined loss',
  'undefined gradient',
  'undefined step',
  'no matrix',
  'two players',
];

/** What an axis may be of beside a hyperparameter: `scale` multiplies the start, `startX` and `startY` are its coordinates. */
export const settingKeys = ['noise', 'seed', 'scale', 'startX', 'startY'] as const;

/** On a model: the coordinates of the start on a plane. */
export const planeKeys = ['planeX', 'planeY'] as const;

/**
 * Every pair of two of a run's numbers: each a hyperparameter of the optimizer, or one of `settingKeys`. Throws RangeError or
 * TypeError, in a sentence, as `recordRun` does.
 *
 * @example
 * const ground = { loss: compileFormula('x^2 + y^2'), width: 3, height: 1, steps: 500, start: [1, 1] };
 * const map = mapSettings({
 *   ...ground,
 *   optimizer: { id: 'momentum' },
 *   x: { key: 'lr', min: 0.01, max: 10, scale: 'log' },
 *   y: { key: 'momentum', min: 0, max: 0.5, scale: 'linear' },
 * });
 * console.log(map.endedAt.map((step) => Math.sign(step)).join(' '));
 * // -1 -1 1
 */
export function mapSettings(options: SettingMapOptions): SettingMap {
  return whole(settingRows(options));
}

/** The same, a row of pixels a time: yields the number of rows done, so that a caller can show them, or stop. */
export function* settingRows(options: SettingMapOptions): Generator<number, SettingMap> {
  const { x, y, start, width, height, rows = ALL_ROWS, budget, goal, tellsReasons, ...rest } = options;
  const { settle = (...given) => settingOf(ground, start, ...given), ...ground } = rest;
  checkSize(options);
  if (x.key === y.key) throw new RangeError(`The axes must be of two keys; both are of "${x.key}".`);
  const [xs, all] = [spaced(x, width), spaced(y, height)];
  const first = settle([x.key, xs[0]!], [y.key, all[0]!]);
  checkRun({ ...first.ground, start: first.start });
  const count = countRows(height, rows);
  const ys = Float64Array.from({ length: count }, (_, row) => all[rows.first + row * rows.every]!);
  const ends = room(width * count);
  const arrivals = new Int32Array(width * count).fill(-1);
  const reasons = new Int8Array(width * count).fill(-1);
  const { dimension } = first.ground.loss;
  const { steps } = ground;
  // Of a large model the way is long, and nobody asks for it.
  const keeps = goal || budget === 'evaluations';
  const way = keeps && {
    positions: new Float64Array((steps + 1) * dimension),
    losses: new Float64Array(steps + 1),
  };
  const open = (of: SharedOptions) =>
    way && budget === 'evaluations' ? createLimitedFinisher(of, way) : createFinisher(of, way || undefined);
  for (let row = 0; row < count; row++) {
    for (let i = 0; i < width; i++) {
      const set = settle([x.key, xs[i]!], [y.key, ys[row]!]);
      const at = row * width + i;
      const finisher = open(set.ground);
      try {
        const finish = finisher.from(set.start);
        ends.losses[at] = finish.loss;
        ends.endedAt[at] = finish.endedAt;
        if (goal && way) {
          arrivals[at] = firstWithin({ ...way, dimension, steps: finish.steps }, goal, goal.tolerance) ?? -1;
        }
      } finally {
        finisher.release();
      }
      if (tellsReasons && ends.endedAt[at]! >= 0) {
        const run = recordRun({ ...set.ground, start: set.start });
        const { end } = budget === 'evaluations' ? limitEvaluations(run, steps) : run;
        reasons[at] = end ? endReasons.indexOf(end.reason) : -1;
      }
      // One of these may take as long as a whole row of others.
      if (dimension > 2) yield row + i / width;
    }
    yield row + 1;
  }
  return { width, height: count, rows, xs, ys, ...ends, arrivals, reasons };
}

/** The same of a hyperparameter, or of one of `settingKeys`. */
export function settingOf(
  ground: SharedOptions,
  start: RecordOptions['start'],
  ...given: readonly Given[]
): ReturnType<Settle> {
  let set = { ground, start };
  for (const [key, value] of given) {
    const { optimizer } = set.ground;
    const coordinate = key === 'startX' ? 0 : key === 'startY' ? 1 : -1;
    if (key === 'noise') set = { ...set, ground: { ...set.ground, noise: value } };
    else if (key === 'seed') set = { ...set, ground: { ...set.ground, seed: Math.floor(value) } };
    else if (key === 'scale') set = { ...set, start: Float64Array.from(set.start, (p) => value * p) };
    else if (coordinate >= 0 && coordinate < set.start.length) {
      set = { ...set, start: Float64Array.from(set.start, (p, k) => (k === coordinate ? value : p)) };
    } else set = { ...set, ground: { ...set.ground, optimizer: { ...optimizer, [key]: value } } };
  }
  return set;
}
