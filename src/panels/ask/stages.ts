import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';

/** How far a question is: guess, run, compare. */
export function createStages() {
  const items = Object.values(text.stages).map((name) => html('li', {}, name));
  return {
    element: html('ol', { class: 'ask-stages' }, ...items),
    show(stage: number): void {
      for (const [i, item] of items.entries()) {
        item.toggleAttribute('data-done', i < stage);
        if (i === stage) item.setAttribute('aria-current', 'step');
        else item.removeAttribute('aria-current');
      }
    },
  };
}
