import { STEPS_SOUGHT } from '../../core/run/stability.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { Growth } from './growth.ts';

/**
 * Has a worker find the largest curvature along runs: of the first and the last step, then of those between, twice as many
 * each time. What is known is drawn with straight lines between; it is shown whenever a round is over.
 */
export interface SharpnessSource {
  /** A value a step, between those that are known on straight lines; null before there is one. */
  of(growth: Growth): Float64Array | null;
  /** Steps that are done, of how many; null when nothing is wanted, or all is there. */
  readonly progress: { readonly done: number; readonly total: number } | null;
  /** The runs that are wanted: others are given up at once. */
  want(growths: readonly Growth[]): void;
}

export function createSharpnessSource(connect: () => WorkerClient, arrived: () => void): SharpnessSource {
  const known = new WeakMap<Growth, Map<number, number>>();
  const shown = new WeakMap<Growth, Float64Array>();
  let wanted: readonly Growth[] = [];
  let rounds: readonly (readonly number[])[] = [];
  let running: Running<'sharpness'> | null = null;
  let isWorking = false;

  const knownOf = (growth: Growth) => {
    const own = known.get(growth) ?? new Map<number, number>();
    known.set(growth, own);
    return own;
  };
  /** The shares of the way at which there is something to do, of the first round that is not over. */
  const next = (): { readonly share: number; readonly isLast: boolean } | null => {
    for (const round of rounds) {
      const open = round.filter((share) =>
        wanted.some((growth) => !knownOf(growth).has(rowAt(growth, share))),
      );
      const [share] = open;
      if (share !== undefined) return { share, isLast: open.length === 1 };
    }
    return null;
  };
  const publish = () => {
    for (const growth of wanted) shown.set(growth, between(knownOf(growth), growth.rows));
  };

  const work = async () => {
    isWorking = true;
    for (let open = next(); open; open = next()) {
      const { share, isLast } = open;
      const missing = wanted.filter((growth) => !knownOf(growth).has(rowAt(growth, share)));
      const rows = missing.map((growth) => rowAt(growth, share));
      try {
        const { model } = missing[0]!.request;
        running = connect().start('sharpness', { model, points: joined(missing, rows) }, () => {});
        const values = await running.result;
        if (!values) continue;
        missing.forEach((growth, i) => void knownOf(growth).set(rows[i]!, values[i]!));
      } catch {
        // What cannot be found is not there.
        missing.forEach((growth, i) => void knownOf(growth).set(rows[i]!, Number.NaN));
      }
      if (isLast) publish();
      arrived();
    }
    running = null;
    isWorking = false;
  };

  return {
    of: (growth) => shown.get(growth) ?? null,
    get progress() {
      const shares = rounds.flat();
      if (wanted.length === 0) return null;
      const done = shares.filter((share) =>
        wanted.every((growth) => knownOf(growth).has(rowAt(growth, share))),
      ).length;
      return done < shares.length ? { done, total: shares.length } : null;
    },
    want(growths) {
      if (growths.length === wanted.length && growths.every((growth, i) => growth === wanted[i])) return;
      wanted = growths;
      rounds = roundsOf(Math.max(0, ...growths.map(({ rows }) => rows - 1)));
      running?.cancel();
      if (!isWorking && next()) void work();
    },
  };
}

/** Shares of a run's way, by rounds: both ends, then what halves the gaps. */
function roundsOf(steps: number): number[][] {
  const rounds = [[0, 1]];
  for (let parts = 2; parts <= Math.min(STEPS_SOUGHT, 2 * steps); parts *= 2) {
    rounds.push(Array.from({ length: parts / 2 }, (_, i) => (2 * i + 1) / parts));
  }
  return rounds;
}

function rowAt({ rows }: Growth, share: number): number {
  return Math.round(share * (rows - 1));
}

/** The positions of one row of each run, one after another. */
function joined(growths: readonly Growth[], rows: readonly number[]): Float64Array {
  const n = growths[0]!.dimension;
  const out = new Float64Array(growths.length * n);
  growths.forEach(({ at }, i) => out.set(at(rows[i]!), i * n));
  return out;
}

function between(known: ReadonlyMap<number, number>, rows: number): Float64Array {
  const out = new Float64Array(rows).fill(Number.NaN);
  const steps = [...known.keys()].toSorted((a, b) => a - b);
  steps.forEach((to, k) => {
    out[to] = known.get(to)!;
    const from = steps[k - 1];
    if (from === undefined) return;
    for (let i = from + 1; i < to; i++) {
      const share = (i - from) / (to - from);
      out[i] = (1 - share) * out[from]! + share * out[to]!;
    }
  });
  return out;
}
