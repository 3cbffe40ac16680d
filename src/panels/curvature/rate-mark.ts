import { createQuadraticMemo, positionAt } from '../../app/curvature.ts';
import type { Frame } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { stableLr } from '../../core/run/stability.ts';
import { curvature as text } from '../../text/en/curvature.ts';

/**
 * Where the learning rate of the scene's optimizer `index` stops being stable for the local quadratic at its
 * position of the frame; null where its rule has no such bound.
 */
export function stableRateMark(index: number) {
  const quadraticOf = createQuadraticMemo();
  return ({ state, derived }: Frame) => {
    const view = derived.runs.find((run) => run.index === index);
    if (!view?.entry.stability) return null;
    const { entry, setting, run } = view;
    const { eigen } = quadraticOf(derived.loss, positionAt(run, state.playhead.step));
    const bound = entry.stability?.(setting.values);
    const value = stableLr(entry, setting.values, eigen.max);
    if (!bound || value === null) return null;
    const exceeded = Number(setting.values['lr']) > value;
    const meaning = exceeded ? text.markBelow : text.mark;
    return { value, exceeded, meaning: meaning(bound.formula, formatNumber(value)) };
  };
}
