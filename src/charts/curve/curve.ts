import '../../styles/curve.css';
import type { App } from '../../app/app.ts';
import { orderTold } from '../../app/asking.ts';
import { markedPoints } from '../../app/critical.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import { memo } from '../../app/memo.ts';
import { createShownMarks, type ShownMarks } from '../../app/shown-marks.ts';
import type { AppView, Derived, Frame, Palette, RunView, State } from '../../app/state.ts';
import { knowCurves, shownName } from '../../app/surface-name.ts';
import { curveRows } from '../../core/losses/curves.ts';
import '../../text/en/curve-rows.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import type { CurveSamples } from '../../core/geometry/curve.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Loss } from '../../core/math/loss.ts';
import { curve as text } from '../../text/en/curve.ts';
import { AXIS_TYPE, measureWith } from '../../ui/axes.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { createMarkTips } from '../../ui/mark-tips.ts';
import { keyOf } from '../../ui/press.ts';
import { stackCanvases } from '../canvas.ts';
import { listenToGestures } from '../map/gestures.ts';
import { createStartHandle } from '../map/start.ts';
import { panDomain, zoomDomain } from '../map/projection.ts';
import { watchCover } from './cover.ts';
import { describeCurve } from './describe.ts';
import { drawCurveFigure, drawCurveFront, layOutFrame, MIDDLE, placeOn, samplesOf } from './figure.ts';
import { drawCurveGround } from './ground.ts';
import type { CurveLayout } from './layout.ts';
import { secantOf } from './secant.ts';

/** By how much a key zooms, and the share of the axis by which it moves along. */
const [ZOOM, ALONG] = [1.2, 0.05] as const;

/**
 * A loss of one variable as a large curve in the place of the stage, with its derivatives below. Two canvases: the
 * ground, drawn when formula, axis, size or theme change, and over it the runs with the explained step.
 *
 * @param stage the element whose picture it takes the place of
 */
