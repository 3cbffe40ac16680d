import '../../styles/curve.css';
import type { App } from '../../app/app.ts';
import { orderTold } from '../../app/asking.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import { memo } from '../../app/memo.ts';
import type { AppView, Frame, State } from '../../app/state.ts';
import { knowCurves, shownName } from '../../app/surface-name.ts';
import { curveRows } from '../../core/losses/curves.ts';
import '../../text/en/curve-rows.ts';
import type { Loss } from '../../core/math/loss.ts';
import { curve as text } from '../../text/en/curve.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { createMarkTips } from '../../ui/mark-tips.ts';
import { stackCanvases } from '../canvas.ts';
import { createStartHandle } from '../map/start.ts';
import { watchCover } from './cover.ts';
import { describeCurve } from './describe.ts';
import { drawCurveFigure, MIDDLE, placeOn, samplesOf } from './figure.ts';
import { listenToHands } from './hands.ts';
import type { CurveLayout } from './layout.ts';
import { createPointed } from './pointed.ts';
import { secantOf } from './secant.ts';
import { listenToSecantKeys, secantHelp } from './secant-keys.ts';
import { createCurveSheets } from './sheets.ts';

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
  const pointed = createPointed();
  const said = listenToSecantKeys(picture, app, () => last);
  const element = html('div', { class: 'curve' }, picture, ...pointed.elements, said);
  stage.append(element);
  const canvases = stackCanvases(picture, 2, app);
  const start = createStartHandle(
    element,
    ([x], group) => app.setStart([x, app.state.scene.start[1]], group),
    (at) => app.hover(at && [at[0], 0]),
  );

  let layout: CurveLayout | null = null;
  let last: Frame | null = null;

  const tips = createMarkTips(
    element,
    (x) => {
      if (!layout || !last || !(x >= layout.from && x <= layout.to)) return null;
      const [px, py] = placeOn(layout, last.derived.loss).toPixel(x);
      return [px * canvases.scale, py * canvases.scale];
    },
    'curve',
  );

  const stopListening = listenToHands(
    picture,
    app,
    start,
    () => layout,
    () => canvases.scale,
  );
  const cover = watchCover(stage, element, app);
  const sheets = createCurveSheets(element, canvases, cover, app);
  const samplesFor = memo(samplesOf);
  const showStart = memo((at: CurveLayout, origin: State['scene']['start'], loss: Loss, scale: number) =>
    start.show(placeOn(at, loss, scale), [origin[0], MIDDLE], loss),
  );
  const describe = memo((help: string, ...of: Parameters<typeof describeCurve>) =>
    setAttribute(picture, 'aria-description', `${describeCurve(...of)} ${help}`.trim()),
  );

  return {
    draw(frame) {
      last = frame;
      const { state, derived } = frame;
      const { loss } = derived;
      if (loss.dimension !== 1) return;
      canvases.setScale(state.figure.scale);
      const { width, height, scale } = canvases;
      if (width === 0 || height === 0) return;
      const order = orderTold(state);
      const secant = secantOf(frame);
      const runs = drawnRuns(derived, state.palette);
      const [from, to] = state.scene.domain;
      const samples = samplesFor(loss, from, to, width);
      layout = sheets.draw(frame, runs, samples, secant !== null);
      showStart(layout, state.scene.start, loss, scale);
      pointed.show(layout, state.hover, loss, derived.surface.variables[0], order, secant?.slope, scale);
      tips.draw(frame);
      setAttribute(picture, 'aria-label', text.label(shownName(frame)));
      // Nobody listens to thirty descriptions a second.
      if (!state.playhead.playing)
        describe(
          secantHelp(frame),
          derived,
          runs,
          samples,
          state.playhead.step,
          state.scene.steps,
          order > 0,
        );
    },
    dispose() {
      sheets.dispose();
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
