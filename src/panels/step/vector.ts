import { formatNumber } from '../../core/math/format.ts';
import type { Value } from '../../core/run/anatomy.ts';
import { html } from '../../ui/dom.ts';

/** Significant digits of every number in the equations. */
const DIGITS = 4;

/** A number, or a column vector in brackets, changed in place: cheap enough for every frame. */
export interface ValueBox {
  readonly element: HTMLElement;
  show(value: Value): void;
}

export function createValueBox(): ValueBox {
  const element = html('span', { class: 'value' });
  let rows: { cell: HTMLElement; text: string }[] = [];
  return {
    element,
    show(value) {
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
