import { noOverlays } from '../core/scene/overlays.ts';
import type { State } from './state.ts';

/** The state without what is drawn of surfaces alone: a curve has its tangent and its parabola. */
export function shownOnCurve(state: State): State {
  const { view } = state.scene;
  const { tangent, taylor } = view.overlays;
  return {
    ...state,
    scene: { ...state.scene, view: { ...view, overlays: { ...noOverlays, tangent, taylor } } },
  };
}
