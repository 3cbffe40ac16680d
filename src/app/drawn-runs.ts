import { type Average, averageOf } from '../core/run/average.ts';
import type { Run } from '../core/run/types.ts';
import type { Loss } from '../core/math/loss.ts';
import { rules as text } from '../text/en/rules.ts';
import { fainter } from './looks.ts';
import type { Derived, Palette, RunView, State } from './state.ts';

/** What is drawn of runs: each, and behind those that have one their average, fainter and in another dash. */
export function drawnRuns({ runs, loss }: Derived, palette: Palette): readonly RunView[] {
  if (!runs.some(({ setting }) => setting.average)) return runs;
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
  // Of a model only feet on a plane are here: its averages are made where its runs are.
  const own = view.distances ? view.average : { run: ofFormula(view.run, loss, average) };
  if (!own) return null;
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
  return { ...view, ...own, naming, label, look: fainter(view.look, palette), isAverage: true };
}

function ofFormula(run: Run, loss: Loss, average: Average): Run {
  let made = averages.get(run);
  if (made?.of !== average) averages.set(run, (made = { of: average, run: averageOf(run, loss, average) }));
  return made.run;
}

/** Beyond this many, maps side by side become too small to read. */
const MOST = 6;

/** The runs that are shown side by side: the first ones, the selected one always among them. */
export function runsBeside(runs: readonly RunView[], selected: number): readonly RunView[] {
  const first = runs.slice(0, MOST);
  const chosen = runs.find(({ index }) => index === selected);
  return chosen && !first.includes(chosen) ? [...first.slice(0, MOST - 1), chosen] : first;
}

/** The run of the selected optimizer; null when none is selected or it is off. */
export function selectedRun({
  state,
  derived,
}: {
  readonly state: Pick<State, 'selected'>;
  readonly derived: Derived;
}): RunView | null {
  return derived.runs.find(({ index }) => index === state.selected) ?? null;
}
