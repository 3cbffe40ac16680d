/**
 * All that can lie on a map beside its contours, the paths and the step's arrows, from the lowest to the highest. Few
 * scenes have more of it than the critical points: a figure, which is drawn at once, imports this file, and a map on the
 * page loads it when it first needs some of it (`map/layers.ts`).
 */
import { showsOverlay } from '../../app/asking.ts';
import { gradientCloud, type GradientCloud, simplexAt } from '../../app/step-data.ts';
import type { RunView } from '../../app/state.ts';
import type { Loss } from '../../core/math/loss.ts';
import { hasSimplex } from '../../core/optimizers/simplex.ts';
import { type OverlayId, overlayIds } from '../../core/scene/overlays.ts';
import { drawCurvatureRegions } from './curvature-regions.ts';
import { criticalLayer } from '../map/critical.ts';
import type { MapLayer } from '../map/layer.ts';
import { guessLayer } from './guess.ts';
import { createLineArrows } from './lines.overlay.ts';
import { drawCloud, drawSimplex } from './step-data.ts';
import { pointedSettingLayer } from '../settings/pointed-layer.ts';
import { swarmLayer } from '../swarm/layer.ts';
import { pointedLayer } from '../starts/pointed.ts';

const overlayFiles = import.meta.glob<{ overlay: MapLayer }>('./*.overlay.ts', { eager: true });

const overlays = overlayIds.flatMap((id): MapLayer[] => {
  const overlay = overlayFiles[`./${id}.overlay.ts`]?.overlay;
  return overlay ? [switched(id, overlay)] : [];
});

/** A layer that is there where an overlay is. */
function switched(id: OverlayId, layer: MapLayer): MapLayer {
  return { ...layer, shows: (frame) => (showsOverlay(frame.state, id) ? layer.shows(frame) : null) };
}

const isGround = ({ sheet }: MapLayer) => sheet === 'ground';
const lineArrows = createLineArrows(() => matchMedia('(prefers-reduced-motion: reduce)').matches);

const regions: MapLayer<Loss> = {
  sheet: 'ground',
  shows: ({ state, derived }) => (state.scene.view.map.curvature ? derived.loss : null),
  draw: (pen, loss, { state }, place) => drawCurvatureRegions(pen, loss, place, state.palette),
};

/** Of the runs and the step, with which the paths are drawn anew. */
const simplices: MapLayer<readonly RunView[]> = {
  sheet: 'paths',
  shows: ({ derived: { runs } }) => (runs.some(({ entry }) => hasSimplex(entry)) ? runs : null),
  draw(pen, runs, { state }, place) {
    for (const run of runs) {
      const simplex = simplexAt(run, state.playhead.step);
      if (simplex) drawSimplex(pen, simplex, run.look.color, place, state.palette);
    }
  },
};

const cloud: MapLayer<GradientCloud> = {
  sheet: 'step',
  shows: ({ state, derived }) => gradientCloud(state, derived),
  draw: (pen, shown, { state }, place) => drawCloud(pen, shown, place, state.palette),
};

export const mapLayers: readonly MapLayer[] = [
  regions,
  ...overlays.filter(isGround),
  switched('lines', lineArrows),
  criticalLayer,
  ...overlays.filter((overlay) => !isGround(overlay)),
  swarmLayer,
  simplices,
  pointedLayer,
  pointedSettingLayer,
  guessLayer,
  cloud,
];
