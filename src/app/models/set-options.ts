import { counts } from '../../core/models/options.ts';
import type { ModelOptions } from '../../core/models/types.ts';
import { modelDoor } from '../../core/scene/model-door.ts';
import type { ModelSetting } from '../../core/scene/scene.ts';
import type { ModelView } from '../state.ts';

/** Those of a setting's options that are not at their defaults, and change anything. */
export function setOptions(setting: ModelSetting, { entry, model }: ModelView): ModelOptions {
  const set = modelDoor()?.set(setting) ?? setting.options;
  const counted = entry.options.filter((option) => counts(option, model, setting.data !== undefined));
  return Object.fromEntries(counted.flatMap(({ key }) => (key in set ? [[key, set[key]!]] : [])));
}
