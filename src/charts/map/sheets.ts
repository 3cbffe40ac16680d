import { drawnRuns } from '../../app/drawn-runs.ts';
import { memo } from '../../app/memo.ts';
import type { ShownMarks } from '../../app/shown-marks.ts';
import type { Frame, RunView } from '../../app/state.ts';
import { drawScaleBars, scaleBarsBox } from '../../ui/arrow-scale.ts';
import type { CanvasStack } from '../canvas.ts';
import { figureInk } from '../figures/ink.ts';
import { cornerOfBars, hasRoomForBars, mapBars } from './arrow-scale.ts';
import { drawStepMarks } from './arrows.ts';
import { drawContours, drawTints, paintTints, traceContours } from './ground.ts';
import { createSheet, type ContourLines, type MapLayer, type Sheet, type SheetName } from './layer.ts';
import { drawPaths, type PixelPath, pixelPath } from './paths.ts';
import type { MapProjection } from './projection.ts';

/**
 * Four canvases that lie on each other. The ground is drawn when the surface, the size, the theme or a layer changes, the
 * paths over it when a run or the step does, the curvature at a point over them when the point does, the arrows of the
 * explained step over all.
 */
export function createMapSheets(container: HTMLElement, canvases: CanvasStack) {
  const tintsOf = memo(paintTints);
  const contoursOf = memo(traceContours);
  let paths = new Map<RunView['run'], { place: MapProjection; ratio: number; path: PixelPath }>();

  /** All is drawn anew when the code of more layers has come. */
  const sheetsOf = memo((shown: readonly MapLayer[]) => {
    const sheet = (name: SheetName) => createSheet(shown.filter((layer) => layer.sheet === name));
    return { ground: sheet('ground'), paths: sheet('paths'), point: sheet('point'), step: sheet('step') };
  });

  const drawGroundSheet = (frame: Frame, place: MapProjection, sheet: Sheet, layers: readonly MapLayer[]) => {
    const { surface } = frame.derived;
    const { palette, scene } = frame.state;
    const { labels } = scene.view.map;
    if (!sheet.hasChanged(frame, surface, palette, labels, place, canvases.version)) return;
    const context = canvases.layers[0]!;
    const font = getComputedStyle(container).fontFamily;
    const { width, height } = place;
    const options = { palette, width, height, labels, font };
    let lines: ContourLines = (pen) => drawContours(pen, surface, contoursOf(surface), options);
    for (const { keepLines } of layers) lines = keepLines?.(lines, frame, place, canvases) ?? lines;
    drawTints(context, surface, tintsOf(surface, palette), options);
    lines(context);
    sheet.draw(context, frame, place, lines);
  };

  const drawPathsSheet = (frame: Frame, place: MapProjection, sheet: Sheet) => {
    const { palette, playhead, scene, selected } = frame.state;
    const runs = drawnRuns(frame.derived, palette);
    const { step } = playhead;
    const { future } = scene.view;
    const { version } = canvases;
    if (!sheet.hasChanged(frame, runs, step, palette, future, selected, place, version)) return;
    const context = canvases.layers[1]!;
    context.clearRect(0, 0, place.width, place.height);
    const kept: typeof paths = new Map();
    const placed = runs.map((view) => {
      const before = paths.get(view.run);
      const { ratio } = canvases;
      const isKept = before?.place === place && before.ratio === ratio;
      const path = isKept ? before.path : pixelPath(view.run, place, ratio);
      kept.set(view.run, { place, ratio, path });
      return { view, path };
    });
    paths = kept;
    sheet.draw(context, frame, place);
    drawPaths(context, placed, place, { palette, step, future, selected });
  };

  const drawPointSheet = (frame: Frame, place: MapProjection, sheet: Sheet) => {
    if (!sheet.hasChanged(frame, frame.state.palette, place, canvases.version)) return;
    const context = canvases.layers[2]!;
    context.clearRect(0, 0, place.width, place.height);
    sheet.draw(context, frame, place);
  };

  const drawStepSheet = (frame: Frame, place: MapProjection, sheet: Sheet, shown: ShownMarks | null) => {
    const { palette } = frame.state;
    if (!sheet.hasChanged(frame, shown, palette, place, canvases.version)) return;
    const context = canvases.layers[3]!;
    context.clearRect(0, 0, place.width, place.height);
    sheet.draw(context, frame, place);
    if (!shown) return;
    drawStepMarks(context, shown, place, palette);
    if (!hasRoomForBars(place)) return;
    const bars = mapBars(shown, place);
    const { fontFamily } = getComputedStyle(container);
    const size = scaleBarsBox(context, bars, [0, 0], place.width, fontFamily);
    const drawn = [...paths.values()].map(({ path }) => path);
    const corner = cornerOfBars(place, size, drawn, shown);
    drawScaleBars(context, bars, corner, place.width, figureInk[palette], fontFamily);
  };

  return (
    frame: Frame,
    place: MapProjection,
    layers: readonly MapLayer[],
    arrows: ShownMarks | null,
  ): void => {
    const sheets = sheetsOf(layers);
    drawGroundSheet(frame, place, sheets.ground, layers);
    drawPathsSheet(frame, place, sheets.paths);
    drawPointSheet(frame, place, sheets.point);
    drawStepSheet(frame, place, sheets.step, arrows);
  };
}
