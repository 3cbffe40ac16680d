import { choiceOf } from '../optimizers/registry.ts';
import type { RecordOptions } from '../run/types.ts';
import type { OptimizerSetting, Scene } from './scene.ts';

/** What an optimizer's run in a scene depends on, its loss apart. */
export function recordOptionsOf(scene: Scene, setting: OptimizerSetting): Omit<RecordOptions, 'loss'> {
  const { start, noise, noiseKind, noiseScaling, seed, steps } = scene;
  const { values, schedule } = setting;
  return {
    start,
    noise,
    noiseKind,
    noiseScaling,
    seed,
    steps,
    schedule,
    optimizer: choiceOf(setting, values),
  };
}
