import { charts } from '../text/en/charts.ts';
import type { AxisChoice } from './axis.ts';
import { html } from '../app/dom.ts';
import { type Ground, isKnown, type QuantityId, quantityIds } from './quantities.ts';

export interface ChartTools {
  readonly element: HTMLElement;
  readonly quantity: QuantityId;
  readonly choice: AxisChoice;
  /** Offers the quantities that exist on this ground; one that has ceased to exist gives way to the loss. */
  show(ground: Ground): void;
}

const text = charts.chart;

/** The choice of what is charted and on which scale. */
export function createChartTools(changed: () => void): ChartTools {
  const options = quantityIds.map((id) => html('option', { value: id }, text.quantities[id]));
  const quantities = html('select', { class: 'chart-select', 'aria-label': text.quantity }, ...options);
  const scales = html(
    'select',
    { class: 'chart-select', 'aria-label': text.scale },
    html('option', { value: 'log' }, text.log),
    html('option', { value: 'linear' }, text.linear),
  );
  quantities.addEventListener('change', changed);
  scales.addEventListener('change', changed);
  let shown: Ground | null = null;

  const chosen = (): QuantityId => quantityIds.find((id) => id === quantities.value) ?? 'loss';
  return {
    element: html(
      'div',
      { class: 'chart-tools' },
      html('span', { class: 'chart-choice is-title' }, quantities),
      html('span', { class: 'chart-choice' }, scales),
    ),
    get quantity() {
      return chosen();
    },
    get choice() {
      return scales.value === 'linear' ? 'linear' : 'log';
    },
    show(ground) {
      if (ground === shown) return;
      shown = ground;
      quantityIds.forEach((id, i) => {
        const option = options[i];
        if (!option) return;
        const known = isKnown(id, ground);
        option.disabled = !known;
        option.label = known ? text.quantities[id] : text.unknown(text.quantities[id]);
      });
      if (!isKnown(chosen(), ground)) quantities.value = 'loss';
    },
  };
}
