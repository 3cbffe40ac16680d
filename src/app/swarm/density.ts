import type { DensityOnMap } from '../../core/run/swarm-density.ts';
import type { Frame } from '../state.ts';
import { swarmPoints } from './points.ts';

/** The density of a frame's swarm; null where it shows none, has no particles yet, or none in the domain. */
export function shownDensity(frame: Frame): DensityOnMap | null {
  if (frame.state.scene.view.swarm?.map !== 'density') return null;
  return swarmPoints(frame)?.part.density ?? null;
}
