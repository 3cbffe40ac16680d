import { BREAK, type PathPoints, POINT_SIZE, writePoint } from './path.ts';
import { thinPath } from './thin-path.ts';

export interface ThinTraceOptions {
  /** Pixels of the screen that a side of the domain has at most. */
  readonly pixels: number;
  /** Height of the block in sides of the domain. */
  readonly rise: number;
  /** Half the width, in pixels of the screen, of the thinnest stroke that the path is drawn with. */
  readonly stroke: number;
}

/**
 * Writes a traced path into `out` with no more points than are needed for half a pixel of the screen: see `thinPath`.
 * What lies between two points may be several steps then; where the path was at one of them is not halfway.
 */
export function thinTrace(
  { data, count, length }: PathPoints,
  { pixels, rise, stroke }: ThinTraceOptions,
  out: PathPoints,
): void {
  const points = new Float64Array(3 * count);
  for (let i = 0; i < count; i++) {
    const at = i * POINT_SIZE;
    const isBreak = data[at + 2] === BREAK;
    points[3 * i] = isBreak ? Number.NaN : data[at]! * pixels;
    points[3 * i + 1] = data[at + 1]! * pixels;
    points[3 * i + 2] = data[at + 2]! * rise * pixels;
  }
  const { kept, joined } = thinPath(points, { tolerance: 0.5, stroke });
  out.count = 0;
  out.length = length;
  for (let i = 0; i < kept.length; i++) {
    const at = kept[i]! * POINT_SIZE;
    const t = data[at + 3]!;
    if (i > 0 && joined[i] === 0) writePoint(out, 0, 0, BREAK, t);
    writePoint(out, data[at]!, data[at + 1]!, data[at + 2]!, t);
  }
}
