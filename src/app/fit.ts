import type { Domain, LossEntry } from '../core/losses/types.ts';
import { placeAt } from '../core/run/place.ts';
import type { Run } from '../core/run/types.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { App } from './app.ts';

/** Room around the paths, as a share of the side that they take. */
const MARGIN = 0.08;

/** The longer side is at most this many times the shorter one. */
const MOST_RATIO = 3;

/** A run farther than this many sides of the surface has run off; it is shown only until it is a few sides away. */
const [GONE, WAY_OUT] = [1000, 4] as const;

/** The side of a surface that the catalog does not know, from a start near the origin. */
const OWN_SIDE = 4;

/** The domain that shows the start and the paths of all runs. */
export function domainOfPaths({ state: { scene }, derived }: Pick<App, 'state' | 'derived'>): Domain {
  const runs = derived.runs.map(({ run }) => run);
  return fitDomain(runs, scene.start, scene.domain, sideOf(scene, derived.entry));
}

/** How far out a surface is looked at: as the catalog has it, and not as one has zoomed. */
function sideOf({ start }: Scene, entry: LossEntry | null): number {
  if (!entry) return Math.max(OWN_SIDE, 2 * Math.abs(start[0]), 2 * Math.abs(start[1]));
  const [x0, x1, y0, y1] = entry.domain;
  return Math.max(x1 - x0, y1 - y0);
}

/**
 * The rectangle that holds the start and the positions of all runs, with a margin and no side much shorter than the
 * other. A run that goes beyond a thousand sides of the surface, as one that overflows does, counts only until it is
 * four sides away from the start: the way it takes is seen, and so are the others.
 *
 * @param domain what is shown now, the size of the view when nothing moves
 * @param side of the surface
 */
export function fitDomain(
  runs: readonly Run[],
  start: readonly [number, number],
  domain: Domain,
  side: number,
): Domain {
  const box: [number, number, number, number] = [start[0], start[0], start[1], start[1]];
  for (const run of runs) {
    const isGone = reachOf(run, start) > GONE * side;
    for (let k = 0; k <= run.steps; k++) {
      const [x, y] = placeIn(run, k, start);
      if (isGone && Math.hypot(x - start[0], y - start[1]) > WAY_OUT * side) break;
      box[0] = Math.min(box[0], x);
      box[1] = Math.max(box[1], x);
      box[2] = Math.min(box[2], y);
      box[3] = Math.max(box[3], y);
    }
  }
  const [x0, x1, y0, y1] = box;
  // More than rounding can divide.
  const longest = Math.max(x1 - x0, y1 - y0, 1e-6 * Math.max(...box.map(Math.abs)));
  const [wide, high] =
    x1 > x0 || y1 > y0
      ? [Math.max(x1 - x0, longest / MOST_RATIO), Math.max(y1 - y0, longest / MOST_RATIO)]
      : [domain[1] - domain[0], domain[3] - domain[2]];
  return [...around((x0 + x1) / 2, wide), ...around((y0 + y1) / 2, high)];
}

/** The greatest distance from the start. */
function reachOf(run: Run, start: readonly [number, number]): number {
  let farthest = 0;
  for (let k = 0; k <= run.steps; k++) {
    const [x, y] = placeIn(run, k, start);
    farthest = Math.max(farthest, Math.hypot(x - start[0], y - start[1]));
  }
  return farthest;
}

/** Where a run is; of one variable, at the height of the start. */
function placeIn(run: Run, step: number, start: readonly [number, number]): readonly [number, number] {
  const place = placeAt(run, step);
  return run.dimension === 1 ? [place[0], start[1]] : place;
}

/** An interval with its margin about a middle, rounded outwards to some hundredth of it: ends that can be read. */
function around(middle: number, length: number): [from: number, to: number] {
  const half = length * (0.5 + MARGIN);
  const decade = Math.floor(Math.log10(half)) - 2;
  const scale = 10 ** Math.abs(decade);
  const round = (end: number, whole: (value: number) => number) => {
    const units = whole(decade < 0 ? end * scale : end / scale);
    return decade < 0 ? units / scale : units * scale;
  };
  return [round(middle - half, Math.floor), round(middle + half, Math.ceil)];
}
