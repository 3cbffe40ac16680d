/** Layers over the map's ground that can be switched: the negative gradient, the sign of the curvature. */
import { eigen2 } from '../core/math/eigen.ts';
import type { Loss } from '../core/math/loss.ts';
import { isolines } from '../core/geometry/isolines.ts';
import { ink } from './ink.ts';
import type { Projection } from './projection.ts';
import type { State } from '../app/state.ts';

type Theme = State['theme'];

const arrowSpacing = 24;

/** Arrows of one length that point where the loss falls fastest on the map, coloured by the gradient's length. */
export function drawGradientField(
  context: CanvasRenderingContext2D,
  loss: Loss,
  place: Projection,
  theme: Theme,
): void {
  const columns = Math.max(2, Math.round(place.width / arrowSpacing));
  const rows = Math.max(2, Math.round(place.height / arrowSpacing));
  const [x0, x1, y0, y1] = place.domain;
  const perX = place.width / (x1 - x0);
  const perY = place.height / (y1 - y0);
  const gradient = new Float64Array(2);
  const arrows: { x: number; y: number; angle: number; size: number }[] = [];
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const x = ((i + 0.5) / columns) * place.width;
      const y = ((j + 0.5) / rows) * place.height;
      loss.gradient(place.toDomain(x, y), gradient);
      const [gx, gy] = [gradient[0]!, gradient[1]!];
      const size = Math.log(Math.hypot(gx, gy));
      // No direction where the gradient is zero or not finite.
      if (!Number.isFinite(size)) continue;
      // The direction of −∇f as the map shows it: a vector, stretched as the map is.
      arrows.push({ x, y, angle: Math.atan2(gy * perY, -gx * perX), size });
    }
  }
  const sizes = arrows.map(({ size }) => size);
  const low = Math.min(...sizes);
  const high = Math.max(...sizes);
  const reach = 0.36 * Math.min(place.width / columns, place.height / rows);
  const shades = 6;
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.setLineDash([]);
  // On any tint an arrow stands out by its rim.
  context.beginPath();
  for (const { x, y, angle } of arrows) traceArrow(context, x, y, angle, reach);
  context.strokeStyle = ink[theme].halo;
  context.globalAlpha = 0.4;
  context.lineWidth = 3.2;
  context.stroke();
  context.globalAlpha = 1;
  context.lineWidth = 1.4;
  for (let shade = 0; shade < shades; shade++) {
    context.beginPath();
    for (const { x, y, angle, size } of arrows) {
      const share = high > low ? (size - low) / (high - low) : 1;
      if (Math.min(shades - 1, Math.floor(share * shades)) === shade) traceArrow(context, x, y, angle, reach);
    }
    context.strokeStyle = mix(ink[theme].arrows, shade / (shades - 1));
    context.stroke();
  }
  context.restore();
}

/** An arrow about its middle, `reach` to either side. */
function traceArrow(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  angle: number,
  reach: number,
): void {
  const dx = Math.cos(angle) * reach;
  const dy = Math.sin(angle) * reach;
  context.moveTo(x - dx, y - dy);
  context.lineTo(x + dx, y + dy);
  for (const side of [-1, 1]) {
    const barb = angle + Math.PI + side * 0.55;
    context.moveTo(x + dx + Math.cos(barb) * reach * 0.75, y + dy + Math.sin(barb) * reach * 0.75);
    context.lineTo(x + dx, y + dy);
  }
}

function mix([from, to]: readonly [string, string], share: number): string {
  return `color-mix(in srgb, ${to} ${Math.round(share * 100)}%, ${from})`;
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
  theme: Theme,
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
  fillWhere(context, place, nx, ny, hatch(theme, ratio, 'lines'), (s) => least[s]! < 0 && most[s]! > 0);
  fillWhere(context, place, nx, ny, hatch(theme, ratio, 'dots'), (s) => most[s]! <= 0 && least[s]! < 0);
  context.save();
  context.strokeStyle = ink[theme].region;
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
function hatch(theme: Theme, ratio: number, kind: 'lines' | 'dots'): HTMLCanvasElement {
  const side = Math.round(7 * ratio);
  const tile = document.createElement('canvas');
  tile.width = side;
  tile.height = side;
  const context = tile.getContext('2d');
  if (!context) return tile;
  context.globalAlpha = 0.6;
  context.strokeStyle = ink[theme].region;
  context.fillStyle = ink[theme].region;
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
