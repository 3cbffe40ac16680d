import { isOpen } from '../../app/asking.ts';
import { createQuadraticMemo, lastPlaceAt } from '../../app/curvature.ts';
import { isScheduled, rateFrom } from '../../app/reading.ts';
import type { Frame } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { rateAt } from '../../core/run/schedule.ts';
import { stabilityStatement } from '../../core/run/stability.ts';
import { rateMark as text } from '../../text/en/rate-mark.ts';
import { boundText } from './bound-text.ts';

/**
 * Where the learning rate that is set for the scene's optimizer `index` stops being stable for the local quadratic at
 * its position of the frame. Under a schedule that is where the step's share of it is the largest stable rate. Null
 * where there is no such bound, and of a model: its curvatures are those of all parameters, of which a plane has few.
 */
export function stableRateMark(index: number) {
  const quadraticOf = createQuadraticMemo();
  return ({ state, derived }: Frame) => {
    const view = derived.runs.find((run) => run.index === index);
    // It would tell the answer.
    if (state.scene.ask?.kind === 'stable' && isOpen(state)) return null;
    if (derived.model || !view?.entry.stability) return null;
    const { entry, setting, run } = view;
    const { step } = state.playhead;
    const { steps } = state.scene;
    const bound = entry.stability?.(setting.values);
    const lr = rateFrom(view, step, steps);
    const q = quadraticOf(derived.loss, lastPlaceAt(run, step));
    const said = bound && lr !== null ? stabilityStatement(entry, setting.values, lr, q) : null;
    if (!bound || said?.about !== 'rate') return null;
    const { limit, other } = said;
    const exceeded = said.up === 'above';
    const formula = boundText(bound.formula, setting.values);
    const meaning = (exceeded ? text.below : text.within)(formula, formatNumber(limit), other);
    if (!isScheduled(view)) return { value: limit, exceeded, meaning };
    const share = rateAt(setting.schedule, 1, Math.min(step, run.steps) + 1, steps);
    if (share === 0) return null;
    const value = limit / share;
    return {
      value,
      exceeded,
      meaning: text.scheduled(meaning, formatNumber(share), formatNumber(value)),
    };
  };
}
