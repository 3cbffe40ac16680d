/** A curve in words, for those who do not see it: its axis, where it turns, and where the runs are on it. */
import { markedPoints } from '../../app/critical.ts';
import { lossText, runReading } from '../../app/reading.ts';
import type { Derived, RunView } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { type CurveSamples, valueRange } from '../../core/geometry/curve.ts';
import { formatNumber, formatShort } from '../../core/math/format.ts';
import { curve as text } from '../../text/en/curve.ts';
import { ends } from '../../text/en/ends.ts';

/** Turns that are told one by one: of more, how many there are. */
const MOST_TURNS = 6;

export function describeCurve(
  { loss, critical, surface }: Derived,
  runs: readonly RunView[],
  samples: CurveSamples,
  step: number,
  steps: number,
  tellsSlopes: boolean,
): string {
  const x = symbolText(surface.variables[0]);
  const hasValues = samples.values.some(Number.isFinite);
  const [low, high] = valueRange([samples.values]).map((value) => formatNumber(value));
  const turns = markedPoints(critical).filter(({ at }) => at[0] >= samples.from && at[0] <= samples.to);
  const told = turns.flatMap(({ kind, at, value }) =>
    kind === 'minimum' || kind === 'maximum'
      ? [text.turns(kind, x, formatNumber(at[0]), formatNumber(value))]
      : [],
  );
  const domain = surface.grid.domain;
  const said = runs.map((view) => {
    const { end, outsideSince } = runReading(view, step, domain);
    const at = view.run.positions[Math.min(step, view.run.steps)]!;
    const slope = tellsSlopes ? formatNumber(loss.gradient([at])[0]!) : null;
    const value = lossText(view.run.losses[Math.min(step, view.run.steps)]!);
    const where =
      outsideSince === null
        ? text.run(view.label, x, formatNumber(at), value, slope)
        : text.runBecame(view.label, ends.outside(outsideSince));
    return end ? `${where} ${text.runBecame(view.label, ends.ended(end))}` : where;
  });
  return [
    hasValues ? text.axes(x, formatShort(samples.from), formatShort(samples.to), low!, high!) : text.noValues,
    ...(told.length > MOST_TURNS ? [text.manyTurns(told.length)] : told),
    text.step(step, steps),
    ...said,
    text.help,
  ].join(' ');
}
