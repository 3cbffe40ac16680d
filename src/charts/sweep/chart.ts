import type { App } from '../../app/app.ts';
import type { Comparison } from '../../app/comparison.ts';
import type { AppView, RunView } from '../../app/state.ts';
import type { SweepReading } from '../../app/sweep-report.ts';
import { formatNumber } from '../../core/math/format.ts';
import { compare } from '../../text/en/compare.ts';
import { fitAxis } from '../axis.ts';
import { layOutPlot } from '../steps/axes.ts';
import { html, setAttribute, svg } from '../../ui/dom.ts';
import { memo } from '../../app/memo.ts';
import { formatRound } from '../round-numbers.ts';
import { createRateMarks } from './rate-marks.ts';
import { createSweepCard } from './card.ts';
import { type DrawnCurve, drawCurve, drawSweepAxes, rateUnder, rimHeight, type SweepPlace } from './plot.ts';

const text = compare.chart;

/**
 * The loss after all steps against the learning rate, a line an optimizer; on it each optimizer's present learning
 * rate is a mark to drag, at the loss to which its present run comes.
 */
export function createSweepChart(container: HTMLElement, app: App, comparison: Comparison): AppView {
  const axes = svg('g', {});
  const curvesLayer = svg('g', {});
  const stems = svg('g', {});
  const drawn = svg('g', {}, stems, curvesLayer);
  const picture = svg('svg', { class: 'chart-layer chart-axes sweep-picture', role: 'img' }, axes, drawn);
  const box = html('div', { class: 'sweep-box' }, picture);
  container.append(box);
  const card = createSweepCard(box);
  const marks = createRateMarks(box, stems, app);
  const measure = createMeasure(box);
  let size: readonly [number, number] = [0, 0];
  const observer = new ResizeObserver(() => {
    if (size[0] === box.clientWidth && size[1] === box.clientHeight) return;
    size = [box.clientWidth, box.clientHeight];
    app.invalidate();
  });
  observer.observe(box);

  let shown: { place: SweepPlace; rates: readonly number[]; curves: readonly DrawnCurve[] } | null = null;
  box.addEventListener('pointermove', (event) => {
    if (!shown || event.pointerType === 'touch' || event.buttons !== 0) return;
    const { place, rates, curves } = shown;
    const rate = rateUnder(place, (event.clientX - box.getBoundingClientRect().left) / place.plot.scale);
    card.show(place, rates, curves, nearest(rates, rate));
  });
  box.addEventListener('pointerleave', card.hide);
  box.addEventListener('pointerdown', card.hide);

  const curvesOf = memo((reading: SweepReading, runs: readonly RunView[]): readonly DrawnCurve[] =>
    reading.curves.flatMap((curve) => {
      const view = runs.find(({ index }) => index === curve.index);
      return view ? [{ ...curve, label: view.label, look: view.look }] : [];
    }),
  );
  const axisOf = memo((reading: SweepReading, lowest: number | null) =>
    fitAxis(
      reading.curves.map(({ losses }) => losses),
      'log',
      false,
      lowest,
    ),
  );
  const placeOf = memo(
    (
      axis: SweepPlace['axis'],
      low: number,
      high: number,
      width: number,
      height: number,
      scale: number,
    ): SweepPlace => {
      const room = layOutPlot(width / scale, height / scale, axis, true, measure, scale);
      const { top, height: full, ...sides } = room;
      return { plot: { ...sides, top: top + rimHeight, height: full - rimHeight }, axis, low, high };
    },
  );
  const drawPicture = memo((place: SweepPlace, reading: SweepReading, curves: readonly DrawnCurve[]) => {
    const note = noteOf(reading, place);
    axes.replaceChildren(...drawSweepAxes(place, note));
    setAttribute(drawn, 'transform', `scale(${place.plot.scale})`);
    curvesLayer.replaceChildren(...curves.map((curve) => drawCurve(curve, reading.rates, place)));
    box.classList.toggle('is-stale', reading.isStale);
    setAttribute(picture, 'aria-label', describe(reading, curves));
    shown = { place, rates: reading.rates, curves };
    card.hide();
  });
  const showMarks = memo(marks.show);

  return {
    draw({ state, derived }) {
      const { reading } = comparison;
      const [width, height] = size;
      if (!reading || width === 0 || height === 0) return;
      const present = derived.runs
        .map(({ setting }) => Number(setting.values['lr']))
        .filter((rate) => rate > 0);
      const low = Math.min(reading.rates[0] ?? 1, ...present);
      const high = Math.max(reading.rates.at(-1) ?? 1, ...present);
      const place = placeOf(
        axisOf(reading, derived.critical.lowest),
        low,
        high,
        width,
        height,
        state.figure.scale,
      );
      drawPicture(place, reading, curvesOf(reading, derived.runs));
      showMarks(derived.runs, state.selected, place);
    },
    dispose() {
      observer.disconnect();
      marks.dispose();
      box.remove();
    },
  };
}

/** Index of the rate nearest to one, on a logarithmic axis. */
function nearest(rates: readonly number[], rate: number): number {
  let best = 0;
  for (const [i, other] of rates.entries()) {
    if (Math.abs(Math.log(other / rate)) < Math.abs(Math.log((rates[best] ?? other) / rate))) best = i;
  }
  return best;
}

function describe({ rates, steps, budget }: SweepReading, curves: readonly DrawnCurve[]): string {
  const sentences = curves.flatMap(({ label, losses, best, bestRate }) => {
    // From where on all diverge: a line may come back after a rate at which it does not.
    const last = losses.findLastIndex((loss) => !Number.isNaN(loss));
    const from = rates[last + 1];
    return [
      ...(best === null || bestRate === null
        ? []
        : [text.describeCurve(label, formatNumber(losses[best]!), formatRound(bestRate))]),
      ...(from === undefined ? [] : [text.describeEnded(label, formatRound(from))]),
    ];
  });
  return [text.describe(compare.strip.length[budget](steps)), ...sentences].join(' ');
}

/** Measures a text at the size of the axes' numbers. */
function createMeasure(box: HTMLElement): (label: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  return (label) => {
    if (!context) return label.length * 7;
    context.font = `12px ${getComputedStyle(box).fontFamily}`;
    return context.measureText(label).width;
  };
}

/** What the heights are of. */
function noteOf(reading: SweepReading, place: SweepPlace): string {
  const length = compare.strip.length[reading.budget](reading.steps);
  const { kind, offset, linearWithin } = place.axis;
  return kind === 'symlog'
    ? text.noteSigned(length, formatRound(linearWithin))
    : offset === 0
      ? text.note(length)
      : text.noteAbove(length, formatNumber(offset, 6));
}
