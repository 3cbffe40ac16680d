/**
 * Where the surface does not curve upwards: hatched where the Hessian is indefinite (some direction falls, another
 * rises), dotted where it is negative definite (a hilltop: every direction falls), with a line around both.
 */
import type { Pen } from '../../ui/pen.ts';
import type { Palette } from '../../app/state.ts';
import { isolines } from '../../core/geometry/isolines.ts';
import { eigen2 } from '../../core/math/eigen.ts';
import type { Loss } from '../../core/math/loss.ts';
import { ink } from '../ink.ts';
import type { MapProjection } from '../map/projection.ts';

/** Pixels between two samples of the Hessian. */
const SPACING = 3;
/** Pixels between two lines of the hatching along an axis, and between two dots. */
const PERIOD = 7;
const DOT = 1.3;

/** An eigenvalue on a grid over a map. */
interface Field {
  readonly values: Float64Array;
  readonly nx: number;
  readonly ny: number;
  /** At a pixel of the map, between the samples; NaN where one of them is. */
  at(x: number, y: number): number;
}

export function drawCurvatureRegions(pen: Pen, loss: Loss, place: MapProjection, palette: Palette): void {
  const { width, height } = place;
  const [least, most] = eigenvalues(loss, place);
  const color = ink[palette].region;
  pen.save();
  pen.lineWidth = 1;
  pen.lineCap = 'butt';
  pen.setLineDash([]);
  pen.strokeStyle = color;
  pen.fillStyle = color;
  pen.globalAlpha = 0.6;
  hatch(pen, width, height, (x, y) => Math.min(-least.at(x, y), most.at(x, y)));
  pen.beginPath();
  for (let x = PERIOD / 2; x < width; x += PERIOD) {
    for (let y = PERIOD / 2; y < height; y += PERIOD) {
      if (!(most.at(x, y) < 0)) continue;
      pen.moveTo(x + DOT, y);
      pen.arc(x, y, DOT, 0, 2 * Math.PI);
    }
  }
  pen.fill();
  pen.globalAlpha = 0.8;
  pen.beginPath();
  for (const { values, nx, ny } of [least, most]) {
    for (const { points, closed } of isolines(values, nx, ny, [0])) {
      for (let k = 0; k < points.length; k += 2) {
        const x = (points[k]! / (nx - 1)) * width;
        const y = (1 - points[k + 1]! / (ny - 1)) * height;
        if (k === 0) pen.moveTo(x, y);
        else pen.lineTo(x, y);
      }
      if (closed) pen.closePath();
    }
  }
  pen.stroke();
  pen.restore();
}

/** The least and the greatest eigenvalue of the Hessian, sampled over the map. */
function eigenvalues(loss: Loss, place: MapProjection): [least: Field, most: Field] {
  const nx = Math.max(2, Math.ceil(place.width / SPACING) + 1);
  const ny = Math.max(2, Math.ceil(place.height / SPACING) + 1);
  const least = new Float64Array(nx * ny);
  const most = new Float64Array(nx * ny);
  const hessian = new Float64Array(4);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      // Rows upward, as in every grid.
      const at = place.toDomain((i / (nx - 1)) * place.width, (1 - j / (ny - 1)) * place.height);
      loss.hessian(at, hessian);
      const { min, max } = eigen2(hessian[0]!, hessian[1]!, hessian[3]!);
      least[j * nx + i] = min;
      most[j * nx + i] = max;
    }
  }
  const field = (values: Float64Array): Field => ({
    values,
    nx,
    ny,
    at(x, y) {
      const u = (x / place.width) * (nx - 1);
      const v = (1 - y / place.height) * (ny - 1);
      const i = Math.min(nx - 2, Math.max(0, Math.floor(u)));
      const j = Math.min(ny - 2, Math.max(0, Math.floor(v)));
      const [s, t] = [u - i, v - j];
      const first = j * nx + i;
      const south = values[first]! * (1 - s) + values[first + 1]! * s;
      const north = values[first + nx]! * (1 - s) + values[first + nx + 1]! * s;
      return south * (1 - t) + north * t;
    },
  });
  return [field(least), field(most)];
}

/** Diagonal lines where a function of the pixel is above zero, each cut where it crosses it. */
function hatch(pen: Pen, width: number, height: number, isIn: (x: number, y: number) => number): void {
  pen.beginPath();
  for (let sum = PERIOD; sum < width + height; sum += PERIOD) {
    const [from, to] = [Math.max(0, sum - height), Math.min(width, sum)];
    const steps = Math.max(1, Math.ceil((to - from) / SPACING));
    let before = Number.NaN;
    for (let k = 0; k <= steps; k++) {
      const x = from + ((to - from) * k) / steps;
      const here = isIn(x, sum - x);
      const was = before > 0;
      const is = here > 0;
      if (is !== was) {
        // From outside the map or from where there is no value the line begins or ends at the sample itself.
        const back = Number.isNaN(before) || Number.isNaN(here) ? (is ? 0 : 1) : here / (here - before);
        const edge = x - back * ((to - from) / steps);
        if (is) pen.moveTo(edge, sum - edge);
        else pen.lineTo(edge, sum - edge);
      }
      if (is && k === steps) pen.lineTo(x, sum - x);
      before = here;
    }
  }
  pen.stroke();
}
