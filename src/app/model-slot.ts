import type { Scene } from '../core/scene/scene.ts';
import type { Derived, ModelPart, State } from './state.ts';

/** The place in an App of what shows models: its code is there from the start, or comes when a scene has one. */
export interface ModelSlot {
  /** Begins what a scene with a model needs; the scene, where the model's plane has put it. */
  follow(state: State): Scene;
  /** The step up to which a scene can be played: the runs of a model are recorded meanwhile. */
  ready(scene: Scene): number;
  /** What follows from a scene with a model; null as long as it cannot be had. */
  derive(state: State): Derived | null;
  /** The state as it is drawn, without what is not drawn of a model. */
  shown(state: State): State;
  use(part: ModelPart): void;
  dispose(): void;
}

/** @param load fetches the code, and gives it to `use`: called once, when it is first needed */
export function createModelSlot(part: ModelPart | null, load: (() => void) | undefined): ModelSlot {
  let isAsked = false;
  return {
    follow(state) {
      if (!state.scene.model) return state.scene;
      if (part) {
        part.update(state);
        return part.placed(state.scene);
      }
      if (!isAsked) load?.();
      isAsked = true;
      return state.scene;
    },
    // Nothing plays on what was shown before.
    ready: ({ model }) => (!model ? Infinity : part ? part.ready : load ? 0 : Infinity),
    derive: (state) => (state.scene.model && part ? part.derive(state) : null),
    shown: (state) => (state.scene.model && part ? part.shown(state) : state),
    use(made) {
      part = made;
    },
    dispose() {
      part?.dispose();
    },
  };
}
