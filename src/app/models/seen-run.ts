import type { Hung } from '../../core/geometry/path.ts';
import type { Plane } from '../../core/plane/plane.ts';
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

/** Projects what a run has got since the last time. */
export interface Projection {
  /** The run as far as it has come; the same object while that is as far, and as much is known of its curvature. */
  seen(sharpness: Float64Array | null): SeenRun;
}

export function createProjection(growth: Growth, plane: Plane): Projection {
  const room = growth.losses.length;
  const feet = new Float64Array(2 * room);
  const distances = new Float64Array(room);
  const shares = new Float64Array(room);
  let projected = 0;
  let last: SeenRun | null = null;
  let version = -1;
  const { positions, dimension: n } = growth;
  const { origin, u, v } = plane;

  /** Writes a row's foot, its distance and its share: what `project` and `distance` give, in two passes. */
  const place = (row: number) => {
    let [x, y, moved, off] = [0, 0, 0, 0];
    for (let i = 0, at = row * n; i < n; i++, at++) {
      const p = positions[at]!;
      const rest = p - origin[i]!;
      const way = p - positions[i]!;
      x += rest * u[i]!;
      y += rest * v[i]!;
      moved += way * way;
    }
    for (let i = 0, at = row * n; i < n; i++, at++) {
      const rest = positions[at]! - origin[i]! - x * u[i]! - y * v[i]!;
      off += rest * rest;
    }
    feet[2 * row] = x;
    feet[2 * row + 1] = y;
    distances[row] = Math.sqrt(off);
    const [along, across] = [x - feet[0]!, y - feet[1]!];
    shares[row] = Math.min(1, (along * along + across * across) / moved);
  };

  return {
    seen(sharpness) {
      const { rows } = growth;
      if (last && version === growth.version && last.sharpness === sharpness) return last;
      for (let row = projected; row < rows; row++) place(row);
      projected = rows;
      ({ version } = growth);
      const losses = joined(growth);
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
        evaluationsAt: () => ({ values: Number.NaN, gradients: Number.NaN, hessians: Number.NaN }),
        rates: () => new Float64Array(rows).fill(Number.NaN),
        effectiveRates: () => new Float64Array(rows).fill(Number.NaN),
      };
      return last;
    },
  };
}

/** The losses; those that are still to come on straight lines between the others, until they are here. */
function joined({ losses, rows, known }: Growth): Float64Array {
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
