import { exp, log } from '../math/exponential.ts';
import type { Axis } from './maps.ts';

/**
 * A part of an axis on the way from the whole of it to a part: each share of the way brings the same factor, and one point,
 * which both divide alike, keeps its place.
 *
 * @param share of the way, from 0 to 1
 */
export function zoomedAxis(whole: Axis, part: Axis, share: number): Axis {
  if (share <= 0) return whole;
  if (share >= 1) return part;
  const [to, back] = whole.scale === 'log' ? [log, exp] : [(x: number) => x, (x: number) => x];
  const [a0, b0, a1, b1] = [whole.min, whole.max, part.min, part.max].map(to) as [
    number,
    number,
    number,
    number,
  ];
  const [wide, narrow] = [b0 - a0, b1 - a1];
  if (wide === narrow) return part;
  const width = wide * exp(share * log(narrow / wide));
  const low = a0 + (a1 - a0) * ((wide - width) / (wide - narrow));
  return { ...whole, min: back(low), max: back(low + width) };
}
