/** One of the maps side by side: a title and a small map with the path of a single optimizer, and of its average. */
import type { App } from '../../app/app.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { ShownStarts } from '../../app/starts/kept.ts';
import type { Frame, Look, RunView, State } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { panels } from '../../text/en/panels.ts';
import { isScheduled, lossText, rateText, runReading } from '../../app/reading.ts';
import { compare } from '../../text/en/compare.ts';
import type { Domain } from '../../core/losses/types.ts';
import { type CanvasStack, stackCanvases } from '../canvas.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { createSwatch } from '../../ui/swatch.ts';
import { createMapPanel } from '../map/map-panel.ts';
import { listenToMap } from '../map/gestures.ts';
import { criticalLayer } from '../map/critical.ts';
import { createSheet } from '../map/layer.ts';
import { drawPaths, pixelPath } from '../map/paths.ts';
import { createStartHandle } from '../map/start.ts';
import { memo } from '../../app/memo.ts';
import { ends } from '../../text/en/ends.ts';
import type { StartsBeside } from '../starts/beside.ts';
import { isInRange, panDomain, type MapProjection, projection, zoomDomain } from '../map/projection.ts';

const text = compare.multiples;

/** The learning rate; under a schedule that of the step. */
function rateOf(view: RunView, step: number, steps: number): string {
  const rate = rateText(view, step, steps);
  const { lr, now } = panels.legend;
  if (rate === null) return '';
  return isScheduled(view) ? `${lr} ${now} ${rate}` : `${lr} ${rate}`;
}

export interface Multiple {
  readonly element: HTMLElement;
  /** Of what is drawn of the domain. */
  readonly size: Pick<CanvasStack, 'width' | 'height' | 'ratio' | 'setScale'>;
  /** Draws the axes, by which the size follows. */
  drawAxes(frame: Frame): void;
  /**
   * @param ground the painted surface, of this map's size
   * @param starts what has the maps of starts; null where none are shown
   */
  draw(frame: Frame, view: RunView, ground: HTMLCanvasElement, starts: StartsBeside | null): void;
  dispose(): void;
}

/** The name of a map, with the numbers of its run at the step. */
function createTitle(choose: () => void) {
  const swatch = createSwatch();
  const name = html('strong', { dir: 'auto' });
  const parts = html('span', { class: 'multiple-parts' });
  const rate = html('span', { class: 'multiple-lr' });
  const loss = html('span', { class: 'multiple-loss' });
  const status = html('span', { class: 'multiple-status' });
  const element = html(
    'button',
    { type: 'button', class: 'multiple-title' },
    swatch.element,
    html('span', { class: 'multiple-run' }, name, parts),
    rate,
    loss,
    status,
  );
  element.addEventListener('click', choose);
  const showLook = memo((look: Look) => {
    swatch.show(look);
  });
  /** Shows a run at the step, and says where it is. */
  const show = (view: RunView, { playhead, scene, selected }: State, domain: Domain): string => {
    const { step } = playhead;
    const { run, label, naming } = view;
    const at = Math.min(step, run.steps);
    const x = run.positions[at * run.dimension]!;
    const y = run.positions[at * run.dimension + 1]!;
    const value = lossText(run.losses[at]!);
    const { end, outsideSince } = runReading(view, step, domain);
    showLook(view.look);
    setText(name, naming.name);
    setText(parts, naming.parts.length > 0 ? ` ${naming.parts.join(', ')}` : '');
    setText(rate, rateOf(view, step, scene.steps));
    setText(loss, value);
    setText(status, ends.status(end, outsideSince));
    setAttribute(element, 'aria-pressed', String(view.index === selected));
    setAttribute(element, 'title', text.select(naming.full));
    return text.map(label, formatNumber(x), formatNumber(y), value);
  };
  return { element, show };
}

/** Draws what lies under the path, when something of it has changed: the surface, and where each start ends. */
function createGround(canvases: CanvasStack) {
  const sheet = createSheet([]);
  return (
    frame: Frame,
    ground: HTMLCanvasElement,
    place: MapProjection,
    starts: StartsBeside | null,
    index: number,
  ) => {
    const pen = canvases.layers[0];
    const shown = starts?.at(frame, index) ?? null;
    const { labels } = frame.state.scene.view.map;
    if (!pen || !sheet.hasChanged(frame, ground, place, canvases.version, shown, labels)) return;
    pen.drawImage(ground, 0, 0, place.width, place.height);
    if (shown) starts?.paint(pen, shown, frame, place, canvases);
  };
}