export function createCurve(stage: HTMLElement, app: App): AppView {
  knowCurves(curveRows);
  // For those who show its name.
  app.invalidate();
  const picture = html('div', {
    class: 'curve-picture',
    role: 'application',
    tabindex: 0,
    'aria-roledescription': text.role,
  });
  const hair = html('div', { class: 'curve-hair', hidden: true });
  const readout = html('div', { class: 'curve-readout', 'aria-hidden': 'true', hidden: true });
  const element = html('div', { class: 'curve' }, picture, hair, readout);
  stage.append(element);
  const canvases = stackCanvases(picture, 2, app);
  const start = createStartHandle(
    element,
    ([x], group) => app.setStart([x, app.state.scene.start[1]], group),
    (at) => app.hover(at && [at[0], 0]),
  );

  let layout: CurveLayout | null = null;
  let last: Frame | null = null;
  let seized: CurveLayout | null = null;
  let seizedDomain = app.state.scene.domain;

  const tips = createMarkTips(
    element,
    (x) => {
      if (!layout || !last || !(x >= layout.from && x <= layout.to)) return null;
      const [px, py] = placeOn(layout, last.derived.loss).toPixel(x);
      return [px * canvases.scale, py * canvases.scale];
    },
    'curve',
  );

  /** Moves and stretches the axis alone: what lies across keeps its place. */
  const along = (changed: State['scene']['domain']) => {
    const [, , y0, y1] = app.state.scene.domain;
    app.setDomain([changed[0], changed[1], y0, y1]);
  };
  const zoom = (factor: number, about: number) =>
    along(zoomDomain(app.state.scene.domain, factor, [about, 0]));
  const move = (by: number) => along(panDomain(app.state.scene.domain, [by, 0], [0, 0]));
  /** The place on the axis at a pixel; null beside the plot. */
  const axisAt = ([px]: readonly [number, number]): number | null => {
    const x = layout?.placeAt(px);
    return layout && x !== undefined && x >= layout.from && x <= layout.to ? x : null;
  };
  const stopListening = listenToGestures(picture, () => canvases.scale, {
    hover(at) {
      const x = at && axisAt(at);
      app.hover(x === null ? null : [x, 0]);
    },
    tap(at) {
      const x = axisAt(at);
      if (x !== null) app.pointing?.at([x, app.state.scene.start[1]]);
    },
    seize() {
      seized = layout;
      seizedDomain = app.state.scene.domain;
    },
    pan(from, to) {
      if (seized) along(panDomain(seizedDomain, [seized.placeAt(from[0]), 0], [seized.placeAt(to[0]), 0]));
    },
    zoom(factor, about) {
      if (layout) zoom(factor, layout.placeAt(about[0]));
    },
    pinch(factor, from, to) {
      if (!seized) return;
      const about = seized.placeAt(from[0]);
      const [x0, x1, y0, y1] = zoomDomain(seizedDomain, factor, [about, 0]);
      const share = (to[0] - seized.curve.x) / seized.curve.width;
      const shown = x0 + share * (x1 - x0);
      along(panDomain([x0, x1, y0, y1], [about, 0], [shown, 0]));
    },
    place(at) {
      const x = axisAt(at);
      if (x !== null) app.setStart([x, app.state.scene.start[1]], start.nextGroup());
    },
  });
  const middle = () => (app.state.scene.domain[0] + app.state.scene.domain[1]) / 2;
  const side = () => app.state.scene.domain[1] - app.state.scene.domain[0];
  const act = (event: KeyboardEvent): boolean => {
    if (event.altKey) {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way === undefined) return false;
      move(way * ALONG * side());
      return true;
    }
    const key = keyOf(event);
    if (key === '0') app.suggest('domain');
    else if (key === '+' || key === '=') zoom(1 / ZOOM, middle());
    else if (key === '-') zoom(ZOOM, middle());
    else return false;
    return true;
  };
  picture.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || !act(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  // Numbers are as wide as their typeface makes them.
  let loads = 0;
  const loaded = () => {
    loads++;
    app.invalidate();
  };
  document.fonts.addEventListener('loadingdone', loaded);
  const cover = watchCover(stage, element, app);

  const samplesFor = memo(samplesOf);
  const fontOf = memo((_loads: number) => getComputedStyle(element).fontFamily);
  const measureFor = memo((font: string, _loads: number) =>
    measureWith(canvases.layers[0]!, font, AXIS_TYPE),
  );
  const layoutFor = memo(
    (
      samples: CurveSamples,
      _runs: readonly RunView[],
      width: number,
      height: number,
      measure: ReturnType<typeof measureWith>,
      coverWidth: number,
      coverHeight: number,
      _order: number,
    ) => layOutFrame(last!, samples, width, height, measure, { width: coverWidth, height: coverHeight }),
  );
  const drawGround = memo(
    (
      samples: CurveSamples,
      critical: Derived['critical'],
      at: CurveLayout,
      palette: Palette,
      marks: boolean,
      font: string,
      _version: number,
    ) => {
      const context = canvases.layers[0]!;
      context.clearRect(0, 0, at.width, at.height);
      drawCurveGround(context, samples, markedPoints(critical), at, { palette, font, marks });
    },
  );
  const drawFront = memo(
    (
      at: CurveLayout,
      _runs: readonly RunView[],
      _loss: Loss,
      _step: number,
      _playing: boolean,
      _selected: number,
      _palette: Palette,
      _view: State['scene']['view'],
      _stage: State['stage'],
      shown: ShownMarks | null,
      _asked: State['asked'],
      _secant: State['hover'],
      font: string,
      _version: number,
    ) => {
      const context = canvases.layers[1]!;
      context.clearRect(0, 0, at.width, at.height);
      drawCurveFront(context, last!, shown, at, font);
    },
  );
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const marksOf = createShownMarks(
    app,
    () => performance.now(),
    () => calm.matches,
  );
  const showStart = memo((at: CurveLayout, origin: State['scene']['start'], loss: Loss, scale: number) =>
    start.show(placeOn(at, loss, scale), [origin[0], MIDDLE], loss),
  );
  const showHover = memo(
    (
      at: CurveLayout,
      hover: State['hover'],
      loss: Loss,
      name: string,
      order: number,
      secant: number | undefined,
      scale: number,
    ) => {
      const isShown = hover !== null && hover[0] >= at.from && hover[0] <= at.to;
      hair.hidden = !isShown;
      readout.hidden = !isShown;
      if (!isShown) return;
      const [x] = hover;
      const bottom = at.bend ?? at.slope ?? at.curve;
      hair.style.transform = `translate(${at.xOf(x) * scale}px, ${at.curve.y * scale}px)`;
      hair.style.height = `${(bottom.y + bottom.height - at.curve.y) * scale}px`;
      const numbers = [loss.value([x]), loss.gradient([x])[0]!, loss.hessian([x])[0]!].map((value) =>
        formatNumber(value),
      );
      const plain = text.readout(symbolText(name), formatNumber(x), numbers.slice(0, order + 1));
      setText(readout, secant === undefined ? plain : `${text.secant(formatNumber(secant, 6))}   ${plain}`);
    },
  );
  const describe = memo((...of: Parameters<typeof describeCurve>) =>
    setAttribute(picture, 'aria-description', describeCurve(...of)),
  );

  return {
    draw(frame) {
      last = frame;
      const { state, derived } = frame;
      const { loss, critical } = derived;
      if (loss.dimension !== 1) return;
      canvases.setScale(state.figure.scale);
      const { width, height, scale, version } = canvases;
      if (width === 0 || height === 0) return;
      const font = fontOf(loads);
      const order = orderTold(state);
      const secant = secantOf(frame);
      const runs = drawnRuns(derived, state.palette);
      const [from, to] = state.scene.domain;
      const samples = samplesFor(loss, from, to, width);
      layout = layoutFor(
        samples,
        runs,
        width,
        height,
        measureFor(font, loads),
        cover.width / scale,
        cover.height / scale,
        order,
      );
      drawGround(samples, critical, layout, state.palette, state.scene.view.minima, font, version);
      drawFront(
        layout,
        runs,
        loss,
        state.playhead.step,
        state.playhead.playing,
        state.selected,
        state.palette,
        state.scene.view,
        state.stage,
        marksOf(frame),
        state.asked,
        secant && state.hover,
        font,
        version,
      );
      showStart(layout, state.scene.start, loss, scale);
      showHover(layout, state.hover, loss, derived.surface.variables[0], order, secant?.slope, scale);
      tips.draw(frame);
      setAttribute(picture, 'aria-label', text.label(shownName(frame)));
      // Nobody listens to thirty descriptions a second.
      if (!state.playhead.playing)
        describe(derived, runs, samples, state.playhead.step, state.scene.steps, order > 0);
    },
    dispose() {
      document.fonts.removeEventListener('loadingdone', loaded);
      cover.dispose();
      stopListening();
      start.dispose();
      tips.dispose();
      canvases.dispose();
      element.remove();
    },
  };
}

