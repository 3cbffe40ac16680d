import type { Loss } from '../../core/math/loss.ts';
import { fieldSide, gradientField } from '../../core/geometry/gradient-field.ts';
import { ink } from '../ink.ts';
import type { MapLayer } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';
import type { Pen } from '../../ui/pen.ts';
import type { Palette } from '../../app/state.ts';

export const overlay: MapLayer<Loss> = {
  sheet: 'ground',
  shows: ({ derived }) => derived.loss,
  draw: (pen, loss, { state }, place) => drawGradientField(pen, loss, place, state.palette),
};

/** Half an arrow's length at most, in figure pixels: on a large map the field stays a field. */
const longest = 14;

/** The stage's arrows of the negative gradient, coloured by the gradient's length. */
export function drawGradientField(pen: Pen, loss: Loss, place: MapProjection, palette: Palette): void {
  const arrows = gradientField(loss, place.domain, fieldSide, place.sides).map(
    ({ u, v, du, dv, steepness }) => {
      const [dx, dy] = [du * place.width, -dv * place.height];
      return {
        x: u * place.width,
        y: (1 - v) * place.height,
        angle: Math.atan2(dy, dx),
        reach: Math.min(longest, Math.hypot(dx, dy)),
        steepness,
      };
    },
  );
  const shades = 6;
  const { halo, haloWidth, arrows: colors } = ink[palette];
  pen.save();
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.setLineDash([]);
  // On any tint an arrow stands out by its rim.
  pen.beginPath();
  for (const { x, y, angle, reach } of arrows) traceArrow(pen, x, y, angle, reach);
  pen.strokeStyle = halo;
  pen.globalAlpha = 0.4;
  pen.lineWidth = 1.4 + 1.8 * haloWidth;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.lineWidth = 1.4;
  for (let shade = 0; shade < shades; shade++) {
    pen.beginPath();
    for (const { x, y, angle, reach, steepness } of arrows) {
      if (Math.min(shades - 1, Math.floor(steepness * shades)) === shade) traceArrow(pen, x, y, angle, reach);
    }
    pen.strokeStyle = mix(colors, shade / (shades - 1));
    pen.stroke();
  }
  pen.restore();
}

/** An arrow about its middle, `reach` to either side. */
function traceArrow(pen: Pen, x: number, y: number, angle: number, reach: number): void {
  const dx = Math.cos(angle) * reach;
  const dy = Math.sin(angle) * reach;
  pen.moveTo(x - dx, y - dy);
  pen.lineTo(x + dx, y + dy);
  for (const side of [-1, 1]) {
    const barb = angle + Math.PI + side * 0.55;
    pen.moveTo(x + dx + Math.cos(barb) * reach * 0.75, y + dy + Math.sin(barb) * reach * 0.75);
    pen.lineTo(x + dx, y + dy);
  }
}

/** A colour between two, as #rrggbb. */
function mix([from, to]: readonly [string, string], share: number): string {
  const part = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(from, at) + share * (part(to, at) - part(from, at))));
  return `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
