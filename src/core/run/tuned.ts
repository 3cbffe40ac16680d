/**
 * A race of tuned optimizers: each takes the best of an equal number of trials of its own settings, and then all run from
 * several starts, with several draws of noise. What the tuning costs is counted.
 *
 *     trial k     the knobs at shares u_k of their axes; its score is the loss at its last step, of a run that ended none
 *     races       the best trial's setting, with the seeds behind that of the trials: seed + 1, seed + 2, ...
 *
 * All optimizers are given the same shares: uniform draws of (seed, k), or the middles of equal parts of the axes. A number is
 * tried as it would be shown, to three significant digits.
 */
import type { Vector } from '../math/loss.ts';
import { uniformStream } from '../math/random.ts';
import { type Budget, limitEvaluations, totalEvaluations } from './limit.ts';
import { along, type Axis } from './maps.ts';
import { recordRun } from './record.ts';
import type { RecordOptions, Run } from './types.ts';

export interface Racer extends Pick<RecordOptions, 'optimizer' | 'schedule'> {
  /** Hyperparameters that are tuned, two at most; without any the setting races as it is. */
  readonly knobs: readonly Axis[];
}

export interface RaceOptions extends Omit<RecordOptions, 'optimizer' | 'schedule' | 'start'> {
  readonly racers: readonly Racer[];
  /** Where runs of a seed begin. */
  start(seed: number): Vector;
  /** Of each racer, at most: a grid has as many as fit into equal parts of all axes. */
  readonly trials: number;
  readonly search: 'random' | 'grid';
  /** Seeds of the race. */
  readonly races: number;
  /** What `steps` counts; steps by default. */
  readonly budget?: Budget;
}

/** Of the losses of all races at each step, `steps` + 1 long: what a tenth, a half and nine tenths of them are not above. */
export interface Bands {
  readonly low: Float64Array;
  readonly middle: Float64Array;
  readonly high: Float64Array;
}

export interface Raced {
  /** The best trial's knobs; null where every trial ended on its way. */
  readonly best: Readonly<Record<string, number>> | null;
  /** Its loss; NaN without one. */
  readonly loss: number;
  readonly trials: number;
  /** Trials that ended on their way. */
  readonly ended: number;
  /** What the trials have asked of the loss: values, gradients and Hessians. */
  readonly cost: number;
  /** Infinity from where a run has ended. Null without a best. */
  readonly bands: Bands | null;
  /** Races that ended on their way. */
  readonly lost: number;
}

/**
 * Yields the number of runs done, a run a time, so that a caller can show it, or stop. Throws what `recordRun` throws.
 *
 * @example
 * const loss = compileFormula('x^2 + 10y^2');
 * const knobs = [{ key: 'lr', min: 1e-3, max: 1, scale: 'log' }];
 * const racers = [{ optimizer: { id: 'sgd' }, knobs }];
 * const ground = { loss, racers, steps: 40, start: () => [1, 1], trials: 64, search: 'grid', races: 1 };
 * const [sgd] = raceTuned(ground);
 * console.log(Math.abs(sgd.best.lr - 2 / 22) < 0.01, sgd.cost > 64 * 30);
 * // true true
 */
export function raceTuned(options: RaceOptions): Raced[] {
  const parts = tunedRace(options);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}

export function* tunedRace(options: RaceOptions): Generator<number, Raced[]> {
  const { racers, start, trials, search, races, budget = 'steps', ...ground } = options;
  const { seed = 0, steps } = ground;
  let done = 0;
  const run = (racer: Racer, given: Readonly<Record<string, number>>, from: number): Run => {
    const { optimizer, schedule } = racer;
    const set = { ...ground, ...(schedule && { schedule }), optimizer: { ...optimizer, ...given } };
    const whole = recordRun({ ...set, seed: from, start: start(from) });
    done++;
    return budget === 'evaluations' ? limitEvaluations(whole, steps) : whole;
  };
  const results: Raced[] = [];
  for (const racer of racers) {
    const settings = trialsOf(racer.knobs, trials, search, seed);
    let best: Readonly<Record<string, number>> | null = null;
    let [least, cost, ended] = [Infinity, 0, 0];
    for (const setting of settings) {
      const tried = run(racer, setting, seed);
      const loss = tried.losses[tried.steps]!;
      cost += totalEvaluations(tried, tried.divergedAt ?? tried.steps);
      if (tried.divergedAt !== null) ended++;
      else if (loss < least) [best, least] = [setting, loss];
      yield done;
    }
    const runs: Run[] = [];
    for (let k = 1; best && k <= races; k++) {
      runs.push(run(racer, best, seed + k));
      yield done;
    }
    results.push({
      best,
      loss: best ? least : Number.NaN,
      trials: settings.length,
      ended,
      cost,
      bands: best && bandsOf(runs, steps),
      lost: runs.filter(({ divergedAt }) => divergedAt !== null).length,
    });
  }
  return results;
}

/** How many runs a race takes, at most. */
export function runsOf({ racers, trials, search, races }: Omit<RaceOptions, 'start'>): number {
  return racers.reduce((sum, { knobs }) => sum + trialsOf(knobs, trials, search, 0).length + races, 0);
}

function trialsOf(
  knobs: readonly Axis[],
  trials: number,
  search: RaceOptions['search'],
  seed: number,
): Record<string, number>[] {
  if (knobs.length === 0) return [{}];
  const side = Math.max(1, Math.floor(trials ** (1 / knobs.length) + 1e-9));
  const draw = uniformStream(seed, 'tuning');
  const shares = new Float64Array(2);
  return Array.from({ length: search === 'grid' ? side ** knobs.length : trials }, (_, k) => {
    if (search === 'random') draw(k, shares);
    else shares.set([((k % side) + 0.5) / side, (Math.floor(k / side) + 0.5) / side]);
    return Object.fromEntries(
      knobs.map((axis, i) => {
        const value = Number(along(axis)(shares[i]!).toPrecision(3));
        return [axis.key, Math.min(axis.max, Math.max(axis.min, value))];
      }),
    );
  });
}

function bandsOf(runs: readonly Run[], steps: number): Bands {
  // Of a budget of evaluations all runs may be shorter.
  const last = runs.every(({ divergedAt }) => divergedAt === null)
    ? Math.max(...runs.map((run) => run.steps))
    : steps;
  const bands = [0.1, 0.5, 0.9].map(() => new Float64Array(last + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const losses = new Float64Array(runs.length);
  for (let step = 0; step <= last; step++) {
    runs.forEach(({ losses: own, steps: end, divergedAt }, k) => {
      losses[k] = step <= end ? own[step]! : divergedAt === null ? own[end]! : Infinity;
    });
    losses.sort();
    [0.1, 0.5, 0.9].forEach((share, k) => {
      bands[k]![step] = quantile(losses, share);
    });
  }
  return { low: bands[0], middle: bands[1], high: bands[2] };
}

/** Of numbers in order, between neighbours in proportion. */
function quantile(ordered: Float64Array, share: number): number {
  const at = share * (ordered.length - 1);
  const [below, above] = [ordered[Math.floor(at)]!, ordered[Math.ceil(at)]!];
  return below === above ? below : below + (at - Math.floor(at)) * (above - below);
}
