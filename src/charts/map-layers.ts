/** Layers over the map's ground that can be switched: the negative gradient, the sign of the curvature. */
import { eigen2 } from '../core/math/eigen.ts';
import type { Loss } from '../core/math/loss.ts';
import { fieldSide, gradientField } from '../core/geometry/gradient-field.ts';
import { isolines } from '../core/geometry/isolines.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';
import type { Pen } from '../app/pen.ts';
import type { Palette } from '../app/state.ts';

/** Half an arrow's length at most, in figure pixels: on a large map the field stays a field. */
const longest = 14;

/** The stage's arrows of the negative gradient, coloured by the gradient's length. */
export function drawGradientField(pen: Pen, loss: Loss, place: Projection, palette: Palette): void {
  const arrows = gradientField(loss, place.domain, fieldSide).map(({ u, v, du, dv, steepness }) => {
    const [dx, dy] = [du * place.width, -dv * place.height];
    return {
      x: u * place.width,
      y: (1 - v) * place.height,
      angle: Math.atan2(dy, dx),
      reach: Math.min(longest, Math.hypot(dx, dy)),
      steepness,
    };
  });
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

/** Pixels between two samples of the Hessian. */
const curvatureSpacing = 3;

/**
 * Hatches the regions where the Hessian is indefinite (some direction falls, another rises) and dots those where
 * it is negative (a hilltop: every direction falls), with a line around them.
 */
export function drawCurvatureRegions(
  context: CanvasRenderingContext2D,
  loss: Loss,
  place: Projection,
  palette: Palette,
  ratio: number,
): void {
  const nx = Math.max(2, Math.ceil(place.width / curvatureSpacing) + 1);
  const ny = Math.max(2, Math.ceil(place.height / curvatureSpacing) + 1);
  const least = new Float64Array(nx * ny);
  const most = new Float64Array(nx * ny);
  const hessian = new Float64Array(4);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      // Rows upward, as in every grid.
      const at = place.toDomain((i / (nx - 1)) * place.width, (1 - j / (ny - 1)) * place.height);
      loss.hessian(at, hessian);
      const { min, max } = eigen2(hessian[0]!, hessian[1]!, hessian[3]!);
      least[j * nx + i] = min;
      most[j * nx + i] = max;
    }
  }
  fillWhere(context, place, nx, ny, hatch(palette, ratio, 'lines'), (s) => least[s]! < 0 && most[s]! > 0);
  fillWhere(context, place, nx, ny, hatch(palette, ratio, 'dots'), (s) => most[s]! <= 0 && least[s]! < 0);
  context.save();
  context.strokeStyle = ink[palette].region;
  context.globalAlpha = 0.8;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  for (const eigenvalues of [least, most]) {
    for (const { points, closed } of isolines(eigenvalues, nx, ny, [0])) {
      for (let k = 0; k < points.length; k += 2) {
        const x = (points[k]! / (nx - 1)) * place.width;
        const y = (1 - points[k + 1]! / (ny - 1)) * place.height;
        if (k === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      if (closed) context.closePath();
    }
  }
  context.stroke();
  context.restore();
}

/** Fills with a pattern the samples for which `isIn` holds. */
function fillWhere(
  context: CanvasRenderingContext2D,
  place: Projection,
  nx: number,
  ny: number,
  pattern: HTMLCanvasElement,
  isIn: (sample: number) => boolean,
): void {
  const mask = document.createElement('canvas');
  mask.width = nx;
  mask.height = ny;
  const maskContext = mask.getContext('2d');
  const sheet = document.createElement('canvas');
  sheet.width = context.canvas.width;
  sheet.height = context.canvas.height;
  const sheetContext = sheet.getContext('2d');
  if (!maskContext || !sheetContext || sheet.width === 0) return;
  const image = maskContext.createImageData(nx, ny);
  for (let s = 0; s < nx * ny; s++) {
    const row = ny - 1 - Math.floor(s / nx);
    if (isIn(s)) image.data[4 * (row * nx + (s % nx)) + 3] = 255;
  }
  maskContext.putImageData(image, 0, 0);
  sheetContext.drawImage(mask, 0.5, 0.5, nx - 1, ny - 1, 0, 0, sheet.width, sheet.height);
  const fill = sheetContext.createPattern(pattern, 'repeat');
  if (!fill) return;
  sheetContext.globalCompositeOperation = 'source-in';
  sheetContext.fillStyle = fill;
  sheetContext.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(sheet, 0, 0, place.width, place.height);
}

/** A tile of diagonal lines or of dots, in device pixels. */
function hatch(palette: Palette, ratio: number, kind: 'lines' | 'dots'): HTMLCanvasElement {
  const side = Math.round(7 * ratio);
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const context = tile.getContext('2d');
  if (!context) return tile;
  context.globalAlpha = 0.6;
  context.strokeStyle = ink[palette].region;
  context.fillStyle = ink[palette].region;
  context.lineWidth = ratio;
  if (kind === 'dots') {
    context.arc(side / 2, side / 2, 1.3 * ratio, 0, 2 * Math.PI);
    context.fill();
    return tile;
  }
  // Three parallels, so that the line goes on through the tile's corners.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 1, side + 1);
    context.lineTo(shift + side + 1, -1);
  }
  context.stroke();
  return tile;
}
