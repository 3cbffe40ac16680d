import type { App } from '../../app/app.ts';
import type { Overlays } from '../../core/scene/scene.ts';

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
