import { drawScaleBars, type ScaleBar, scaleBarsBox } from '../ui/arrow-scale.ts';
import type { Box } from '../ui/axes.ts';
import type { Pen } from '../ui/pen.ts';
import type { AppView, Frame } from '../app/state.ts';
import { createSeat, NEED } from './seats.ts';

/** A 3D view with the canvas on which it draws. */
export interface StageLike extends AppView {
  readonly canvas: HTMLCanvasElement;
  /** What says how long the arrows of the last picture are; they stand beside the canvas. */
  readonly scaleBars: readonly ScaleBar[];
  /** The axes, over it. */
  readonly axesCanvas: HTMLCanvasElement;
  /** Draws a frame at another size, in CSS pixels of `ratio` pixels each, which the canvas holds until it draws again. */
  drawAt(frame: Frame, width: number, height: number, ratio: number): void;
  /** Draws the axes of what the canvas shows, in CSS pixels. */
  axes(): (pen: Pen, font: string, covers?: readonly Box[]) => void;
}

/** A size in pixels; a side that is left out follows from the stage's own proportions. */
export interface PictureSize {
  readonly width?: number;
  readonly height?: number;
}

export interface LiveStage extends AppView {
  /** In view or out of it, and whether it has a size at all. */
  setShown(shown: boolean, hasSize: boolean): void;
  /** Waits for a context to take a picture with; null where that can be taken at once, or never. */
  prepare(): Promise<void> | null;
  /** A picture of a frame at a size, drawn for it at that size; null without WebGL. */
  picture(frame: Frame, size: PictureSize): HTMLCanvasElement | null;
}

export interface LiveStageOptions {
  /** Makes the stage; null where there is no WebGL. Its canvas must keep what was drawn. */
  readonly make: () => StageLike | null;
  readonly invalidate: () => void;
  /** There is no WebGL here. */
  readonly failed: () => void;
  /** Whether something else stands in the stage's place, which then needs no context. */
  readonly isIdle: () => boolean;
}

/** Longest side of a picture of which one side is asked for, in pixels. */
const MAX_SIDE = 4096;
/** The size of a stage that has none, in CSS pixels. */
const FALLBACK = { width: 640, height: 400 } as const;
/** A stage in view that has rested so long, in milliseconds, can do with a still picture. */
const REST = 600;
/** A context that the browser does not give back within so long, in milliseconds, is replaced by another. */
const LOST = 1000;
/** Half of what can be told apart of how long ago an embed was seen, in milliseconds. */
const LONG_AGO = 60_000;

/**
 * A stage that holds a WebGL context only while it has a seat for it. Without one its last picture stands in its
 * place; it comes back, at the step of that moment, as soon as it is in view and there is a seat. One that was never
 * in view makes ready while there are seats to spare, and draws nothing.
 */
