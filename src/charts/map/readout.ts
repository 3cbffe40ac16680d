import { symbolText } from '../../core/expression/symbols.ts';
import { formatNumber } from '../../core/math/format.ts';
import { type Loss, variablesOf } from '../../core/math/loss.ts';
import { charts } from '../../text/en/charts.ts';
import { html, setText } from '../../ui/dom.ts';

export interface Readout {
  readonly element: HTMLElement;
  /** The loss and its gradient at a point; blank without one. */
  show(loss: Loss, at: readonly [number, number] | null): void;
}

const text = charts.map;

/** The line under the map: what is under the pointer, here or on the stage. */
export function createReadout(): Readout {
  const names = ['', '', text.f, '', ''].map((name) => html('span', { class: 'readout-name' }, name));
  const values = names.map(() => html('span', { class: 'readout-value' }));
  const element = html(
    'div',
    { class: 'map-readout is-empty' },
    html('span', { class: 'readout-hint' }, text.hint),
    ...values.map((value, i) => html('span', { class: 'readout-item' }, names[i]!, value)),
  );
  const gradient = new Float64Array(2);

  return {
    element,
    show(loss, at) {
      element.classList.toggle('is-empty', at === null);
      if (!at) return;
      variablesOf(loss).forEach((name, i) => setText(names[i]!, symbolText(name)));
      loss.gradient(at, gradient);
      // Two players are pushed by what is the gradient of nothing.
      const [name, sign] = loss.turns ? [text.push, -1] : [text.gradient, 1];
      setText(names[3]!, `|${name}|`);
      setText(names[4]!, name);
      const [gx, gy] = [sign * gradient[0]!, sign * gradient[1]!];
      const shown = [
        formatNumber(at[0]),
        formatNumber(at[1]),
        formatNumber(loss.value(at)),
        formatNumber(Math.hypot(gx, gy)),
        `(${formatNumber(gx)}, ${formatNumber(gy)})`,
      ];
      values.forEach((value, i) => setText(value, shown[i] ?? ''));
    },
  };
}
