import type { Scene } from '../core/scene/scene.ts';
import { memo } from './memo.ts';
import type { State } from './state.ts';

/**
 * What is shown of states, with another scene in the place of theirs. An unchanged scene has an unchanged one, so that
 * what is drawn of it is not drawn again when only the pointer has moved.
 */
export function shownWith(sceneOf: (scene: Scene) => Scene) {
  const shown = memo(sceneOf);
  return memo((state: State): State => ({ ...state, scene: shown(state.scene) }));
}
