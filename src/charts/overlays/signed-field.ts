import type { Loss } from '../../core/math/loss.ts';
import type { MapProjection } from '../map/projection.ts';

/** Of a number all over the map, for the signs of the field of the negative gradient: where, how much, and how large a sign. */
export interface Sign {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  /** From 0 to 1, by rank: few surfaces have one scale. */
  readonly share: number;
}

/** Pixels between two signs. */
const SPACING = 20;

/** What of the derivative of the field, row-major, is shown at a pixel. */
export function derivativeOn(
  loss: Loss,
  place: MapProjection,
  of: (hessian: Float64Array) => number,
): (x: number, y: number) => number {
  const hessian = new Float64Array(4);
  return (x, y) => of(loss.hessian(place.toDomain(x, y), hessian));
}

/** All that are finite. */
export function signsOf({ width, height }: MapProjection, of: (x: number, y: number) => number): Sign[] {
  const places: (readonly [x: number, y: number, value: number])[] = [];
  for (let x = SPACING / 2; x < width; x += SPACING)
    for (let y = SPACING / 2; y < height; y += SPACING) {
      const value = of(x, y);
      if (Number.isFinite(value)) places.push([x, y, value]);
    }
  const sizes = places.map(([, , value]) => Math.abs(value)).toSorted((a, b) => a - b);
  return places.map(([x, y, value]) => ({
    x,
    y,
    value,
    share: sizes.indexOf(Math.abs(value)) / Math.max(1, sizes.length - 1),
  }));
}
