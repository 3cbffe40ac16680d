import { type RuleName, ruleOf } from '../../core/optimizers/registry.ts';
import type { CriticalKind } from '../../core/math/critical.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import type { Targets } from '../../core/run/basins.ts';
import type { OptimizerSetting, Scene } from '../../core/scene/scene.ts';
import type { StartsRequest } from '../../workers/protocol.ts';
import type { Critical } from '../critical.ts';
import { showsOverlay } from '../asking.ts';
import { optimizerOfMap } from '../maps/optimizer.ts';
import { memo } from '../memo.ts';
import { runsBeside } from '../drawn-runs.ts';
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
  /** The same for maps of the same runs, whatever is known of where these could come to. */
  readonly runs: string;
  /** Whether that is known, so that a map is worth computing. */
  readonly isKnown: boolean;
  readonly request: Omit<StartsRequest, 'width' | 'height' | 'rows'>;
  /** Those of the request's targets, in its order. */
  readonly places: readonly EndPlace[];
  readonly loss: Loss;
  /** The optimizer's place in the scene, and what it is called. */
  readonly index: number;
  readonly name: string;
}

/** Within how much of the sides of what is known a run is at a place. */
export const ARRIVAL_REACH = 0.01;

/** The map of starts that a frame asks for, of its selected optimizer. */
export function startsOf(frame: Frame): AskedStarts | null {
  return startsAt(frame, optimizerOfMap(frame.state));
}

/** All that it asks for: the selected optimizer's first, then those of the others that are beside each other. */
export function startsBeside(frame: Frame): readonly AskedStarts[] {
  const { scene, selected } = frame.state;
  const own = optimizerOfMap(frame.state);
  const others =
    scene.view.layout === 'multiples'
      ? runsBeside(frame.derived.runs, selected).map(({ index }) => index)
      : [];
  return [own, ...others.filter((index) => index !== own)].flatMap((index) => startsAt(frame, index) ?? []);
}

/**
 * That of one optimizer; null where there is none: of a curve or a model, of no optimizer, and while a question is open, to
 * which it might tell the answer.
 */
export function startsAt({ state, derived }: Frame, index: number): AskedStarts | null {
  const { scene } = state;
  const setting = scene.optimizers[index];
  if (!showsOverlay(state, 'starts') || !setting || derived.loss.dimension !== 2 || derived.model)
    return null;
  return (askers[index] ??= memo(askedBy))(
    scene.formula,
    scene.domain,
    setting,
    index,
    scene.optimizers,
    scene.steps,
    scene.budget,
    scene.noise,
    scene.noiseKind,
    scene.noiseScaling,
    scene.seed,
    derived.critical,
    derived.loss,
    found.get(scene.formula) ?? NOTHING,
  );
}

const NOTHING: readonly EndPlace[] = [];
/** Formulas whose found places are kept, and places of one at most. */
const [KEPT, MOST] = [8, 24];
const found = new Map<string, readonly EndPlace[]>();

/**
 * Places to which runs of a formula have come, beside those that are known of it: from now on its maps have them, too.
 * Returns whether any was taken.
 */
export function addPlaces(formula: string, places: readonly EndPlace[]): boolean {
  const before = found.get(formula) ?? NOTHING;
  const taken = places.slice(0, MOST - before.length);
  if (taken.length === 0) return false;
  found.delete(formula);
  found.set(formula, [...before, ...taken]);
  for (const oldest of found.keys()) if (found.size > KEPT) found.delete(oldest);
  return true;
}

/** One for each optimizer, by its place. */
const askers: (typeof askedBy)[] = [];

function askedBy(
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
  more: readonly EndPlace[],
): AskedStarts | null {
  if (!ruleOf(setting)) return null;
  const isKnown = critical.points.length > 0 || critical.searched;
  const { id, rule, values, schedule } = setting;
  const optimizer: StartsRequest['optimizer'] = { ...ruleName(id, rule), values };
  const known = critical.points.map(({ at, kind }) => ({ at, kind }));
  const places = [...known, ...more];
  const options = { schedule, steps, budget, noise, noiseKind, noiseScaling, seed };
  const ofRuns = { formula, optimizer, ...options, domain };
  const request = { ...ofRuns, targets: targetsOf(known, more, domain) };
  const name = namesOf(optimizers)[index]?.label ?? id;
  const [key, runs] = [JSON.stringify(request), JSON.stringify(ofRuns)];
  return { key, runs, isKnown, request, places, loss, index, name };
}

function ruleName(id: string, rule: string | undefined): RuleName {
  return rule === undefined ? { id } : { id, rule };
}

/** All places, and a share of the sides of the rectangle about the domain and those that were known before any run. */
function targetsOf(known: readonly EndPlace[], more: readonly EndPlace[], domain: Domain): Targets {
  const side = (axis: 0 | 1, from: number, to: number) => {
    const along = [from, to, ...known.map(({ at }) => at[axis])].filter(Number.isFinite);
    return Math.max(...along) - Math.min(...along);
  };
  return {
    points: [...known, ...more].map(({ at }) => at),
    reach: [ARRIVAL_REACH * side(0, domain[0], domain[1]), ARRIVAL_REACH * side(1, domain[2], domain[3])],
  };
}