export function createMultiple(app: App): Multiple {
  const title = createTitle(() => app.select(index));
  const picture = html('div', { class: 'map-picture', role: 'img' });
  const pointer = html('div', { class: 'map-pointer' });
  const panel = createMapPanel(app);
  panel.plot.append(picture);
  const shares = html('p', { class: 'multiple-shares', hidden: true });
  const element = html('div', { class: 'multiple' }, title.element, shares, panel.element);
  const canvases = stackCanvases(picture, 2, app);
  picture.append(pointer);
  const start = createStartHandle(panel.plot, (at, group) => app.setStart(at, group), app.hover);

  let index = -1;
  let place = projection([0, 1, 0, 1], 1, 1);
  let seized = place;
  const now = () => projection(app.state.scene.domain, place.width, place.height);
  const stopListening = listenToMap(picture, () => canvases.scale, {
    hover: (at) => app.hover(at && place.toDomain(...at)),
    seize: () => {
      seized = now();
    },
    pan: (from, to) =>
      app.setDomain(panDomain(seized.domain, seized.toDomain(...from), seized.toDomain(...to))),
    zoom: (factor, about) => app.setDomain(zoomDomain(now().domain, factor, now().toDomain(...about))),
    pinch(factor, from, to) {
      const about = seized.toDomain(...from);
      const zoomed = projection(zoomDomain(seized.domain, factor, about), place.width, place.height);
      app.setDomain(panDomain(zoomed.domain, about, zoomed.toDomain(...to)));
    },
    place: (at) => app.setStart(place.toDomain(...at), start.nextGroup()),
  });

  const placeOf = memo(projection);
  const drawGroundLayer = createGround(canvases);
  const showShares = memo((starts: StartsBeside | null, shown: ShownStarts | null) => {
    const words = shown && starts?.words(shown);
    shares.hidden = starts === null;
    setText(shares, words?.shares ?? '');
    return words?.spoken ?? '';
  });
  const [pathOf, averageOf] = [memo(pixelPath), memo(pixelPath)];
  const layers = createSheet([criticalLayer]);
  const drawPathLayer = (frame: Frame, view: RunView, starts: StartsBeside | null) => {
    const context = canvases.layers[1];
    const { palette, playhead, scene } = frame.state;
    const { step } = playhead;
    const { future } = scene.view;
    const pointed = starts?.pointedAt(frame, view.index) ?? null;
    const drawn = [view, step, palette, future, place, canvases.version, pointed];
    if (!context || !layers.hasChanged(frame, ...drawn)) return;
    context.clearRect(0, 0, place.width, place.height);
    layers.draw(context, frame, place);
    const own = drawnRuns(frame.derived, palette).filter(({ index: of }) => of === view.index);
    const paths = own.map((one) => ({
      view: one,
      path: (one.isAverage ? averageOf : pathOf)(one.run, place, canvases.ratio),
    }));
    drawPaths(context, paths, place, { palette, step, future, selected: view.index });
    if (pointed) starts?.paintPointed(context, pointed, frame, place);
  };
  const showPointer = memo((hover: State['hover'], at: MapProjection) => {
    pointer.hidden = hover === null || !isInRange(at.domain, ...hover);
    if (!hover) return;
    const [x, y] = at.toPixel(...hover);
    pointer.style.transform = `translate(${x * at.scale}px, ${y * at.scale}px)`;
  });
  const showStart = memo(start.show);

  return {
    element,
    size: canvases,
    drawAxes: panel.draw,
    draw(frame, view, ground, starts) {
      const { state, derived } = frame;
      ({ index } = view);
      const { width, height, scale } = canvases;
      if (width === 0 || height === 0) return;
      const { scene } = state;
      place = placeOf(derived.surface.grid.domain, width, height, scale);
      const words = title.show(view, state, place.domain);
      const ends = showShares(starts, starts?.at(frame, index) ?? null);
      setAttribute(picture, 'aria-label', `${words} ${ends}`.trim());
      drawGroundLayer(frame, ground, place, starts, index);
      drawPathLayer(frame, view, starts);
      showPointer(state.hover, place);
      showStart(place, scene.start, derived.loss);
    },
    dispose() {
      stopListening();
      start.dispose();
      canvases.dispose();
      panel.dispose();
      element.remove();
    },
  };
}
