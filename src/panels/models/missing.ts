import { html } from '../../ui/dom.ts';
import type { AppView } from '../../app/state.ts';

/**
 * Marks the page while it shows a model, so that what has no meaning of one makes way (`styles/models.css`), and empties
 * the panels that have none, which are then gone with their tabs. What was in them stays in the page, unseen.
 */
export function createMissing(root: HTMLElement, panels: readonly HTMLElement[]): AppView {
  const kept = panels.map((body) => ({ body, aside: html('div', { hidden: true }) }));
  const show = (id: string | undefined) => {
    const isModel = id !== undefined;
    if (root.dataset['model'] !== id) {
      if (isModel) root.dataset['model'] = id;
      else delete root.dataset['model'];
      for (const { body, aside } of kept) {
        if (isModel) root.append(aside);
        else {
          body.append(...aside.childNodes);
          aside.remove();
        }
      }
    }
    // The code of a panel may come after the model.
    if (isModel) for (const { body, aside } of kept) aside.append(...body.childNodes);
  };
  return {
    draw: ({ state }) => show(state.scene.model?.id),
    dispose: () => show(undefined),
  };
}
