import { noOverlays } from '../core/scene/overlays.ts';
import type { Scene } from '../core/scene/scene.ts';

/** The scene without what is drawn of surfaces alone: of the overlays a curve has its tangent and its parabola. */
export function sceneOnCurve(scene: Scene): Scene {
  const { view } = scene;
  const { tangent, taylor } = view.overlays;
  return { ...scene, view: { ...view, overlays: { ...noOverlays, tangent, taylor } } };
}
