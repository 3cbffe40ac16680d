/** The bars that say how long a map's arrows are. */
import { LONGEST, type ScaleBar, scaleBars } from '../app/arrow-scale.ts';
import type { ShownMarks } from '../app/shown-marks.ts';
import type { Projection } from './projection.ts';

/** Those of a map. */
export function mapBars({ scale }: ShownMarks, { toPixel, domain: [x, , y], width }: Projection): ScaleBar[] {
  const [px, py] = toPixel(x, y);
  const [east] = toPixel(x + 1, y);
  const [, north] = toPixel(x, y + 1);
  return scaleBars(scale, east - px, py - north, Math.min(LONGEST, width / 5));
}

/** Whether they leave something of a map to be seen; the stage has them as well. */
export function hasRoomForBars({ width, height }: Projection): boolean {
  return width >= 120 && height >= 80;
}

/** What they say, in a sentence's words. */
export function barsText(bars: readonly ScaleBar[]): string {
  return bars.map(({ label }) => label).join('; ');
}
