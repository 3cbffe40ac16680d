import type { Comparison } from '../../app/comparison.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setAttribute } from '../../ui/dom.ts';

const text = compare.sweep;

export interface SweepProgress {
  readonly element: HTMLElement;
  /** Shows how far the sweep is. Returns whether there is something to see. */
  show(progress: Comparison['progress']): boolean;
}

/** What is done within this time, in milliseconds, shows no progress: it would only flash up. */
const patience = 250;

/** How far the sweep is, with a button that cancels it. */
export function createSweepProgress(cancel: () => void): SweepProgress {
  const bar = html('i');
  const meter = html(
    'div',
    { class: 'sweep-meter', role: 'progressbar', 'aria-label': text.progress, 'aria-valuemin': 0 },
    bar,
  );
  const button = html('button', { type: 'button', class: 'quiet-button' }, text.cancel);
  button.addEventListener('click', cancel);
  const element = html('div', { class: 'sweep-progress', hidden: true }, meter, button);
  let since: number | null = null;
  return {
    element,
    show(progress) {
      since = progress && (since ?? performance.now());
      element.hidden = since === null || performance.now() - since < patience;
      if (!progress) return false;
      const { done, total } = progress;
      bar.style.transform = `scaleX(${done / Math.max(1, total)})`;
      setAttribute(meter, 'aria-valuenow', String(done));
      setAttribute(meter, 'aria-valuemax', String(total));
      setAttribute(meter, 'aria-valuetext', text.progressValue(String(done), String(total)));
      return !element.hidden;
    },
  };
}
