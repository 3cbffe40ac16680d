import { memo } from '../../app/memo.ts';
import { optimizerOfMap } from '../../app/maps/optimizer.ts';
import { shownStartsAt, type StartsMap } from '../../app/starts/kept.ts';
import type { Frame } from '../../app/state.ts';
import { limitEvaluations } from '../../core/run/limit.ts';
import { recordRun } from '../../core/run/record.ts';
import type { Run } from '../../core/run/types.ts';
import { choiceOf } from '../../core/optimizers/registry.ts';
import type { MapLayer } from '../map/layer.ts';
import { drawPointedRun } from '../maps/pointed-run.ts';

/** A pixel of a map of starts, and its run. */
export interface PointedStart {
  readonly start: readonly [x: number, y: number];
  readonly run: Run;
  /** What the map has of it. */
  readonly basin: number;
  readonly arrival: number;
  readonly starts: StartsMap;
}

/** Steps of a run that is recorded while one points, at most. */
const MOST_STEPS = 200_000;

/** The pixel under the pointer, or under the crosshair; null where there is none, or no map of starts. */
export function pointedStart(frame: Frame): PointedStart | null {
  return pointedStartAt(frame, optimizerOfMap(frame.state));
}

/** The same of one optimizer's map. */
export function pointedStartAt(frame: Frame, index: number): PointedStart | null {
  const starts = shownStartsAt(frame, index)?.now;
  const { hover } = frame.state;
  if (!starts || !hover || starts.asked.request.steps > MOST_STEPS) return null;
  const [x0, x1, y0, y1] = starts.asked.request.domain;
  const { width, height } = starts.map;
  const i = Math.floor(((hover[0] - x0) / (x1 - x0)) * width);
  const j = Math.floor(((hover[1] - y0) / (y1 - y0)) * height);
  return i < 0 || j < 0 || i >= width || j >= height ? null : (pixels[index] ??= memo(pixelOf))(starts, i, j);
}

/** One for each optimizer, by its place. */
const pixels: (typeof pixelOf)[] = [];

function pixelOf(starts: StartsMap, i: number, j: number): PointedStart {
  const { map, asked } = starts;
  const {
    domain: _domain,
    optimizer,
    budget,
    targets: _targets,
    formula: _formula,
    ...options
  } = asked.request;
  const start = startOfPixel(starts, i, j);
  const choice = choiceOf(optimizer, optimizer.values);
  const whole = recordRun({ ...options, start, loss: asked.loss, optimizer: choice });
  const run = budget === 'evaluations' ? limitEvaluations(whole, options.steps) : whole;
  const at = j * map.width + i;
  return { start, run, basin: map.basins[at]!, arrival: map.arrivals[at]!, starts };
}

/** The middle of a pixel, as the map has it. */
export function startOfPixel({ asked, map }: StartsMap, i: number, j: number): [x: number, y: number] {
  const [x0, x1, y0, y1] = asked.request.domain;
  return [x0 + ((i + 0.5) / map.width) * (x1 - x0), y0 + ((j + 0.5) / map.height) * (y1 - y0)];
}

/** The way of the pixel that is pointed at, in ink that no run of the scene has. */
export const pointedLayer: MapLayer<PointedStart> = {
  sheet: 'point',
  shows: pointedStart,
  draw: (pen, { run }, { state }, place) => drawPointedRun(pen, run, place, state.palette),
};
