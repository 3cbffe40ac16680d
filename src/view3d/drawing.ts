/** When the stage is drawn, and how finely: each frame is looked at, and drawn only where something is not as it was. */
import type { App } from '../app/app.ts';
import { memo } from '../app/memo.ts';
import { createShownMarks, type ShownMarks } from '../app/shown-marks.ts';
import type { Derived, Frame, State } from '../app/state.ts';
import { symbolText } from '../core/expression/symbols.ts';
import type { Surface } from '../core/geometry/types.ts';
import { formatNumber, formatShort } from '../core/math/format.ts';
import type { Camera } from '../core/scene/scene.ts';
import { stage as text } from '../text/en/stage.ts';
import type { createArrowScale } from './arrow-scale.ts';
import { axisType, type createAxesLayer } from './axes-layer.ts';
import { createCameraMotion } from './camera-motion.ts';
import { createDetail } from './detail.ts';
import { createGlide } from './glide.ts';
import { aim, type Lens } from './lens.ts';
import type { Picture } from './picture.ts';

/** What the picture stands in: null while the context is lost. */
export interface Held {
  readonly picture: Picture | null;
}

/** The size of the stage, as it was when it was asked for last. */
export interface StageSize {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** Takes over the size that the container has; true when it was another. */
  fit(): boolean;
  /** The next size is another, whatever it is. */
  forget(): void;
  dispose(): void;
}

export interface Pointer {
  isInside: boolean;
  /** Whether the stage is held by it. */
  isHolding: boolean;
}

export interface DrawnFrames {
  /** The frame that was asked for last; null where a curve stands in the stage's place. */
  last: Frame | null;
  /** What the canvas holds. */
  seen: Frame | null;
  /** Pictures drawn so far. */
  frames: number;
}

/** What a drawing is made on. */
interface Sheets {
  readonly canvas: HTMLCanvasElement;
  readonly lens: Lens;
  readonly axes: ReturnType<typeof createAxesLayer>;
  readonly arrowScale: ReturnType<typeof createArrowScale>;
}

export function createDrawing(
  app: App,
  sheets: Sheets,
  held: Held,
  room: StageSize,
  now: () => number,
  isCalm: () => boolean,
) {
  const { canvas, lens, axes, arrowScale } = sheets;
  const motion = createCameraMotion(app.state.scene.view.camera);
  const glide = createGlide();
  const detail = createDetail();
  const arrowsOf = createShownMarks(app, now, isCalm);
  const pointer: Pointer = { isInside: false, isHolding: false };
  let stale = true;
  let underHand = true;
  const shown: DrawnFrames = { last: null, seen: null, frames: 0 };
  let lastHover: State['hover'] = null;
  let lastArrows: ShownMarks | null = null;
  const name = memo((entry: Derived['entry']) => {
    canvas.setAttribute('aria-label', text.label(entry?.name ?? text.customSurface));
  });
  const describe = memo((surface: Surface) => {
    canvas.setAttribute('aria-description', describeAxes(surface));
  });
  const render = (frame: Frame, picture: Picture, hover: State['hover'], arrows: ShownMarks | null) => {
    stale = false;
    shown.seen = frame;
    const { width, height } = room;
    const ratio = room.ratio * detail.share;
    paint(sheets, frame, picture, motion.shown, [width, height, ratio], hover, arrows, detail.isCoarse);
    if (detail.timesNext) picture.mark();
    axes.draw(frame, lens, ratio);
    arrowScale.show(arrows, frame.derived.surface, lens, frame.state.figure.scale);
    canvas.dataset['frames'] = String(++shown.frames);
  };

  return {
    pointer,
    shown,
    /** The next frame is drawn whatever it is. */
    spoil() {
      stale = true;
    },
    /** Under the hand the camera jumps, else it glides. */
    setHand(isUnder: boolean) {
      underHand = isUnder;
    },
    glide(milliseconds: number) {
      glide.begin(isCalm() ? 0 : milliseconds);
      underHand = milliseconds === 0;
    },
    draw(frame: Frame) {
      // In its place stands the curve.
      if (frame.derived.loss.dimension === 1) {
        shown.last = null;
        return;
      }
      const isFirst = shown.last === null;
      shown.last = frame;
      name(frame.derived.entry);
      describe(frame.derived.surface);
      const { picture } = held;
      if (!picture) return;
      // The pointer shows itself: a point that comes from it needs no mark.
      const hover = pointer.isInside ? null : frame.state.hover;
      const share = glide.share(now());
      const jump = underHand || isCalm() || isFirst;
      // Each of the four has its effect; none may be skipped because another asks for a picture already.
      const sized = room.fit();
      const moved = motion.follow(frame.state.scene.view.camera, now(), jump, share);
      const change = picture.update(frame, share);
      const arrows = arrowsOf(frame);
      const moves = moved || change === 'relief';
      const goesOn = motion.moving || share < 1 || !picture.isLast;
      const sharpened = detail.follow(now(), picture.underWay(), moves, goesOn, pointer.isHolding);
      if (detail.wantsFrame) app.invalidate();
      const changed = change !== 'none' || hover !== lastHover || arrows !== lastArrows;
      const dirty = stale || sized || moved || sharpened || changed;
      lastHover = hover;
      lastArrows = arrows;
      if (room.width === 0 || room.height === 0 || !dirty) return;
      render(frame, picture, hover, arrows);
      if (motion.moving || share < 1) app.invalidate();
      else underHand = false;
    },
    drawAt(frame: Frame, width: number, height: number, ratio: number) {
      const { picture } = held;
      if (!picture) return;
      picture.update(frame, 1);
      const arrows = arrowsOf(frame);
      const { camera } = frame.state.scene.view;
      shown.seen = frame;
      paint(sheets, frame, picture, camera, [width, height, ratio], null, arrows, false);
      arrowScale.show(arrows, frame.derived.surface, lens, frame.state.figure.scale);
      room.forget();
      stale = true;
    },
  };
}

/** A picture of a frame, of so many CSS pixels of `ratio` pixels each. */
function paint(
  { canvas, lens }: Sheets,
  frame: Frame,
  picture: Picture,
  camera: Camera,
  [width, height, ratio]: readonly [width: number, height: number, ratio: number],
  hover: State['hover'],
  arrows: ShownMarks | null,
  isCoarse: boolean,
): void {
  aim(lens, camera, width, height, picture.sides, axisType(width, height, frame.state.figure.scale));
  picture.render(frame, lens, ratio, hover, arrows, isCoarse);
  canvas.toggleAttribute('data-coarse', isCoarse);
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
