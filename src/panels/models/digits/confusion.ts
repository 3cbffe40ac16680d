import { digits as text } from '../../../text/en/digits.ts';
import { html, setText } from '../../../ui/dom.ts';
import { largest } from './paint.ts';

/** Which digit is read as which, over all that are held back. */
export function createConfusion() {
  const names = Array.from({ length: 10 }, (_, digit) => String(digit));
  const cells = names.map(() => names.map(() => html('td', {})));
  const title = html('h3', {});
  const table = html(
    'table',
    { class: 'digits-confusion' },
    html('caption', { class: 'visually-hidden' }, text.confusionMeaning),
    html(
      'thead',
      {},
      html('tr', {}, html('td', {}), ...names.map((name) => html('th', { scope: 'col' }, name))),
    ),
    html(
      'tbody',
      {},
      ...cells.map((row, is) => html('tr', {}, html('th', { scope: 'row' }, names[is]!), ...row)),
    ),
  );
  const counts = new Int32Array(100);
  return {
    element: html(
      'section',
      {},
      html('div', { class: 'digits-head' }, title),
      html('p', { class: 'model-remark', 'aria-hidden': 'true' }, text.confusionMeaning),
      table,
    ),
    /** @param outputs ten a row */
    show(targets: Float64Array, outputs: Float64Array) {
      counts.fill(0);
      const all = new Int32Array(10);
      targets.forEach((is, row) => {
        counts[10 * is + largest(outputs.subarray(10 * row, 10 * row + 10))]! += 1;
        all[is]! += 1;
      });
      cells.forEach((row, is) => {
        row.forEach((cell, read) => {
          const count = counts[10 * is + read]!;
          setText(cell, count === 0 ? '' : String(count));
          cell.style.setProperty('--share', (count / Math.max(1, all[is]!)).toFixed(3));
          cell.className = is === read ? 'is-right' : '';
        });
      });
      setText(title, text.confusion(targets.length));
    },
  };
}
