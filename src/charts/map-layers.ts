/** All that can lie on a map beside its contours, the paths and the step's arrows, from the lowest to the highest. */
import { markedPoints } from '../app/critical.ts';
import type { Frame } from '../app/state.ts';
import { gradientCloud, simplexAt } from '../app/step-data.ts';
import { hasSimplex } from '../core/optimizers/simplex.ts';
import { overlayIds } from '../core/scene/overlays.ts';
import type { Pen } from '../ui/pen.ts';
import { drawCurvatureRegions } from './curvature-regions.ts';
import { drawCriticalPoints } from './map-critical.ts';
import type { MapLayer } from './map-layer.ts';
import { drawCloud, drawSimplex } from './map-step-data.ts';
import type { Projection } from './projection.ts';

const overlayFiles = import.meta.glob<{ overlay: MapLayer }>('./*.overlay.ts', { eager: true });

const overlays = overlayIds.flatMap((id): MapLayer[] => {
  const overlay = overlayFiles[`./${id}.overlay.ts`]?.overlay;
  if (!overlay) return [];
  const shows = (frame: Frame) => (frame.state.scene.view.overlays[id] ? overlay.shows(frame) : null);
  return [{ ...overlay, shows }];
});

const regions: MapLayer = {
  sheet: 'ground',
  shows: ({ state, derived }) => (state.scene.view.map.curvature ? derived.loss : null),
  draw: (pen, { state, derived }, place) => drawCurvatureRegions(pen, derived.loss, place, state.palette),
};

const critical: MapLayer = {
  sheet: 'paths',
  isInMultiples: true,
  shows: ({ state, derived }) => (state.scene.view.minima ? derived.critical : null),
  draw: (pen, { state, derived }, place) =>
    drawCriticalPoints(pen, markedPoints(derived.critical), place, state.palette),
};

/** Of the runs and the step, with which the paths are drawn anew. */
const simplices: MapLayer = {
  sheet: 'paths',
  shows: ({ derived }) => (derived.runs.some(({ entry }) => hasSimplex(entry)) ? true : null),
  draw(pen, { state, derived }, place) {
    for (const run of derived.runs) {
      const simplex = simplexAt(run, state.playhead.step);
      if (simplex) drawSimplex(pen, simplex, run.look.color, place, state.palette);
    }
  },
};

const cloud: MapLayer = {
  sheet: 'step',
  shows: ({ state, derived }) => gradientCloud(state, derived),
  draw(pen, { state, derived }, place) {
    const drawn = gradientCloud(state, derived);
    if (drawn) drawCloud(pen, drawn, place, state.palette);
  },
};

export const mapLayers: readonly MapLayer[] = [regions, critical, ...overlays, simplices, cloud];

/** The layers of a sheet, in their order. */
export interface Sheet {
  /** Whether something that they show, or of what the owner adds, is another than when it was asked last. */
  hasChanged(frame: Frame, ...more: readonly unknown[]): boolean;
  draw(pen: Pen, frame: Frame, place: Projection): void;
}

export function createSheet(layers: readonly MapLayer[]): Sheet {
  let last: readonly unknown[] = [];
  return {
    hasChanged(frame, ...more) {
      const now = [...more, ...layers.map((layer) => layer.shows(frame))];
      const isSame = now.length === last.length && now.every((value, i) => Object.is(value, last[i]));
      last = now;
      return !isSame;
    },
    draw: (pen, frame, place) => drawLayers(layers, pen, frame, place),
  };
}

export function drawLayers(layers: readonly MapLayer[], pen: Pen, frame: Frame, place: Projection): void {
  for (const layer of layers) if (layer.shows(frame) !== null) layer.draw(pen, frame, place);
}
