import type { AppView } from '../app/state.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html, setText } from '../ui/dom.ts';

/**
 * Says in the place of the stage that what stands there is still to come: a lesson that begins at a model's scene is read
 * before the model's code has come. What was drawn before another scene's model stays.
 */
export function createAwaited(stage: HTMLElement): AppView {
  const element = html('p', { class: 'reader-awaited', role: 'status' });
  let isSeen = false;
  return {
    draw({ state, derived }) {
      isSeen ||= !state.scene.model || derived.model !== undefined;
      stage.toggleAttribute('data-awaited', !isSeen);
      if (isSeen) element.remove();
      else if (!element.isConnected) {
        stage.append(element);
        setText(element, text.coming);
      }
    },
    dispose() {
      element.remove();
    },
  };
}