/** Longest side of a picture of which one side is asked for, and the size of a stage that has none. */
const [LONGEST, UNSEEN] = [4096, { width: 640, height: 400 }] as const;

/** A picture of a frame, with the axes, at a size in pixels; a side that is left out follows the stage's proportions. */
export function pictureOfCurve(
  frame: Frame,
  stage: HTMLElement,
  asked: { readonly width?: number; readonly height?: number },
): HTMLCanvasElement {
  const across = stage.clientWidth || UNSEEN.width;
  const down = stage.clientHeight || UNSEEN.height;
  const dense = Math.min(devicePixelRatio || 1, 2);
  const wide = asked.width ?? (asked.height ? (asked.height * across) / down : across * dense);
  const high = asked.height ?? (asked.width ? (asked.width * down) / across : down * dense);
  const shrink = Math.min(1, LONGEST / Math.max(wide, high));
  const canvas = html('canvas', { width: Math.round(wide * shrink), height: Math.round(high * shrink) });
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const ratio = Math.min(canvas.width / across, canvas.height / down);
  context.scale(ratio, ratio);
  const box = { x: 0, y: 0, width: canvas.width / ratio, height: canvas.height / ratio };
  drawCurveFigure(context, frame, box, { font: getComputedStyle(stage).fontFamily, start: true });
  return canvas;
}
