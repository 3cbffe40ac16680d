import type { Palette } from '../../app/state.ts';
import type { Run } from '../../core/run/types.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

/** The way of a run that is pointed at on a map of runs, and how it ends, in ink that no run of the scene has. */
export function drawPointedRun(pen: Pen, run: Run, place: MapProjection, palette: Palette): void {
  const at = (k: number) => place.toPixel(run.positions[2 * k]!, run.positions[2 * k + 1]!);
  pen.save();
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  pen.beginPath();
  pen.moveTo(...at(0));
  for (let k = 1; k <= run.steps; k++) {
    const [x, y] = at(k);
    // What is far out of sight is drawn no further: canvases have their limits.
    if (!(Math.abs(x) < 1e5 && Math.abs(y) < 1e5)) break;
    pen.lineTo(x, y);
  }
  strokeTwice(pen, palette, ink[palette].line, 1.6, [5, 3]);
  const [x, y] = at(run.steps);
  pen.beginPath();
  if (run.divergedAt !== null) {
    for (const side of [-1, 1]) {
      pen.moveTo(x - 4, y - 4 * side);
      pen.lineTo(x + 4, y + 4 * side);
    }
  } else {
    pen.moveTo(x + 3.5, y);
    pen.arc(x, y, 3.5, 0, 2 * Math.PI);
  }
  strokeTwice(pen, palette, ink[palette].line, 1.8);
  pen.restore();
}
