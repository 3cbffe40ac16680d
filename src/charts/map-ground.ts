/** The map's ground: tints, contour lines and their labels, drawn once for a surface, a size and a theme. */
import { isolines, type Isoline } from '../core/geometry/isolines.ts';
import { contourInk, tint } from '../core/geometry/tints.ts';
import type { Surface } from '../core/geometry/types.ts';
import { formatNumber } from '../core/math/format.ts';
import type { State } from '../app/state.ts';

type Theme = State['theme'];

/** A picture of the tints, one pixel a sample, north up. */
export function paintTints(surface: Surface, theme: Theme): HTMLCanvasElement {
  const { nx, ny } = surface.grid;
  const canvas = document.createElement('canvas');
  canvas.width = nx;
  canvas.height = ny;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(nx, ny);
  const pixels = new Uint32Array(image.data.buffer);
  const ramp = packedRamp(theme);
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
function packedRamp(theme: Theme): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * (rampSize + 1));
  for (let k = 0; k <= rampSize; k++) {
    const height = k < rampSize ? k / (rampSize - 1) : Number.NaN;
    bytes.set([...tint(height, theme), 255], 4 * k);
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
  readonly theme: Theme;
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
  const { width, height } = options;
  const { nx, ny } = surface.grid;
  context.imageSmoothingQuality = 'high';
  // Samples lie on the border, so the outer halves of the outer pixels lie outside.
  context.drawImage(tints, 0.5, 0.5, nx - 1, ny - 1, 0, 0, width, height);

  const labels = options.labels ? placeLabels(context, surface, contours, options) : [];
  context.save();
  if (labels.length > 0) {
    // Lines are left out under the labels: everything but their boxes is painted.
    const outside = new Path2D();
    outside.rect(0, 0, width, height);
    for (const label of labels) outside.addPath(labelBox(label), labelTransform(label));
    context.clip(outside, 'evenodd');
  }
  strokeContours(context, surface, contours, options);
  context.restore();
  for (const label of labels) drawLabel(context, label, options.theme);
}

function strokeContours(
  context: CanvasRenderingContext2D,
  surface: Surface,
  contours: readonly Isoline[],
  { theme, width, height }: GroundOptions,
): void {
  const { color, thin, heavy } = contourInk[theme];
  const scaleX = width / (surface.grid.nx - 1);
  const scaleY = height / (surface.grid.ny - 1);
  context.lineJoin = 'round';
  context.strokeStyle = `rgb(${color.join(' ')})`;
  for (const isHeavy of [false, true]) {
    context.beginPath();
    for (const { level, points, closed } of contours) {
      if ((level % 5 === 0) !== isHeavy) continue;
      for (let k = 0; k < points.length; k += 2) {
        const x = points[k]! * scaleX;
        const y = height - points[k + 1]! * scaleY;
        if (k === 0) context.moveTo(x, y);
        else context.lineTo(x, y);
      }
      if (closed) context.closePath();
    }
    context.globalAlpha = isHeavy ? heavy : thin;
    context.lineWidth = isHeavy ? 0.9 : 0.7;
    context.stroke();
  }
  context.globalAlpha = 1;
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
  context: CanvasRenderingContext2D,
  surface: Surface,
  contours: readonly Isoline[],
  { width, height, font }: GroundOptions,
): Label[] {
  context.font = `${labelSize}px ${font}`;
  const scaleX = width / (surface.grid.nx - 1);
  const scaleY = height / (surface.grid.ny - 1);
  const placed: Label[] = [];
  for (const { level, points } of contours) {
    const value = surface.levels[level]?.value;
    if (level % 5 !== 0 || value === undefined) continue;
    const text = formatNumber(value, 2);
    const halfWidth = context.measureText(text).width / 2 + 3;
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

function labelBox({ halfWidth }: Label): Path2D {
  const box = new Path2D();
  box.rect(-halfWidth, -labelSize * 0.55, 2 * halfWidth, labelSize * 1.1);
  return box;
}

function labelTransform({ x, y, angle }: Label): DOMMatrix {
  return new DOMMatrix().translate(x, y).rotate((angle * 180) / Math.PI);
}

function drawLabel(context: CanvasRenderingContext2D, label: Label, theme: Theme): void {
  context.save();
  context.translate(label.x, label.y);
  context.rotate(label.angle);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = theme === 'light' ? '#1c2b2a' : '#f4f4ea';
  context.fillText(label.text, 0, 0.5);
  context.restore();
}
