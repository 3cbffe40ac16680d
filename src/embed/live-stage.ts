import { browserClock } from '../app/clock.ts';
import type { AppView, Frame } from '../app/state.ts';
import { createSeat, NEED } from './seats.ts';
import { createStill, hasPictureOf, pictureAt, type PictureSize, type StageLike } from './still.ts';

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
  const still = createStill(container);
  let isShown = false;
  /** When it was in view last; null before it ever was. */
  let seen: number | null = null;
  let last: Frame | null = null;
  let lastDrawn = 0;
  /** Those who wait for a context to take a picture with. */
  const waiting: (() => void)[] = [];

  const held = createHeldStage(options.make, (stage) => {
    for (const go of waiting.splice(0)) go();
    if (stage) {
      // The last picture lies over the new canvas until that has one of its own.
      still.raise();
      options.invalidate();
      return;
    }
    seat.release();
    still.remove();
    options.failed();
  });
  const hasPicture = () => still.isThere || (held.stage !== null && hasPictureOf(held.stage));
  /** From what must not wait, over what is in view, to what was in view longest ago. */
  const rank = () => {
    if (waiting.length > 0) return 0;
    const now = browserClock.now();
    if (!isShown) return seen === null ? 3 : 4 + (now - seen) / (now - seen + LONG_AGO);
    if (!hasPicture() || container.matches(':focus-within, :hover')) return 0;
    const moves = held.stage ? now - lastDrawn <= REST : still.isStale(last);
    return moves ? 1 : NEED;
  };
  const rest = () => {
    const { stage } = held;
    if (stage && hasPictureOf(stage)) still.take(stage, last);
    held.drop();
    seat.release();
  };
  const seat = createSeat({ granted: held.raise, rank, yielded: rest });
  const want = () => {
    if (!held.hasFailed && !seat.isHeld && !options.isIdle()) seat.want();
  };

  // Whoever takes hold of a still picture means the stage.
  container.addEventListener('pointerenter', want);
  container.addEventListener('focusin', want);

  return {
    setShown(shown, hasSize) {
      const was = isShown;
      isShown = shown;
      if (shown) {
        seen = browserClock.now();
        want();
      } else if (was) {
        seen = browserClock.now();
        if (seat.isShared) seat.offer();
        else rest();
      } else if (seen === null && hasSize && seat.isShared) {
        want();
      }
    },
    prepare() {
      if (held.stage || held.hasFailed || !seat.isShared || options.isIdle()) return null;
      return new Promise((resolve) => {
        waiting.push(resolve);
        want();
      });
    },
    picture: (frame, size) => held.lend((stage) => pictureAt(stage, container, frame, size), last),
    draw(frame) {
      const before = last;
      const { stage } = held;
      last = frame;
      if (options.isIdle()) {
        if (!stage && !still.isThere) return;
        held.drop();
        still.remove();
        seat.release();
        return;
      }
      if (!stage) {
        if (!still.isThere || still.isStale(last)) want();
        return;
      }
      stage.draw(frame);
      if (before?.state !== frame.state) lastDrawn = browserClock.now();
      if (hasPictureOf(stage)) still.remove();
    },
    dispose() {
      container.removeEventListener('pointerenter', want);
      container.removeEventListener('focusin', want);
      held.drop();
      still.remove();
      seat.dispose();
    },
  };
}

/**
 * A stage, and another in its place where the browser does not give its context back.
 *
 * @param raised told of each that is made, and of null where there is no WebGL: then no more are tried
 */
function createHeldStage(make: () => StageLike | null, raised: (stage: StageLike | null) => void) {
  let stage: StageLike | null = null;
  let hasFailed = false;
  let replacing: ReturnType<typeof setTimeout> | undefined;
  const drop = () => {
    clearTimeout(replacing);
    stage?.dispose();
    stage = null;
  };
  const raise = () => {
    if (stage || hasFailed) return;
    stage = make();
    hasFailed = stage === null;
    raised(stage);
    const canvas = stage?.canvas;
    canvas?.addEventListener('webglcontextlost', () => {
      if (stage?.canvas === canvas) replacing = setTimeout(replace, LOST);
    });
    canvas?.addEventListener('webglcontextrestored', () => clearTimeout(replacing));
  };
  const replace = () => {
    drop();
    raise();
  };
  return {
    get stage() {
      return stage;
    },
    get hasFailed() {
      return hasFailed;
    },
    raise,
    drop,
    /**
     * Has a picture taken with the stage, which then shows `last` again; null without WebGL. Where frames know nothing of
     * each other it takes a context for as long as this call lasts.
     */
    lend(work: (own: StageLike) => HTMLCanvasElement, last: Frame | null): HTMLCanvasElement | null {
      const own = stage ?? (hasFailed ? null : make());
      if (!own) return null;
      const made = work(own);
      if (own !== stage) own.dispose();
      else if (hasPictureOf(own) && last) own.draw(last);
      return made;
    },
  };
}
