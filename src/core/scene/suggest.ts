import { lossById } from '../losses/catalog.ts';
import type { Domain, HeightScaleKind, LossEntry } from '../losses/types.ts';
import { defaultValues, TYPED_ID } from '../optimizers/registry.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { modelRates } from './model-door.ts';
import type { Scene } from './scene.ts';
import { suggestForCurve } from './suggest-curve.ts';
import { suggestForFormula } from './suggest-formula.ts';
import { floorTo125, shareOf, widthOf } from './rates.ts';

/** What a surface suggests for whatever of a scene is not set. */
export interface Suggestions {
  readonly domain: Domain;
  readonly start: readonly [number, number];
  readonly heightScale: HeightScaleKind;
  /** What rules that step by `lr` whatever the slope cross in some fifty steps. */
  readonly width: number;
  /** A rule's learning rate: one at which its path can be seen to go down. PyTorch's defaults are for networks. */
  rate(rule: OptimizerEntry): number;
}

/** The part of a scene that says what its surface is, and where a formula's suggestions come from. */
export type SurfaceScene = Pick<
  Scene,
  'loss' | 'formula' | 'curve' | 'model' | 'domain' | 'start' | 'base' | 'suggested'
>;

/**
 * What the surface of a scene suggests. A row of the catalog brings its own; a formula's come from its values and
 * derivatives on `base`, else on the domain that was set, else on one that fits it. Where on its plane a model is seen
 * and starts is known when its runs are: until then these stay as they are.
 */
export function suggestionsOf({
  loss,
  formula,
  curve,
  model,
  domain,
  start,
  base,
  suggested,
}: SurfaceScene): Suggestions {
  if (model) return suggestionsOfEntry({ domain, start, heightScale: 'log', ...modelRates(model) });
  const entry = lossById(loss);
  if (entry) return suggestionsOfEntry(entry);
  const given = suggested.includes('domain') ? null : (base ?? domain);
  return curve ? suggestForCurve(formula, given) : suggestForFormula(formula, given);
}

/**
 * A row's own rates, and for the other rules what follows from it: rules whose step is proportional to the gradient
 * take the rate of plain gradient descent (times 1 - momentum, because a velocity adds up to 1 / (1 - momentum)
 * gradients); rules that divide the gradient's size out step about `lr` whatever the slope, so theirs follows the
 * domain's width: some fifty steps across.
 */
export function suggestionsOfEntry(
  entry: Pick<LossEntry, keyof Omit<Suggestions, 'rate'> | 'lr' | 'rates'>,
): Suggestions {
  const { domain, start, heightScale, lr, rates } = entry;
  const width = entry.width ?? widthOf(domain);
  return {
    domain,
    start,
    heightScale,
    width,
    rate(rule) {
      const own = rates?.[rule.id];
      if (own !== undefined) return own;
      return floorTo125(rule.stepScale === 'gradient' ? lr * shareOf(rule) : width * 0.02);
    },
  };
}

/** The hyperparameters of a rule that follow the surface; the others have one default everywhere. */
export function followingKeys(rule: OptimizerEntry): readonly string[] {
  let keys = followers.get(rule);
  if (!keys) followers.set(rule, (keys = keysFollowing(rule)));
  return keys;
}

/** Made once of a rule: whatever is read or written asks for them. */
const followers = new WeakMap<OptimizerEntry, readonly string[]>();

function keysFollowing({ id, hyperparameters, stepScale }: OptimizerEntry): readonly string[] {
  // The text of a rule says all of its numbers.
  if (id === TYPED_ID) return [];
  return hyperparameters
    .map(({ key }) => key)
    .filter((key) => key === 'size' || (key === 'lr' && stepScale !== 'free'));
}

/** All hyperparameters of a rule: at their defaults, those that follow the surface at its suggestions. */
export function suggestedValues(rule: OptimizerEntry, suggestions: Suggestions): HyperparameterValues {
  const values: Record<string, number | boolean> = { ...defaultValues(rule) };
  for (const key of followingKeys(rule)) {
    values[key] = key === 'size' ? floorTo125(suggestions.width * 0.1) : suggestions.rate(rule);
  }
  return values;
}
