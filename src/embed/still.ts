import type { Box } from '../ui/box.ts';
import type { AppView, Frame } from '../app/state.ts';
import { drawScaleBars, type ScaleBar, scaleBarsBox } from '../ui/arrow-scale.ts';
import type { Pen } from '../ui/pen.ts';

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

/** Longest side of a picture of which one side is asked for, in pixels. */
const MAX_SIDE = 4096;
/** The size of a stage that has none, in CSS pixels. */
const FALLBACK = { width: 640, height: 400 } as const;

/** A picture of a frame that a stage draws at another size; a side that is left out follows the container's proportions. */
export function pictureAt(
  own: StageLike,
  container: HTMLElement,
  frame: Frame,
  size: PictureSize,
): HTMLCanvasElement {
  const across = container.clientWidth || FALLBACK.width;
  const down = container.clientHeight || FALLBACK.height;
  const { width, height } = sizeOf(size, across, down);
  // Lines and marks keep their proportion to the stage.
  const ratio = Math.min(width / across, height / down);
  own.drawAt(frame, width / ratio, height / ratio, ratio);
  const copy = copyOf(own.canvas);
  drawAxes(copy, own, ratio);
  drawBars(copy, own.scaleBars, ratio);
  return copy;
}

/** The last picture of a stage, in its place while that has no context. */
export function createStill(container: HTMLElement) {
  let still: HTMLCanvasElement | null = null;
  /** What it shows, and for how many pixels to a CSS pixel. */
  let shown: Frame | null = null;
  let ratio = 0;
  const remove = () => {
    still?.remove();
    still = null;
    shown = null;
  };

  return {
    get isThere() {
      return still !== null;
    },
    isStale: (now: Frame | null) =>
      shown?.state !== now?.state || shown?.derived !== now?.derived || ratio !== devicePixelRatio,
    take(stage: StageLike, last: Frame | null): void {
      // Out of view in the middle of a movement: what stays is drawn in full.
      const { clientWidth, clientHeight } = container;
      if (last && clientWidth > 0 && stage.canvas.hasAttribute('data-coarse'))
        stage.drawAt(last, clientWidth, clientHeight, Math.min(devicePixelRatio || 1, 2));
      const copy = copyOf(stage.canvas);
      const { width, height } = copy;
      if (stage.axesCanvas.width > 0) copy.getContext('2d')?.drawImage(stage.axesCanvas, 0, 0, width, height);
      drawBars(copy, stage.scaleBars, copy.width / container.clientWidth);
      remove();
      still = copy;
      shown = last;
      ratio = devicePixelRatio;
      container.append(copy);
    },
    /** It lies over all else. */
    raise(): void {
      if (still) container.append(still);
    },
    remove,
  };
}

function sizeOf(asked: PictureSize, across: number, down: number): { width: number; height: number } {
  const dense = Math.min(devicePixelRatio || 1, 2);
  const width = asked.width ?? (asked.height ? (asked.height * across) / down : across * dense);
  const height = asked.height ?? (asked.width ? (asked.width * down) / across : down * dense);
  const shrink = Math.min(1, MAX_SIDE / Math.max(width, height));
  return { width: Math.round(width * shrink), height: Math.round(height * shrink) };
}

export function hasPictureOf({ canvas }: StageLike): boolean {
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
