import type { Sides } from '../../core/geometry/sides.ts';
import type { Domain } from '../../core/losses/types.ts';
import { isDomain } from '../../core/scene/limits.ts';

/** The domain laid into a box of figure pixels, y upward. The box has its proportions where both axes have one scale. */
export interface MapProjection {
  readonly domain: Domain;
  readonly width: number;
  readonly height: number;
  /** Proportions of the box. */
  readonly sides: Sides;
  /** CSS pixels that a figure pixel has a side. */
  readonly scale: number;
  toPixel(x: number, y: number): [px: number, py: number];
  toDomain(px: number, py: number): [x: number, y: number];
}

export function projection(domain: Domain, width: number, height: number, scale = 1): MapProjection {
  const [x0, x1, y0, y1] = domain;
  const longer = Math.max(width, height);
  return {
    domain,
    width,
    height,
    sides: [width / longer, height / longer],
    scale,
    toPixel: (x, y) => [((x - x0) / (x1 - x0)) * width, ((y1 - y) / (y1 - y0)) * height],
    toDomain: (px, py) => [x0 + (px / width) * (x1 - x0), y1 - (py / height) * (y1 - y0)],
  };
}

/**
 * The domain made `factor` times as wide and as high about a point that keeps its place; the same domain when it
 * could not be drawn, as no link could bring it either.
 */
export function zoomDomain(domain: Domain, factor: number, [x, y]: readonly [number, number]): Domain {
  const [x0, x1, y0, y1] = domain;
  const zoomed: Domain = [
    x + (x0 - x) * factor,
    x + (x1 - x) * factor,
    y + (y0 - y) * factor,
    y + (y1 - y) * factor,
  ];
  return isDomain(zoomed) ? zoomed : domain;
}

/** The domain moved so that what lay at `from` comes to lie at `to`; the same one where it could not be drawn. */
export function panDomain(
  domain: Domain,
  from: readonly [number, number],
  to: readonly [number, number],
): Domain {
  const [x0, x1, y0, y1] = domain;
  const dx = from[0] - to[0];
  const dy = from[1] - to[1];
  const panned: Domain = [x0 + dx, x1 + dx, y0 + dy, y1 + dy];
  return isDomain(panned) ? panned : domain;
}

export function isInRange([x0, x1, y0, y1]: Domain, x: number, y: number): boolean {
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}
