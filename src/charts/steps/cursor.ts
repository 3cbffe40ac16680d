/** What moves over the chart's lines: the current step with a dot a run, and the step under the pointer. */
import type { RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { charts } from '../../text/en/charts.ts';
import type { YAxis } from '../axis.ts';
import { isShown, type Plot, rowOf, xOf, yOf } from './lines.ts';
import { html, setAttribute, setText, svg } from '../../ui/dom.ts';
import { createSwatch, type Swatch } from '../../ui/swatch.ts';
import { markerPath } from '../ink.ts';
import { type StepScale, stepText } from './step-scale.ts';

export interface CursorScene {
  readonly plot: Plot;
  readonly axis: YAxis;
  readonly scale: StepScale;
  readonly runs: readonly { readonly view: RunView; readonly values: Float64Array }[];
}

export interface ChartCursor {
  /** Marks a step. */
  showStep(scene: CursorScene, step: number): void;
  /** Reads a step out beside the pointer; null takes it away. */
  showHover(scene: CursorScene, step: number | null): void;
}

/** A run's value at a step: of its last step, where it ended before. */
export function valueAt(values: Float64Array, step: number): number {
  return values[Math.min(step, values.length - 1)] ?? Number.NaN;
}

export function valueText(value: number): string {
  return Number.isNaN(value) ? charts.chart.none : formatNumber(value);
}

export function createChartCursor(box: HTMLElement): ChartCursor {
  const line = svg('line', { class: 'cursor-line' });
  const hoverLine = svg('line', { class: 'cursor-line is-hover' });
  const dots = svg('g', {});
  const drawn = svg('g', {}, hoverLine, line, dots);
  const layer = svg('svg', { class: 'chart-layer', 'aria-hidden': 'true' }, drawn);
  const card = html('div', { class: 'chart-card', 'aria-hidden': 'true', hidden: '' });
  box.append(layer, card);
  let shownRuns: CursorScene['runs'] | null = null;
  let rows: readonly { swatch: Swatch; name: HTMLElement; value: HTMLElement }[] = [];

  const placeLine = (element: SVGLineElement, { plot, scale }: CursorScene, step: number) => {
    const x = String(xOf(plot, step, scale));
    setAttribute(element, 'x1', x);
    setAttribute(element, 'x2', x);
    setAttribute(element, 'y1', String(plot.top - 4));
    setAttribute(element, 'y2', String(plot.top + plot.height));
  };

  return {
    showStep(scene, step) {
      setAttribute(drawn, 'transform', `scale(${scene.plot.scale})`);
      placeLine(line, scene, step);
      setAttribute(line, 'visibility', isShown(scene.scale, step) ? 'visible' : 'hidden');
      if (shownRuns !== scene.runs) {
        shownRuns = scene.runs;
        dots.replaceChildren(
          ...scene.runs.map(({ view: { look } }) =>
            svg('path', { class: 'cursor-dot', d: markerPath(look.marker, 3.6), fill: look.color }),
          ),
        );
      }
      scene.runs.forEach(({ values }, i) => {
        const dot = dots.children[i];
        if (!dot) return;
        const at = Math.min(step, values.length - 1);
        const y = yOf(scene.plot, scene.axis, valueAt(values, step), rowOf(i, scene.runs.length));
        const x = xOf(scene.plot, at, scene.scale);
        const seen = !Number.isNaN(y) && isShown(scene.scale, at);
        setAttribute(dot, 'visibility', seen ? 'visible' : 'hidden');
        if (seen) setAttribute(dot, 'transform', `translate(${x} ${y})`);
      });
    },
    showHover(scene, step) {
      hoverLine.style.display = step === null ? 'none' : '';
      card.hidden = step === null;
      if (step === null) return;
      placeLine(hoverLine, scene, step);
      if (rows.length !== scene.runs.length) {
        rows = scene.runs.map(() => ({
          swatch: createSwatch(),
          name: html('span', {}),
          value: html('span', {}),
        }));
        card.replaceChildren(
          html('strong', {}),
          ...rows.map(({ swatch, name, value }) =>
            html('span', { class: 'card-row' }, swatch.element, name, value),
          ),
        );
      }
      if (card.firstChild) setText(card.firstChild, charts.chart.step(stepText(step)));
      scene.runs.forEach(({ view, values }, i) => {
        const row = rows[i];
        if (!row) return;
        row.swatch.show(view.look);
        setText(row.name, view.label);
        setText(row.value, valueText(valueAt(values, step)));
      });
      const x = xOf(scene.plot, step, scene.scale);
      const onRight = x < scene.plot.left + scene.plot.width / 2;
      const { scale } = scene.plot;
      card.style.left = onRight ? `${(x + 10) * scale}px` : '';
      card.style.right = onRight ? '' : `${box.clientWidth - (x - 10) * scale}px`;
    },
  };
}
