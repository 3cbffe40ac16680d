/** What the pictures show, in sentences, for those who do not see them. Pure. */
import type { Derived, RunView } from '../app/state.ts';
import { symbolText } from '../core/expression/symbols.ts';
import { formatNumber } from '../core/math/format.ts';
import { lossText, runReading } from '../app/reading.ts';
import { charts } from '../text/en/charts.ts';
import { ends } from '../text/en/ends.ts';
import { formatRound } from './round-numbers.ts';
import type { QuantityId } from '../core/scene/quantities.ts';
import { type StepScale, stepText } from './steps/step-scale.ts';

export function describeMap(derived: Derived, step: number, steps: number): string {
  const text = charts.map;
  const { domain } = derived.surface.grid;
  const [x0, x1, y0, y1] = domain;
  const runs = derived.runs.map((view) => {
    const { label, run } = view;
    const { end, outsideSince } = runReading(view, step, domain);
    const at = Math.min(step, run.steps);
    const x = run.positions[at * run.dimension]!;
    const y = run.positions[at * run.dimension + 1]!;
    const where =
      outsideSince === null
        ? text.describeRun(label, formatNumber(x), formatNumber(y), lossText(run.losses[at]!))
        : text.describeBecame(label, ends.outside(outsideSince));
    return end ? `${where} ${text.describeBecame(label, ends.ended(end))}` : where;
  });
  return [
    text.describe(
      derived.entry?.name ?? text.custom,
      derived.surface.variables.map(symbolText),
      formatRound(x0),
      formatRound(x1),
      formatRound(y0),
      formatRound(y1),
    ),
    text.describeStep(step, steps),
    ...runs,
  ].join(' ');
}

/** Where every line of a chart begins and ends. */
export function describeChart(
  charted: readonly { readonly view: RunView; readonly values: Float64Array }[],
  quantity: QuantityId,
  scale: StepScale,
): string {
  const text = charts.chart;
  if (charted.length === 0) return text.empty;
  const { from, to } = scale;
  const lines = charted.map(({ view, values }) => {
    const finite = values.subarray(from, to + 1).filter(Number.isFinite);
    const first = finite[0];
    const last = finite.at(-1);
    const shown =
      first === undefined || last === undefined
        ? text.describeRun(view.label, text.none, text.none)
        : text.describeRun(view.label, formatNumber(first), formatNumber(last));
    const { end } = view.run;
    return end ? `${shown} ${text.describeBecame(view.label, ends.ended(end))}` : shown;
  });
  return [text.describe(text.quantities[quantity], stepText(from), stepText(to)), ...lines].join(' ');
}
