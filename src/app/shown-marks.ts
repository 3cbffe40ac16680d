import type { StepMark, StepMarks } from '../core/run/arrows.ts';
import { explainStep, openStage } from './anatomy.ts';
import type { AppView, Derived, Frame, State } from './state.ts';
import type { App } from './app.ts';

/** Which marks of the explained step stage and map draw, and how. */

export interface ShownMark {
  readonly mark: StepMark;
  /** Components as drawn: arrows and boxes multiplied by the factor; a point's coordinates. */
  readonly x: number;
  readonly y: number;
  /** Pointed at, here or in the equation. */
  readonly lit: boolean;
  /** Something else is pointed at, or the stage is over: drawn back. */
  readonly faded: boolean;
}

export interface ShownMarks {
  readonly from: StepMarks['from'];
  readonly marks: readonly ShownMark[];
}

/** Milliseconds in which the arrows of a stage grow. */
const GROWTH = 320;

/** Whether a key of a mark or a line belongs to what is lit: `velocity:before` and `velocity` are one symbol. */
export function isLit(key: string, lit: string | null): boolean {
  return lit !== null && symbolOf(key) === symbolOf(lit);
}

/** What a pointer on the landing or the box means is the line itself. */
function symbolOf(key: string): string {
  return key.replace(/:(landing|box)$/, '');
}

/**
 * The marks to draw; null for none. A closed step that rests shows all arrows; an opened one those of the stages
 * up to the shown one, its own grown to `growth` (0 to 1). While time runs only what is pointed at is drawn: arrows
 * that change thirty times a second explain nothing.
 */
export function shownMarks(state: State, derived: Derived, growth: number): ShownMarks | null {
  if (state.playhead.playing && state.lit === null) return null;
  const explained = explainStep(state, derived);
  if (!explained) return null;
  const { anatomy, marks } = explained;
  const stage = openStage(state, anatomy);
  const anyLit = marks.marks.some(({ key }) => isLit(key, state.lit));
  const shown: ShownMark[] = [];
  for (const mark of marks.marks) {
    const lit = isLit(mark.key, state.lit);
    if (stage !== null && mark.stage > stage && !lit) continue;
    if (state.playhead.playing && !lit) continue;
    // The box is as large as a fifth of the picture: it waits until its stage is opened.
    if (mark.shape === 'box' && stage === null && !lit) continue;
    const share = stage === mark.stage ? growth : 1;
    const point = mark.shape === 'point';
    const factor = point ? 1 : marks.factor * share;
    shown.push({
      mark,
      x: mark.x * factor,
      y: mark.y * factor,
      lit,
      faded: !lit && (anyLit || (stage !== null && mark.stage < stage)),
    });
  }
  return shown.length === 0 ? null : { from: marks.from, marks: shown };
}

/**
 * The marks to draw, frame by frame; the same object while nothing of them has changed. The arrows of a stage grow
 * when it is reached, at once for those who are `calm`, and frames are asked for until they are whole.
 */
export function createShownMarks(
  app: App,
  now: () => number,
  calm: () => boolean,
): (frame: Frame) => ShownMarks | null {
  let reached: { stage: number | null; step: number } | null = null;
  let since = -Infinity;
  let last: { state: State; derived: Derived; growth: number; shown: ShownMarks | null } | null = null;
  return ({ state, derived }) => {
    const { stage, playhead } = state;
    if (reached?.stage !== stage || reached.step !== playhead.step) {
      if (reached && stage !== null) since = now();
      reached = { stage, step: playhead.step };
    }
    const share = stage === null || calm() ? 1 : Math.min(1, (now() - since) / GROWTH);
    if (share < 1) app.invalidate();
    const growth = 1 - (1 - share) ** 3;
    if (last && growth === last.growth && derived === last.derived && sameMarks(state, last.state)) {
      return last.shown;
    }
    const shown = shownMarks(state, derived, growth);
    last = { state, derived, growth, shown };
    return shown;
  };
}

function sameMarks(a: State, b: State): boolean {
  return (
    a.playhead === b.playhead &&
    a.stage === b.stage &&
    a.lit === b.lit &&
    a.selected === b.selected &&
    a.palette === b.palette
  );
}

/** Share of the domain within which the pointer is at an arrow. */
const NEAR = 0.018;

/**
 * Points at the arrow under the pointer: stage and map both say where in the domain it is. A view without a
 * picture.
 */
export function createArrowPointer(app: App): AppView {
  let last: State['hover'] = null;
  let own: string | null = null;
  return {
    draw({ state, derived }) {
      const { hover } = state;
      if (hover === last) return;
      last = hover;
      const key = hover && arrowAt(state, derived, hover);
      if (key !== own) {
        own = key;
        app.light(key);
      }
    },
    dispose() {
      if (own !== null) app.light(null);
    },
  };
}

function arrowAt(state: State, derived: Derived, [px, py]: readonly [number, number]): string | null {
  const shown = shownMarks(state, derived, 1);
  if (!shown) return null;
  const [x0, x1, y0, y1] = derived.surface.grid.domain;
  const [fromX, fromY] = shown.from;
  const u = (px - fromX) / (x1 - x0);
  const v = (py - fromY) / (y1 - y0);
  let nearest: string | null = null;
  let least = NEAR;
  // The one drawn last lies on top.
  for (const { mark, x, y } of shown.marks) {
    if (mark.shape === 'box') continue;
    const point = mark.shape === 'point';
    const a = (point ? x - fromX : x) / (x1 - x0);
    const b = (point ? y - fromY : y) / (y1 - y0);
    const along = point ? 1 : Math.min(1, Math.max(0, (u * a + v * b) / (a * a + b * b || 1)));
    // About the ball all arrows meet: there none is meant.
    if (!point && along < 0.15) continue;
    const distance = Math.hypot(u - along * a, v - along * b);
    if (distance <= least) [least, nearest] = [distance, mark.key];
  }
  return nearest;
}
