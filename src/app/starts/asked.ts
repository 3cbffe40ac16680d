import { type RuleName, ruleOf } from '../../core/optimizers/registry.ts';
import type { CriticalKind } from '../../core/losses/critical/types.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import type { Targets } from '../../core/run/basins.ts';
import type { OptimizerSetting, Scene } from '../../core/scene/scene.ts';
import type { StartsRequest } from '../../workers/protocol.ts';
import type { Critical } from '../critical.ts';
import { memo } from '../memo.ts';
import { namesOf } from '../run-names.ts';
import type { Frame } from '../state.ts';

/** A place to which runs may come. */
export interface EndPlace {
  readonly at: readonly [x: number, y: number];
  readonly kind: CriticalKind;
}

/** What a map of starts depends on, its size apart. */
export interface AskedStarts {
  /** The same for maps that are the same. */
  readonly key: string;
  readonly request: Omit<StartsRequest, 'width' | 'height' | 'rows'>;
  /** Those of the request's targets, in its order. */
  readonly places: readonly EndPlace[];
  readonly loss: Loss;
  /** What the optimizer is called. */
  readonly name: string;
}

/** Within how much of the sides of what is known a run is at a place. */
export const REACH = 0.01;

/**
 * The map of starts that a frame asks for, of its selected optimizer; null where it asks for none: of a curve or a model, of
 * no optimizer, and while nothing is known yet of where runs could come to.
 */
export function startsOf({ state: { scene, selected }, derived }: Frame): AskedStarts | null {
  const setting = scene.optimizers[selected];
  if (!scene.view.overlays.starts || !setting || derived.loss.dimension !== 2 || derived.model) return null;
  return askedBy(
    scene.formula,
    scene.domain,
    setting,
    selected,
    scene.optimizers,
    scene.steps,
    scene.budget,
    scene.noise,
    scene.noiseKind,
    scene.noiseScaling,
    scene.seed,
    derived.critical,
    derived.loss,
  );
}

const askedBy = memo(
  (
    formula: string,
    domain: Domain,
    setting: OptimizerSetting,
    index: number,
    optimizers: Scene['optimizers'],
    steps: number,
    budget: Scene['budget'],
    noise: number,
    noiseKind: Scene['noiseKind'],
    noiseScaling: Scene['noiseScaling'],
    seed: number,
    critical: Critical,
    loss: Loss,
  ): AskedStarts | null => {
    if (!ruleOf(setting) || (critical.points.length === 0 && !critical.searched)) return null;
    const { id, rule, values, schedule } = setting;
    const optimizer: StartsRequest['optimizer'] = { ...ruleName(id, rule), values };
    const places = critical.points.map(({ at, kind }) => ({ at, kind }));
    const request = {
      formula,
      optimizer,
      schedule,
      steps,
      budget,
      noise,
      noiseKind,
      noiseScaling,
      seed,
      domain,
      targets: targetsOf(places, domain),
    };
    const name = namesOf(optimizers)[index]?.label ?? id;
    return { key: JSON.stringify(request), request, places, loss, name };
  },
);

function ruleName(id: string, rule: string | undefined): RuleName {
  return rule === undefined ? { id } : { id, rule };
}

/** The places, and a share of the sides of the rectangle about the domain and all of them. */
export function targetsOf(places: readonly EndPlace[], domain: Domain): Targets {
  const points = places.map(({ at }) => at);
  const side = (axis: 0 | 1, from: number, to: number) => {
    const along = [from, to, ...points.map((at) => at[axis])].filter(Number.isFinite);
    return Math.max(...along) - Math.min(...along);
  };
  return {
    points,
    reach: [REACH * side(0, domain[0], domain[1]), REACH * side(1, domain[2], domain[3])],
  };
}
