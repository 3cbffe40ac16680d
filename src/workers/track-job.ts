import type { Plane } from '../core/plane/plane.ts';
import type { JobProgress, TrackPart, TrackRequest } from './protocol.ts';

/** Numbers that are projected between two looks at the clock: a millisecond or so. */
const NUMBERS = 300_000;

/** A run that is recorded, as far as it has come. */
export interface KeptRun {
  readonly steps: number;
  at(step: number): Float64Array;
}

/** Projects a run's rows on a plane, one after another. */
export class Projecting {
  readonly number: number;
  /** Rows that are projected. */
  rows = 0;
  readonly #run: KeptRun;
  readonly #plane: Plane;
  #start: Float64Array | null = null;
  #foot: readonly [number, number] = [0, 0];
  #fresh: number[] = [];

  constructor(run: KeptRun, { plane, number }: TrackRequest['on']) {
    this.#run = run;
    this.#plane = plane;
    this.number = number;
  }

  /** Goes on to a row, itself included. */
  advance(to: number): void {
    for (; this.rows <= to; this.rows++) this.#place(this.#run.at(this.rows));
  }

  take(): TrackPart {
    const rows = Float64Array.from(this.#fresh);
    this.#fresh = [];
    return { number: this.number, rows };
  }

  /** What `project` and `distance` give of a position, in two passes, and the share of its way from the start. */
  #place(p: Float64Array): void {
    const { origin, u, v } = this.#plane;
    const start = (this.#start ??= p.slice());
    let [x, y, moved, off] = [0, 0, 0, 0];
    for (let i = 0; i < p.length; i++) {
      const rest = p[i]! - origin[i]!;
      const way = p[i]! - start[i]!;
      x += rest * u[i]!;
      y += rest * v[i]!;
      moved += way * way;
    }
    for (let i = 0; i < p.length; i++) {
      const rest = p[i]! - origin[i]! - x * u[i]! - y * v[i]!;
      off += rest * rest;
    }
    if (this.rows === 0) this.#foot = [x, y];
    const [along, across] = [x - this.#foot[0], y - this.#foot[1]];
    this.#fresh.push(x, y, Math.sqrt(off), Math.min(1, (along * along + across * across) / moved));
  }
}

interface Known {
  readonly run: KeptRun;
  /** The plane on which its rows are projected as they come. */
  on: Projecting | null;
  /** Losses of its averages, by what these are. */
  readonly averages: Map<string, Float64Array<ArrayBuffer>>;
}

const known = new Map<number, Known>();

/** Keeps a run for planes to come, until it is forgotten. */
export function keepRun(number: number, run: KeptRun, on: TrackRequest['on'] | null): void {
  known.set(number, { run, on: on && new Projecting(run, on), averages: new Map() });
}

/** A run that is kept; undefined of one that is forgotten. */
export function keptRun(number: number): Known | undefined {
  return known.get(number);
}

/** Projects the rows that have come since the last time. */
export function followRecording(number: number): void {
  const own = known.get(number);
  own?.on?.advance(own.run.steps);
}

/** What is projected and was not taken yet; null of a run that is seen on no plane, and of one that is forgotten. */
export function takeTrack(number: number): TrackPart | null {
  return known.get(number)?.on?.take() ?? null;
}

/** All rows of a run on another plane; those that come later follow with them. */
export function* trackJob({ run: number, on }: TrackRequest): Generator<JobProgress, TrackPart | null> {
  const own = known.get(number);
  if (!own) return null;
  const { run } = own;
  const next = new Projecting(run, on);
  const count = Math.ceil(NUMBERS / run.at(0).length);
  while (next.rows <= run.steps) {
    next.advance(Math.min(run.steps, next.rows + count));
    yield { done: next.rows, total: run.steps + 1 };
  }
  // The last that is asked for is followed.
  if (!own.on || own.on.number < on.number) own.on = next;
  return next.take();
}

/** Forgets a run that nobody sees any longer. */
export function* forgetJob({ run }: { readonly run: number }): Generator<JobProgress, true> {
  yield { done: 0, total: 1 };
  known.delete(run);
  return true;
}
