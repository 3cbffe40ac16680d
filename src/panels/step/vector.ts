import { formatNumber } from '../../core/math/format.ts';
import type { Value } from '../../core/run/anatomy.ts';
import { html } from '../../ui/dom.ts';

/** Significant digits of every number in the equations. */
const DIGITS = 4;
/** Components of which each has a row of its own, at most. */
const LONG = 4;

/** A number, or a column vector in brackets, changed in place: cheap enough for every frame. */
export interface ValueBox {
  readonly element: HTMLElement;
  show(value: Value): void;
}

/**
 * A vector of more components than four has its length and so many of the first.
 *
 * @param shown how many of these
 */
export function createValueBox(shown: () => number = () => 3): ValueBox {
  const element = html('span', { class: 'value' });
  let rows: { cell: HTMLElement; text: string }[] = [];
  return {
    element,
    show(value) {
      const isLong = typeof value !== 'number' && value.length > LONG;
      element.classList.toggle('value-long', isLong);
      if (isLong) {
        const length = formatNumber(Math.sqrt(value.reduce((sum, x) => sum + x * x, 0)), DIGITS);
        const first = Array.from(value.subarray(0, shown()), (x) => formatNumber(x, 3));
        const text = [`‖·‖ = ${length}`, `(${first.join(', ')}${value.length > first.length ? ', …' : ''})`];
        if (rows.length !== 2 || text.some((own, i) => own !== rows[i]?.text)) {
          rows = text.map((own) => ({ cell: html('span', {}, own), text: own }));
          element.replaceChildren(...rows.map(({ cell }) => cell));
        }
        element.classList.remove('value-vector');
        return;
      }
      const numbers = typeof value === 'number' ? [value] : value;
      if (rows.length !== numbers.length) {
        rows = Array.from(numbers, () => ({ cell: html('span'), text: '' }));
        element.replaceChildren(...rows.map(({ cell }) => cell));
      }
      element.classList.toggle('value-vector', numbers.length > 1);
      rows.forEach((row, i) => {
        const number = numbers[i]!;
        // What is whole is exact: a sign is 1 and not 1.000.
        const text = formatNumber(number, Number.isInteger(number) && Math.abs(number) < 1e5 ? 1 : DIGITS);
        if (text === row.text) return;
        row.text = text;
        row.cell.replaceChildren(...numberNodes(text));
      });
    },
  };
}

/** "3.2e−7" as 3.2·10 to the −7. */
export function numberNodes(text: string): (string | Node)[] {
  const [mantissa = '', power] = text.split('e');
  if (power === undefined) return [text];
  const ten = mantissa === '1' ? '10' : `${mantissa}·10`;
  return [ten, html('sup', {}, power)];
}
