/** The marks of the optimizers' learning rates on the sweep's chart: sliders that are dragged or moved by keys. */
import type { App } from '../../app/app.ts';
import type { RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { compare } from '../../text/en/compare.ts';
import { ends } from '../../text/en/ends.ts';
import { html, setAttribute, svg } from '../../ui/dom.ts';
import { markerPath } from '../ink.ts';
import { formatRound } from '../round-numbers.ts';
import { lossY, rateUnder, rateX, type SweepPlace } from './plot.ts';

const text = compare.chart;

export interface RateMarks {
  show(runs: readonly RunView[], selected: number, place: SweepPlace): void;
  dispose(): void;
}

/** Shares of a decade that a key moves a mark by. */
const keys: Readonly<Record<string, number>> = {
  ArrowLeft: -0.02,
  ArrowDown: -0.02,
  ArrowRight: 0.02,
  ArrowUp: 0.02,
  PageDown: -0.5,
  PageUp: 0.5,
};

interface Mark {
  readonly element: HTMLElement;
  readonly stem: SVGLineElement;
  show(view: RunView, selected: boolean, place: SweepPlace): void;
}

/** @param stems where a line is drawn from each mark down to its learning rate */
export function createRateMarks(box: HTMLElement, stems: SVGElement, app: App): RateMarks {
  let marks: Mark[] = [];
  return {
    show(runs, selected, place) {
      const rated = runs.filter(({ setting }) => typeof setting.values['lr'] === 'number');
      while (marks.length < rated.length) {
        const mark = createMark(app);
        marks.push(mark);
        box.append(mark.element);
        stems.append(mark.stem);
      }
      for (const { element, stem } of marks.splice(rated.length)) {
        element.remove();
        stem.remove();
      }
      rated.forEach((view, i) => marks[i]?.show(view, view.index === selected, place));
    },
    dispose() {
      for (const { element, stem } of marks) {
        element.remove();
        stem.remove();
      }
      marks = [];
    },
  };
}

let gesture = 0;

function createMark(app: App): Mark {
  const shape = svg('path', {});
  const element = html(
    'div',
    {
      class: 'rate-mark',
      role: 'slider',
      tabindex: '0',
      'data-own-keys': [...Object.keys(keys), 'Home', 'End'].join(' '),
    },
    svg('svg', { viewBox: '-8 -8 16 16', 'aria-hidden': 'true' }, shape),
  );
  const stem = svg('line', { class: 'rate-stem' });
  let shown: { view: RunView; place: SweepPlace } | null = null;
  let held: { offset: number; group: string } | null = null;

  /** The document's, not the drawn one: two keys may come between two frames. */
  const rate = () => Number(app.state.scene.optimizers[shown?.view.index ?? -1]?.values['lr']);
  const set = (value: number, group: string) => {
    if (shown && value !== rate()) app.setValue(shown.view.index, 'lr', value, group);
  };

  element.addEventListener('pointerdown', (event) => {
    if (!shown || event.button !== 0) return;
    app.select(shown.view.index);
    const { scale } = shown.place.plot;
    held = { offset: rateX(shown.place, rate()) - event.clientX / scale, group: `rate ${++gesture}` };
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (!held || !shown) return;
    const { plot } = shown.place;
    const x = event.clientX / plot.scale + held.offset;
    set(rateUnder(shown.place, Math.min(plot.left + plot.width, Math.max(plot.left, x))), held.group);
  });
  const release = () => {
    held = null;
  };
  element.addEventListener('pointerup', release);
  element.addEventListener('pointercancel', release);
  element.addEventListener('focus', () => {
    if (shown) app.select(shown.view.index);
  });
  element.addEventListener('keydown', (event) => {
    if (!shown || event.ctrlKey || event.metaKey || event.altKey) return;
    const { low, high } = shown.place;
    const decades = (keys[event.key] ?? 0) * (event.shiftKey ? 10 : 1);
    const ends: Readonly<Record<string, number>> = { Home: low, End: high };
    const target = ends[event.key] ?? rate() * 10 ** decades;
    if (decades === 0 && !(event.key in ends)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) gesture++;
    set(Number(target.toPrecision(3)), `rate ${gesture}`);
  });

  return {
    element,
    stem,
    show(view, selected, place) {
      shown = { view, place };
      const { run, look, label } = view;
      const value = Number(view.setting.values['lr']);
      const loss = run.divergedAt === null ? run.losses[run.steps]! : Number.NaN;
      const x = rateX(place, value);
      const y = lossY(place, loss);
      const { scale } = place.plot;
      element.style.transform = `translate(${x * scale}px, ${y * scale}px)`;
      element.classList.toggle('is-selected', selected);
      setAttribute(shape, 'd', markerPath(look.marker, 5));
      setAttribute(shape, 'fill', look.color);
      setAttribute(stem, 'stroke', look.color);
      for (const [name, at] of Object.entries({
        x1: x,
        x2: x,
        y1: y,
        y2: place.plot.top + place.plot.height,
      })) {
        setAttribute(stem, name, at.toFixed(1));
      }
      const said =
        run.end === null
          ? text.markValue(formatRound(value), formatNumber(loss))
          : text.markEnded(formatRound(value), ends.ended(run.end));
      setAttribute(element, 'aria-label', text.mark(label));
      setAttribute(element, 'aria-valuemin', String(place.low));
      setAttribute(element, 'aria-valuemax', String(place.high));
      setAttribute(element, 'aria-valuenow', String(value));
      setAttribute(element, 'aria-valuetext', said);
      setAttribute(element, 'title', `${label}: ${said}`);
    },
  };
}
