import { type BasinCounts, type BasinMap, countBasins, rankArrivals } from '../../core/run/basins.ts';
import { type BoundaryFit, boundaryDimension } from '../../core/run/boundary.ts';
import { memo } from '../memo.ts';
import type { Frame } from '../state.ts';
import { optimizerOfMap } from '../maps/optimizer.ts';
import { type AskedStarts, startsAt } from './asked.ts';

/** A map of starts that is there, whole at its size. */
export interface StartsMap {
  readonly asked: AskedStarts;
  readonly map: BasinMap;
  readonly counts: BasinCounts;
  /** Of a step of arrival, from 0, soon, to 1, late. */
  readonly ranks: Float32Array;
  /** Null of few pixels, and where nothing is divided. */
  readonly boundary: BoundaryFit | null;
}

/** Pixels a side from which on a dimension is said: below it there are too few sizes of boxes. */
const FOR_BOUNDARY = 256;

export function startsMap(asked: AskedStarts, map: BasinMap): StartsMap {
  const { basins, width, height } = map;
  return {
    asked,
    map,
    counts: countBasins(map, asked.places.length),
    ranks: rankArrivals(map),
    boundary: width >= FOR_BOUNDARY ? boundaryDimension(basins, width, height) : null,
  };
}

/** Maps that are kept: those between which one goes back and forth, and one for each optimizer that is beside another. */
const KEPT = 8;

const kept = new Map<string, StartsMap>();
let live: Frame | null = null;
let isComing = false;

/** Keeps a map in the place of a coarser one. */
export function keepStarts(map: StartsMap): void {
  kept.delete(map.asked.key);
  kept.set(map.asked.key, map);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
}

/** The map that was asked for; where nothing is known of places, as in a figure's own app, the newest one of the same runs. */
export function keptStarts({ key, runs, isKnown }: AskedStarts): StartsMap | null {
  if (isKnown) return kept.get(key) ?? null;
  return [...kept.values()].findLast(({ asked }) => asked.runs === runs) ?? null;
}

/** What of maps of starts a frame shows. */
export interface ShownStarts {
  /** The one that it asks for. */
  readonly now: StartsMap | null;
  /** While that one is on its way, what was shown before, to be drawn faint. */
  readonly before: StartsMap | null;
}

/** The frame that the page draws, in which a map that is on its way is worth waiting for, and whether one is. */
export function setLive(frame: Frame | null, isAtWork: boolean): void {
  live = frame;
  isComing = isAtWork;
}

/** Whether the map that a frame shows, or will, is not yet as fine as it becomes. */
export function startsAreComing(frame: Frame): boolean {
  const asked = startsAt(frame, optimizerOfMap(frame.state));
  return asked !== null && (isComing || (asked.isKnown && keptStarts(asked) === null));
}

/** That of the selected optimizer. */
export function shownStarts(frame: Frame): ShownStarts | null {
  return shownStartsAt(frame, optimizerOfMap(frame.state));
}

/**
 * That of one optimizer: null where a frame asks for none, or has nothing yet. What was shown of it before is in no frame but
 * the page's own.
 */
export function shownStartsAt(frame: Frame, index: number): ShownStarts | null {
  const asked = startsAt(frame, index);
  if (!asked) return null;
  const now = keptStarts(asked);
  const { formula } = asked.request;
  const before = now || frame !== live ? null : newestOf(index, formula);
  return now || before ? (pairs[index] ??= memo(pair))(now, before) : null;
}

function newestOf(index: number, formula: string): StartsMap | null {
  const all = [...kept.values()];
  return all.findLast(({ asked }) => asked.index === index && asked.request.formula === formula) ?? null;
}

/** One for each optimizer, by its place. */
const pairs: (typeof pair)[] = [];

function pair(now: StartsMap | null, before: StartsMap | null): ShownStarts {
  return { now, before };
}