export function createLiveStage(container: HTMLElement, options: LiveStageOptions): LiveStage {
  let stage: StageLike | null = null;
  let still: HTMLCanvasElement | null = null;
  let hasFailed = false;
  let isShown = false;
  /** When it was in view last; null before it ever was. */
  let seen: number | null = null;
  let last: Frame | null = null;
  let lastDrawn = 0;
  /** What the still picture shows, and for how many pixels to a CSS pixel. */
  let stillFrame: Frame | null = null;
  let stillRatio = 0;
  let replacing: ReturnType<typeof setTimeout> | undefined;
  /** Those who wait for a context to take a picture with. */
  const waiting: (() => void)[] = [];

  const hasPicture = () => still !== null || (stage !== null && hasPictureOf(stage));
  const isStale = () =>
    stillFrame?.state !== last?.state ||
    stillFrame?.derived !== last?.derived ||
    stillRatio !== devicePixelRatio;

  /** From what must not wait, over what is in view, to what was in view longest ago. */
  const rank = () => {
    if (waiting.length > 0) return 0;
    const now = performance.now();
    if (!isShown) return seen === null ? 3 : 4 + (now - seen) / (now - seen + LONG_AGO);
    if (!hasPicture() || container.matches(':focus-within, :hover')) return 0;
    const moves = stage ? now - lastDrawn <= REST : isStale();
    return moves ? 1 : NEED;
  };

  const removeStill = () => {
    still?.remove();
    still = null;
    stillFrame = null;
  };
  const drop = () => {
    clearTimeout(replacing);
    stage?.dispose();
    stage = null;
  };
  const raise = () => {
    if (stage || hasFailed) return;
    stage = options.make();
    for (const go of waiting.splice(0)) go();
    if (!stage) {
      hasFailed = true;
      seat.release();
      removeStill();
      options.failed();
      return;
    }
    const { canvas } = stage;
    canvas.addEventListener('webglcontextlost', () => {
      if (stage?.canvas === canvas) replacing = setTimeout(replace, LOST);
    });
    canvas.addEventListener('webglcontextrestored', () => clearTimeout(replacing));
    // The last picture lies over the new canvas until that has one of its own.
    if (still) container.append(still);
    options.invalidate();
  };
  const replace = () => {
    drop();
    raise();
  };
  const rest = () => {
    if (stage && hasPictureOf(stage)) {
      // Out of view in the middle of a movement: what stays is drawn in full.
      const { clientWidth, clientHeight } = container;
      if (last && clientWidth > 0 && stage.canvas.hasAttribute('data-coarse'))
        stage.drawAt(last, clientWidth, clientHeight, Math.min(devicePixelRatio || 1, 2));
      const copy = copyOf(stage.canvas);
      const { width, height } = copy;
      if (stage.axesCanvas.width > 0) copy.getContext('2d')?.drawImage(stage.axesCanvas, 0, 0, width, height);
      drawBars(copy, stage.scaleBars, copy.width / container.clientWidth);
      removeStill();
      still = copy;
      stillFrame = last;
      stillRatio = devicePixelRatio;
      container.append(copy);
    }
    drop();
    seat.release();
  };
  const seat = createSeat({ granted: raise, rank, yielded: rest });
  const want = () => {
    if (!hasFailed && !seat.isHeld && !options.isIdle()) seat.want();
  };

  // Whoever takes hold of a still picture means the stage.
  container.addEventListener('pointerenter', want);
  container.addEventListener('focusin', want);

  return {
    setShown(shown, hasSize) {
      const was = isShown;
      isShown = shown;
      if (shown) {
        seen = performance.now();
        want();
      } else if (was) {
        seen = performance.now();
        if (seat.isShared) seat.offer();
        else rest();
      } else if (seen === null && hasSize && seat.isShared) {
        want();
      }
    },
    prepare() {
      if (stage || hasFailed || !seat.isShared || options.isIdle()) return null;
      return new Promise((resolve) => {
        waiting.push(resolve);
        want();
      });
    },
    picture(frame, size) {
      // Where frames know nothing of each other it takes a context for as long as this call lasts.
      const own = stage ?? (hasFailed ? null : options.make());
      if (!own) return null;
      const across = container.clientWidth || FALLBACK.width;
      const down = container.clientHeight || FALLBACK.height;
      const { width, height } = sizeOf(size, across, down);
      // Lines and marks keep their proportion to the stage.
      const ratio = Math.min(width / across, height / down);
      own.drawAt(frame, width / ratio, height / ratio, ratio);
      const copy = copyOf(own.canvas);
      drawAxes(copy, own, ratio);
      drawBars(copy, own.scaleBars, ratio);
      if (own !== stage) own.dispose();
      else if (hasPictureOf(own) && last) own.draw(last);
      return copy;
    },
    draw(frame) {
      const before = last;
      last = frame;
      if (options.isIdle()) {
        if (!stage && !still) return;
        drop();
        removeStill();
        seat.release();
        return;
      }
      if (!stage) {
        if (!still || isStale()) want();
        return;
      }
      stage.draw(frame);
      if (before?.state !== frame.state) lastDrawn = performance.now();
      if (hasPictureOf(stage)) removeStill();
    },
    dispose() {
      container.removeEventListener('pointerenter', want);
      container.removeEventListener('focusin', want);
      drop();
      removeStill();
      seat.dispose();
    },
  };
}

function sizeOf(asked: PictureSize, across: number, down: number): { width: number; height: number } {
  const dense = Math.min(devicePixelRatio || 1, 2);
  const width = asked.width ?? (asked.height ? (asked.height * across) / down : across * dense);
  const height = asked.height ?? (asked.width ? (asked.width * down) / across : down * dense);
  const shrink = Math.min(1, MAX_SIDE / Math.max(width, height));
  return { width: Math.round(width * shrink), height: Math.round(height * shrink) };
}

function hasPictureOf({ canvas }: StageLike): boolean {
  return canvas.dataset['frames'] !== undefined;
}

/** The bars of a stage, drawn into a copy of its picture. */
function drawAxes(copy: HTMLCanvasElement, stage: StageLike, ratio: number): void {
  const context = copy.getContext('2d');
  if (!context) return;
  const { fontFamily } = getComputedStyle(document.body);
  context.save();
  context.scale(ratio, ratio);
  const [corner, width] = placeOfBars(copy, ratio);
  stage.axes()(context, fontFamily, [scaleBarsBox(context, stage.scaleBars, corner, width, fontFamily)]);
  context.restore();
}

/** The lower left corner of the bars, and the width that they have. */
function placeOfBars({ width, height }: HTMLCanvasElement, ratio: number): [[number, number], number] {
  return [[8, height / ratio - 8], width / ratio - 16];
}

function drawBars(copy: HTMLCanvasElement, bars: readonly ScaleBar[], ratio: number): void {
  const context = copy.getContext('2d');
  if (!context || bars.length === 0) return;
  const { color, fontFamily } = getComputedStyle(document.body);
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  context.scale(ratio, ratio);
  drawScaleBars(context, bars, ...placeOfBars(copy, ratio), { paper, ink: color }, fontFamily);
}

function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = canvas.ownerDocument.createElement('canvas');
  copy.className = 'embed-still';
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.setAttribute('role', 'img');
  copy.setAttribute('aria-label', canvas.getAttribute('aria-label') ?? '');
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}
