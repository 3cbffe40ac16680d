import { averageOf } from '../core/run/average.ts';
import type { Run } from '../core/run/types.ts';
import type { Loss } from '../core/math/loss.ts';
import { rules as text } from '../text/en/rules.ts';
import { fainter } from './looks.ts';
import type { Derived, Palette, RunView } from './state.ts';

/** What is drawn of runs: each, and behind those that have one their average, fainter and in another dash. */
export function drawnRuns({ runs, loss, model }: Derived, palette: Palette): readonly RunView[] {
  // Of a model only feet on a plane are here, and its loss there is not that of an average.
  if (model || !runs.some(({ setting }) => setting.average)) return runs;
  const before = known.get(runs);
  if (before?.palette === palette) return before.drawn;
  const drawn = runs.flatMap((view) => {
    const average = averaged(view, loss, palette);
    return average ? [view, average] : [view];
  });
  known.set(runs, { palette, drawn });
  return drawn;
}

/** One list for an unchanged list of runs: views compare by identity. */
const known = new WeakMap<
  readonly RunView[],
  { readonly palette: Palette; readonly drawn: readonly RunView[] }
>();
const averages = new WeakMap<Run, { readonly of: RunView['setting']['average']; readonly run: Run }>();

function averaged(view: RunView, loss: Loss, palette: Palette): RunView | null {
  const { average } = view.setting;
  if (!average) return null;
  let made = averages.get(view.run);
  if (made?.of !== average) {
    made = { of: average, run: averageOf(view.run, loss, average) };
    averages.set(view.run, made);
  }
  const { kind, decay, from } = average;
  const what = kind === 'tail' ? text.tailSince(String(from)) : text.exponentialOf(String(decay));
  const label = text.averageOf(view.label);
  const naming = {
    ...view.naming,
    name: text.averageOf(view.naming.name),
    parts: [what],
    telling: 1,
    rate: null,
    label,
    full: `${label}, ${what}`,
  };
  return { ...view, naming, label, run: made.run, look: fainter(view.look, palette), isAverage: true };
}
