import type { RunView } from '../../../app/state.ts';
import { percent } from '../../../app/models/plane-words.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { begin, type Ink } from '../canvas.ts';

const HEIGHT = 132;
const LEFT = 38;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 20;
const TICKS = [0.5, 0.8, 0.9, 0.95, 0.98];
/** Where all is right the log of the error has no end. */
const LEAST_ERROR = 0.004;

/** How much of the test digits each run reads right over the steps, spaced by the log of the error. */
export function createAccuracy() {
  const canvas = html('canvas', { class: 'digits-accuracy', role: 'img' });
  const context = canvas.getContext('2d');
  // The same is in the canvas's name.
  const legend = html('div', { class: 'digits-legend', 'aria-hidden': 'true' });
  let entries: { readonly dot: HTMLElement; readonly share: HTMLElement }[] = [];
  return {
    element: html(
      'section',
      {},
      html('div', { class: 'digits-head' }, html('h3', {}, text.accuracy), legend),
      canvas,
    ),
    show(
      /** `now` is the share at the step; `right` is known at some of the steps only. */
      runs: readonly { readonly view: RunView; readonly right: Float64Array; readonly now: number }[],
      step: number,
      steps: number,
      width: number,
      ink: Ink,
      selected: RunView | undefined,
    ) {
      const shares = runs.map(({ now }) => percent(now) ?? '–');
      if (entries.length !== runs.length) {
        entries = runs.map(() => ({ dot: html('i', {}), share: html('span', {}) }));
        legend.replaceChildren(...entries.map(({ dot, share }) => html('span', {}, dot, share)));
      }
      entries.forEach(({ dot, share }, k) => {
        dot.style.backgroundColor = runs[k]!.view.look.color;
        setText(share, shares[k]!);
      });
      setAttribute(
        canvas,
        'aria-label',
        text.accuracyAt(
          step,
          runs.map(({ view }, k) => text.runAt(view.label, shares[k]!)),
        ),
      );
      if (!context || width === 0) return;
      begin(context, width, HEIGHT);
      const x = (at: number) => LEFT + (at / Math.max(1, steps)) * (width - LEFT - RIGHT);
      const height = (share: number) => -Math.log10(Math.max(LEAST_ERROR, 1 - share));
      const most = Math.max(
        height(0.9),
        ...runs.map(({ right }) => height(right.reduce((a, b) => (b > a ? b : a), 0))),
      );
      const y = (share: number) =>
        HEIGHT - BOTTOM - (height(share) / (1.08 * most)) * (HEIGHT - BOTTOM - TOP);
      context.lineWidth = 1;
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      for (const tick of [0, ...TICKS]) {
        if (y(tick) < TOP) break;
        context.strokeStyle = ink.line;
        context.beginPath();
        context.moveTo(LEFT, y(tick));
        context.lineTo(width - RIGHT, y(tick));
        context.stroke();
        context.fillStyle = ink.soft;
        context.fillText(`${Math.round(100 * tick)} %`, LEFT - 5, y(tick));
      }
      context.textBaseline = 'alphabetic';
      for (const [at, align] of [
        [0, 'left'],
        [steps, 'right'],
      ] as const) {
        context.textAlign = align;
        context.fillText(String(at), x(at), HEIGHT - 5);
      }
      for (const { view, right } of runs.toSorted(
        (a, b) => Number(a.view === selected) - Number(b.view === selected),
      )) {
        context.strokeStyle = view.look.color;
        context.lineWidth = view === selected ? 2.4 : 1.2;
        context.beginPath();
        let begun = false;
        right.forEach((share, k) => {
          if (Number.isNaN(share)) return;
          if (begun) context.lineTo(x(k), y(share));
          else context.moveTo(x(k), y(share));
          begun = true;
        });
        context.stroke();
      }
      context.strokeStyle = ink.ink;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(x(step), TOP - 4);
      context.lineTo(x(step), HEIGHT - BOTTOM);
      context.stroke();
    },
  };
}
