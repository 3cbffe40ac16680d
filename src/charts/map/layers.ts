/** The layers of a map on the page. The code of those that few scenes have is loaded when a scene has some of them. */
import type { Frame } from '../../app/state.ts';
import { hasSimplex } from '../../core/optimizers/simplex.ts';
import { overlayIds } from '../../core/scene/overlays.ts';
import { lateCode } from '../../ui/late-code.ts';
import { criticalLayer } from './critical.ts';
import type { MapLayer } from './layer.ts';

const late = lateCode(async () => (await import('../overlays/overlays.ts')).mapLayers);
const atOnce: readonly MapLayer[] = [criticalLayer];

export interface DrawableLayers {
  /** Those of a frame that can be drawn now, from the lowest to the highest; the same list while no code has come. */
  of(frame: Frame): readonly MapLayer[];
  dispose(): void;
}

/** @param loaded called when the code of more has come, for a frame to be drawn with it */
export function createMapLayers(loaded: () => void): DrawableLayers {
  let asked = '';
  let disposed = false;
  const load = async () => {
    try {
      await late.load();
      if (!disposed) loaded();
    } catch {
      // No network, and not kept: a layer that is switched on asks for it again.
    }
  };
  return {
    of(frame) {
      if (late.now) return late.now;
      const wanted = wantedBy(frame);
      if (wanted !== asked && wanted !== '') void load();
      asked = wanted;
      return atOnce;
    },
    dispose() {
      disposed = true;
    },
  };
}

/** What a frame has of the layers that come late, as names; empty for none. */
function wantedBy({ state: { scene, asked }, derived: { runs } }: Frame): string {
  const { overlays, map, settingMap, swarm } = scene.view;
  const names: string[] = overlayIds.filter((id) => overlays[id]);
  if (map.curvature) names.push('regions');
  if (scene.noise > 0) names.push('cloud');
  if (runs.some(({ entry }) => hasSimplex(entry))) names.push('simplex');
  if (asked.guess) names.push('guess');
  if (settingMap) names.push('settings');
  if (swarm) names.push('swarm');
  return names.join(' ');
}
