import type { Hung } from '../../core/geometry/path.ts';
import type { Plane } from '../../core/plane/plane.ts';
import { costOf } from '../../core/optimizers/cost.ts';
import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import type { Run } from '../../core/run/types.ts';
import type { Growth } from './growth.ts';

/**
 * A run as it is seen on a plane: its positions are its feet there, its losses its own. Of what the whole run could tell
 * (state, parts of an update) it has nothing.
 */
export interface SeenRun extends Run, Hung {
  readonly hung: Float64Array;
  /** How far each position is from the plane. */
  readonly distances: Float64Array;
  /** The share of the way from the start to each step, of its square, that lies along the plane; NaN where there is no way. */
  readonly shares: Float64Array;
  /** The largest curvature at each step, where it is known. */
  readonly sharpness: Float64Array | null;
}

/** A run on a plane. */
export interface ProjectedRun {
  /** The run as far as it has come there, with `steps` -1 where it has not; the same object while that is as far, and as much is known of its curvature. */
  seen(sharpness: Float64Array | null): SeenRun;
}

export function createProjection(growth: Growth, plane: Plane): ProjectedRun {
  let last: SeenRun | null = null;
  let version = -1;
  const { optimizer } = growth.request;
  const { entry, values } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  // What a rule has counted itself stays with the worker.
  const cost = entry.rule.scalars.includes('evaluations') ? null : costOf(entry, values, null);
  return {
    seen(sharpness) {
      if (last && version === growth.version && last.sharpness === sharpness) return last;
      ({ version } = growth);
      const { feet, distances, shares, rows: there } = growth.trackOn(plane);
      const rows = Math.min(growth.rows, there);
      const losses = joined(growth, rows);
      last = {
        steps: rows - 1,
        dimension: 2,
        positions: feet.subarray(0, 2 * rows),
        losses,
        hung: losses,
        distances: distances.subarray(0, rows),
        shares: shares.subarray(0, rows),
        sharpness,
        divergedAt: growth.divergedAt,
        end: growth.end,
        stateAt: () => ({}),
        updateFrom: () => ({}),
        evaluationsAt: (step) => cost?.(step) ?? uncounted,
        rates: () => new Float64Array(rows).fill(Number.NaN),
        effectiveRates: () => new Float64Array(rows).fill(Number.NaN),
      };
      return last;
    },
  };
}

const uncounted = { values: Number.NaN, gradients: Number.NaN, hessians: Number.NaN };

/** The losses; those that are still to come on straight lines between the others, until they are here. */
function joined({ losses, known }: Growth, rows: number): Float64Array {
  if (known >= rows - 1) return losses.subarray(0, rows);
  const out = losses.slice(0, rows);
  let before = 0;
  for (let row = known; row < rows; row++) {
    if (Number.isNaN(out[row])) continue;
    for (let k = before + 1; k < row; k++) {
      const share = (k - before) / (row - before);
      out[k] = (1 - share) * out[before]! + share * out[row]!;
    }
    before = row;
  }
  // The last that has come is that of the last step but some.
  return out.fill(out[before]!, before + 1);
}
