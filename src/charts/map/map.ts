import { drawnRuns } from '../../app/drawn-runs.ts';
import type { App } from '../../app/app.ts';
import { drawScaleBars, scaleBarsBox } from '../../ui/arrow-scale.ts';
import { domainOfPaths } from '../../app/fit.ts';
import { createMarkTips } from '../../ui/mark-tips.ts';
import type { ShownMarks } from '../../app/shown-marks.ts';
import type { AppView, Frame, RunView, State } from '../../app/state.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { createCalmMarks } from '../calm-marks.ts';
import { stackCanvases } from '../canvas.ts';
import { describeMap } from '../describe.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { drawStepMarks } from './arrows.ts';
import { listenToGestures } from './gestures.ts';
import { drawGround, paintTints, traceContours } from './ground.ts';
import { createSheet, type MapLayer, type Sheet, type SheetName } from './layer.ts';
import { createMapLayers } from './layers.ts';
import { drawPaths, type PixelPath, pixelPath } from './paths.ts';
import { createMapPanel } from './map-panel.ts';
import { createReadout } from './readout.ts';
import { createStartHandle } from './start.ts';
import { figureInk } from '../figures/ink.ts';
import { createMapTools } from './tools.ts';
import { cornerOfBars, describeArrows, hasRoomForBars, mapBars } from './arrow-scale.ts';
import { memo } from '../../app/memo.ts';
import { panDomain, type Projection, projection, zoomDomain } from './projection.ts';

/** The legend of signs comes when it is asked for; without it the map is as it was. */
async function explainSigns(app: App): Promise<void> {
  try {
    const { openSigns } = await import('../signs/dialog.ts');
    openSigns(document.body, app);
  } catch {
    // No network, and not kept: the button can be pressed again.
  }
}

/**
 * The loss seen from above: the stage's tints and contour lines, all paths, the start to drag.
 *
 * Four canvases lie on each other. The ground is drawn when the surface, the size, the theme or a layer changes, the
 * paths over it when a run or the step does, the curvature at a point over them when the point does,
 * the arrows of the explained step over all. What points (the start, the place under the pointer) is an element.
 *
 * @param head where the layers, zoom and home buttons go; by default above the map
 */
