import { clipLine } from '../core/geometry/clip.ts';
import type { Domain } from '../core/losses/types.ts';
import type { ArrowFactors, StepMark, StepMarks } from '../core/run/arrows.ts';
import { explainStep, factorsOf, openStage, shownAnatomy } from './anatomy.ts';
import type { AppView, Derived, Frame, State } from './state.ts';
import type { App } from './app.ts';

/** Which marks of the explained step stage and map draw, and how. */

export interface ShownMark {
  readonly mark: StepMark;
  /**
   * In the domain, both: where an arrow begins and ends, cut off at the border; the ball and a point; a box's middle
   * and corner.
   */
  readonly from: Place;
  readonly to: Place;
  /** The arrow goes on beyond the border, at which it ends here; the point lies beyond. */
  readonly goesOn: boolean;
  /** Pointed at, here or in the equation. */
  readonly lit: boolean;
  /** Something else is pointed at, or the stage is over: drawn back. */
  readonly faded: boolean;
}

type Place = readonly [x: number, y: number];

export interface ShownMarks {
  readonly from: Place;
  readonly marks: readonly ShownMark[];
  readonly scale: ArrowScale;
}

/** What the arrows are drawn with: the run's factors, magnified by a power of ten. */
export interface ArrowScale extends ArrowFactors {
  readonly magnify: number;
  /** The units of which something is drawn. */
  readonly units: readonly StepMark['unit'][];
}

/** Whether an arrow among them goes on beyond the border. */
export function hasCutArrow({ marks }: ShownMarks): boolean {
  return marks.some(({ mark, goesOn }) => goesOn && mark.shape === 'arrow');
}

/** In which marks are drawn: the step under its parts, what is pointed at over the rest. */
export function inOrder(marks: readonly ShownMark[]): readonly ShownMark[] {
  const rank = ({ mark, lit }: ShownMark) =>
    lit ? 2 : mark.shape === 'arrow' && mark.part === 'step' ? 0 : 1;
  return marks.toSorted((a, b) => rank(a) - rank(b));
}

/** Milliseconds in which the arrows of a stage grow. */
const GROWTH = 320;

/** Whether a key of a mark or a line belongs to what is lit: `velocity:before` and `velocity` are one symbol. */
export function isLit(key: string, lit: string | null): boolean {
  return lit !== null && symbolOf(key) === symbolOf(lit);
}

function symbolOf(key: string): string {
  return key.split(':')[0] ?? key;
}

/**
 * The marks to draw; null for none. A closed step that rests shows all arrows, but for one that is not run; an opened
 * one those of the stages up to the shown one, its own grown to `growth` (0 to 1). While time runs only what is pointed
 * at is drawn: arrows that change thirty times a second explain nothing.
 */
export function shownMarks(state: State, derived: Derived, growth: number): ShownMarks | null {
  if (state.playhead.playing && state.lit === null) return null;
  const step = drawnStep(state, derived);
  if (!step) return null;
  const { marks, factors, stage } = step;
  // A curve has its axis alone, along which a step is as long as it is, and its tangent for the gradient.
  const isCurve = derived.loss.dimension === 1;
  const { domain } = derived.surface.grid;
  const border: Domain = isCurve ? [domain[0], domain[1], -1, 1] : domain;
  const magnify = isCurve ? 0 : state.scene.view.magnify;
  // Beside a row's own gradient stands that of which it is a part.
  const gradient = (state.scene.view.gradient || state.picked !== null) && !isCurve;
  const shown: ShownMark[] = [];
  const drawn = marks.marks.filter(({ key }) => key !== 'gradient:uphill' || gradient);
  const anyLit = drawn.some(({ key }) => isLit(key, state.lit));
  /** The tip of the last of those that follow one another. */
  let tip: Place = marks.from;
  for (const mark of drawn) {
    const lit = isLit(mark.key, state.lit);
    const share = stage === mark.stage ? growth : 1;
    const from = mark.follows ? tip : marks.from;
    const isPoint = mark.shape === 'point';
    const [x, y] = isPoint ? [mark.x - from[0], mark.y - from[1]] : [mark.x, mark.y];
    const factor = factors[mark.unit] * (isPoint ? 1 : share);
    const [dx, dy] = magnified(x, y, factor, magnify);
    const isExact = isPoint && factor === 1 && magnify === 0;
    const to: Place = isExact ? [mark.x, mark.y] : [from[0] + dx, from[1] + dy];
    if (mark.follows) tip = to;
    if (stage !== null && mark.stage > stage && !lit) continue;
    if (state.playhead.playing && !lit) continue;
    // These are large, and say what is not done: they wait until their stage is opened.
    if ((mark.shape === 'box' || mark.key === 'plain') && stage === null && !lit) continue;
    const placed = mark.shape === 'box' ? { from, to, goesOn: false } : cut(border, from, to);
    if (!placed) continue;
    const faded = !lit && (anyLit || (stage !== null && mark.stage < stage));
    shown.push({ mark, ...placed, lit, faded });
  }
  if (shown.length === 0) return null;
  const scale = { ...factors, magnify };
  const units = (['step', 'gradient'] as const).filter((unit) =>
    shown.some(({ mark }) => mark.unit === unit && isScaled(mark, scale)),
  );
  return { from: marks.from, marks: shown, scale: { ...scale, units } };
}

