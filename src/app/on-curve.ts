import { noOverlays } from '../core/scene/overlays.ts';
import type { Scene } from '../core/scene/scene.ts';

/** The scene without what is drawn of surfaces alone: of the overlays a curve has its parabola. */
export function sceneOnCurve(scene: Scene): Scene {
  const { view } = scene;
  return { ...scene, view: { ...view, overlays: { ...noOverlays, taylor: view.overlays.taylor } } };
}
