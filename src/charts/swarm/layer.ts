import { type Critical, markedPoints } from '../../app/critical.ts';
import { memo } from '../../app/memo.ts';
import { REACH } from '../../app/starts/asked.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { CELLS, type ShownDensity, shownDensity } from '../../app/swarm/density.ts';
import { type SwarmPoints, swarmPoints } from '../../app/swarm/points.ts';
import { isolines } from '../../core/geometry/isolines.ts';
import { heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { levelsWithin } from '../../core/run/swarm-density.ts';
import type { SwarmView } from '../../core/scene/scene.ts';
import { channels, inPalettes } from '../../styles/palette.ts';
import { ofSwarm, swarmHues } from '../../styles/rare-palette.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { Projection } from '../map/projection.ts';

interface ShownPoints {
  readonly points: SwarmPoints;
  readonly swarm: SwarmView;
  readonly critical: Critical;
  readonly surface: Surface;
}

type Shown = ShownPoints | ShownDensity;

/** A swarm on the map: its particles as dots, or lines about half and nine tenths of them. */
export const swarmLayer: MapLayer<Shown> = {
  sheet: 'paths',
  shows(frame) {
    const { swarm } = frame.state.scene.view;
    if (swarm?.map === 'density') return shownDensity(frame);
    const points = swarm?.map === 'points' && swarmPoints(frame);
    return points ? pointsOf(points, swarm, frame.derived.critical, frame.derived.surface) : null;
  },
  draw(pen, shown, frame, place) {
    if ('points' in shown) drawPoints(pen, shown, frame.state.palette, place);
    else drawDensity(pen, shown, frame, place);
  },
};

const pointsOf = memo(
  (points: SwarmPoints, swarm: SwarmView, critical: Critical, surface: Surface): ShownPoints => ({
    points,
    swarm,
    critical,
    surface,
  }),
);

/** Shares of the particles that lines are about. */
export const WITHIN = [0.5, 0.9] as const;
const DASH = [5, 4] as const;

function drawDensity(pen: Pen, { own, theory }: ShownDensity, frame: Frame, place: Projection): void {
  const { palette } = frame.state;
  const { magenta } = colors[palette];
  if (theory) {
    trace(pen, theory.smooth, place);
    strokeTwice(pen, palette, ink[palette].line, 1.4, DASH);
  }
  trace(pen, own.smooth, place);
  strokeTwice(pen, palette, magenta, 1.8);
}

function trace(pen: Pen, smooth: Float64Array, { width, height }: Projection): void {
  const levels = [...new Set(levelsWithin(smooth, WITHIN))].toSorted((a, b) => a - b);
  pen.beginPath();
  for (const { points, closed } of isolines(smooth, CELLS, CELLS, levels)) {
    for (let k = 0; k < points.length; k += 2) {
      const x = ((points[k]! + 0.5) / CELLS) * width;
      const y = (1 - (points[k + 1]! + 0.5) / CELLS) * height;
      if (k === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    if (closed) pen.closePath();
  }
}

const colors = inPalettes(ofSwarm);
/** Pixels of the picture to one of the figure, along a side. */
const FINE = 2;

let canvas: HTMLCanvasElement | null = null;
let image: ImageData | null = null;

function drawPoints(pen: Pen, shown: ShownPoints, palette: Palette, place: Projection): void {
  const { points, surface } = shown;
  const { positions, speeds } = points.part;
  const [width, height] = [Math.round(FINE * place.width), Math.round(FINE * place.height)];
  if (width === 0 || height === 0) return;
  canvas ??= document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) return;
  if (image?.width !== width || image.height !== height) {
    [canvas.width, canvas.height] = [width, height];
    image = context.createImageData(width, height);
  }
  const pixels = new Uint32Array(image.data.buffer).fill(0);
  const [x0, x1, y0, y1] = surface.grid.domain;
  const colour = colourOf(shown, palette);
  const side = speeds.length > 30_000 ? 2 : 3;
  for (let k = 0; k < speeds.length; k++) {
    if (speeds[k]! < 0) continue;
    const u = (positions[2 * k]! - x0) / (x1 - x0);
    const v = (positions[2 * k + 1]! - y0) / (y1 - y0);
    if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) continue;
    const packed = colour(k, u, v);
    const left = Math.max(0, Math.min(width - side, Math.round(u * width - side / 2)));
    const top = Math.max(0, Math.min(height - side, Math.round((1 - v) * height - side / 2)));
    for (let j = 0; j < side; j++) {
      for (let i = 0; i < side; i++) pixels[(top + j) * width + left + i] = packed;
    }
  }
  context.putImageData(image, 0, 0);
  pen.drawImage(canvas, 0, 0, place.width, place.height);
}

const [OPAQUE, SHADES] = [0xe6000000, 64];

/** What a particle is painted with, by its number and its place: as on the stage, see view3d/swarm/shaders.ts. */
function colourOf(
  { points, swarm, critical, surface }: ShownPoints,
  palette: Palette,
): (k: number, u: number, v: number) => number {
  const packed = (name: keyof typeof ofSwarm) => pack(channels(colors[palette][name]));
  const [x0, x1, y0, y1] = surface.grid.domain;
  if (swarm.colour === 'basin') {
    const { ends } = points;
    const places = markedPoints(critical);
    const hues = swarmHues(places).map(packed);
    const astray = packed('astray');
    const [reachX, reachY] = [REACH * (x1 - x0), REACH * (y1 - y0)];
    return (k) => {
      if (!ends) return astray;
      for (let n = 0; n < places.length; n++) {
        const [x, y] = places[n]!.at;
        if (Math.abs(ends[2 * k]! - x) <= reachX && Math.abs(ends[2 * k + 1]! - y) <= reachY) return hues[n]!;
      }
      return astray;
    };
  }
  const [least, most] = [channels(colors[palette].least), channels(colors[palette].most)];
  const ramp = Uint32Array.from({ length: SHADES + 1 }, (_, n) =>
    pack([0, 1, 2].map((i) => least[i]! + ((most[i]! - least[i]!) * n) / SHADES)),
  );
  const shade = (share: number) => ramp[Math.round(SHADES * Math.max(0, Math.min(1, share)))]!;
  if (swarm.colour === 'loss') return (_, u, v) => shade(Math.sqrt(Math.max(0, heightAt(surface, u, v))));
  const { speeds } = points.part;
  const ofSides = Math.hypot(1 / (x1 - x0), 1 / (y1 - y0));
  return (k) => shade((Math.log10(Math.max(1e-9, speeds[k]! * ofSides)) + 5) / 4);
}

function pack([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return (OPAQUE | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}
