import type { App } from '../app/app.ts';
import { memo } from '../app/memo.ts';
import { createShownMarks, type ShownMarks } from '../app/shown-marks.ts';
import type { Frame, State } from '../app/state.ts';
import type { Camera } from '../core/scene/scene.ts';
import { symbolText } from '../core/expression/symbols.ts';
import type { Surface } from '../core/geometry/types.ts';
import { formatNumber, formatShort } from '../core/math/format.ts';
import { stage as text } from '../text/en/stage.ts';
import { createArrowScale } from './arrow-scale.ts';
import { axesOf, axisType, createAxesLayer, type DrawAxes } from './axes-layer.ts';
import { createCamera } from './camera.ts';
import { createDetail } from './detail.ts';
import { aim, createLens } from './lens.ts';
import type { Picture } from './picture.ts';
import { createSeat } from './seat.ts';

/** Draws the frames of a stage, when something of them has changed, as finely as they come in time. */
export type Drawing = ReturnType<typeof createDrawing>;

/** @param pictureNow null while there is no context */
export function createDrawing(
  container: HTMLElement,
  canvas: HTMLCanvasElement,
  app: App,
  pictureNow: () => Picture | null,
  { now, isCalm }: { readonly now: () => number; readonly isCalm: () => boolean },
) {
  const arrowScale = createArrowScale(container);
  const lens = createLens();
  const axes = createAxesLayer(container);
  const detail = createDetail();
  const camera = createCamera(app, now, isCalm);
  const arrowsOf = createShownMarks(app, now, isCalm);
  let stale = true;
  /** The frame that is shown, and how many pictures there were so far. */
  const drawn = { last: null as Frame | null, frames: 0 };
  /** What the canvas holds. */
  let seen: Frame | null = null;
  let lastHover: State['hover'] = null;
  let lastArrows: ShownMarks | null = null;

  const refresh = () => {
    stale = true;
    app.invalidate();
  };
  const seat = createSeat(container, canvas, refresh, app.invalidate);
  const label = createLabels(canvas);

  const aimAt = (frame: Frame, { sides }: Picture, from: Camera, width: number, height: number) => {
    aim(lens, from, width, height, sides, axisType(width, height, frame.state.figure.scale));
    seen = frame;
  };
  const draw = (frame: Frame) => {
    const before = drawn.last;
    drawn.last = frame;
    label(frame, before);
    const picture = pictureNow();
    if (!picture) return;
    // The pointer shows itself: a point that comes from it needs no mark.
    const hover = seat.isInside ? null : frame.state.hover;
    const share = camera.share();
    // Each of the four has its effect; none may be skipped because another asks for a picture already.
    const sized = seat.fit();
    const moved = camera.follow(frame.state.scene.view.camera, before === null, share);
    const change = picture.update(frame, share);
    const arrows = arrowsOf(frame);
    const moves = moved || (share < 1 && change === 'relief');
    const isOnWay = camera.isMoving(share);
    const sharpened = detail.follow(now(), picture.underWay(), moves, isOnWay, seat.isHeld);
    if (detail.wantsFrame) app.invalidate();
    const changed = change !== 'none' || hover !== lastHover || arrows !== lastArrows;
    const dirty = stale || sized || moved || sharpened || changed;
    lastHover = hover;
    lastArrows = arrows;
    if (seat.width === 0 || seat.height === 0 || !dirty) return;
    stale = false;
    const ratio = seat.ratio * detail.share;
    aimAt(frame, picture, camera.shown(), seat.width, seat.height);
    picture.render(frame, lens, ratio, hover, arrows, detail.isCoarse);
    if (detail.timesNext) picture.mark();
    canvas.toggleAttribute('data-coarse', detail.isCoarse);
    axes.draw(frame, lens, ratio);
    arrowScale.show(arrows, frame.derived.surface, lens, frame.state.figure.scale);
    canvas.dataset['frames'] = String(++drawn.frames);
    camera.settle(share);
  };

  /** Draws at another size, which the canvas holds until the next frame. */
  const drawAt = (frame: Frame, ownWidth: number, ownHeight: number, ratio: number) => {
    const picture = pictureNow();
    if (!picture) return;
    picture.update(frame, 1);
    aimAt(frame, picture, frame.state.scene.view.camera, ownWidth, ownHeight);
    const arrows = arrowsOf(frame);
    picture.render(frame, lens, ratio, null, arrows);
    canvas.removeAttribute('data-coarse');
    arrowScale.show(arrows, frame.derived.surface, lens, frame.state.figure.scale);
    seat.forget();
    stale = true;
  };

  return {
    lens,
    drawn,
    axesCanvas: axes.canvas,
    arrowScale,
    refresh,
    draw,
    drawAt,
    axes: (): DrawAxes => (seen ? axesOf(seen, lens) : () => {}),
    glide: camera.glide,
    hold: camera.hold,
    forgetSize: seat.forget,
    dispose(): void {
      seat.dispose();
      arrowScale.element.remove();
      axes.dispose();
    },
  };
}

/** Says on the canvas what it shows. */
function createLabels(canvas: HTMLCanvasElement) {
  const describe = memo((surface: Surface) => {
    canvas.setAttribute('aria-description', describeAxes(surface));
  });
  return ({ derived }: Frame, before: Frame | null): void => {
    if (before?.derived.entry !== derived.entry)
      canvas.setAttribute('aria-label', text.label(derived.entry?.name ?? text.customSurface));
    describe(derived.surface);
  };
}

/** What the axes show, and what the stage does under the hand. */
function describeAxes({ grid, scale, equal, variables }: Surface): string {
  const [x, y] = variables.map(symbolText);
  const [x0, x1, y0, y1] = grid.domain.map((bound) => formatShort(bound));
  const scaled = text.heightScales[scale.kind];
  return [
    text.axes(
      x!,
      y!,
      x0!,
      x1!,
      y0!,
      y1!,
      formatNumber(grid.min),
      formatNumber(grid.max),
      scaled === '' ? '' : text.axesScale(scaled),
    ),
    ...(equal ? [] : [text.axesDifferent(x!, y!)]),
    text.help,
  ].join(' ');
}
