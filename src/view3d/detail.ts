/** Milliseconds that a picture may take while the camera moves before the next ones are drawn coarsely. */
const SLOW = 40;
/** Milliseconds without a movement after which the picture is drawn in full. */
const REST = 100;

/**
 * How finely the stage is drawn. In full, but for a movement of the relief on a machine on which that takes long: its
 * pictures are coarse until it rests.
 *
 * How long a picture takes is seen from when the browser asks for the next one, which it does not do before it has
 * shown most of those that were drawn. So frames are asked for during a movement, and until it rests.
 */
export interface Detail {
  /** Whether the next picture is a coarse one. */
  readonly isCoarse: boolean;
  /** Whether a frame has to follow, though nothing else may ask for one. */
  readonly wantsFrame: boolean;
  /**
   * Called in every frame, before it is drawn; true when the relief has to be drawn for it, in full and at rest.
   *
   * @param moves the relief looks otherwise than in the frame before: the camera has moved, or the surface
   * @param goesOn the movement is on its way to somewhere
   * @param held it is under the hand: not over before that lets go
   */
  follow(now: number, moves: boolean, goesOn: boolean, held: boolean): boolean;
}

export function createDetail(): Detail {
  let isCoarse = false;
  let isSlow = false;
  /** A slow picture in full alone may have been held up by something else. */
  let wasSlow = false;
  /** When the last movement was drawn, while it is not known how long that took. */
  let drawnAt: number | null = null;
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
    get wantsFrame() {
      return drawnAt !== null || (isCoarse && !isHeld);
    },
    follow(now, moves, goesOn, held) {
      isHeld = held;
      if (drawnAt !== null) learn(now - drawnAt);
      drawnAt = null;
      if (moves) {
        const isAlone = !goesOn && !held && now - movedAt > REST;
        isCoarse ||= isSlow && !isAlone;
        drawnAt = now;
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
