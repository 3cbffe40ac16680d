import type { Hung } from '../../core/geometry/path.ts';
import { distance, type Plane, project } from '../../core/plane/plane.ts';
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
}

/** Projects what a run has got since the last time. */
export interface Projection {
  /** The run as far as it has come; the same object while that is as far. */
  seen(): SeenRun;
}

export function createProjection(growth: Growth, plane: Plane): Projection {
  const room = growth.losses.length;
  const feet = new Float64Array(2 * room);
  const distances = new Float64Array(room);
  let projected = 0;
  let last: SeenRun | null = null;
  let wasDone = false;
  const { positions, dimension } = growth;
  return {
    seen() {
      const { rows, isDone } = growth;
      if (last && rows === projected && isDone === wasDone) return last;
      for (let row = projected; row < rows; row++) {
        const p = positions.subarray(row * dimension, (row + 1) * dimension);
        project(plane, p, feet.subarray(2 * row, 2 * row + 2));
        distances[row] = distance(plane, p);
      }
      projected = rows;
      wasDone = isDone;
      const losses = growth.losses.subarray(0, rows);
      last = {
        steps: rows - 1,
        dimension: 2,
        positions: feet.subarray(0, 2 * rows),
        losses,
        hung: losses,
        distances: distances.subarray(0, rows),
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

/** The share of the way from the start to a step that lies along the plane, of its square; NaN where there is no way. */
export function shareSeen(growth: Growth, plane: Plane, step: number): number {
  const { positions, dimension, rows } = growth;
  const row = Math.min(step, rows - 1) * dimension;
  let [along, across, all] = [0, 0, 0];
  for (let i = 0; i < dimension; i++) {
    const moved = positions[row + i]! - positions[i]!;
    along += moved * plane.u[i]!;
    across += moved * plane.v[i]!;
    all += moved * moved;
  }
  return Math.min(1, (along * along + across * across) / all);
}
