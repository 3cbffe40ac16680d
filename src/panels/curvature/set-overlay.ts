import type { App } from '../../app/app.ts';
import type { OverlayId } from '../../core/scene/overlays.ts';

/** Switches an overlay, which undo takes back. */
export function setOverlay(app: App, id: OverlayId, on: boolean): void {
  app.setView({ overlays: { ...app.state.scene.view.overlays, [id]: on } });
}
