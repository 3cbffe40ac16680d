import { html } from '../app/dom.ts';
import { type ChartScale, type QuantityId, quantityIds } from '../core/scene/quantities.ts';
import { charts } from '../text/en/charts.ts';
import { type Ground, isKnown } from './quantities.ts';

export interface ChartTools {
  readonly element: HTMLElement;
  /** Offers the quantities that exist on this ground, and shows which of them is charted. */
  show(ground: Ground, quantity: QuantityId, scale: ChartScale): void;
}

interface ChartActions {
  setQuantity(quantity: QuantityId): void;
  setScale(scale: ChartScale): void;
}

const text = charts.chart;

/** The choice of what is charted and on which scale. */
export function createChartTools(actions: ChartActions): ChartTools {
  const options = quantityIds.map((id) => html('option', { value: id }, text.quantities[id]));
  const quantities = html('select', { class: 'chart-select', 'aria-label': text.quantity }, ...options);
  const scales = html(
    'select',
    { class: 'chart-select', 'aria-label': text.scale },
    html('option', { value: 'log' }, text.log),
    html('option', { value: 'linear' }, text.linear),
  );
  quantities.addEventListener('change', () => {
    const chosen = quantityIds.find((id) => id === quantities.value);
    if (chosen) actions.setQuantity(chosen);
  });
  scales.addEventListener('change', () => actions.setScale(scales.value === 'linear' ? 'linear' : 'log'));
  let shown: Ground | null = null;

  return {
    element: html(
      'div',
      { class: 'chart-tools' },
      html('span', { class: 'chart-choice is-title' }, quantities),
      html('span', { class: 'chart-choice' }, scales),
    ),
    show(ground, quantity, scale) {
      if (ground !== shown) {
        shown = ground;
        quantityIds.forEach((id, i) => {
          const option = options[i];
          if (!option) return;
          const known = isKnown(id, ground);
          option.disabled = !known;
          option.label = known ? text.quantities[id] : text.unknown(text.quantities[id]);
        });
      }
      if (quantities.value !== quantity) quantities.value = quantity;
      if (scales.value !== scale) scales.value = scale;
    },
  };
}
