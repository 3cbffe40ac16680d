/** The proportions in which a domain is drawn, on the stage and on the map. */
import type { Domain, Scales } from '../losses/types.ts';

/** Width and depth of what is drawn; the longer one is 1. */
export type Sides = readonly [across: number, up: number];

/** A domain longer than this is filled unless its scales were asked to be equal. */
const LONGEST = 6;
/** One that is longer than this, drawn at one scale, would be a line: it is filled whatever was asked for. */
const LONGEST_EQUAL = 100;

/** Whether x and y are drawn at one scale: an angle on the picture is then the angle. */
export function isEqual([x0, x1, y0, y1]: Domain, scales: Scales): boolean {
  const ratio = (x1 - x0) / (y1 - y0);
  if (Math.abs(ratio - 1) < 1e-9) return true;
  const longest = { auto: LONGEST, equal: LONGEST_EQUAL, fill: 0 }[scales];
  return Math.max(ratio, 1 / ratio) <= longest * (1 + 1e-9);
}

/** The sides of a domain: its own proportions at one scale, a square that is filled without. */
export function sidesOf(domain: Domain, scales: Scales): Sides {
  if (!isEqual(domain, scales)) return [1, 1];
  const [x0, x1, y0, y1] = domain;
  const ratio = (x1 - x0) / (y1 - y0);
  return ratio > 1 ? [1, 1 / ratio] : [ratio, 1];
}
