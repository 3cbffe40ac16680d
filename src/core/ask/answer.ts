import { eigen2 } from '../math/eigen.ts';
import type { Loss } from '../math/loss.ts';
import { stableLr } from '../run/stability.ts';
import type { Run } from '../run/types.ts';
import type { Ask } from './ask.ts';
import { basinOf } from './basin.ts';
import { evenly, frechetDistance } from './frechet.ts';

/** A rule with a bound of stability, and its hyperparameters. */
type Bounded = Parameters<typeof stableLr>;

/** A run with its place among the scene's optimizers. */
export interface AskedRun {
  readonly index: number;
  readonly run: Pick<Run, 'steps' | 'dimension' | 'positions' | 'losses' | 'end'>;
  /** Whose bound of stability is asked for. */
  readonly entry?: Bounded[0];
  readonly setting?: { readonly values: Bounded[1] };
  /** Of a run that is seen on a plane: how long its first step is among all parameters. */
  readonly firstStep?: number;
}

/** What is asked about lies on: the loss, and its minima that are known. */
export interface AskedGround {
  readonly loss: Loss;
  readonly minima: readonly (readonly number[])[];
}

/** A place, a path (x and y by turns), an arrow, a minimum (null for none), the places of the right runs among the optimizers (none where none is), or a number (null where none is). */
export type Answer =
  | { readonly form: 'place'; readonly at: readonly number[]; readonly loss: number }
  | { readonly form: 'path'; readonly line: readonly number[] }
  | { readonly form: 'arrow'; readonly from: readonly number[]; readonly by: readonly number[] }
  | { readonly form: 'minimum'; readonly at: readonly number[] | null }
  | { readonly form: 'run'; readonly right: readonly number[] }
  | { readonly form: 'number'; readonly value: number | null }
  | { readonly form: 'setting'; readonly loss: number; readonly isReached: boolean };

/**
 * What a question's runs answer it. Null where the run that it is about is not among them, and where it cannot be told. A run that has stopped before
 * the step, its evaluations spent or no step left to it, counts as it has stopped; one whose loss has run away has none.
 */
export function answerOf(
  ask: Ask,
  runs: readonly AskedRun[],
  ground: AskedGround | null = null,
): Answer | null {
  const view = runs.find(({ index }) => index === ask.run);
  const own = view?.run;
  switch (ask.kind) {
    case 'end':
      return own ? placeAt(own, Math.min(ask.step, own.steps)) : null;
    case 'path':
      return own && own.dimension > 1 ? pathTo(own, Math.min(ask.step, own.steps)) : null;
    case 'arrow':
      return own && own.dimension > 1 && own.steps > 0 ? firstStep(own) : null;
    case 'minimum':
      return own && ground ? minimumOf(own, ask.step, ground) : null;
    case 'lowest':
      return least(runs, ({ run }) => lossAt(run, ask.step));
    case 'first':
      return least(runs, ({ run }) => stepsTo(run, ask));
    case 'diverges':
      return {
        form: 'run',
        right: runs.filter(({ run }) => isHigher(run, ask.step)).map(({ index }) => index),
      };
    case 'loss':
      return own ? { form: 'number', value: lossAt(own, ask.step) } : null;
    case 'steps':
      return own ? { form: 'number', value: stepsTo(own, ask) } : null;
    case 'length':
      return own
        ? { form: 'number', value: own.steps > 0 ? (view.firstStep ?? lengthOfFirst(own)) : null }
        : null;
    case 'stable':
      return view && ground ? stableRate(view, ground) : null;
    case 'reach':
      return own
        ? { form: 'setting', loss: lowestOf(own, ask.step), isReached: stepsTo(own, ask) !== null }
        : null;
  }
}

function placeAt({ positions, losses, dimension }: AskedRun['run'], step: number): Answer {
  const at = Array.from(positions.subarray(step * dimension, (step + 1) * dimension));
  return { form: 'place', at, loss: losses[step]! };
}

function pathTo({ positions, dimension }: AskedRun['run'], step: number): Answer {
  return { form: 'path', line: Array.from(positions.subarray(0, (step + 1) * dimension)) };
}

function firstStep({ positions, dimension }: AskedRun['run']): Answer {
  const from = Array.from(positions.subarray(0, dimension));
  return { form: 'arrow', from, by: from.map((value, i) => positions[dimension + i]! - value) };
}

function minimumOf(run: AskedRun['run'], step: number, { loss, minima }: AskedGround): Answer | null {
  const { positions, dimension, steps } = run;
  const last = Math.min(step, steps);
  const from = Array.from(positions.subarray(last * dimension, (last + 1) * dimension));
  const index = hasRunAway(run, step) ? -1 : basinOf(loss, from, minima);
  return index === null ? null : { form: 'minimum', at: minima[index] ?? null };
}

/** The bound of the rule on the quadratic that the loss is close to at the minimum; none where there is no minimum or no bound. */
function stableRate({ run, entry, setting }: AskedRun, { loss, minima }: AskedGround): Answer | null {
  if (!entry || !setting) return null;
  const start = Array.from(run.positions.subarray(0, run.dimension));
  const index = minima.length === 0 ? -1 : basinOf(loss, start, minima);
  if (index === null) return null;
  const at = minima[index];
  if (!at) return { form: 'number', value: null };
  const h = loss.hessian(at.slice(0, loss.dimension));
  const sharpness = loss.dimension === 1 ? h[0]! : eigen2(h[0]!, h[1]!, h[3]!).max;
  return { form: 'number', value: stableLr(entry, setting.values, sharpness) };
}

