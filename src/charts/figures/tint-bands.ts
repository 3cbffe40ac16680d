/** The map's tints as polygons: every band of heights a shape of its own colour, as printers and editors like it. */
import { contours } from 'd3-contour';
import type { Pen } from '../../ui/pen.ts';
import type { Palette } from '../../app/state.ts';
import { tint } from '../../ui/tints.ts';
import type { Surface } from '../../core/geometry/types.ts';

/** Bands between the lowest and the highest: neighbours differ by less than the eye sees. */
const BANDS = 40;
/** A point is left out where that moves the border by less than this, in pixels, and leaves no side longer than that. */
const [DEVIATION, SIDE] = [0.12, 12];

/**
 * Fills a rectangle from the origin with the tints of a surface, north up. Each band covers all that lies higher too,
 * so that no seam shows between two; what has no height keeps the ground under them.
 */
export function fillTints(
  pen: Pen,
  { grid, heights }: Surface,
  palette: Palette,
  width: number,
  height: number,
): void {
  const { nx, ny } = grid;
  pen.fillStyle = css(tint(Number.NaN, palette));
  pen.fillRect(0, 0, width, height);
  const thresholds = Array.from({ length: BANDS }, (_, k) => k / BANDS);
  const bands = contours().size([nx, ny]).thresholds(thresholds)(Array.from(heights));
  for (const { value, coordinates } of bands) {
    pen.beginPath();
    for (const ring of coordinates.flat()) traceRing(pen, ring, nx, ny, width, height);
    pen.fillStyle = css(tint(value + 0.5 / BANDS, palette));
    pen.fill();
  }
}

/** d3 puts sample (i, j) at (i + 1/2, j + 1/2) and goes half a sample beyond the outer ones. */
function traceRing(
  pen: Pen,
  ring: readonly (readonly number[])[],
  nx: number,
  ny: number,
  width: number,
  height: number,
): void {
  const place = ([i = 0, j = 0]: readonly number[]): [number, number] => [
    (Math.min(nx - 1, Math.max(0, i - 0.5)) / (nx - 1)) * width,
    (1 - Math.min(ny - 1, Math.max(0, j - 0.5)) / (ny - 1)) * height,
  ];
  const points = ring.map(place);
  let [lastX, lastY] = points[0] ?? [0, 0];
  pen.moveTo(lastX, lastY);
  // The last point repeats the first.
  for (let k = 1; k + 1 < points.length; k++) {
    const [x, y] = points[k]!;
    const [nextX, nextY] = points[k + 1]!;
    const [dx, dy] = [nextX - lastX, nextY - lastY];
    const length = Math.hypot(dx, dy);
    const off = Math.abs((x - lastX) * dy - (y - lastY) * dx) / (length || 1);
    if (length < SIDE && length > 0 && off < DEVIATION) continue;
    pen.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
  pen.closePath();
}

function css(parts: readonly number[]): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}
