import type { App } from '../../app/app.ts';
import { orderTold } from '../../app/asking.ts';
import { markedPoints } from '../../app/critical.ts';
import { memo } from '../../app/memo.ts';
import type { ShownMarks } from '../../app/shown-marks.ts';
import type { Derived, Frame, Palette, RunView, State } from '../../app/state.ts';
import type { CurveSamples } from '../../core/geometry/curve.ts';
import type { Loss } from '../../core/math/loss.ts';
import { AXIS_TYPE, measureWith } from '../../ui/axes.ts';
import { createCalmMarks } from '../calm-marks.ts';
import type { stackCanvases } from '../canvas.ts';
import type { watchCover } from './cover.ts';
import { drawCurveFront, layOutFrame } from './figure.ts';
import { drawCurveGround } from './ground.ts';
import type { CurveLayout } from './layout.ts';

/** The typeface of what stands on the curve, and how wide texts in it are. */
function watchType(element: HTMLElement, context: CanvasRenderingContext2D, app: App) {
  // Numbers are as wide as their typeface makes them.
  let loads = 0;
  const loaded = () => {
    loads++;
    app.invalidate();
  };
  document.fonts.addEventListener('loadingdone', loaded);
  const fontOf = memo((_loads: number) => getComputedStyle(element).fontFamily);
  const measureFor = memo((font: string, _loads: number) => measureWith(context, font, AXIS_TYPE));
  const now = () => fontOf(loads);
  return {
    font: now,
    measure: () => measureFor(now(), loads),
    dispose: () => document.fonts.removeEventListener('loadingdone', loaded),
  };
}

/**
 * The two canvases: the ground, drawn when formula, axis, size or theme change, and over it the runs with the explained
 * step.
 */
export function createCurveSheets(
  element: HTMLElement,
  canvases: ReturnType<typeof stackCanvases>,
  cover: ReturnType<typeof watchCover>,
  app: App,
) {
  let last: Frame | null = null;
  const type = watchType(element, canvases.layers[0]!, app);
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
  const marksOf = createCalmMarks(app);

  return {
    /** Draws what has changed, and says where it lies. @param points whether a secant is shown where one points */
    draw(frame: Frame, runs: readonly RunView[], samples: CurveSamples, points: boolean): CurveLayout {
      last = frame;
      const { state, derived } = frame;
      const { width, height, scale, version } = canvases;
      const font = type.font();
      const layout = layoutFor(
        samples,
        runs,
        width,
        height,
        type.measure(),
        cover.width / scale,
        cover.height / scale,
        orderTold(state),
      );
      const { view } = state.scene;
      drawGround(samples, derived.critical, layout, state.palette, view.minima, font, version);
      drawFront(
        layout,
        runs,
        derived.loss,
        state.playhead.step,
        state.playhead.playing,
        state.selected,
        state.palette,
        view,
        state.stage,
        marksOf(frame),
        state.asked,
        points ? state.hover : null,
        font,
        version,
      );
      return layout;
    },
    dispose: () => type.dispose(),
  };
}
