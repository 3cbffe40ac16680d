import { languageNow } from '../../text/spoken.ts';
import type { Derived, RunView } from '../../app/state.ts';
import { batchSizeOf } from '../../core/models/batch-size.ts';
import { commonRateOf } from '../../app/comparison.ts';
import { labelSaysRate } from '../../app/run-names.ts';
import { ratedOf } from '../../app/sweep-report.ts';
import { totalEvaluations } from '../../core/run/limit.ts';
import type { Schedule } from '../../core/run/schedule.ts';
import { countsOtherwise } from '../../core/optimizers/cost.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { compare } from '../../text/en/compare.ts';
import { fieldText } from '../typed-number.ts';

const text = compare.strip;

/** What is equal for all optimizers that run and what is not, in words. */
export interface Facts {
  readonly equal: readonly string[];
  /** How long each run is, in what all get the same number of. */
  readonly length: string;
  /** Whether steps and evaluations are two different things here. */
  readonly hasCosts: boolean;
  /** Hyperparameters, the learning rate apart, in which two runs of one rule differ; costs that differ. */
  readonly different: readonly string[];
  /** Each learning rate with its optimizer, once where the optimizer's label has it. */
  readonly rates: readonly string[];
  /** The learning rate that all share; null when they do not. */
  readonly oneRate: number | null;
}

/** Start, noise draws, steps, learning rates, and in what two runs of one rule differ beside these. */
export function factsOf(scene: Scene, { runs, model }: Pick<Derived, 'runs' | 'model'>): Facts {
  const rated = ratedOf(scene);
  const schedules = compareSchedules(rated.map(({ setting }) => setting.schedule));
  const namings = new Map(runs.map(({ index, naming }) => [index, naming]));
  return {
    equal: [text.start, ...gradients(scene, model), ...(schedules === 'equal' ? [text.schedule] : [])],
    length: (runs.some(({ run }) => run.end) ? text.atMost : text.whole)(
      text.length[scene.budget](scene.steps),
    ),
    hasCosts: hasCosts(runs),
    different: [
      ...(schedules === 'different' ? [text.schedule] : []),
      ...ownSettings(runs),
      ...costs(scene, runs),
    ],
    rates: rated.flatMap(({ index, rate }) => {
      const naming = namings.get(index);
      if (!naming) return [];
      return [labelSaysRate(naming) ? naming.label : text.of(naming.label, fieldText(rate))];
    }),
    oneRate: commonRateOf(scene),
  };
}

/** What the gradients are of: all of the loss, or batches of its rows, with noise or without. */
function gradients({ noise, seed }: Scene, model: Derived['model']): string[] {
  const batch = model ? batchSizeOf(model.model) : null;
  const drawn = [
    ...(batch === null ? [] : [text.batches(String(batch))]),
    ...(noise === 0 ? [] : [text.noise(String(seed))]),
  ];
  return drawn.length > 0 ? drawn : [text.noNoise];
}

/** Nothing is said of schedules while every learning rate is constant. */
function compareSchedules(schedules: readonly Schedule[]): 'none' | 'equal' | 'different' {
  if (schedules.every(({ kind }) => kind === 'constant')) return 'none';
  return new Set(schedules.map((schedule) => JSON.stringify(schedule))).size === 1 ? 'equal' : 'different';
}

function hasCosts(runs: readonly RunView[]): boolean {
  return runs.some(({ entry }) => countsOtherwise(entry));
}

/** Of steps and evaluations, that which is not the budget, for each run that does not need as many of it. */
function costs({ budget, steps }: Scene, runs: readonly RunView[]): string[] {
  if (!hasCosts(runs)) return [];
  const each = runs.flatMap(({ label, run }) => {
    const count = budget === 'steps' ? totalEvaluations(run, run.steps) : run.steps;
    return count === steps ? [] : [text.of(label, String(count))];
  });
  if (each.length === 0) return [];
  const others = each.length < runs.length ? [text.of(text.others, String(steps))] : [];
  return [text.costs[budget]([...each, ...others])];
}

function ownSettings(runs: readonly RunView[]): string[] {
  const names = new Set<string>();
  for (const [i, { entry, setting }] of runs.entries()) {
    const earlier = runs.slice(0, i).filter((other) => other.entry === entry);
    for (const { key, label } of entry.hyperparameters) {
      const differs = earlier.some((other) => other.setting.values[key] !== setting.values[key]);
      if (key !== 'lr' && differs) names.add(label.toLocaleLowerCase(languageNow()));
    }
  }
  return [...names];
}
