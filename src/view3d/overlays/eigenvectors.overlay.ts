import { createQuadraticMemo, currentPoint } from '../../app/curvature.ts';
import { type EigenArm, eigenCross } from '../../core/geometry/eigen-cross.ts';
import { BREAK, type PathPoints, writePoint } from '../../core/geometry/path.ts';
import { heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import type { Quadratic } from '../../core/math/quadratic.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { overlayColors } from './colors.ts';
import { createLine } from './line.ts';
import type { StageOverlay } from './stage-overlay.ts';

/** Reach of the longer eigenvector, in longer sides of the surface. */
const ARM = 0.15;

export function createOverlay(shared: SharedUniforms): StageOverlay<Quadratic> {
  const cross = createLine(shared, 1.7, 9002);
  const quadratic = createQuadraticMemo();
  return {
    parts: [cross],
    // At the pointer, while there is one.
    shows: (frame) => quadratic(frame.derived.loss, frame.state.hover ?? currentPoint(frame)),
    setPalette(palette) {
      const { halo, haloWidth } = palettes[palette];
      cross.setColor(rgb(overlayColors[palette].eigenvectors), halo, haloWidth);
    },
    lay(q, surface) {
      cross.path.count = 0;
      for (const arm of eigenCross(q, surface.grid.domain, ARM, surface.sides))
        drape(arm, surface, cross.path);
      cross.touch();
    },
  };
}

/** Points of an arm, and of each of its dashes where the surface bends down. */
const ARM_POINTS = 49;
const DASH_POINTS = 7;

/** Lays an arm on the surface: whole where it bends up along it, dashed where down. */
function drape(arm: EigenArm, surface: Surface, out: PathPoints): void {
  for (let k = 0; k < ARM_POINTS; k++) {
    const s = (2 * k) / (ARM_POINTS - 1) - 1;
    const u = arm.u + s * arm.du;
    const v = arm.v + s * arm.dv;
    const height = heightAt(surface, u, v);
    const gap = arm.curvature < 0 && k % DASH_POINTS >= DASH_POINTS - 3;
    if (Number.isNaN(height) || gap) writePoint(out, 0, 0, BREAK, k);
    else writePoint(out, u, v, height, k);
  }
  writePoint(out, 0, 0, BREAK, ARM_POINTS);
}
