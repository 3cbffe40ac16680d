import type { Pen } from '../../ui/pen.ts';
import { short } from './xml.ts';

/** From a context's pixels to the drawing's: x' = a x + c y + e, y' = b x + d y + f. */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Where a context's pixels lie in the drawing: as it is turned, moved and stretched at the moment. */
export function createPlane() {
  let matrix: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  const at = (x: number, y: number) =>
    `${short(matrix.a * x + matrix.c * y + matrix.e)} ${short(matrix.b * x + matrix.d * y + matrix.f)}`;
  /** By how much lines grow. */
  const growth = () => Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  const turn = (a: number, b: number, c: number, d: number, e: number, f: number) => {
    const m = matrix;
    matrix = {
      a: m.a * a + m.c * b,
      b: m.b * a + m.d * b,
      c: m.a * c + m.c * d,
      d: m.b * c + m.d * d,
      e: m.a * e + m.c * f + m.e,
      f: m.b * e + m.d * f + m.f,
    };
  };
  const transform = () => {
    const { a, b, c, d, e, f } = matrix;
    const numbers = [a, b, c, d].map((value) => String(Number(value.toFixed(5))));
    return `matrix(${[...numbers, short(e), short(f)].join(' ')})`;
  };
  const box = (x: number, y: number, width: number, height: number) =>
    `M${at(x, y)}L${at(x + width, y)}L${at(x + width, y + height)}L${at(x, y + height)}Z`;

  return {
    at,
    growth,
    turn,
    transform,
    box,
    get isUpright() {
      return matrix.b === 0 && matrix.c === 0 && matrix.a === 1 && matrix.d === 1;
    },
    get matrix() {
      return matrix;
    },
    set matrix(next) {
      matrix = next;
    },
  };
}

type Draws = Pick<Pen, 'beginPath' | 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'arc' | 'rect' | 'closePath'>;

/** The path that is being drawn, as the text of an SVG's. */
export function createPath(plane: ReturnType<typeof createPlane>) {
  let text = '';
  const draws: Draws = {
    beginPath() {
      text = '';
    },
    moveTo(x, y) {
      text += `M${plane.at(x, y)}`;
    },
    lineTo(x, y) {
      text += `${text === '' ? 'M' : 'L'}${plane.at(x, y)}`;
    },
    quadraticCurveTo(cx, cy, x, y) {
      text += `Q${plane.at(cx, cy)} ${plane.at(x, y)}`;
    },
    arc(x, y, radius, from, to) {
      if (Math.abs(to - from) < 2 * Math.PI) {
        const count = Math.max(2, Math.ceil(Math.abs(to - from) * 16));
        for (let k = 0; k <= count; k++) {
          const angle = from + ((to - from) * k) / count;
          draws.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        }
        return;
      }
      const r = short(radius * plane.growth());
      // The context has a line from where it was to the circle; all who draw one go there first.
      if (text === '') draws.moveTo(x + radius, y);
      text += `A${r} ${r} 0 1 1 ${plane.at(x - radius, y)}A${r} ${r} 0 1 1 ${plane.at(x + radius, y)}`;
    },
    rect(x, y, width, height) {
      text += plane.box(x, y, width, height);
    },
    closePath() {
      if (text !== '') text += 'Z';
    },
  };
  return {
    draws,
    get text() {
      return text;
    },
  };
}
