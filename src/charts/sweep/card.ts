/** What a sweep gave at the learning rate under the pointer, read out beside it. */
import { formatNumber } from '../../core/math/format.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setAttribute, svg } from '../../ui/dom.ts';
import { createSwatch } from '../../ui/swatch.ts';
import { formatRound } from '../round-numbers.ts';
import { type DrawnCurve, rateX, rimHeight, type SweepPlace } from './plot.ts';

export interface SweepCard {
  show(place: SweepPlace, rates: readonly number[], curves: readonly DrawnCurve[], at: number): void;
  hide(): void;
}

export function createSweepCard(box: HTMLElement): SweepCard {
  const line = svg('line', { class: 'cursor-line is-hover' });
  const layer = svg('svg', { class: 'chart-layer', 'aria-hidden': 'true' }, line);
  const card = html('div', { class: 'chart-card', 'aria-hidden': 'true' });
  const hide = () => {
    card.hidden = true;
    layer.style.display = 'none';
  };
  box.append(layer, card);
  hide();
  return {
    hide,
    show(place, rates, curves, at) {
      const rate = rates[at] ?? Number.NaN;
      const { plot } = place;
      const x = rateX(place, rate);
      card.hidden = false;
      layer.style.display = '';
      setAttribute(line, 'transform', `scale(${plot.scale})`);
      setAttribute(line, 'x1', String(x));
      setAttribute(line, 'x2', String(x));
      setAttribute(line, 'y1', String(plot.top - rimHeight));
      setAttribute(line, 'y2', String(plot.top + plot.height));
      const rows = curves.map(({ label, look, losses }) => {
        const swatch = createSwatch();
        swatch.show(look);
        const loss = losses[at] ?? Number.NaN;
        const said = Number.isNaN(loss) ? compare.chart.ended : formatNumber(loss);
        return html(
          'span',
          { class: 'card-row' },
          swatch.element,
          html('span', {}, label),
          html('span', {}, said),
        );
      });
      card.replaceChildren(html('strong', {}, compare.chart.rate(formatRound(rate))), ...rows);
      const onRight = x < plot.left + plot.width / 2;
      card.style.left = onRight ? `${(x + 10) * plot.scale}px` : '';
      card.style.right = onRight ? '' : `${box.clientWidth - (x - 10) * plot.scale}px`;
    },
  };
}
