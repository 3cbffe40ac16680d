/** What a network reads at the step, in a strip beside a lesson's stage: test digits, each with what it is taken for. */
import type { AppView } from '../../../app/state.ts';
import { PIXELS } from '../../../core/models/digits-code.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { pageInk } from '../canvas.ts';
import { createTile, largest, paintDigit } from './paint.ts';
import '../../../styles/digits-strip.css';

/** How many digits: the first ones that are held back. */
const COUNT = 20;

/** @param after what it stands below */
export function createDigitsStrip(after: HTMLElement): AppView {
  const said = html('p', {});
  const tiles = Array.from({ length: COUNT }, () => {
    const canvas = createTile();
    const caption = html('span', { 'aria-hidden': 'true' });
    canvas.setAttribute('role', 'img');
    return { canvas, caption, item: html('li', {}, canvas, caption) };
  });
  const list = html('ul', { 'aria-label': text.testDigits }, ...tiles.map(({ item }) => item));
  const element = html('div', { class: 'digits-strip' }, said, list);
  after.after(element);
  let shown: readonly unknown[] = [];
  return {
    draw(frame) {
      const { state, derived } = frame;
      const { model: view, runs } = derived;
      const run = runs.find(({ index }) => index === state.selected) ?? runs.at(-1);
      const parameters = run && view?.at(run.index, state.playhead.step);
      element.toggleAttribute('data-empty', !parameters);
      if (!parameters || !view?.model.test) return;
      const next = [parameters.buffer, parameters.byteOffset, run.label, view.model, state.palette];
      if (next.every((value, i) => value === shown[i])) return;
      shown = next;
      const { inputs, targets } = view.model.test;
      const { ink } = pageInk(element, state.palette);
      let right = 0;
      tiles.forEach(({ canvas, caption, item }, row) => {
        const pixels = inputs.subarray(row * PIXELS, (row + 1) * PIXELS);
        const read = largest(view.model.outputs(parameters, pixels));
        const is = targets[row]!;
        if (is === read) right++;
        paintDigit(canvas, pixels, ink);
        setText(caption, String(read));
        setAttribute(canvas, 'aria-label', text.read(is, read));
        item.classList.toggle('is-wrong', is !== read);
      });
      setText(said, text.readsOf(run.label, right, COUNT));
    },
    dispose: () => element.remove(),
  };
}
