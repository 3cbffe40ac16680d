/** Signs at minima, saddles and maxima, drawn so that they stand out on any tint. */
import type { Pen } from '../../ui/pen.ts';
import { type Critical, markedPoints } from '../../app/critical.ts';
import type { Palette } from '../../app/state.ts';
import type { CriticalKind } from '../../core/math/critical.ts';
import { ink } from '../ink.ts';
import type { MapLayer } from './layer.ts';
import type { MapProjection } from './projection.ts';

/** Those of the surface, as they are marked: on every map, and on the small ones side by side. */
export const criticalLayer: MapLayer<Critical> = {
  sheet: 'paths',
  shows: ({ state, derived }) => (state.scene.view.minima ? derived.critical : null),
  draw: (pen, critical, { state }, place) =>
    drawCriticalPoints(pen, markedPoints(critical), place, state.palette),
};

/** A mark's place and what it stands for. */
export interface PlacedMark {
  readonly at: readonly number[];
  readonly kind: CriticalKind;
}

/** Radius of a minimum's ring. */
const RADIUS = 5;

/** Adds the sign of a kind around a pixel to the pen's path. */
const trace: Readonly<Record<CriticalKind, (pen: Pen, x: number, y: number) => void>> = {
  minimum(pen, x, y) {
    pen.moveTo(x + RADIUS, y);
    pen.arc(x, y, RADIUS, 0, 2 * Math.PI);
  },
  saddle(pen, x, y) {
    // Two arcs back to back, the sign of a pass on maps.
    for (const side of [-4.5, 4.5]) {
      pen.moveTo(x + side, y - 4);
      pen.quadraticCurveTo(x, y, x + side, y + 4);
    }
  },
  maximum(pen, x, y) {
    pen.moveTo(x, y - 5.5);
    pen.lineTo(x + 5.5, y);
    pen.lineTo(x, y + 5.5);
    pen.lineTo(x - 5.5, y);
    pen.closePath();
  },
  degenerate(pen, x, y) {
    pen.rect(x - 3.5, y - 3.5, 7, 7);
  },
};

const dashes: Readonly<Record<CriticalKind, number[]>> = {
  minimum: [2.6, 1.9],
  saddle: [],
  maximum: [],
  degenerate: [],
};

const kinds: readonly CriticalKind[] = ['degenerate', 'maximum', 'saddle', 'minimum'];

/** A broken ring at every minimum, the sign of a pass at a saddle, a diamond at a maximum, else a square. */
export function drawCriticalPoints(
  pen: Pen,
  marks: readonly PlacedMark[],
  place: MapProjection,
  palette: Palette,
): void {
  pen.lineCap = 'butt';
  pen.lineJoin = 'miter';
  for (const kind of kinds) {
    pen.beginPath();
    for (const mark of marks) {
      if (mark.kind === kind) trace[kind](pen, ...place.toPixel(mark.at[0]!, mark.at[1]!));
    }
    strokeWithRim(pen, palette, dashes[kind]);
  }
}

/** Strokes the current path so that it stands out on any tint. */
function strokeWithRim(pen: Pen, palette: Palette, dash: number[]): void {
  pen.setLineDash([]);
  pen.strokeStyle = ink[palette].halo;
  pen.globalAlpha = 0.35;
  pen.lineWidth = 1.4 + 1.6 * ink[palette].haloWidth;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.setLineDash(dash);
  pen.strokeStyle = ink[palette].line;
  pen.lineWidth = 1.4;
  pen.stroke();
  pen.setLineDash([]);
}
