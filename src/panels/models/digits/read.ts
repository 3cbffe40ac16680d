import { PIXELS } from '../../../core/models/digits-code.ts';
import type { Table } from '../../../core/models/types.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { createTile, largest, paintDigit } from './paint.ts';

/** How many test digits are shown. */
const COUNT = 20;

/** Test digits with what is read in each; wrong ones are marked, and each can be put on the pad. */
export function createRead(put: (pixels: Float64Array) => void) {
  const summary = html('p', { class: 'model-remark' });
  const list = html('ul', { class: 'digits-read', 'aria-label': text.testDigits });
  const tiles = Array.from({ length: COUNT }, (_, row) => {
    const canvas = createTile();
    const caption = html('span', { 'aria-hidden': 'true' });
    const button = html('button', { type: 'button' }, canvas, caption);
    list.append(html('li', {}, button));
    return { canvas, caption, button, row };
  });
  let painted = '';
  let shown: Table | null = null;
  for (const { button, row } of tiles) {
    button.addEventListener('click', () => {
      if (shown) put(shown.inputs.subarray(row * PIXELS, (row + 1) * PIXELS));
    });
  }
  return {
    element: html('section', {}, summary, list),
    /** @param outputs ten a row */
    show(table: Table, outputs: Float64Array, ink: string) {
      let right = 0;
      for (const { canvas, caption, button, row } of tiles) {
        if (shown !== table || painted !== ink) {
          paintDigit(canvas, table.inputs.subarray(row * PIXELS, (row + 1) * PIXELS), ink);
        }
        const is = table.targets[row]!;
        const read = largest(outputs.subarray(10 * row, 10 * row + 10));
        if (is === read) right++;
        setText(caption, is === read ? text.right(read) : text.wrong(read, is));
        setAttribute(button, 'aria-label', text.button(is, read));
        button.classList.toggle('is-wrong', is !== read);
      }
      shown = table;
      painted = ink;
      setText(summary, text.reads(right, COUNT));
    },
  };
}
