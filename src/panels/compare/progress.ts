import { browserClock } from '../../app/clock.ts';
import type { Comparison } from '../../app/comparison.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { setHidden } from '../../ui/keep-focus.ts';

const text = compare.sweep;

export interface SweepProgress {
  readonly element: HTMLElement;
  /** Cancels it. */
  readonly button: HTMLElement;
  /** Shows how far the sweep is. Returns whether there is something to see. */
  show(progress: Comparison['progress']): boolean;
}

/** What is done within this time, in milliseconds, shows no progress: it would only flash up. */
const patience = 250;

/** How far the sweep is, with a button that cancels it. @param heir what the focus goes to with the end of it */
export function createSweepProgress(cancel: () => void, heir: () => HTMLElement): SweepProgress {
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
    button,
    show(progress) {
      since = progress && (since ?? browserClock.now());
      setHidden(element, since === null || browserClock.now() - since < patience, heir);
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
