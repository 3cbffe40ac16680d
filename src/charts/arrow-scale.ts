/** The bars that say how long a map's arrows are. */
import { barsOfMarks, LONGEST, type ScaleBar } from '../app/arrow-scale.ts';
import { hasCutArrow, type ShownMarks } from '../app/shown-marks.ts';
import { arrows as text } from '../text/en/arrows.ts';
import type { Projection } from './projection.ts';

/** Those of a map. */
export function mapBars(shown: ShownMarks, { toPixel, domain: [x, , y], width }: Projection): ScaleBar[] {
  const [px, py] = toPixel(x, y);
  const [east] = toPixel(x + 1, y);
  const [, north] = toPixel(x, y + 1);
  return barsOfMarks(shown, east - px, py - north, Math.min(LONGEST, width / 5));
}

/** Whether they leave something of a map to be seen; the stage has them as well. */
export function hasRoomForBars({ width, height }: Projection): boolean {
  return width >= 120 && height >= 80;
}

/** What the marks are drawn with, and which are cut off, in sentences; none where nothing is to be said. */
export function describeArrows(shown: ShownMarks, place: Projection): string {
  const bars = mapBars(shown, place).map(({ label }) => label);
  const said = bars.length > 0 ? [text.described(bars.join('; '))] : [];
  return [...said, ...(hasCutArrow(shown) ? [text.goesOn] : [])].map((sentence) => ` ${sentence}`).join('');
}
