/**
 * What runs in each frame of the test of seats: the seats of an embed, with a stage that is none. What is said over the
 * channel arrives late, by a seeded number of milliseconds.
 */
import { createSeat, NEED } from '../../../src/embed/seats.ts';

/** The longest delay of what is said, and the longest time that a first picture takes, in milliseconds. */
const LATE = 700;
const PICTURE = 60;

let state = Number(new URLSearchParams(location.search).get('seed'));
/** Mulberry32. */
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
};
const { postMessage } = BroadcastChannel.prototype;
BroadcastChannel.prototype.postMessage = function (this: BroadcastChannel, message: unknown) {
  setTimeout(() => postMessage.call(this, message), LATE * random() ** 3);
};

/** When the seat was held, as what was done in all frames is counted: their clocks differ by a millisecond or two. */
const spans: { from: number; to: number | null }[] = [];
const host = parent as Window & { acts?: number };
const nextAct = () => (host.acts = (host.acts ?? 0) + 1);
let isShown = false;
let hasPicture = false;

const rank = () => (isShown ? (hasPicture ? NEED : 0) : 4);
const seat = createSeat({
  rank,
  granted() {
    spans.push({ from: nextAct(), to: null });
    for (const until = performance.now() + PICTURE * random(); performance.now() < until; );
    hasPicture = true;
  },
  yielded() {
    const span = spans.at(-1);
    if (span) span.to = nextAct();
    seat.release();
  },
});

Object.assign(window, {
  spans,
  /** Scrolls it into view, where it has to be drawn anew, or out of it. */
  show(shown: boolean) {
    if (shown && !isShown) hasPicture = seat.isHeld;
    isShown = shown;
    if (shown) seat.want();
    else seat.offer();
  },
  isDone: () => !isShown || hasPicture,
});
