import type { AppView, State } from '../app/state.ts';
import { html, setText } from '../ui/dom.ts';
import { lazyView } from '../ui/lazy-view.ts';

/** The map in the stage's place where a surface, or a curve, cannot be shown, and under it why. */
export interface StandIn extends AppView {
  /** @param why a sentence; null where it can be shown after all */
  miss(what: 'surface' | 'curve', why: string | null): void;
}

/** @param mountMap fetches the map into the stage */
export function createStandIn(
  stage: HTMLElement,
  mountMap: () => Promise<readonly AppView[]>,
  invalidate: () => void,
): StandIn {
  const missing: Record<'surface' | 'curve', string | null> = { surface: null, curve: null };
  const whyOf = ({ scene }: State) => missing[scene.curve ? 'curve' : 'surface'];
  const why = html('p', { class: 'embed-why', role: 'status' });
  const map = lazyView(
    ({ state }) => whyOf(state) !== null,
    async () => {
      const views = await mountMap();
      return {
        draw: (frame) => views.forEach((view) => view.draw(frame)),
        dispose: () => views.forEach((view) => view.dispose()),
      };
    },
    // The sentence is there without it.
    () => {},
  );
  return {
    miss(what, sentence) {
      missing[what] = sentence;
      invalidate();
    },
    draw(frame) {
      const sentence = whyOf(frame.state);
      stage.classList.toggle('is-map', sentence !== null);
      setText(why, sentence ?? '');
      if (sentence === null) why.remove();
      else if (!why.isConnected) stage.append(why);
      map.draw(frame);
    },
    dispose: map.dispose,
  };
}
