/** What a race of tuned optimizers depends on, and what it changes in a scene. Pure. */
import type { Hyperparameter } from '../../core/optimizers/types.ts';
import { ruleOf } from '../../core/optimizers/registry.ts';
import type { Axis } from '../../core/run/maps.ts';
import type { Raced } from '../../core/run/tuned.ts';
import { startIn } from '../../core/scene/record-options.ts';
import type { OptimizerSetting, RaceView, Scene } from '../../core/scene/scene.ts';
import type { RaceRequest } from '../../workers/protocol.ts';

/** Seeds of a race. */
export const RACES = 20;

/** Nothing but the learning rate. */
export const RATE_ALONE = 'lr';

/** The optimizers that race, with their places. */
export function racersOf(scene: Scene): { index: number; setting: OptimizerSetting }[] {
  return scene.optimizers.flatMap((setting, index) =>
    setting.on && ruleOf(setting) ? [{ index, setting }] : [],
  );
}

/** The numbers of an optimizer beside its learning rate that may be tuned. */
export function secondsOf(setting: OptimizerSetting): readonly Hyperparameter[] {
  const rows = ruleOf(setting)?.hyperparameters ?? [];
  return rows.filter(({ key, kind, knob, whole }) => key !== 'lr' && kind === 'number' && !knob && !whole);
}

/** What is tuned beside the learning rate of an optimizer: as chosen, else the first of its numbers that is not 0. See `RaceView`. */
export function secondOf(setting: OptimizerSetting, chosen: string | undefined): string {
  const rows = secondsOf(setting);
  if (chosen !== undefined && (chosen === RATE_ALONE || rows.some(({ key }) => key === chosen)))
    return chosen;
  return rows.find(({ key }) => setting.values[key] !== 0)?.key ?? RATE_ALONE;
}

export function raceRequestOf(scene: Scene, { trials, search, second, spread }: RaceView): RaceRequest {
  const { formula, curve, domain, steps, budget, noise, noiseKind, noiseScaling, seed } = scene;
  const sides = [domain[1] - domain[0], domain[3] - domain[2]];
  const start = startIn(scene);
  return {
    formula,
    curve,
    steps,
    budget,
    noise,
    noiseKind,
    noiseScaling,
    seed,
    trials,
    search,
    races: RACES,
    start,
    spread: start.map((_, i) => spread * sides[i]!),
    racers: racersOf(scene).map(({ index, setting }) => {
      const { id, rule, values, schedule } = setting;
      const keys = new Set(['lr', secondOf(setting, second[index])]);
      const rows = ruleOf(setting)?.hyperparameters ?? [];
      const knobs = [...keys].flatMap((key): Axis[] => {
        const row = rows.find((one) => one.key === key);
        return row ? [{ key, min: row.min, max: row.max, scale: row.scale }] : [];
      });
      return { optimizer: { id, ...(rule !== undefined && { rule }), values }, schedule, knobs };
    }),
  };
}

/** Steps that a race takes in all, at most. */
export const stepsOfRace = (scene: Scene, { trials }: RaceView): number =>
  racersOf(scene).length * (trials + RACES) * scene.steps;

/** The same for races of which nothing has changed but what they tune. */
export function raceKey({ racers, ...rest }: RaceRequest): string {
  const neutral = racers.map(({ optimizer, knobs, ...own }) => {
    const tuned = Object.fromEntries(knobs.map(({ key }) => [key, 0]));
    return { ...own, knobs, optimizer: { ...optimizer, values: { ...optimizer.values, ...tuned } } };
  });
  return JSON.stringify({ ...rest, racers: neutral });
}

/** The scene with what tuning has found, by the places of the optimizers that raced. */
export function withTuned(scene: Scene, places: readonly number[], results: readonly Raced[]): Scene {
  const optimizers = scene.optimizers.map((setting, index) => {
    const best = results[places.indexOf(index)]?.best;
    return best ? { ...setting, values: { ...setting.values, ...best } } : setting;
  });
  return { ...scene, optimizers };
}
