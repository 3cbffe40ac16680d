import type { Size } from '../../../ui/box.ts';
import { singularValues } from '../../../core/math/matrix.ts';
import { matrices as text } from '../../../text/en/matrices.ts';
import { begin, type Ink } from '../canvas.ts';
import { beginStrip, drawDot, clippedToStrip, type Range } from '../strip.ts';

/** A matrix as a tinted grid. */
export interface Tile {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly entries: ArrayLike<number>;
  /** What the full colour stands for. */
  readonly most: number;
  /** Of each column the row that is framed. */
  readonly framed?: ArrayLike<number>;
}

export interface Signed {
  readonly plus: string;
  readonly minus: string;
}

const [GAP, HEAD, BARS, LARGEST_CELL] = [14, 18, 26, 22] as const;

/** Where tiles lie, row by row, with cells of one size. */
function layoutOf(tiles: readonly Tile[], width: number) {
  const fit = (all: readonly Tile[], largest: number) => {
    const widest = all.reduce((sum, { columns }) => sum + columns, 0);
    return Math.max(3, Math.min(largest, Math.floor((width - GAP * (all.length - 1)) / widest)));
  };
  let cell = fit(tiles.slice(0, 2), LARGEST_CELL);
  let [x, y, tall] = [0, 0, 0];
  const places = tiles.map((tile, k) => {
    if (k === 2) cell = fit(tiles.slice(2, 5), cell);
    const own = tile.columns * cell;
    if (k === 2 || (x > 0 && x + own > width)) [x, y, tall] = [0, y + tall + GAP, 0];
    const place = { tile, x, y, cell };
    x += own + GAP;
    tall = Math.max(tall, HEAD + tile.rows * cell + BARS);
    return place;
  });
  return { places, height: y + tall };
}

/** Each matrix with its name above and its singular values as bars below. */
export function drawTiles(
  context: CanvasRenderingContext2D,
  tiles: readonly Tile[],
  width: number,
  ink: Ink,
  { plus, minus }: Signed,
): void {
  const { places, height } = layoutOf(tiles, width);
  begin(context, width, height);
  context.textAlign = 'left';
  context.textBaseline = 'top';
  for (const { tile, x, y, cell } of places) {
    const { name, rows, columns, entries, most, framed } = tile;
    context.fillStyle = ink.soft;
    context.fillText(name, x, y);
    const top = y + HEAD;
    for (let at = 0; at < rows * columns; at++) {
      const value = entries[at]!;
      context.fillStyle = value < 0 ? minus : plus;
      context.globalAlpha = Math.min(1, Math.abs(value) / (most || 1));
      context.fillRect(x + (at % columns) * cell, top + Math.floor(at / columns) * cell, cell - 1, cell - 1);
    }
    context.globalAlpha = 1;
    context.strokeStyle = ink.line;
    context.lineWidth = 1;
    context.strokeRect(x - 0.5, top - 0.5, columns * cell, rows * cell);
    context.strokeStyle = ink.ink;
    for (let j = 0; framed && j < columns; j++)
      context.strokeRect(x + j * cell - 0.5, top + framed[j]! * cell - 0.5, cell, cell);
    const values = singularValues(entries, rows, columns);
    context.fillStyle = ink.soft;
    const bottom = top + rows * cell + BARS - 2;
    values.forEach((value, k) => {
      const high = Math.max(0.5, (value / (values[0] || 1)) * (BARS - 8));
      context.fillRect(x + k * cell + 0.15 * cell, bottom - high, 0.7 * cell, high);
    });
  }
}

/** A line through values at steps of one. */
export interface SpectrumLine {
  readonly color: string;
  readonly width: number;
  readonly at: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  readonly hasDots?: boolean;
}

/** Lines over steps, rounds or facts; dashed across what they may come to, and a mark where the step is. */
export function drawMatrixLines(
  context: CanvasRenderingContext2D,
  size: Size,
  across: { readonly range: Range; readonly name: string },
  lines: readonly SpectrumLine[],
  ink: Ink,
  { levels = [], now, least = 0 }: { levels?: ArrayLike<number>; now?: number | undefined; least?: number },
): void {
  const most = [...lines.flatMap(({ values }) => Array.from(values)), ...Array.from(levels), least].reduce(
    (a, b) => (Number.isFinite(b) ? Math.max(a, b) : a),
    0,
  );
  const strip = beginStrip(context, size, across, [0, 1.06 * (most || 1)], ink);
  clippedToStrip(strip, () => {
    context.strokeStyle = ink.ink;
    context.lineWidth = 1;
    context.setLineDash([4, 4]);
    for (let k = 0; k < levels.length; k++) {
      context.beginPath();
      context.moveTo(0, strip.y(levels[k]!));
      context.lineTo(strip.right, strip.y(levels[k]!));
      context.stroke();
    }
    context.setLineDash([]);
    if (now !== undefined) {
      context.strokeStyle = ink.soft;
      context.beginPath();
      context.moveTo(strip.x(now), 0);
      context.lineTo(strip.x(now), strip.bottom);
      context.stroke();
    }
    for (const { color, width, at, values, hasDots } of lines) {
      context.strokeStyle = color;
      context.lineWidth = width;
      context.beginPath();
      for (let i = 0; i < values.length; i++)
        if (Number.isFinite(values[i]!)) context.lineTo(strip.x(at[i]!), strip.y(values[i]!));
      context.stroke();
      context.fillStyle = color;
      context.strokeStyle = ink.paper;
      context.lineWidth = 0.8;
      for (let i = 0; hasDots && i < values.length; i++) drawDot(strip, at[i]!, values[i]!, 3);
    }
  });
}

/** A product, a target and each matrix of parameters, the first two in colours that mean the same. */
export function tilesOf(
  product: Omit<Tile, 'most' | 'name'>,
  target: Omit<Tile, 'most' | 'name'> | null,
  parts: readonly Omit<Tile, 'most'>[],
): { readonly tiles: readonly Tile[]; readonly most: number } {
  const mostOf = (entries: ArrayLike<number>) =>
    Array.from(entries).reduce(
      (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
      0,
    );
  const most = Math.max(mostOf(product.entries), target ? mostOf(target.entries) : 0);
  return {
    most,
    tiles: [
      { ...product, most, name: target ? text.product : text.scores },
      ...(target ? [{ ...target, most, name: text.target }] : []),
      ...parts.map((part) => ({ ...part, most: mostOf(part.entries) })),
    ],
  };
}
