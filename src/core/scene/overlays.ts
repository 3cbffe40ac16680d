/**
 * What the calculus of the surface says, drawn on stage and map. An id is in links, for good; it is also the name of the
 * files that draw it, `ID.overlay.ts`, on the map in `src/charts/overlays`, on the stage in `src/view3d/overlays`.
 */
export const overlayIds = [
  /** The tangent plane at the current point. */
  'tangent',
  /** The second-order Taylor surface there, and where Newton's method would go. */
  'taylor',
  /** The Hessian's eigenvectors there. */
  'eigenvectors',
  /** The gradient flow from the start. */
  'flow',
  /** Arrows of the negative gradient all over the domain. */
  'field',
  /** Lines that the negative gradient touches everywhere. */
  'lines',
  /** Where the negative gradient spreads and where it gathers. */
  'divergence',
  /** Which way that field turns: nowhere of a gradient. */
  'curl',
  /** Where the selected optimizer takes each start of the domain. */
  'starts',
] as const;

export type OverlayId = (typeof overlayIds)[number];

/** Which are drawn. */
export type Overlays = Readonly<Record<OverlayId, boolean>>;

/** Whether it is of the field alone that is gone along, which two players have as well as a surface. */
export function isOfField(id: OverlayId): boolean {
  return id === 'field' || id === 'lines' || id === 'divergence' || id === 'curl';
}

export const noOverlays = Object.fromEntries(overlayIds.map((id) => [id, false])) as Overlays;
