import type { App } from '../../app/app.ts';
import type { Overlays } from '../../core/scene/scene.ts';
import { curvature as text } from '../../text/en/curvature.ts';
import { html, setAttribute } from '../../app/dom.ts';

export const overlayKeys = [
  'tangent',
  'taylor',
  'eigenvectors',
  'flow',
  'field',
] as const satisfies (keyof Overlays)[];

/** Switches an overlay, which undo takes back. */
export function setOverlay(app: App, key: keyof Overlays, on: boolean): void {
  app.setView({ overlays: { ...app.state.scene.view.overlays, [key]: on } });
}

/** A row of buttons that stay pressed: what is drawn of the curvature on stage and map. */
export function createOverlayButtons(app: App): { element: HTMLElement; show(overlays: Overlays): void } {
  const buttons = overlayKeys.map((key) => {
    const { label, short, meaning } = text.overlays[key];
    const button = html(
      'button',
      { type: 'button', class: 'curvature-switch', 'aria-label': label, title: `${label}. ${meaning}` },
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
