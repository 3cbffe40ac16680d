import type { AppView, Frame } from '../app/state.ts';
import { createSeat } from './seats.ts';

/** A 3D view with the canvas on which it draws. */
export interface StageLike extends AppView {
  readonly canvas: HTMLCanvasElement;
}

export interface LiveStage extends AppView {
  /** Whether there is something to see: a live picture or the last one. */
  readonly hasPicture: boolean;
  /** In view or out of it. */
  setShown(shown: boolean): void;
  /** The canvas to read the picture from, the live one if need be; null while there is none. */
  picture(): HTMLCanvasElement | null;
}

export interface LiveStageOptions {
  /** Makes the stage; null where there is no WebGL. Its canvas must keep what was drawn. */
  readonly make: () => StageLike | null;
  readonly invalidate: () => void;
  /** There is no WebGL here. */
  readonly failed: () => void;
  /** A picture has come for the first time. */
  readonly drawn: () => void;
}

/** A stage in view that has rested so long, in milliseconds, can do with a still picture. */
const REST = 600;

/**
 * A stage that holds a WebGL context only while it has a seat for it. Without one its last picture stands in its
 * place; it comes back, at the step of that moment, as soon as it is in view and there is a seat.
 */
export function createLiveStage(container: HTMLElement, options: LiveStageOptions): LiveStage {
  let stage: StageLike | null = null;
  let still: HTMLCanvasElement | null = null;
  let hasFailed = false;
  let isShown = false;
  let last: Frame | null = null;
  let lastDrawn = 0;
  /** What the still picture shows. */
  let stillFrame: Frame | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const removeStill = () => {
    still?.remove();
    still = null;
    stillFrame = null;
  };
  const raise = () => {
    if (stage || hasFailed) return;
    stage = options.make();
    if (!stage) {
      hasFailed = true;
      seat.release();
      removeStill();
      options.failed();
      return;
    }
    // The last picture lies over the new canvas until that has one of its own.
    if (still) container.append(still);
    options.invalidate();
  };
  const rest = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!stage) return;
    if (hasPictureOf(stage)) {
      const copy = copyOf(stage.canvas);
      removeStill();
      still = copy;
      stillFrame = last;
      container.append(copy);
    }
    stage.dispose();
    stage = null;
    seat.release();
  };
  const seat = createSeat({
    granted: raise,
    asked() {
      if (!stage || !hasPictureOf(stage)) return;
      if (!isShown) rest();
      else if (performance.now() - lastDrawn > REST && !container.matches(':focus-within, :hover')) {
        // Not all at once: the first that rests is enough.
        timer ??= setTimeout(rest, 50 + (container.clientWidth % 7) * 20 + Math.min(200, lastDrawn % 200));
      }
    },
  });

  // Whoever takes hold of a still picture means the stage.
  const approach = () => {
    if (!hasFailed && !seat.isHeld) seat.want();
  };
  container.addEventListener('pointerenter', approach);
  container.addEventListener('focusin', approach);

  return {
    get hasPicture() {
      return still !== null || (stage !== null && hasPictureOf(stage));
    },
    setShown(shown) {
      isShown = shown;
      if (shown && !seat.isHeld && !hasFailed) seat.want();
      if (shown) return;
      if (seat.isShared) seat.offer();
      else rest();
    },
    picture() {
      if (stage && hasPictureOf(stage)) return stage.canvas;
      return still;
    },
    draw(frame) {
      const before = last;
      last = frame;
      if (!stage) {
        const isStale = !still || stillFrame?.state !== frame.state || stillFrame.derived !== frame.derived;
        if (isStale && !hasFailed && !seat.isHeld) seat.want();
        return;
      }
      const had = hasPictureOf(stage);
      stage.draw(frame);
      if (before?.state !== frame.state) lastDrawn = performance.now();
      if (!hasPictureOf(stage)) return;
      removeStill();
      if (!had) options.drawn();
    },
    dispose() {
      clearTimeout(timer);
      container.removeEventListener('pointerenter', approach);
      container.removeEventListener('focusin', approach);
      stage?.dispose();
      stage = null;
      removeStill();
      seat.dispose();
    },
  };
}

function hasPictureOf({ canvas }: StageLike): boolean {
  return canvas.dataset['frames'] !== undefined;
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
