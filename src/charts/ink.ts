import type { Pen } from '../ui/pen.ts';
import type { Look, MarkerShape, Palette } from '../app/state.ts';

/** Colours that a canvas needs and style sheets cannot give it. */
export const ink: Readonly<
  Record<
    Palette,
    {
      line: string;
      halo: string;
      /** By what halos are wider than plain ones. */
      haloWidth: number;
      ball: string;
      arrows: readonly [string, string];
      region: string;
      /** Of the numbers on contour lines. */
      label: string;
      /** Opacity of the path still to come. */
      future: number;
    }
  >
> = {
  light: {
    line: '#1f2a2c',
    halo: 'rgb(255 253 248 / 0.92)',
    haloWidth: 1,
    ball: '#ffffff',
    arrows: ['#8a83b8', '#3a0f70'],
    region: '#6b2d7a',
    label: '#1c2b2a',
    future: 0.42,
  },
  dark: {
    line: '#f0f3f0',
    halo: 'rgb(13 20 24 / 0.85)',
    haloWidth: 1,
    ball: '#ffffff',
    arrows: ['#7a70ad', '#fbe9ff'],
    region: '#f3d6ff',
    label: '#f4f4ea',
    future: 0.5,
  },
  'projector light': {
    line: '#000000',
    halo: '#ffffff',
    haloWidth: 1.6,
    ball: '#ffffff',
    arrows: ['#5d549a', '#22004d'],
    region: '#4a0c58',
    label: '#000000',
    future: 0.6,
  },
  'projector dark': {
    line: '#ffffff',
    halo: '#000000',
    haloWidth: 1.6,
    ball: '#ffffff',
    arrows: ['#9d92d6', '#ffffff'],
    region: '#f8e6ff',
    label: '#ffffff',
    future: 0.65,
  },
};

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
