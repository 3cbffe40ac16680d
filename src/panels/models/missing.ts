import { html } from '../../ui/dom.ts';
import type { AppView } from '../../app/state.ts';

/**
 * Marks the page while it shows a model, so that what does not work on one makes way (`styles/models.css`), and says in
 * its place why.
 */
export function createMissing(
  root: HTMLElement,
  places: readonly { readonly place: HTMLElement; readonly sentence: string }[],
): AppView {
  const sentences = places.map(({ place, sentence }) => ({
    place,
    element: html('p', { class: 'model-missing' }, sentence),
  }));
  let isShown = false;
  const show = (shows: boolean) => {
    if (shows === isShown) return;
    isShown = shows;
    root.toggleAttribute('data-model', shows);
    for (const { place, element } of sentences) {
      if (shows) place.append(element);
      else element.remove();
    }
  };
  return {
    draw: ({ state }) => show(state.scene.model !== null),
    dispose: () => show(false),
  };
}
