/**
 * What can be charted of a run, as pure functions of the run and its loss. A series has one value a step, from
 * 0 to run.steps; a value that does not exist there is NaN.
 *
 *   loss                f(θₖ)
 *   excess              f(θₖ) − f*, f* the lowest known value
 *   distance            min over the known minima m of |θₖ − m|
 *   gradientNorm        |∇f(θₖ)|, without noise
 *   stepLength          |θₖ − θₖ₋₁|
 *   rate                the learning rate: the one that the rule has found where it finds one, else the schedule's
 *   rateX, rateY        what the rule multiplied that component of the gradient by, or of the average in its place, as
 *                       its lines have it; NaN for a rule with no such number (core/optimizers/multiplier.ts)
 *   sharpness           the largest eigenvalue of the Hessian at θₖ, in one or two dimensions; of a run of a model that of all
 *                       its parameters (app/models/sharpness.ts)
 *   offPlane            how far θₖ is from the plane on which a run of a model is seen; of such a run only that, its sharpness and
 *                       its losses are charted, for its positions are feet on the plane
 *   inPlane             the share of |θₖ − θ₀|² that lies along that plane
 *
 * Those of the update that led to step k stand at k, as in Run.stateAt, and are NaN at step 0.
 */
import type { Minimum } from '../../core/losses/types.ts';
import { charts } from '../../text/en/charts.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { eigen2 } from '../../core/math/eigen.ts';
import { type Loss, variablesOf } from '../../core/math/loss.ts';
import type { Run } from '../../core/run/types.ts';
import type { QuantityId } from '../../core/scene/quantities.ts';

const text = charts.chart;

/** What a quantity depends on beside the run. */
export interface Baseline {
  readonly loss: Loss;
  readonly minima: readonly Minimum[];
  /** Whether `minima` are all that there are. */
  readonly complete: boolean;
  /** f* of `excess`; null when nothing is known. */
  readonly lowest: number | null;
  /** Whether f* is that of no known minimum, but the lowest that was recorded. */
  readonly isRecorded: boolean;
  /** Whether the runs are a model's, seen on a plane. */
  readonly isSeen: boolean;
}

/** What a quantity is called, of a loss with names of its own. */
export function quantityName(id: QuantityId, loss: Loss): string {
  const [x, y] = variablesOf(loss);
  if (id === 'rateX') return text.rateAlong(symbolText(x));
  return id === 'rateY' ? text.rateAlong(symbolText(y)) : text.quantities[id];
}

/** Quantities that mean something below zero. */
export function isSigned(id: QuantityId): boolean {
  return id === 'rateX' || id === 'rateY' || id === 'sharpness';
}

/** Whether a quantity exists at all: the distance needs a known minimum, rates along y a second coordinate. */
export function isKnown(id: QuantityId, ground: Baseline): boolean {
  if (id === 'offPlane' || id === 'inPlane') return ground.isSeen;
  if (ground.isSeen && id !== 'loss' && id !== 'excess' && id !== 'sharpness') return false;
  switch (id) {
    case 'excess':
      return ground.lowest !== null;
    case 'distance':
      return ground.minima.length > 0;
    case 'rateY':
      return ground.loss.dimension > 1;
    case 'sharpness':
      return ground.loss.dimension <= 2;
    default:
      return true;
  }
}

/** @param order the highest derivative that may be told @returns what is charted where a quantity is asked for: itself, or the loss */
export function shownQuantity(asked: QuantityId, ground: Baseline, order = 2): QuantityId {
  const isTold = order > (asked === 'sharpness' ? 1 : asked === 'gradientNorm' ? 0 : -1);
  return isTold && isKnown(asked, ground) ? asked : 'loss';
}

/** What is known of a run of a model beside its feet and its losses. */
interface Seen {
  readonly distances?: Float64Array;
  readonly shares?: Float64Array;
  readonly sharpness?: Float64Array | null;
}

/** The series of a quantity over a run, run.steps + 1 long. */
export function computeSeries(id: QuantityId, run: Run & Seen, ground: Baseline): Float64Array {
  const out = new Float64Array(run.steps + 1);
  const at = (step: number): Float64Array =>
    run.positions.subarray(step * run.dimension, (step + 1) * run.dimension);
  switch (id) {
    case 'loss':
      return run.losses;
    case 'excess':
      return out.map((_, k) => run.losses[k]! - (ground.lowest ?? Number.NaN));
    case 'distance':
      return out.map((_, k) => nearest(at(k), ground.minima));
    case 'offPlane':
      return run.distances ?? out.fill(Number.NaN);
    case 'inPlane':
      return run.shares ?? out.fill(Number.NaN);
    case 'gradientNorm': {
      const gradient = new Float64Array(run.dimension);
      return out.map((_, k) => Math.hypot(...ground.loss.gradient(at(k), gradient)));
    }
    case 'stepLength':
      return out.map((_, k) => (k === 0 ? Number.NaN : distance(at(k), at(k - 1))));
    case 'rate':
      return run.rates();
    case 'rateX':
      return run.effectiveRates(0);
    case 'rateY':
      return run.effectiveRates(1);
    case 'sharpness': {
      if (ground.isSeen) return run.sharpness ?? out.fill(Number.NaN);
      const hessian = new Float64Array(run.dimension ** 2);
      return out.map((_, k) => {
        ground.loss.hessian(at(k), hessian);
        if (hessian.length === 1) return hessian[0]!;
        return hessian.length === 4 ? eigen2(hessian[0]!, hessian[1]!, hessian[3]!).max : Number.NaN;
      });
    }
  }
}

/**
 * Series on demand, kept for as long as their run and ground are.
 */
export function createSeriesCache(): (id: QuantityId, run: Run, ground: Baseline) => Float64Array {
  const byGround = new WeakMap<Baseline, WeakMap<Run, Map<QuantityId, Float64Array>>>();
  return (id, run, ground) => {
    let byRun = byGround.get(ground);
    if (!byRun) byGround.set(ground, (byRun = new WeakMap()));
    let byId = byRun.get(run);
    if (!byId) byRun.set(run, (byId = new Map()));
    let series = byId.get(id);
    if (!series) byId.set(id, (series = computeSeries(id, run, ground)));
    return series;
  };
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let length = 0;
  for (let i = 0; i < a.length; i++) length = Math.hypot(length, a[i]! - b[i]!);
  return length;
}

function nearest(position: ArrayLike<number>, minima: readonly Minimum[]): number {
  let least = Number.NaN;
  for (const minimum of minima) {
    const d = distance(position, minimum.at);
    if (!(d >= least)) least = d;
  }
  return least;
}
