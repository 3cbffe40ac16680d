import type { Derived, RunView } from '../../app/state.ts';
import { ratedOf } from '../../app/comparison.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { compare } from '../../text/en/compare.ts';
import { fieldText } from '../numbers.ts';

const text = compare.strip;

/** What is equal for all optimizers that run and what is not, in words. */
export interface Facts {
  readonly equal: readonly string[];
  /** Hyperparameters, the learning rate apart, in which two runs of one rule differ. */
  readonly different: readonly string[];
  /** Each learning rate with its optimizer. */
  readonly rates: readonly string[];
  /** The learning rate that all share; null when they do not. */
  readonly oneRate: number | null;
}

/** Start, noise draws, steps, learning rates, and in what two runs of one rule differ beside these. */
export function factsOf(scene: Scene, runs: Derived['runs']): Facts {
  const rated = ratedOf(scene);
  const rates = rated.map(({ rate }) => rate);
  const oneRate = rates.length > 1 && rates.every((rate) => rate === rates[0]) ? (rates[0] ?? null) : null;
  const labels = new Map(runs.map(({ index, label }) => [index, label]));
  return {
    equal: [
      text.start,
      scene.noise === 0 ? text.noNoise : text.noise(String(scene.seed)),
      text.steps(String(scene.steps)),
    ],
    different: ownSettings(runs),
    rates: rated.map(({ index, rate }) => text.of(labels.get(index) ?? '', fieldText(rate))),
    oneRate,
  };
}

function ownSettings(runs: readonly RunView[]): string[] {
  const names = new Set<string>();
  for (const [i, { entry, setting }] of runs.entries()) {
    const earlier = runs.slice(0, i).filter((other) => other.entry === entry);
    for (const { key, label } of entry.hyperparameters) {
      const differs = earlier.some((other) => other.setting.values[key] !== setting.values[key]);
      if (key !== 'lr' && differs) names.add(label.toLocaleLowerCase('en'));
    }
  }
  return [...names];
}
