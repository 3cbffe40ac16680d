import type { Comparison } from '../../app/comparison.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setAttribute } from '../dom.ts';

const text = compare.sweep;

export interface SweepProgress {
  readonly element: HTMLElement;
  show(progress: Comparison['progress']): void;
}

/** How far the sweep is, with a button that cancels it. The style sheet keeps it from flashing up for a blink. */
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
  return {
    element,
    show(progress) {
      element.hidden = progress === null;
      if (!progress) return;
      const { done, total } = progress;
      bar.style.transform = `scaleX(${done / Math.max(1, total)})`;
      setAttribute(meter, 'aria-valuenow', String(done));
      setAttribute(meter, 'aria-valuemax', String(total));
      setAttribute(meter, 'aria-valuetext', text.progressValue(String(done), String(total)));
    },
  };
}
