import { createQuadraticMemo, currentPoint } from '../../app/curvature.ts';
import { fromDomain } from '../../core/geometry/surface.ts';
import { evaluateTangent, type Quadratic } from '../../core/math/quadratic.ts';
import { rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { overlayColors } from './colors.ts';
import { createPatchMesh } from './patch-mesh.ts';
import { isInside, type StageOverlay } from './stage-overlay.ts';

/** Radius of the tangent plane, in longer sides of the surface. */
const RADIUS = 0.17;

export function createOverlay(shared: SharedUniforms): StageOverlay<Quadratic> {
  const plane = createPatchMesh(shared, 5);
  const quadratic = createQuadraticMemo();
  return {
    parts: [plane],
    shows: (frame) => quadratic(frame.derived.loss, currentPoint(frame)),
    setPalette: (palette) => plane.setColor(rgb(overlayColors[palette].tangent), 0.24),
    lay(q, surface) {
      const [u, v] = fromDomain(surface.grid.domain, q.at[0], q.at[1]);
      plane.object.visible = isInside(u, v) && Number.isFinite(q.gradient[0] + q.gradient[1]);
      if (plane.object.visible) plane.trace(surface, (x, y) => evaluateTangent(q, x, y), u, v, RADIUS);
    },
  };
}
