import type { ScenePlayhead } from '../core/scene/document.ts';
import type { Scene } from '../core/scene/scene.ts';
import { createHistory, type History } from './history.ts';
import type { State } from './state.ts';

/** A document that can be gone back to, and what it was opened with: undoing past an opened file resets to before it. */
export interface Past {
  readonly scene: Scene;
  readonly beginning: Beginning;
}

/** All that makes way when something else is shown for a while, and comes back as it was: see `RootApp.exchange`. */
export interface Situation extends Pick<State, 'scene' | 'playhead' | 'selected' | 'draft' | 'stage'> {
  readonly history: History<Past>;
  readonly beginning: Beginning;
}

/** What a scene was opened with. */
export interface Beginning {
  readonly scene: Scene;
  readonly playhead: ScenePlayhead;
}

/** A scene as it is first seen, with nothing to take back; paused where it says. */
export function situationOf(scene: Scene, { step, speed, loop }: ScenePlayhead): Situation {
  return {
    scene,
    playhead: { step: Math.min(step, scene.steps), speed, loop, playing: false },
    selected: scene.optimizers.length - 1,
    draft: null,
    stage: null,
    history: createHistory<Past>(),
    beginning: { scene, playhead: { step, speed, loop } },
  };
}
