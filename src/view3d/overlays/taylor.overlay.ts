import { createQuadraticMemo, currentPoint } from '../../app/curvature.ts';
import type { Palette } from '../../app/state.ts';
import { writePoint } from '../../core/geometry/path.ts';
import { fromDomain, heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { evaluateQuadratic, type Quadratic } from '../../core/math/quadratic.ts';
import { createMarkers } from '../markers.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { overlayColors } from './colors.ts';
import { createLine } from './line.ts';
import { createPatchMesh } from './patch-mesh.ts';
import { isInside, type StageOverlay } from './stage-overlay.ts';

/** Between these lies the radius of the Taylor surface, in longer sides of the surface. */
const RADII = [0.26, 0.6] as const;

/** The Taylor surface, and Newton's point on it with a stem to the loss that is found there. */
export function createOverlay(shared: SharedUniforms): StageOverlay<Quadratic> {
  const taylor = createPatchMesh(shared, 6);
  const stem = createLine(shared, 0.8, 9000);
  const newton = createMarkers(shared);
  newton.object.renderOrder = 9004;
  const quadratic = createQuadraticMemo();
  const place = new Float64Array(3);

  const lay = (q: Quadratic, surface: Surface, palette: Palette) => {
    const { domain } = surface.grid;
    const [u, v] = fromDomain(domain, q.at[0], q.at[1]);
    taylor.object.visible = isInside(u, v) && q.kind !== 'unknown';
    if (!taylor.object.visible) return;
    const [nu, nv] = q.newton ? fromDomain(domain, ...q.newton) : [Number.NaN, Number.NaN];
    const away = isInside(nu, nv)
      ? Math.hypot((nu - u) * surface.sides[0], (nv - v) * surface.sides[1]) * 1.2
      : 0;
    const reach = Math.min(RADII[1], Math.max(RADII[0], away));
    taylor.trace(surface, (x, y) => evaluateQuadratic(q, x, y), u, v, reach);
    if (!q.newton || !isInside(nu, nv)) return;
    const believed = surface.scale.height(evaluateQuadratic(q, ...q.newton));
    const found = heightAt(surface, nu, nv);
    place.set([nu, nv, believed]);
    const fill = rgb(overlayColors[palette].newton);
    const { halo, haloWidth } = palettes[palette];
    newton.add(place, { shape: 'cross', radius: 7, rimWidth: 1.5 * haloWidth, fill, rim: halo }, 1);
    if (Number.isNaN(found)) return;
    writePoint(stem.path, nu, nv, believed, 0);
    writePoint(stem.path, nu, nv, found, 1);
  };

  return {
    parts: [taylor, stem, newton],
    shows: (frame) => quadratic(frame.derived.loss, currentPoint(frame)),
    setPalette(palette) {
      const { halo, haloWidth } = palettes[palette];
      taylor.setColor(rgb(overlayColors[palette].taylor), 0.3);
      stem.setColor(rgb(overlayColors[palette].newton), halo, haloWidth);
    },
    lay(q, surface, palette) {
      newton.clear();
      stem.path.count = 0;
      lay(q, surface, palette);
      stem.touch();
    },
  };
}
