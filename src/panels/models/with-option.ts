import type { OptionValue } from '../../core/models/types.ts';
import { followSuggestions } from '../../core/scene/follow.ts';
import { strict } from '../../core/scene/model-door.ts';
import type { Scene } from '../../core/scene/scene.ts';

/** The scene with another value of an option of its model. */
export function withOption(scene: Scene, key: string, value: OptionValue): Scene {
  const { model } = scene;
  if (!model || model.options[key] === value) return scene;
  const changed = { ...model, options: { ...model.options, [key]: value } };
  // Data of one's own that could not be told apart so is not lost: the option stays.
  if (model.data && !strict(changed).data) return scene;
  return followSuggestions({ ...scene, model: changed });
}
