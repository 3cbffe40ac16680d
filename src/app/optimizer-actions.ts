import { ruleOf } from '../core/optimizers/registry.ts';
import { newOptimizer } from '../core/scene/defaults.ts';
import { suggestValueAgain } from '../core/scene/follow.ts';
import { limits } from '../core/scene/limits.ts';
import type { Scene } from '../core/scene/scene.ts';
import { suggestionsOf } from '../core/scene/suggest.ts';
import type { App } from './app.ts';
import { isAllowed, withOptimizers } from './scene-edits.ts';
import type { State } from './state.ts';

/** What an App does to the list of its optimizers, and to which of them is explained. */
type OptimizerActions = Pick<
  App,
  'setValue' | 'setOptimizer' | 'addOptimizer' | 'duplicateOptimizer' | 'removeOptimizer' | 'suggestValue'
>;

export function createOptimizerActions(
  state: () => State,
  set: (change: Partial<State>) => void,
  edit: App['edit'],
): OptimizerActions {
  const editOptimizers = (change: (optimizers: Scene['optimizers']) => Scene['optimizers'], group?: string) =>
    edit((scene) => ({ ...scene, optimizers: change(scene.optimizers) }), group);

  return {
    setValue(index, key, value, group) {
      const own = state().scene.optimizers[index];
      const rule = own && ruleOf(own);
      const row = rule?.hyperparameters.find((hyperparameter) => hyperparameter.key === key);
      if (!row || !isAllowed(row, value)) return;
      editOptimizers(
        (optimizers) =>
          optimizers.map((setting, i) =>
            i === index ? { ...setting, values: { ...setting.values, [key]: value } } : setting,
          ),
        group,
      );
    },
    setOptimizer(index, change, group) {
      editOptimizers(
        (optimizers) => optimizers.map((setting, i) => (i === index ? change(setting) : setting)),
        group,
      );
    },
    addOptimizer(id) {
      if (state().scene.optimizers.length >= limits.optimizers) return;
      const own = newOptimizer(id, suggestionsOf(state().scene));
      editOptimizers((optimizers) => [...optimizers, own]);
      set({ selected: state().scene.optimizers.length - 1 });
    },
    duplicateOptimizer(index) {
      if (state().scene.optimizers.length >= limits.optimizers) return;
      edit((scene) =>
        scene.optimizers[index]
          ? withOptimizers(scene, (list) => list.toSpliced(index + 1, 0, list[index]!))
          : scene,
      );
      set({ selected: index + 1 });
    },
    removeOptimizer(index) {
      // As it was before the edit, which keeps the selection within the scene.
      const { selected } = state();
      edit((scene) => withOptimizers(scene, (list) => list.filter((_, i) => i !== index)));
      if (selected > index) set({ selected: selected - 1 });
    },
    suggestValue(index, key) {
      edit((scene) => suggestValueAgain(scene, index, key));
    },
  };
}
