/** The bars that say how long a map's arrows are. */
import { barsOfMarks, LONGEST, type ScaleBar } from '../../ui/arrow-scale.ts';
import { clipLine } from '../../core/geometry/clip.ts';
import type { PixelPath } from './paths.ts';
import { hasCutArrow, type ShownMarks } from '../../app/shown-marks.ts';
import { arrows as text } from '../../text/en/arrows.ts';
import type { MapProjection } from './projection.ts';

/** Those of a map. */
export function mapBars(shown: ShownMarks, { toPixel, domain: [x, , y], width }: MapProjection): ScaleBar[] {
  const [px, py] = toPixel(x, y);
  const [east] = toPixel(x + 1, y);
  const [, north] = toPixel(x, y + 1);
  return barsOfMarks(shown, east - px, py - north, Math.min(LONGEST, width / 5));
}

/**
 * The lower left corner of a map's bars: in that corner of the map where the least of its paths and arrows is covered.
 *
 * @param size of the bars with their words, in figure pixels
 */
export function cornerOfBars(
  { width, height, toPixel }: MapProjection,
  size: { readonly width: number; readonly height: number },
  paths: readonly PixelPath[],
  { marks }: ShownMarks,
): readonly [left: number, bottom: number] {
  const corners = [
    [0, height],
    [Math.max(0, width - size.width), height],
    [0, size.height],
    [Math.max(0, width - size.width), size.height],
  ] as const;
  const covered = corners.map(([left, bottom]) => {
    const box = [left, left + size.width, bottom - size.height, bottom] as const;
    let length = 0;
    const add = (ax: number, ay: number, bx: number, by: number) => {
      const shares = clipLine(box, ax, ay, bx, by);
      // A point is something, too.
      if (shares) length += 1 + (shares[1] - shares[0]) * Math.hypot(bx - ax, by - ay);
    };
    for (const { points } of paths) {
      for (let i = 0; i + 3 < points.length; i += 2)
        add(points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!);
    }
    for (const { from, to, mark } of marks) {
      if (mark.shape !== 'box') add(...toPixel(...from), ...toPixel(...to));
    }
    return length;
  });
  return corners[covered.indexOf(Math.min(...covered))]!;
}

/** Whether they leave something of a map to be seen; the stage has them as well. */
export function hasRoomForBars({ width, height }: MapProjection): boolean {
  return width >= 120 && height >= 80;
}

/** What the marks are drawn with, and which are cut off, in sentences; none where nothing is to be said. */
export function describeArrows(shown: ShownMarks, place: MapProjection): string {
  const bars = mapBars(shown, place).map(({ label }) => label);
  const said = bars.length > 0 ? [text.described(bars.join('; '))] : [];
  return [...said, ...(hasCutArrow(shown) ? [text.goesOn] : [])].map((sentence) => ` ${sentence}`).join('');
}