/** Those whose number is the least; none where none has one. */
function least(runs: readonly AskedRun[], of: (run: AskedRun) => number | null): Answer {
  const numbers = runs.map(of);
  const lowest = Math.min(...numbers.map((number) => number ?? Infinity));
  return {
    form: 'run',
    right: runs.flatMap(({ index }, i) => (numbers[i] === lowest ? [index] : [])),
  };
}

/** The loss at a step, or where the run has stopped before; null where it has run away. */
function lossAt(run: AskedRun['run'], step: number): number | null {
  return hasRunAway(run, step) ? null : run.losses[Math.min(step, run.steps)]!;
}

/** Whether it has come, by a step, to where there is no number: one without a step just stays where it is. */
function hasRunAway({ end, steps }: AskedRun['run'], step: number): boolean {
  return step > steps && (end?.reason === 'overflow' || end?.reason === 'undefined loss');
}

function lowestOf({ losses, steps }: AskedRun['run'], step: number): number {
  return losses.subarray(0, Math.min(step, steps) + 1).reduce((a, b) => Math.min(a, b));
}

/** The first step at a loss of the goal or less, within the question's steps; null for none. */
function stepsTo({ losses, steps }: AskedRun['run'], { goal, step }: Ask): number | null {
  const found = losses.subarray(0, Math.min(step, steps) + 1).findIndex((loss) => loss <= goal);
  return found < 0 ? null : found;
}

function isHigher(run: AskedRun['run'], step: number): boolean {
  const loss = lossAt(run, step);
  return loss === null || loss > run.losses[0]!;
}

function lengthOfFirst({ positions, dimension }: AskedRun['run']): number {
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum += (positions[dimension + i]! - positions[i]!) ** 2;
  return Math.sqrt(sum);
}

/**
 * A reader's guess: a place, a path or an arrow by its points after the start (x and y by turns), a minimum, a run's place
 * among the optimizers (null for none of either), or a number.
 */
export type Guess =
  | { readonly form: 'place'; readonly at: readonly [number, number] }
  | { readonly form: 'path'; readonly line: readonly number[] }
  | { readonly form: 'arrow'; readonly line: readonly number[] }
  | { readonly form: 'minimum'; readonly at: readonly number[] | null }
  | { readonly form: 'run'; readonly index: number | null }
  | { readonly form: 'number'; readonly value: number };

export interface Verdict {
  /** How far a guess is from the answer: a length, or a share of an answer that is a number; null where there is nothing between. */
  readonly gap: number | null;
  /** Whether it is the answer: within `NEAR` of it for a number, of `width` for a place or a path, an arrow within `NEAR_ARROW`. */
  readonly isRight: boolean;
  /** Of an arrow: degrees between the two, 0 to 180, and how many times as long as the answer it is. */
  readonly arrow?: { readonly degrees: number; readonly times: number };
}

/** Within which share of an answer a guess of it counts as right. */
export const NEAR = 0.05;
/** Within how many degrees, and which share of its length, an arrow does. */
export const NEAR_ARROW = { degrees: 10, share: 0.2 } as const;

/**
 * What is to be said of a guess. A number's gap is a share of the answer, of an answer of 0 the number itself.
 *
 * @param width the longer side of what is seen, of which a place's gap is measured for being right
 */
export function judge(answer: Answer, guess: Guess, width: number): Verdict {
  if (answer.form === 'place' && guess.form === 'place') {
    const gap = Math.hypot(...answer.at.map((value, i) => value - guess.at[i]!));
    return { gap, isRight: gap <= NEAR * width };
  }
  if (answer.form === 'path' && guess.form === 'path') {
    const drawn = [...answer.line.slice(0, 2), ...guess.line];
    const gap = frechetDistance(evenly(answer.line), evenly(drawn));
    return { gap, isRight: gap <= NEAR * width };
  }
  if (answer.form === 'arrow' && guess.form === 'arrow') return judgeArrow(answer, guess.line);
  if (answer.form === 'minimum' && guess.form === 'minimum') {
    const isRight =
      answer.at === null || guess.at === null ? answer.at === guess.at : isSame(answer.at, guess.at);
    return { gap: null, isRight };
  }
  if (answer.form === 'run' && guess.form === 'run') {
    const { index } = guess;
    const isRight = index === null ? answer.right.length === 0 : answer.right.includes(index);
    return { gap: null, isRight };
  }
  if (answer.form === 'number' && guess.form === 'number' && answer.value !== null) {
    const between = Math.abs(guess.value - answer.value);
    const gap = answer.value === 0 ? between : between / Math.abs(answer.value);
    return { gap, isRight: gap <= NEAR };
  }
  return { gap: null, isRight: false };
}

function judgeArrow({ from, by }: Extract<Answer, { form: 'arrow' }>, tip: readonly number[]): Verdict {
  const guessed = by.map((_, i) => tip[i]! - from[i]!);
  const gap = Math.hypot(...by.map((value, i) => value - guessed[i]!));
  const [length, own] = [Math.hypot(...by), Math.hypot(...guessed)];
  if (length === 0 || own === 0) return { gap, isRight: gap === 0 };
  const [ax, ay, gx, gy] = [by[0]! / length, by[1]! / length, guessed[0]! / own, guessed[1]! / own];
  const degrees = (180 / Math.PI) * Math.atan2(Math.abs(ax * gy - ay * gx), ax * gx + ay * gy);
  const times = own / length;
  const isRight = degrees <= NEAR_ARROW.degrees && Math.abs(times - 1) <= NEAR_ARROW.share;
  return { gap, isRight, arrow: { degrees, times } };
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, i) => value === b[i]);
}
