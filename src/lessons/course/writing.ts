/**
 * How a lesson is written: its words as paragraphs of pieces, each a text or a sentence with what it claims, so that no
 * sentence stands twice. What comes out is plain data.
 */
import type { ByHand, Check, Claim, PlaceQuantity, Quantity, Reading } from '../../core/claims/claims.ts';
import type { ClaimedPart, ClaimedReview } from '../../core/lesson/claimed.ts';
import type { Part } from '../../core/lesson/lesson.ts';
import { closed, encodeText } from '../../core/scene/link-text.ts';

/** A text, or a sentence with its checks. */
export type Piece = string | Claim;
/** Pieces that are joined by blanks. */
export type Paragraph = readonly Piece[];

/** A question in a scene: its keys in links, and what its words claim. */
export interface Asking {
  readonly keys: string;
  readonly claims: readonly Claim[];
}

/** A sentence that is held to runs. */
export function so(says: string, ...checks: readonly Check[]): Claim {
  return { says, checks };
}

/** A sentence about what happens when something is changed by hand. */
export function after(hand: ByHand, says: string, ...checks: readonly Check[]): Claim {
  return { says, after: hand, checks };
}

const textOf = (paragraphs: readonly Paragraph[]) =>
  paragraphs
    .map((pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : piece.says)).join(' '))
    .join('\n\n');
const claimsOf = (paragraphs: readonly Paragraph[]) =>
  paragraphs.flat().filter((piece) => typeof piece !== 'string');

/** As links have texts: see `ask-kind.ts`. */
const inOneLine = (text: string) => text.replaceAll('\n', '\u21b5');

/**
 * What a scene asks.
 *
 * @param ask as in links: `end,run:0,step:50`
 */
export function asks(ask: string, question: Paragraph, ...explanation: readonly Paragraph[]): Asking {
  const said = [`question=${encodeText(textOf([question]))}`];
  if (explanation.length > 0) said.push(`explanation=${encodeText(inOneLine(textOf(explanation)))}`);
  return {
    keys: closed(`&ask=${ask}&${said.join('&')}`),
    claims: [...claimsOf([question]), ...claimsOf(explanation)],
  };
}

interface PartRow extends Partial<Pick<Part, 'scene' | 'enter'>>, Pick<ClaimedPart, 'reachedBy'> {
  readonly id: string;
  /** Asked of the part's own scene, or of the last whole one above it. */
  readonly ask?: Asking;
}

export function part(row: PartRow, ...paragraphs: readonly Paragraph[]): ClaimedPart {
  const { id, scene = '', ask, enter = 'still', reachedBy } = row;
  return {
    id,
    text: textOf(paragraphs),
    scene: scene + (ask?.keys ?? ''),
    enter,
    claims: [...claimsOf(paragraphs), ...(ask?.claims ?? [])],
    ...(reachedBy ? { reachedBy } : {}),
  };
}

export function review(id: string, scene: string, { keys, claims }: Asking): ClaimedReview {
  return { id, scene: scene + keys, claims };
}

/** A number of a run, counted from 1, at a step. */
export const at = (quantity: Quantity, run: number, step: number): Reading => ({ quantity, run, step });
export const loss = (run: number, step: number) => at('loss', run, step);
/** A number of the loss at a place. */
export const there = (of: PlaceQuantity, ...place: readonly number[]): Reading => ({ of, at: place });
/** Of the gradient flow from the scene's start after a time. */
export const flowing = (flow: 'x' | 'y' | 'value', time: number): Reading => ({ flow, time });
/** Of a run seen on the plane through the start and the ends of the first two. */
export const onEnds = (what: 'off' | 'foot', run: number, step: number): Reading => ({
  onEnds: what,
  through: [1, 2],
  run,
  step,
});
export const set = (setting: string, run: number): Reading => ({ setting, run });
export const size = (reading: Reading): Reading => ({ size: reading });
export const ratio = (left: Reading, right: Reading): Reading => ({ ratio: [left, right] });
export const difference = (left: Reading, right: Reading): Reading => ({ difference: [left, right] });
export const sum = (left: Reading, right: Reading) => difference(left, difference(0, right));
export const product = (...readings: readonly Reading[]): Reading => ({ product: readings });
/** A part of the update that leaves a step, of x (0) or y (1). */
export const inside = (part: string, run: number, step: number, component = 0): Reading => ({
  part,
  run,
  step,
  component,
});
export const over = (
  what: 'most' | 'least' | 'mean',
  quantity: Quantity,
  run: number,
  from: number,
  to: number,
): Reading => ({ over: what, quantity, run, from, to });
/** The first step with a loss below a value. */
export const firstBelow = (value: number, run: number): Reading => ({ first: { lossBelow: value }, run });
/** In another part of the lesson. */
export const inPart = (scene: string, reading: Reading): Reading => ({ scene, reading });

export const below = (left: Reading, right: Reading): Check => ({ left, is: '<', right });
export const above = (left: Reading, right: Reading): Check => ({ left, is: '>', right });
/** Equal but for rounding. */
export const same = (left: Reading, right: Reading, within = 1e-9): Check => ({
  left,
  is: '=',
  right,
  within,
});
/** Rounds to a number as it is written: within half a unit of its last digit. */
export function reads(left: Reading, written: string | number): Check {
  const text = String(written);
  const right = Number(text);
  const [, decimals = '', exponent = '0'] = /^-?\d*\.?(\d*)(?:e(-?\d+))?$/.exec(text) ?? [];
  const half = 0.5 * 10 ** (Number(exponent) - decimals.length) * (1 + 1e-9);
  return { left, is: '=', right, within: right === 0 ? half : half / Math.abs(right) };
}
