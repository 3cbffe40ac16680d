import '../../styles/map-work.css';
import type { MapProgress } from '../../app/maps/source.ts';
import { mapWork as text } from '../../text/en/map-work.ts';
import { html, setText } from '../../ui/dom.ts';

export interface MapWork {
  readonly element: HTMLElement;
  show(progress: MapProgress): void;
}

/** How far a map is, with what stops it and what goes on. */
export function createMapWork(acts: { cancel(): void; refine(): void }): MapWork {
  const doing = html('span', { role: 'status' });
  const cancel = html('button', { type: 'button', class: 'quiet-button' }, text.cancel);
  const refine = html('button', { type: 'button', class: 'quiet-button' });
  cancel.addEventListener('click', acts.cancel);
  refine.addEventListener('click', acts.refine);
  const element = html('div', { class: 'map-work' }, doing, cancel, refine);
  return {
    element,
    show({ side, share, waiting, failure }) {
      const percent = Math.floor(100 * share).toFixed(0);
      const says =
        failure !== null ? text.failed(failure) : side !== null ? text.computing(String(side), percent) : '';
      setText(doing, says);
      cancel.hidden = side === null;
      refine.hidden = waiting === null && failure === null;
      setText(refine, waiting ? refineText(waiting) : text.goOn);
      element.hidden = says === '' && refine.hidden;
    },
  };
}

/** Its seconds to one digit, for they are a guess. */
function refineText({ side, seconds }: NonNullable<MapProgress['waiting']>): string {
  if (seconds < 1) return text.refineSoon(String(side));
  const unit = 10 ** Math.floor(Math.log10(seconds));
  return text.refine(String(side), String(Math.round(seconds / unit) * unit));
}
