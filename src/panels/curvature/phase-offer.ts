import type { App } from '../../app/app.ts';
import { selectedRun } from '../../app/drawn-runs.ts';
import { isScheduled } from '../../app/reading.ts';
import type { AppView, Frame, RunView } from '../../app/state.ts';
import { heavyBall } from '../../core/run/phase.ts';
import { phase as text } from '../../text/en/phase.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { lazyView } from '../../ui/lazy-view.ts';

/** A run that goes along a field of place and velocity: momentum's on a curve, of one rate and without noise. */
export interface Phased {
  readonly view: RunView;
  readonly lr: number;
  readonly momentum: number;
}

export function phasedRun(frame: Frame): Phased | null {
  const view = selectedRun(frame);
  if (!view || frame.derived.loss.dimension !== 1 || frame.state.scene.noise > 0 || isScheduled(view))
    return null;
  const momentum = heavyBall(view.entry.id, view.setting.values);
  return momentum > 0 ? { view, momentum, lr: Number(view.setting.values['lr']) } : null;
}

/** Offers the picture of that field where there is one. */
export function createPhaseOffer(app: App): AppView & { readonly element: HTMLElement } {
  const open = html('button', { type: 'button', class: 'quiet-button' });
  const remark = html('p', { role: 'status' });
  const place = html('div');
  const element = html('div', {}, open, remark, place);
  let isOpen = false;
  open.addEventListener('click', () => {
    isOpen = !isOpen;
    setText(remark, '');
    app.invalidate();
  });
  const picture = lazyView(
    (frame) => isOpen && phasedRun(frame) !== null,
    async () => (await import('./phase.ts')).createPhasePicture(place, app),
    () => setText(remark, text.failed),
  );
  return {
    element,
    draw(frame) {
      element.hidden = phasedRun(frame) === null;
      setText(open, isOpen ? text.close : text.open);
      setAttribute(open, 'aria-expanded', String(isOpen));
      picture.draw(frame);
    },
    dispose: () => picture.dispose(),
  };
}
