import type { App } from '../../app/app.ts';
import { overlayIds, type Overlays } from '../../core/scene/overlays.ts';
import { overlays as text } from '../../text/en/overlays.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { setOverlay } from './set-overlay.ts';

/** A row of buttons that stay pressed: what is drawn of the curvature on stage and map. */
export function createOverlayButtons(app: App): { element: HTMLElement; show(overlays: Overlays): void } {
  const buttons = overlayIds.map((key) => {
    const { label, short, meaning } = text.kinds[key];
    const button = html(
      'button',
      {
        type: 'button',
        class: 'curvature-switch',
        'data-overlay': key,
        'aria-label': label,
        title: `${label}. ${meaning}`,
      },
      short,
    );
    button.addEventListener('click', () => setOverlay(app, key, !app.state.scene.view.overlays[key]));
    return { key, button };
  });
  const element = html(
    'div',
    { class: 'curvature-switches', role: 'group', 'aria-label': text.show },
    ...buttons.map(({ button }) => button),
  );
  return {
    element,
    show(overlays) {
      for (const { key, button } of buttons) setAttribute(button, 'aria-pressed', String(overlays[key]));
    },
  };
}
