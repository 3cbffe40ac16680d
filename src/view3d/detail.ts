/** Share of the pixels a side that a coarse picture has. */
const COARSE = 0.4;
/** Milliseconds that a picture may take while the camera moves before the next ones are drawn coarsely. */
const SLOW = 40;
/** Milliseconds without a movement after which the picture is drawn in full. */
const REST = 100;

/**
 * How finely the stage is drawn. In full, but for a movement of the relief on a machine on which that takes long: its
 * pictures are coarse until it rests.
 *
 * How long a picture takes is seen from when the graphics processor has done all that it was given for it: browsers ask
 * for frames while it is far behind. So frames are asked for during a movement, and until it rests.
 */
export interface Detail {
  /** Whether the next picture is a coarse one. */
  readonly isCoarse: boolean;
  /** Share of the pixels a side that it has. */
  readonly share: number;
  /** Whether a frame has to follow, though nothing else may ask for one. */
  readonly wantsFrame: boolean;
  /** Whether it is the next picture of which it has to be known how long it takes. */
  readonly timesNext: boolean;
  /**
   * Called in every frame, before it is drawn; true when the relief has to be drawn for it, in full and at rest.
   *
   * @param isDone whether that picture is drawn of which it is asked how long it takes
   * @param moves the relief looks otherwise than in the frame before: the camera has moved, or the surface
   * @param goesOn the movement is on its way to somewhere
   * @param held it is under the hand: not over before that lets go
   */
  follow(now: number, isDone: boolean, moves: boolean, goesOn: boolean, held: boolean): boolean;
}

export function createDetail(): Detail {
  let isCoarse = false;
  let isSlow = false;
  /** A slow picture in full alone may have been held up by something else. */
  let wasSlow = false;
  /** When a picture of the movement was drawn, while it is not known how long that took. */
  let drawnAt: number | null = null;
  let timesNext = false;
  let movedAt = -Infinity;
  /** Frames since then: one alone may be late, between two that move. */
  let still = 0;
  let isHeld = false;

  const learn = (took: number) => {
    if (isCoarse) {
      // So quick that the next movement is tried in full.
      isSlow = took > SLOW / 2;
      return;
    }
    isSlow = took > SLOW && (wasSlow || isSlow);
    wasSlow = took > SLOW;
  };

  return {
    get isCoarse() {
      return isCoarse;
    },
    get share() {
      return isCoarse ? COARSE : 1;
    },
    get wantsFrame() {
      return drawnAt !== null || (isCoarse && !isHeld);
    },
    get timesNext() {
      return timesNext;
    },
    follow(now, isDone, moves, goesOn, held) {
      isHeld = held;
      if (drawnAt !== null && (isDone || now - drawnAt > SLOW)) {
        learn(now - drawnAt);
        drawnAt = null;
      }
      timesNext = moves && drawnAt === null;
      if (moves) {
        const isAlone = !goesOn && !held && now - movedAt > REST;
        isCoarse ||= isSlow && !isAlone;
        if (timesNext) drawnAt = now;
        movedAt = now;
        still = 0;
        return false;
      }
      still++;
      if (!isCoarse || held || still < 2 || now - movedAt < REST) return false;
      isCoarse = false;
      return true;
    },
  };
}