export function createMap(container: HTMLElement, app: App, head: HTMLElement = container): AppView {
  const picture = html('div', { class: 'map-picture', role: 'img' });
  const pointer = html('div', { class: 'map-pointer' });
  const panel = createMapPanel(app);
  panel.plot.append(picture);
  const readout = createReadout();
  const tools = createMapTools({
    home: () => app.setDomain(home),
    fit: () => show(domainOfPaths(app)),
    zoom: (factor) => zoom(factor, [place.width / 2, place.height / 2]),
    setLayer: (key, on) => app.setView({ map: { ...app.state.scene.view.map, [key]: on } }),
    setEqual: (equal) => app.setView({ scales: equal ? 'equal' : 'fill' }),
    setField: (field) => app.setView({ overlays: { ...app.state.scene.view.overlays, field } }),
    explain: () => void explainSigns(app),
  });
  container.classList.add('map');
  head.append(tools.element);
  container.append(panel.element, readout.element);
  const canvases = stackCanvases(picture, 4, app);
  picture.append(pointer);
  const start = createStartHandle(panel.plot, (at, group) => app.setStart(at, group), app.hover);
  const tips = createMarkTips(
    panel.plot,
    (x, y) => {
      const [px, py] = place.toPixel(x, y);
      return [px * place.scale, py * place.scale];
    },
    'map',
  );

  let place = projection([0, 1, 0, 1], 1, 1);
  let seized = place;
  /** The domain to come back to: the catalog's, or for a formula of one's own the last one not set here. */
  let home: Domain = place.domain;
  let setHere: Domain | null = null;

  const show = (domain: Domain) => {
    setHere = domain;
    app.setDomain(domain);
  };
  function zoom(factor: number, about: readonly [number, number]): void {
    const now = projection(app.state.scene.domain, place.width, place.height);
    show(zoomDomain(now.domain, factor, now.toDomain(...about)));
  }
  const stopListening = listenToGestures(picture, () => canvases.scale, {
    hover: (at) => app.hover(at && place.toDomain(...at)),
    tap(at) {
      app.pointing?.at(place.toDomain(...at));
    },
    seize: () => {
      seized = place;
    },
    pan(from, to) {
      if (app.pointing?.draws) app.pointing.at(seized.toDomain(...to));
      else show(panDomain(seized.domain, seized.toDomain(...from), seized.toDomain(...to)));
    },
    zoom,
    pinch(factor, from, to) {
      const about = seized.toDomain(...from);
      const zoomed = projection(zoomDomain(seized.domain, factor, about), place.width, place.height);
      show(panDomain(zoomed.domain, about, zoomed.toDomain(...to)));
    },
    place: (at) => app.setStart(place.toDomain(...at), start.nextGroup()),
  });

  const placeOf = memo(projection);
  const tintsOf = memo(paintTints);
  const contoursOf = memo(traceContours);
  let paths = new Map<RunView['run'], { place: Projection; ratio: number; path: PixelPath }>();

  const layers = createMapLayers(app.invalidate);
  /** All is drawn anew when the code of more layers has come. */
  const sheetsOf = memo((shown: readonly MapLayer[]) => {
    const sheet = (name: SheetName) => createSheet(shown.filter((layer) => layer.sheet === name));
    return { ground: sheet('ground'), paths: sheet('paths'), point: sheet('point'), step: sheet('step') };
  });

  const drawGroundSheet = (frame: Frame, sheet: Sheet) => {
    const { surface } = frame.derived;
    const { palette, scene } = frame.state;
    const { labels } = scene.view.map;
    if (!sheet.hasChanged(frame, surface, palette, labels, place, canvases.version)) return;
    const context = canvases.layers[0]!;
    drawGround(context, surface, tintsOf(surface, palette), contoursOf(surface), {
      palette,
      width: place.width,
      height: place.height,
      labels,
      font: getComputedStyle(container).fontFamily,
    });
    sheet.draw(context, frame, place);
  };

  const drawPathsSheet = (frame: Frame, sheet: Sheet) => {
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

  const drawPointSheet = (frame: Frame, sheet: Sheet) => {
    if (!sheet.hasChanged(frame, frame.state.palette, place, canvases.version)) return;
    const context = canvases.layers[2]!;
    context.clearRect(0, 0, place.width, place.height);
    sheet.draw(context, frame, place);
  };

  const arrowsOf = createCalmMarks(app);
  const drawStepSheet = (frame: Frame, sheet: Sheet, shown: ShownMarks | null) => {
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

  const showPointer = memo((hover: State['hover'], origin: Scene['start'], at: Projection, loss: Loss) => {
    // Over the start's ring it would be one ring too many.
    pointer.hidden = hover === null || hover === origin;
    if (hover) {
      const [x, y] = at.toPixel(...hover);
      pointer.style.transform = `translate(${x * at.scale}px, ${y * at.scale}px)`;
    }
    readout.show(loss, hover);
  });

  const showStart = memo(([x, y]: Scene['start'], at: Projection, loss: Loss) =>
    // Of one variable it lies on the axis, as its runs do.
    start.show(at, [x, loss.dimension === 1 ? 0 : y], loss),
  );
  const describe = memo(describeMap);

  return {
    draw(frame) {
      const { state, derived } = frame;
      const { view, domain, start: origin } = state.scene;
      if (derived.entry) home = derived.entry.domain;
      else if (domain !== setHere) home = domain;
      tools.show(
        domain.every((bound, i) => bound === home[i]),
        view.map,
        view.overlays.field,
        derived.surface.equal,
      );
      panel.draw(frame);
      canvases.setScale(state.figure.scale);
      if (canvases.width === 0 || canvases.height === 0) return;
      place = placeOf(derived.surface.grid.domain, canvases.width, canvases.height, canvases.scale);
      const sheets = sheetsOf(layers.of(frame));
      drawGroundSheet(frame, sheets.ground);
      drawPathsSheet(frame, sheets.paths);
      drawPointSheet(frame, sheets.point);
      const arrows = arrowsOf(frame);
      drawStepSheet(frame, sheets.step, arrows);
      tips.draw(frame);
      showStart(origin, place, derived.loss);
      showPointer(state.hover, origin, place, derived.loss);
      // Nobody listens to thirty descriptions a second.
      if (!state.playhead.playing) {
        const label = describe(derived, state.playhead.step, state.scene.steps);
        setAttribute(picture, 'aria-label', label + (arrows ? describeArrows(arrows, place) : ''));
      }
    },
    dispose() {
      stopListening();
      layers.dispose();
      start.dispose();
      tips.dispose();
      tools.dispose();
      canvases.dispose();
      panel.dispose();
      readout.element.remove();
      container.classList.remove('map');
    },
  };
}
