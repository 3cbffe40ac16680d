import type { ModelView, RunView } from '../app/state.ts';
import type { Loss } from '../core/math/loss.ts';
import type { ScenePlayhead } from '../core/scene/document.ts';
import type { Scene } from '../core/scene/scene.ts';

/** What data and code are made of: a scene, the runs of its optimizers that are on, and its link. */
export interface ExportSource {
  readonly scene: Scene;
  readonly playhead: ScenePlayhead;
  readonly loss: Loss;
  readonly runs: readonly ExportRun[];
  /** Of a scene with a model, whose runs are then seen on a plane. */
  readonly model?: ModelView;
  /** The address that brings the scene back. */
  readonly link: string;
}

export type ExportRun = Pick<
  RunView,
  'index' | 'setting' | 'entry' | 'label' | 'naming' | 'run' | 'distances' | 'average'
>;
