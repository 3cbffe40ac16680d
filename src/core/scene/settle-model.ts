import { lift, type Plane, project } from '../plane/plane.ts';
import type { SharedOptions } from '../run/maps.ts';
import { planeKeys, settingOf, type Settle } from '../run/settings.ts';
import { modelOf } from './models.ts';
import type { ModelSetting } from './scene.ts';

/** Options of models that a map of settings may be of; the first is a whole number. */
export const modelAxes = ['batchSize', 'initialScale'] as const;

/**
 * Runs on a model of which options may be set otherwise, each from its own initial weights.
 *
 * @param plane on which they start where `planeKeys` are given: at these, and along the other at the foot of the initial weights
 */
export function settleOn(model: ModelSetting, ground: SharedOptions, plane?: Plane): Settle {
  return (...given) => {
    const isOption = ([key]: (typeof given)[number]) => modelAxes.some((one) => one === key);
    const set = given
      .filter(isOption)
      .map(([key, value]) => [key, key === 'batchSize' ? Math.floor(value) : value] as const);
    const { loss, initial } = modelOf(
      set.length === 0 ? model : { ...model, options: { ...model.options, ...Object.fromEntries(set) } },
    );
    const on = planeKeys.map((axis) => given.find(([key]) => key === axis)?.[1]);
    const isOnPlane = ([key]: (typeof given)[number]) => planeKeys.some((one) => one === key);
    const others = given.filter((one) => !isOption(one) && !isOnPlane(one));
    const rest = settingOf({ ...ground, loss }, [], ...others);
    const own = initial(rest.ground.seed ?? 0);
    if (!plane || on.every((at) => at === undefined)) return { ...rest, start: own };
    const [x, y] = project(plane, own) as unknown as readonly [number, number];
    return { ...rest, start: lift(plane, on[0] ?? x, on[1] ?? y) };
  };
}
