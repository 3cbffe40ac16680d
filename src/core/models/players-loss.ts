import { type CompiledLoss, compileFormula } from '../expression/compile.ts';
import type { Failure, SecondOrder, Turns } from '../math/loss.ts';
import { multiply } from '../math/loss.ts';

/**
 * A game: x is moved to make f small, y to make g large. Both are one field,
 *
 *     F(x, y) = (df/dx, -dg/dy)        DF = [[fxx, fxy], [-gyx, -gyy]]
 *
 * which takes the gradient's place, and DF the Hessian's. The value is f or g, whichever is drawn. What is gone along is -F: its divergence is
 * gyy - fxx, and its curl fxy + gxy: of f = g twice fxy, where a gradient has none.
 */
export interface Game extends SecondOrder {
  readonly dimension: 2;
  readonly turns: Turns;
}

/** Whose formula is the value, and so the surface that is drawn. */
export type Drawn = 'first' | 'second';

/** Throws FormulaError. */
export function gameOf(least: string, most: string, turns: Turns, drawn: Drawn = 'first'): Game {
  const [f, g] = [least, most].map(
    (text): CompiledLoss => compileFormula(text, { variables: ['x', 'y'] }),
  ) as [CompiledLoss, CompiledLoss];
  const [seen, unseen] = drawn === 'first' ? [f, g] : [g, f];
  const [first, second] = [new Float64Array(4), new Float64Array(4)];
  const own = new Float64Array(2);
  const game: Game = {
    variables: ['x', 'y'],
    dimension: 2,
    turns,
    value: (p) => seen.value(p),
    gradient(p, out = new Float64Array(2)) {
      f.gradient(p, out);
      out[1] = 0 - g.gradient(p, own)[1]!;
      return out;
    },
    valueAndGradient(p, out) {
      game.gradient(p, out);
      return seen.value(p);
    },
    hessian(p, out = new Float64Array(4)) {
      f.hessian(p, first);
      g.hessian(p, second);
      [out[0], out[1]] = [first[0]!, first[1]!];
      [out[2], out[3]] = [0 - second[2]!, 0 - second[3]!];
      return out;
    },
    hessianVector: (p, d, out = new Float64Array(2)) => multiply(game.hessian(p), d, out),
    failure(p, part): Failure | null {
      const found = seen.failure(p, part);
      return found ?? (part === 'value' ? null : unseen.failure(p, part));
    },
    sampleGrid: (...grid) => seen.sampleGrid(...grid),
  };
  return game;
}

/** What the field -F does at a point: it gathers where its divergence is below 0, and turns where its curl is not 0. */
export function turningAt({ hessian }: Game, p: ArrayLike<number>): { divergence: number; curl: number } {
  const [xx, xy, yx, yy] = hessian(p) as unknown as [number, number, number, number];
  return { divergence: sumOf(-xx, -yy), curl: sumOf(xy, -yx) };
}

/** Without what rounding alone leaves of two numbers that are each other's opposite, at any size. */
function sumOf(a: number, b: number): number {
  const sum = a + b;
  return sum !== 0 && Math.abs(sum) <= 1e-12 * (Math.abs(a) + Math.abs(b)) ? 0 : sum;
}

const MOST_STEPS = 60;

/** Where neither player's slope is anything, by Newton's method from a point; null where that comes to none. */
export function restOf(game: Game, start: ArrayLike<number>): readonly [x: number, y: number] | null {
  let [x, y] = [start[0]!, start[1]!];
  for (let k = 0; k < MOST_STEPS; k++) {
    const [fx, fy] = game.gradient([x, y]);
    if (Math.hypot(fx!, fy!) < 1e-13) return [x, y];
    const [a, b, c, d] = game.hessian([x, y]);
    const determinant = a! * d! - b! * c!;
    const [dx, dy] = [(d! * fx! - b! * fy!) / determinant, (a! * fy! - c! * fx!) / determinant];
    if (!Number.isFinite(dx + dy)) return null;
    [x, y] = [x - dx, y - dy];
    if (Math.hypot(dx, dy) <= 1e-14 * Math.hypot(x, y)) return [x, y];
  }
  return null;
}

/**
 * By how much plain steps at a rate multiply the distance from a place of rest in the long run: the largest size of an
 * eigenvalue of their matrix there, I - lr DF at once, and in turns the second's row after the first's.
 */
export function factorOf(game: Game, rest: ArrayLike<number>, lr: number): number {
  const [a, b, c, d] = game.hessian(rest).map((entry) => lr * entry) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const [xx, xy] = [1 - a, -b];
  const isAtOnce = game.turns === 'simultaneous';
  const [yx, yy] = isAtOnce ? [-c, 1 - d] : [-c * xx, 1 - d - c * xy];
  const [half, determinant] = [(xx + yy) / 2, xx * yy - xy * yx];
  const under = half * half - determinant;
  return under < 0 ? Math.sqrt(determinant) : Math.abs(half) + Math.sqrt(under);
}
