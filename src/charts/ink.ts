import type { Look, MarkerShape, State } from '../app/state.ts';

type Theme = State['theme'];

/** Colours that a canvas needs and style sheets cannot give it. */
export const ink: Readonly<
  Record<
    Theme,
    { line: string; halo: string; ball: string; arrows: readonly [string, string]; region: string }
  >
> = {
  light: {
    line: '#1f2a2c',
    halo: 'rgb(255 253 248 / 0.92)',
    ball: '#ffffff',
    arrows: ['#8a83b8', '#3a0f70'],
    region: '#6b2d7a',
  },
  dark: {
    line: '#f0f3f0',
    halo: 'rgb(13 20 24 / 0.85)',
    ball: '#ffffff',
    arrows: ['#7a70ad', '#fbe9ff'],
    region: '#f3d6ff',
  },
};

/** Pen patterns of `Look.dash` in CSS pixels: solid, dashed, dotted, dash-dot. */
const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3.5], [8, 3, 2, 3]];

export function setDash(context: CanvasRenderingContext2D, look: Look): void {
  context.setLineDash([...(dashes[look.dash] ?? [])]);
}

/** The same for the attribute `stroke-dasharray`. */
export function dashArray(look: Look): string {
  return (dashes[look.dash] ?? []).join(' ');
}

/** Adds a marker about a point, of the same visual weight in every shape, to the current path. */
export function traceMarker(
  context: CanvasRenderingContext2D,
  shape: MarkerShape,
  x: number,
  y: number,
  radius: number,
): void {
  if (shape === 'circle') {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const corners = markerCorners[shape];
  corners.forEach(([dx, dy], i) => {
    if (i === 0) context.moveTo(x + dx * radius, y + dy * radius);
    else context.lineTo(x + dx * radius, y + dy * radius);
  });
  context.closePath();
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
