import { drawn } from '../styles/late-palette.ts';
import { eachPalette, inPalettes } from '../styles/palette.ts';
import type { Pen } from '../ui/pen.ts';
import type { Look, MarkerShape, Palette } from '../app/state.ts';

/** By what halos are wider than plain ones, and the opacity of the path still to come. */
const measures: Readonly<Record<Palette, { haloWidth: number; future: number }>> = {
  light: { haloWidth: 1, future: 0.42 },
  dark: { haloWidth: 1, future: 0.5 },
  'projector light': { haloWidth: 1.6, future: 0.6 },
  'projector dark': { haloWidth: 1.6, future: 0.65 },
};

const colors = inPalettes(drawn);

/** What a canvas needs and style sheets cannot give it. */
export const ink = eachPalette((palette) => {
  const { gentle, steep, ...others } = colors[palette];
  return { ...others, ...measures[palette], arrows: [gentle, steep] as const };
});

/** Pen patterns of `Look.dash` in CSS pixels: solid, dashed, dotted, dash-dot. */
const dashes: readonly (readonly number[])[] = [[], [8, 5], [2.5, 5], [9, 5, 2.5, 5]];

/** The share of a dashed line's width that the thread between its dashes has. */
const THREAD = 0.32;

/**
 * Strokes the current path as the line of a run. A thread runs through the gaps of a dashed one, which would otherwise
 * fall apart into dashes where it turns at every step.
 */
export function strokeLook(pen: Pen, { color, dash }: Look, width: number): void {
  const pattern = dashes[dash] ?? [];
  pen.strokeStyle = color;
  pen.setLineDash([]);
  if (pattern.length > 0) {
    pen.lineCap = 'butt';
    pen.lineWidth = THREAD * width;
    pen.stroke();
    pen.setLineDash([...pattern]);
  } else pen.lineCap = 'round';
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

/** The same for the attribute `stroke-dasharray`. */
export function dashArray(look: Look, scale = 1): string {
  return (dashes[look.dash] ?? []).map((length) => length * scale).join(' ');
}

/** Adds a marker about a point, of the same visual weight in every shape, to the current path. */
export function traceMarker(pen: Pen, shape: MarkerShape, x: number, y: number, radius: number): void {
  if (shape === 'circle') {
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const corners = markerCorners[shape];
  corners.forEach(([dx, dy], i) => {
    if (i === 0) pen.moveTo(x + dx * radius, y + dy * radius);
    else pen.lineTo(x + dx * radius, y + dy * radius);
  });
  pen.closePath();
}

/** Corners in units of the circle's radius. */
const markerCorners: Readonly<
  Record<Exclude<MarkerShape, 'circle'>, readonly (readonly [number, number])[]>
> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: [
    [0, -1.25],
    [1.15, 0.8],
    [-1.15, 0.8],
  ],
  diamond: [
    [0, -1.3],
    [1.3, 0],
    [0, 1.3],
    [-1.3, 0],
  ],
};

/** The same as an SVG path about the origin. */
export function markerPath(shape: MarkerShape, radius: number): string {
  if (shape === 'circle') {
    return `M${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0Z`;
  }
  return `M${markerCorners[shape].map(([x, y]) => `${x * radius} ${y * radius}`).join('L')}Z`;
}
