import { type Critical, markedPoints } from '../../app/critical.ts';
import { memo } from '../../app/memo.ts';
import { ARRIVAL_REACH } from '../../app/starts/asked.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { shownDensity } from '../../app/swarm/density.ts';
import { isLive, type SwarmPoints, swarmPoints, wantDots } from '../../app/swarm/points.ts';
import { isolines } from '../../core/geometry/isolines.ts';
import { paintSwarm, type SwarmLook } from '../../core/geometry/swarm-picture.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { CELLS, type DensityOnMap, levelsWithin } from '../../core/run/swarm-density.ts';
import type { SwarmView } from '../../core/scene/scene.ts';
import { channels, inPalettes } from '../../styles/palette.ts';
import { ofSwarm, swarmHues } from '../../styles/rare-palette.ts';
import type { Pen } from '../../ui/pen.ts';
import type { SwarmMapView } from '../../workers/protocol.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

interface ShownPoints {
  readonly points: SwarmPoints;
  readonly swarm: SwarmView;
  readonly critical: Critical;
  readonly surface: Surface;
}

type Shown = ShownPoints | DensityOnMap;

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
    if ('points' in shown) drawPoints(pen, shown, frame, place);
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

function drawDensity(pen: Pen, { own, theory }: DensityOnMap, frame: Frame, place: MapProjection): void {
  const { palette } = frame.state;
  const { magenta } = colors[palette];
  if (theory) {
    trace(pen, theory.smooth, place);
    strokeTwice(pen, palette, ink[palette].line, 1.4, DASH);
  }
  trace(pen, own.smooth, place);
  strokeTwice(pen, palette, magenta, 1.8);
}

function trace(pen: Pen, smooth: Float64Array, { width, height }: MapProjection): void {
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
/** Pixels of a figure's picture to one of the figure, along a side; on the page as many as the screen has. */
const FINE = 2;

let canvas: HTMLCanvasElement | null = null;
/** The picture that is on the canvas. */
let onCanvas: unknown = null;

/** The page's own map shows what a worker has painted; what is drawn once, as a figure, is painted here. */
function drawPoints(pen: Pen, shown: ShownPoints, frame: Frame, place: MapProjection): void {
  const { points } = shown;
  const fine = isLive(frame) ? Math.min(FINE, Math.max(1, devicePixelRatio)) : FINE;
  const [width, height] = [Math.round(fine * place.width), Math.round(fine * place.height)];
  if (width === 0 || height === 0) return;
  if (!isLive(frame)) {
    const dots = { ...points.part, ends: points.ends };
    put(paintSwarm(dots, lookOf(shown, frame.state.palette, fine, width, height)), width, height);
  } else {
    const { critical, surface, swarm } = shown;
    wantDots(liveDots(critical, surface, swarm, frame.state.palette, fine, width, height));
    const { picture } = points.part;
    if (!picture || points.view?.kind !== 'dots') return;
    if (onCanvas !== picture) put(picture, points.view.look.width, points.view.look.height);
  }
  if (canvas) pen.drawImage(canvas, 0, 0, place.width, place.height);
}

function put(picture: Uint8ClampedArray<ArrayBuffer>, width: number, height: number): void {
  canvas ??= document.createElement('canvas');
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(picture, width, height), 0, 0);
  onCanvas = picture;
}

/** The same while nothing of it changes. */
const liveDots = memo(
  (
    critical: Critical,
    surface: Surface,
    swarm: SwarmView,
    palette: Palette,
    fine: number,
    width: number,
    height: number,
  ): SwarmMapView => ({
    kind: 'dots',
    look: lookOf({ critical, surface, swarm }, palette, fine, width, height),
  }),
);

const [OPAQUE, SHADES] = [0xe6000000, 64];

function lookOf(
  { critical, surface, swarm }: Pick<ShownPoints, 'critical' | 'surface' | 'swarm'>,
  palette: Palette,
  fine: number,
  width: number,
  height: number,
): SwarmLook {
  const packed = (name: keyof typeof ofSwarm) => pack(channels(colors[palette][name]));
  const { domain, nx, ny } = surface.grid;
  const { colour } = swarm;
  const places = markedPoints(critical);
  const [least, most] = [channels(colors[palette].least), channels(colors[palette].most)];
  const ramp = Uint32Array.from({ length: SHADES + 1 }, (_, n) =>
    pack([0, 1, 2].map((i) => least[i]! + ((most[i]! - least[i]!) * n) / SHADES)),
  );
  return {
    fine,
    width,
    height,
    domain,
    colour,
    places: places.map(({ at }) => at),
    reach: [ARRIVAL_REACH * (domain[1] - domain[0]), ARRIVAL_REACH * (domain[3] - domain[2])],
    hues: swarmHues(places).map(packed),
    astray: packed('astray'),
    ramp,
    relief: colour === 'loss' ? { nx, ny, heights: surface.heights } : null,
  };
}

function pack([red = 0, green = 0, blue = 0]: readonly number[]): number {
  return (OPAQUE | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}
