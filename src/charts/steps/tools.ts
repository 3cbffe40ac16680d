import { html, setAttribute } from '../../ui/dom.ts';
import { type ChartScale, type QuantityId, quantityIds } from '../../core/scene/quantities.ts';
import type { View } from '../../core/scene/scene.ts';
import { charts } from '../../text/en/charts.ts';
import { toolButton } from '../map/tools.ts';
import { type Baseline, isKnown, quantityName } from './quantities.ts';
import type { StepScale } from './step-scale.ts';

export interface ChartTools {
  readonly element: HTMLElement;
  /** Offers the quantities that exist on this ground, and shows which of them is charted. */
  show(ground: Baseline, quantity: QuantityId, view: View, scale: StepScale): void;
}

interface ChartActions {
  setQuantity(quantity: QuantityId): void;
  setScale(scale: ChartScale): void;
  setSteps(scale: ChartScale): void;
  /** More than 1 shows more of the run. */
  zoom(factor: number): void;
  showAll(): void;
}

const text = charts.chart;

const zoomStep = 2;

/** The choice of what is charted, on which scales, and of which steps. */
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
  const logSteps = toolButton(
    text.logSteps,
    'M2.5 13V3M2.5 13h11M5.5 13V9.5M9.5 13V9.5M11.5 13V9.5M13 13V9.5',
    () => actions.setSteps(logSteps.getAttribute('aria-pressed') === 'true' ? 'linear' : 'log'),
  );
  logSteps.title = text.logStepsMeaning;
  const all = toolButton(
    text.allSteps,
    'M2.5 4v8M13.5 4v8M5 8h6M6.5 6 4.7 8l1.8 2M9.5 6l1.8 2-1.8 2',
    actions.showAll,
  );
  let shown: Baseline | null = null;

  return {
    element: html(
      'div',
      { class: 'chart-tools' },
      html('span', { class: 'chart-choice is-title' }, quantities),
      html('span', { class: 'chart-choice' }, scales),
      html(
        'span',
        { class: 'chart-zoom' },
        logSteps,
        toolButton(text.moreSteps, 'M3 8h10', () => actions.zoom(zoomStep)),
        toolButton(text.fewerSteps, 'M3 8h10M8 3v10', () => actions.zoom(1 / zoomStep)),
        all,
      ),
    ),
    show(ground, quantity, view, scale) {
      if (ground !== shown) {
        shown = ground;
        quantityIds.forEach((id, i) => {
          const option = options[i];
          if (!option) return;
          const known = isKnown(id, ground);
          option.disabled = !known;
          // What needs a minimum says so; what has no meaning here is not there.
          option.hidden = !known && (ground.isSeen || id === 'offPlane');
          const name = quantityName(id, ground.loss);
          option.label = known ? name : text.unknown(name);
        });
      }
      if (quantities.value !== quantity) quantities.value = quantity;
      if (scales.value !== view.chartScale) scales.value = view.chartScale;
      setAttribute(logSteps, 'aria-pressed', String(scale.kind === 'log'));
      // Not `disabled`, which would throw the focus away from who has just pressed it.
      setAttribute(all, 'aria-disabled', String(scale.whole));
    },
  };
}
