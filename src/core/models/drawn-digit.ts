import { PIXELS, SIDE } from './digits-code.ts';

/** A line drawn with a pen: x and y of its points in turn, y downwards; any unit. */
export type Stroke = readonly number[];

/**
 * What is drawn as the network knows digits, 14 x 14 pixels from 0 to 1, prepared as MNIST's were (Y. LeCun et al. 1998,
 * https://doi.org/10.1109/5.726791): the drawing fills a box of 20 of 28 pixels, its centre of mass is in the middle, and of four
 * pixels one is made in 16 levels.
 *
 * @param smallest what is drawn is made no larger than if it were so large: a dot stays a dot
 */
export function drawnDigit(strokes: readonly Stroke[], smallest: number): Float64Array {
  const [left, right, top, bottom] = boundsOf(strokes);
  const out = new Float64Array(PIXELS);
  if (!(right >= left)) return out;
  const scale = BOX / Math.max(right - left, bottom - top, smallest);
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const ink = new Float64Array(FULL * FULL);
  const middle = FULL / 2;
  draw(strokes, scale, middle - x * scale, middle - y * scale, ink);
  let [mass, sumX, sumY] = [0, 0, 0];
  for (let at = 0; at < ink.length; at++) {
    mass += ink[at]!;
    sumX += ink[at]! * ((at % FULL) + 0.5);
    sumY += ink[at]! * (Math.floor(at / FULL) + 0.5);
  }
  ink.fill(0);
  draw(strokes, scale, 2 * middle - x * scale - sumX / mass, 2 * middle - y * scale - sumY / mass, ink);
  for (let at = 0; at < PIXELS; at++) {
    const corner = 2 * Math.floor(at / SIDE) * FULL + 2 * (at % SIDE);
    const four = ink[corner]! + ink[corner + 1]! + ink[corner + FULL]! + ink[corner + FULL + 1]!;
    out[at] = Math.round((four / 4) * LEVELS) / LEVELS;
  }
  return out;
}

const FULL = 2 * SIDE;
/** The side of the box that the middle of a line stays in. */
const BOX = 18.5;
const LEVELS = 15;
/** Half of a pen's width, and of the soft edge. */
const RADIUS = 1;
const SOFT = 0.5;

function boundsOf(strokes: readonly Stroke[]): readonly [number, number, number, number] {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const stroke of strokes) {
    for (let i = 0; i + 1 < stroke.length; i += 2) {
      [left, right] = [Math.min(left, stroke[i]!), Math.max(right, stroke[i]!)];
      [top, bottom] = [Math.min(top, stroke[i + 1]!), Math.max(bottom, stroke[i + 1]!)];
    }
  }
  return [left, right, top, bottom];
}

/** How much of each pixel the pen covers: 1 along the line, falling to 0 over the soft edge. */
function draw(strokes: readonly Stroke[], scale: number, x: number, y: number, ink: Float64Array): void {
  for (const stroke of strokes) {
    const last = Math.max(0, stroke.length - 4);
    for (let i = 0; i <= last; i += 2) {
      const [ax, ay] = [stroke[i]! * scale + x, stroke[i + 1]! * scale + y];
      const [bx, by] = [
        (stroke[i + 2] ?? stroke[i]!) * scale + x,
        (stroke[i + 3] ?? stroke[i + 1]!) * scale + y,
      ];
      const reach = RADIUS + SOFT;
      const from = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach));
      const to = (a: number, b: number) => Math.min(FULL - 1, Math.ceil(Math.max(a, b) + reach));
      for (let row = from(ay, by); row <= to(ay, by); row++) {
        for (let column = from(ax, bx); column <= to(ax, bx); column++) {
          const far = distance(column + 0.5, row + 0.5, ax, ay, bx, by);
          const cover = Math.max(0, Math.min(1, (reach - far) / (2 * SOFT)));
          const at = row * FULL + column;
          if (cover > ink[at]!) ink[at] = cover;
        }
      }
    }
  }
}

/** From a point to a segment. */
function distance(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const share = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.sqrt((x - ax - share * dx) ** 2 + (y - ay - share * dy) ** 2);
}
