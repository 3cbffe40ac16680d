import { choiceOf } from '../optimizers/registry.ts';
import type { RecordOptions } from '../run/types.ts';
import type { OptimizerSetting, Scene } from './scene.ts';

/** Where the runs of a scene's loss begin: on a curve at a number. */
export function startIn({ start, curve }: Pick<Scene, 'start' | 'curve'>): readonly number[] {
  return curve ? [start[0]] : start;
}

/** What an optimizer's run in a scene depends on, its loss apart. */
export function recordOptionsOf(scene: Scene, setting: OptimizerSetting): Omit<RecordOptions, 'loss'> {
  const { noise, noiseKind, noiseScaling, seed, steps } = scene;
  const { values, schedule } = setting;
  return {
    start: startIn(scene),
    noise,
    noiseKind,
    noiseScaling,
    seed,
    steps,
    schedule,
    optimizer: choiceOf(setting, values),
  };
}
