import { PIXELS, SIDE } from '../../../core/models/digits-code.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { createTile, paintSigned } from './paint.ts';

/** The first layer's weights as a picture a unit: what each looks for; or how they have changed since the start. */
/** @param choose is told the place of a weight that is clicked among all parameters */
export function createWeights(changed: () => void, choose: (parameter: number) => void) {
  const title = html('h3', {});
  const choice = html(
    'select',
    { 'aria-label': text.shown },
    html('option', { value: 'change' }, text.change),
    html('option', { value: 'weights' }, text.weights),
  );
  choice.addEventListener('change', changed);
  const scale = html('span', { class: 'digits-scale', 'aria-hidden': 'true' });
  const grid = html('div', { class: 'digits-weights', role: 'img' });
  let tiles: HTMLCanvasElement[] = [];
  grid.addEventListener('click', (event) => {
    const unit = tiles.findIndex((tile) => tile === event.target);
    if (unit < 0) return;
    const { clientWidth, clientHeight } = tiles[unit]!;
    const cell = (at: number, length: number) =>
      Math.max(0, Math.min(SIDE - 1, Math.floor((at / length) * SIDE)));
    choose(unit * PIXELS + cell(event.offsetY, clientHeight) * SIDE + cell(event.offsetX, clientWidth));
  });
  const difference = new Float64Array(PIXELS);
  return {
    element: html('section', {}, html('div', { class: 'digits-head' }, title, scale, choice), grid),
    /** @param units rows of the first layer's weights */
    show(
      parameters: Float64Array,
      start: Float64Array,
      units: number,
      isOutput: boolean,
      colors: { readonly plus: string; readonly minus: string; readonly paper: string },
    ) {
      if (tiles.length !== units) {
        tiles = Array.from({ length: units }, createTile);
        grid.replaceChildren(...tiles);
        // Ten in a row where eight would leave the last row nearly empty.
        grid.classList.toggle('is-tens', units % 10 === 0 && units % 8 !== 0);
      }
      const wanted = choice.value === 'change';
      let most = 0;
      for (let i = 0; wanted && i < units * PIXELS; i++)
        most = Math.max(most, Math.abs(parameters[i]! - start[i]!));
      // Where nothing has changed, at the start for one, there are still the weights.
      const isChange = most > 0;
      const from = (i: number) => (isChange ? start[i]! : 0);
      for (let i = 0; !isChange && i < units * PIXELS; i++) most = Math.max(most, Math.abs(parameters[i]!));
      tiles.forEach((tile, unit) => {
        for (let i = 0; i < PIXELS; i++) {
          difference[i] = parameters[unit * PIXELS + i]! - from(unit * PIXELS + i);
        }
        paintSigned(tile, difference, most, colors);
      });
      const name = isOutput ? text.ofDigits : text.hidden;
      setText(title, wanted && !isChange ? text.unchanged(name) : name);
      setAttribute(grid, 'aria-label', text.weightsOf(units, isChange, isOutput));
    },
  };
}
