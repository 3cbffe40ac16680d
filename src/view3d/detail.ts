/** Share of the pixels a side that a coarse picture has. */
const COARSE = 0.4;
/** Milliseconds that a picture may take while the camera moves before the next ones are drawn coarsely. */
const SLOW = 40;
/** Milliseconds without a movement after which the picture is drawn in full. */
const REST = 100;
/** The same while the next one is on its way: drawn in full for that long, it would be late. */
const LONG_REST = 1000;

/** Coarse pictures in a row, all quick, after which the movement is drawn in full again: at first, for each time doubles it. */
const PATIENCE = 12;
/** Pictures of which it is watched at once when they are done. */
const WATCHED = 4;

/**
 * How finely the stage is drawn. In full, but for a movement of the relief on a machine on which that takes long: its
 * pictures are coarse until it rests.
 *
 * How long a picture takes is seen from when the graphics processor has done all that it was given for it: browsers ask
 * for frames while it is far behind. So frames are asked for during a movement, and until it rests. Between a frame and
 * the end of its drawing some frames pass on quick machines, too, which draw several at a time: a picture takes as long as
 * it is done after the one before.
 */
export interface Detail {
  /** Whether the next picture is a coarse one. */
  readonly isCoarse: boolean;
  /** Share of the pixels a side that it has. */
  readonly share: number;
  /** Whether a frame has to follow, though nothing else may ask for one. */
  readonly wantsFrame: boolean;
  /** Whether it has to be known of the next picture when it is done. */
  readonly timesNext: boolean;
  /**
   * Called in every frame, before it is drawn; true when the relief has to be drawn for it, in full and at rest.
   *
   * @param underWay how many are not done yet of the pictures of which that is asked
   * @param moves the relief looks otherwise than in the frame before: the camera has moved, or the surface
   * @param goesOn more of it is on its way
   * @param held it is under the hand: not over before that lets go
   */
  follow(now: number, underWay: number, moves: boolean, goesOn: boolean, held: boolean): boolean;
}

export function createDetail(): Detail {
  let isCoarse = false;
  let isSlow = false;
  /** A slow picture in full alone may have been held up by something else. */
  let wasSlow = false;
  /** When the pictures were drawn that are watched, the first of them first. */
  const drawn: number[] = [];
  let quick = 0;
  let patience = PATIENCE;
  /** How many of these are not drawn as finely as those that follow. */
  let others = 0;
  /** When it was last known that one was done, or took long. */
  let toldAt = -Infinity;
  /** The first of them was told to take long, and is not told of again when it is done. */
  let isLate = false;
  let timesNext = false;
  let movedAt = -Infinity;
  /** Frames since then: one alone may be late, between two that move. */
  let still = 0;
  let isHeld = false;

  const learn = (took: number) => {
    if (isCoarse) {
      // So quick that the next movement is tried in full; this one, too, where something else has held up the first ones.
      isSlow = took > SLOW / 2;
      quick = isSlow ? 0 : quick + 1;
      return;
    }
    isSlow = took > SLOW && (wasSlow || isSlow);
    wasSlow = took > SLOW;
  };
  const watch = (now: number, underWay: number) => {
    const [first] = drawn;
    if (first === undefined) return;
    const since = Math.max(first, toldAt);
    const done = drawn.length - underWay;
    if (done <= 0 && now - since <= SLOW) return;
    toldAt = now;
    if (done <= 0) {
      if (others === 0) learn(now - since);
      isLate = true;
      return;
    }
    for (let i = 0; i < done; i++) {
      drawn.shift();
      if (others > 0) others--;
      else if (!isLate) learn((now - since) / done);
      isLate = false;
    }
  };
  const draw = (coarse: boolean) => {
    if (coarse === isCoarse) return;
    others = drawn.length;
    quick = 0;
    isCoarse = coarse;
  };

  return {
    get isCoarse() {
      return isCoarse;
    },
    get share() {
      return isCoarse ? COARSE : 1;
    },
    get wantsFrame() {
      return drawn.length > 0 || (isCoarse && !isHeld);
    },
    get timesNext() {
      return timesNext;
    },
    follow(now, underWay, moves, goesOn, held) {
      isHeld = held;
      watch(now, underWay);
      timesNext = moves && drawn.length < WATCHED;
      if (moves) {
        const isAlone = !goesOn && !held && now - movedAt > REST;
        if (isCoarse && quick >= patience) {
          patience *= 2;
          wasSlow = false;
          draw(false);
        } else draw(isCoarse || (isSlow && !isAlone));
        if (timesNext) drawn.push(now);
        movedAt = now;
        still = 0;
        return false;
      }
      still++;
      const rest = goesOn ? LONG_REST : REST;
      if (!isCoarse || held || still < 2 || now - movedAt < rest) return false;
      draw(false);
      return true;
    },
  };
}
