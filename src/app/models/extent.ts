import type { RunView } from '../state.ts';
import type { Sampled } from './surface-source.ts';

/** How far above the surface's own extent, in multiples of it, a run's losses still count for the scale of heights. */
const REACH = 1;

/** The highest and the lowest loss of the runs inside the rectangle, as far as heights have room for them. */
export function extentOf(runs: readonly RunView[], { grid, domain }: Sampled): readonly [number, number] {
  const [x0, x1, y0, y1] = domain;
  const top = grid.max + REACH * (grid.max - grid.min);
  let [highest, lowest] = [-Infinity, Infinity];
  for (const { run } of runs.flatMap((view) => [view, view.average ?? []].flat())) {
    for (let k = 0; k <= run.steps; k++) {
      const [x, y, loss] = [run.positions[2 * k]!, run.positions[2 * k + 1]!, run.losses[k]!];
      if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) continue;
      if (loss <= top) highest = Math.max(highest, loss);
      lowest = Math.min(lowest, loss);
    }
  }
  return [highest, lowest];
}

/** Losses that are known, of how many: those of averages count until these are there. */
export function withAverages(
  own: { readonly done: number; readonly total: number } | null,
  runs: readonly RunView[],
): { readonly done: number; readonly total: number } {
  const count = (views: readonly RunView[]) => views.reduce((sum, { run }) => sum + run.steps + 1, 0);
  const all = count(runs);
  const { done, total } = own ?? { done: all, total: all };
  const toCome = count(runs.filter(({ setting, average }) => setting.average && !average));
  return { done, total: total + toCome };
}
