import { type FieldArrow, fieldSide, gradientField } from '../../core/geometry/gradient-field.ts';
import { BREAK, type PathPoints, writePoint } from '../../core/geometry/path.ts';
import { heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { overlayColors } from './colors.ts';
import { createLine } from './line.ts';
import type { StageOverlay } from './stage-overlay.ts';

/** From gentle to steep, each a line of its own. */
const shades = ['gentle', 'steeper', 'steepest'] as const;

export function createOverlay(shared: SharedUniforms): StageOverlay<Loss> {
  const lines = shades.map((_, shade) => createLine(shared, 0.7, 6 + 2 * shade));
  return {
    parts: lines,
    shows: ({ derived }) => derived.loss,
    setPalette(palette) {
      const { halo, haloWidth } = palettes[palette];
      lines.forEach((line, shade) =>
        line.setColor(rgb(overlayColors[palette][shades[shade]!]), halo, haloWidth),
      );
    },
    lay(loss, surface) {
      for (const line of lines) line.path.count = 0;
      for (const arrow of gradientField(loss, surface.grid.domain, fieldSide, surface.sides)) {
        const shade = Math.min(lines.length - 1, Math.floor(arrow.steepness * lines.length));
        drapeArrow(arrow, surface, lines[shade]!.path);
      }
      for (const line of lines) line.touch();
    },
  };
}

/** Lays an arrow of the field on the surface: its shaft, then both sides of its head. */
function drapeArrow({ u, v, du, dv }: FieldArrow, surface: Surface, out: PathPoints): void {
  const stroke = (fromU: number, fromV: number, toU: number, toV: number, points: number) => {
    for (let k = 0; k <= points; k++) {
      const [a, b] = [fromU + ((toU - fromU) * k) / points, fromV + ((toV - fromV) * k) / points];
      const height = heightAt(surface, a, b);
      if (Number.isNaN(height)) writePoint(out, 0, 0, BREAK, k);
      else writePoint(out, a, b, height, k);
    }
    writePoint(out, 0, 0, BREAK, points);
  };
  const [tipU, tipV] = [u + du, v + dv];
  stroke(u - du, v - dv, tipU, tipV, 6);
  for (const side of [1, -1]) {
    stroke(tipU, tipV, tipU - 0.55 * du - side * 0.4 * dv, tipV - 0.55 * dv + side * 0.4 * du, 2);
  }
}
