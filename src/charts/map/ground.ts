/** The map's ground: tints, contour lines and their labels, drawn once for a surface, a size and a theme. */
import { isolines, type Isoline } from '../../core/geometry/isolines.ts';
import { contourInk, tint } from '../../ui/tints.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Pen } from '../../ui/pen.ts';
import type { Palette } from '../../app/state.ts';
import { ink } from '../ink.ts';

/** A picture of the tints, one pixel a sample, north up. */
export function paintTints(surface: Surface, palette: Palette): HTMLCanvasElement {
  const { nx, ny } = surface.grid;
  const canvas = document.createElement('canvas');
  canvas.width = nx;
  canvas.height = ny;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(nx, ny);
  const pixels = new Uint32Array(image.data.buffer);
  const ramp = packedRamp(palette);
  const { heights } = surface;
  for (let j = 0; j < ny; j++) {
    const from = (ny - 1 - j) * nx;
    for (let i = 0; i < nx; i++) {
      const height = heights[from + i]!;
      const shade = Number.isNaN(height) ? rampSize : Math.round(height * (rampSize - 1));
      pixels[j * nx + i] = ramp[shade]!;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

const rampSize = 1024;

/** The tints as pixels ready to be stored, with the one of no height behind the last. */
function packedRamp(palette: Palette): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * (rampSize + 1));
  for (let k = 0; k <= rampSize; k++) {
    const height = k < rampSize ? k / (rampSize - 1) : Number.NaN;
    bytes.set([...tint(height, palette), 255], 4 * k);
  }
  return new Uint32Array(bytes.buffer);
}

/** Contour lines of a surface, once traced. */
export function traceContours(surface: Surface): Isoline[] {
  const { nx, ny } = surface.grid;
  return isolines(
    surface.heights,
    nx,
    ny,
    surface.levels.map(({ height }) => height),
  );
}

export interface GroundOptions {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly labels: boolean;
  readonly font: string;
}

export function drawGround(
  context: CanvasRenderingContext2D,
  surface: Surface,
  tints: HTMLCanvasElement,
  contours: readonly Isoline[],
  options: GroundOptions,
): void {
  drawTints(context, surface, tints, options);
  drawContours(context, surface, contours, options);
}

export function drawTints(
  context: CanvasRenderingContext2D,
  surface: Surface,
  tints: HTMLCanvasElement,
  { width, height }: GroundOptions,
): void {
  const { nx, ny } = surface.grid;
  context.imageSmoothingQuality = 'high';
  // Samples lie on the border, so the outer halves of the outer pixels lie outside.
  context.drawImage(tints, 0.5, 0.5, nx - 1, ny - 1, 0, 0, width, height);
}

/** The contour lines, interrupted where their labels stand. */
export function drawContours(
  pen: Pen,
  surface: Surface,
  contours: readonly Isoline[],
  options: GroundOptions,
): void {
  const labels = options.labels ? placeLabels(pen, surface, contours, options) : [];
  strokeContours(pen, surface, contours, labels, options);
  for (const label of labels) drawLabel(pen, label, options.palette);
}

function strokeContours(
  pen: Pen,
  surface: Surface,
  contours: readonly Isoline[],
  labels: readonly Label[],
  { palette, width, height }: GroundOptions,
): void {
  const { color, thin, heavy } = contourInk[palette];
  const scaleX = width / (surface.grid.nx - 1);
  const scaleY = height / (surface.grid.ny - 1);
  pen.lineJoin = 'round';
  pen.strokeStyle = `rgb(${color.join(' ')})`;
  for (const isHeavy of [false, true]) {
    pen.beginPath();
    for (const { level, points, closed } of contours) {
      if ((level % 5 === 0) !== isHeavy) continue;
      let joined = false;
      let whole = true;
      // A line that comes back to its beginning ends there by itself where a label has interrupted it.
      for (let k = 0; k < points.length + (closed ? 2 : 0); k += 2) {
        if (k === points.length && whole) {
          pen.closePath();
          break;
        }
        const x = points[k % points.length]! * scaleX;
        const y = height - points[(k + 1) % points.length]! * scaleY;
        if (labels.some((label) => isUnder(label, x, y))) {
          joined = false;
          whole = false;
          continue;
        }
        if (joined) pen.lineTo(x, y);
        else pen.moveTo(x, y);
        joined = true;
      }
    }
    pen.globalAlpha = isHeavy ? heavy : thin;
    pen.lineWidth = isHeavy ? 0.9 : 0.7;
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly halfWidth: number;
}

const labelSize = 12;

/** Labels of heavy lines that are long enough, in the middle of their straightest stretch, none over another. */
function placeLabels(
  pen: Pen,
  surface: Surface,
  contours: readonly Isoline[],
  { width, height, font }: GroundOptions,
): Label[] {
  pen.font = `${labelSize}px ${font}`;
  const scaleX = width / (surface.grid.nx - 1);
  const scaleY = height / (surface.grid.ny - 1);
  const placed: Label[] = [];
  for (const { level, points } of contours) {
    const value = surface.levels[level]?.value;
    if (level % 5 !== 0 || value === undefined) continue;
    const text = formatNumber(value, 2);
    const halfWidth = pen.measureText(text).width / 2 + 3;
    const at = (k: number): [number, number] => [
      points[2 * k]! * scaleX,
      height - points[2 * k + 1]! * scaleY,
    ];
    const stretch = straightestStretch(points.length / 2, at, 2 * halfWidth);
    if (!stretch) continue;
    const [x, y, angle] = stretch;
    const reach = halfWidth + labelSize / 2;
    if (x < reach || y < reach || x > width - reach || y > height - reach) continue;
    if (placed.some((other) => Math.hypot(other.x - x, other.y - y) < other.halfWidth + reach)) continue;
    placed.push({ text, x, y, angle, halfWidth });
  }
  return placed;
}

/** Middle and direction of the stretch of a line, `length` pixels long, whose ends are farthest apart. */
function straightestStretch(
  count: number,
  at: (k: number) => [number, number],
  length: number,
): [x: number, y: number, angle: number] | null {
  let best: [number, number, number] | null = null;
  let bestChord = 0.94 * length;
  let end = 0;
  let along = 0;
  for (let start = 0; start < count; start++) {
    while (along < length && end + 1 < count) {
      const [x, y] = at(end);
      const [nextX, nextY] = at(end + 1);
      along += Math.hypot(nextX - x, nextY - y);
      end++;
    }
    if (along < length) break;
    const [ax, ay] = at(start);
    const [bx, by] = at(end);
    const chord = Math.hypot(bx - ax, by - ay) * (length / along);
    if (chord > bestChord) {
      bestChord = chord;
      const flip = bx < ax ? -1 : 1;
      best = [(ax + bx) / 2, (ay + by) / 2, Math.atan2(flip * (by - ay), flip * (bx - ax))];
    }
    const [nextX, nextY] = at(start + 1);
    along -= Math.hypot(nextX - ax, nextY - ay);
  }
  return best;
}

/** Whether a point lies in a label's box. */
function isUnder({ x, y, angle, halfWidth }: Label, px: number, py: number): boolean {
  const [dx, dy] = [px - x, py - y];
  const along = dx * Math.cos(angle) + dy * Math.sin(angle);
  const across = dy * Math.cos(angle) - dx * Math.sin(angle);
  return Math.abs(along) < halfWidth && Math.abs(across) < labelSize * 0.55;
}

function drawLabel(pen: Pen, label: Label, palette: Palette): void {
  pen.save();
  pen.translate(label.x, label.y);
  pen.rotate(label.angle);
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillStyle = ink[palette].label;
  pen.fillText(label.text, 0, 0.5);
  pen.restore();
}
