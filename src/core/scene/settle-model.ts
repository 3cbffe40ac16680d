import type { Ground } from '../run/maps.ts';
import { settingOf, type Settle } from '../run/settings.ts';
import { modelOf } from './models.ts';
import type { ModelSetting } from './scene.ts';

/** Options of models that a map of settings may be of; the first is a whole number. */
export const modelAxes = ['batchSize', 'initialScale'] as const;

/** Runs on a model of which options may be set otherwise, each from its own initial weights. */
export function settleOn(model: ModelSetting, ground: Ground): Settle {
  return (...given) => {
    const isOption = ([key]: (typeof given)[number]) => modelAxes.some((one) => one === key);
    const set = given
      .filter(isOption)
      .map(([key, value]) => [key, key === 'batchSize' ? Math.floor(value) : value] as const);
    const { loss, initial } = modelOf(
      set.length === 0 ? model : { ...model, options: { ...model.options, ...Object.fromEntries(set) } },
    );
    const rest = settingOf({ ...ground, loss }, [], ...given.filter((one) => !isOption(one)));
    return { ...rest, start: initial(rest.ground.seed ?? 0) };
  };
}