/** What there is of the explained step: its marks, what they are drawn with, and the stage that is open. */
function drawnStep(
  state: State,
  derived: Derived,
): { readonly marks: StepMarks; readonly factors: ArrowFactors; readonly stage: number | null } | null {
  if (derived.model) {
    const seen = derived.model.step(state.selected, state.playhead.step, state.picked);
    const anatomy = seen && state.stage !== null ? shownAnatomy(state, derived) : null;
    return seen && { ...seen, stage: anatomy && openStage(state, anatomy)! / (anatomy.stages.length - 1) };
  }
  const explained = explainStep(state, derived);
  if (!explained) return null;
  const { anatomy, view, marks, isRun } = explained;
  if (!isRun && state.stage === null && state.lit === null) return null;
  return { marks, factors: factorsOf(view, derived), stage: openStage(state, anatomy) };
}

/** Whether where a mark is drawn depends on the scale: a point stands where it is until arrows are enlarged. */
export function isScaled(mark: StepMark, { step, magnify }: Omit<ArrowScale, 'units'>): boolean {
  return mark.shape !== 'point' || step !== 1 || magnify > 0;
}

/** Components as drawn, before they are cut off; where these are beyond all numbers, as long as can be drawn. */
function magnified(x: number, y: number, factor: number, magnify: number): Place {
  const [dx, dy] = [x * factor * 10 ** magnify, y * factor * 10 ** magnify];
  if (Number.isFinite(dx) && Number.isFinite(dy)) return [dx, dy];
  const longest = Math.max(Math.abs(x), Math.abs(y));
  return [(x / longest) * 1e200, (y / longest) * 1e200];
}

/** The part of a line that lies in the domain. */
function cut(domain: Domain, from: Place, to: Place): Pick<ShownMark, 'from' | 'to' | 'goesOn'> | null {
  const shares = clipLine(domain, ...from, ...to);
  if (!shares) return null;
  const [begin, end] = shares;
  const [x0, x1, y0, y1] = domain;
  // Along a very long line the border is missed by rounding.
  const at = (share: number): Place => [
    Math.min(x1, Math.max(x0, from[0] + share * (to[0] - from[0]))),
    Math.min(y1, Math.max(y0, from[1] + share * (to[1] - from[1]))),
  ];
  return { from: begin === 0 ? from : at(begin), to: end === 1 ? to : at(end), goesOn: end < 1 };
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
    a.picked === b.picked &&
    a.palette === b.palette &&
    a.scene.view.magnify === b.scene.view.magnify &&
    a.scene.view.gradient === b.scene.view.gradient
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

function arrowAt(state: State, derived: Derived, [px, py]: Place): string | null {
  // Over a curve's axis the pointer is at no arrow, however high it is.
  const shown = derived.loss.dimension === 1 ? null : shownMarks(state, derived, 1);
  if (!shown) return null;
  const [x0, x1, y0, y1] = derived.surface.grid.domain;
  let nearest: string | null = null;
  let least = NEAR;
  // The one drawn last lies on top.
  for (const { mark, from, to } of shown.marks) {
    if (mark.shape === 'box') continue;
    const begin = mark.shape === 'point' ? to : from;
    const [u, v] = [(px - begin[0]) / (x1 - x0), (py - begin[1]) / (y1 - y0)];
    const [a, b] = [(to[0] - begin[0]) / (x1 - x0), (to[1] - begin[1]) / (y1 - y0)];
    const along = Math.min(1, Math.max(0, (u * a + v * b) / (a * a + b * b || 1)));
    // About the ball all arrows meet: there none is meant.
    if (mark.shape === 'arrow' && !mark.follows && along < 0.15) continue;
    const distance = Math.hypot(u - along * a, v - along * b);
    if (distance <= least) [least, nearest] = [distance, mark.key];
  }
  return nearest;
}
