import type { Answer } from '../ask/answer.ts';
import { answerOf } from '../ask/answer.ts';
import { lossById } from '../losses/catalog.ts';
import { keeping } from '../math/keeping.ts';
import type { Loss } from '../math/loss.ts';
import { recordRun } from '../run/record.ts';
import type { Run } from '../run/types.ts';
import { lossIn } from '../scene/compiled.ts';
import { newOptimizer } from '../scene/defaults.ts';
import { modelOf } from '../scene/models.ts';
import { recordOptionsOf } from '../scene/record-options.ts';
import type { Scene } from '../scene/scene.ts';
import { readFragment } from '../scene/url.ts';
import type { ByHand } from './claims.ts';

/** A scene with its runs. */
export interface World {
  readonly scene: Scene;
  readonly loss: Loss;
  readonly runs: readonly Run[];
}

/** Scenes of which the runs are kept: many parts of a lesson stand beside the same ones. */
const KEPT = 32;

/** A scene with its runs, which neither what is asked nor the view nor the plane changes. */
export function worldOf(scene: Scene): World {
  const { loss, runs } = recorded(scene);
  return { scene, loss, runs };
}

const recorded = keeping(
  KEPT,
  (scene: Scene): Omit<World, 'scene'> => {
    const model = scene.model ? modelOf(scene.model) : null;
    const loss = model?.loss ?? lossIn(scene);
    const runs = scene.optimizers.map((setting) => {
      const options = recordOptionsOf(scene, setting);
      return recordRun({ ...options, loss, start: model?.initial(scene.seed) ?? options.start });
    });
    return { loss, runs };
  },
  ({ view: _view, plane: _plane, ask: _ask, ...rest }) => JSON.stringify(rest),
);

/** The scene as a hand has changed it. */
export function changed(scene: Scene, { steps, start, run, rule, key, value }: ByHand): Scene {
  const optimizers = scene.optimizers.map((setting, i) => {
    if (i + 1 !== run) return setting;
    const other = rule === undefined ? setting : newOptimizer(rule, null);
    if (key === undefined || value === undefined) return other;
    return { ...other, values: { ...other.values, [key]: value } };
  });
  return { ...scene, optimizers, steps: steps ?? scene.steps, start: start ?? scene.start };
}

/** The answer to what a scene asks, after what is changed by hand; null where it asks nothing that has one. */
export function answered(fragment: string, hands: readonly ByHand[] = []): Answer | null {
  const { scene } = readFragment(fragment);
  const { loss, runs } = worldOf(hands.reduce(changed, scene));
  // Of a loss of the catalog, which lists its minima.
  const minima = lossById(scene.loss)?.minima.map(({ at }) => at) ?? [];
  return (
    scene.ask &&
    answerOf(
      scene.ask,
      runs.map((run, index) => ({ run, index })),
      { loss, minima },
    )
  );
}
