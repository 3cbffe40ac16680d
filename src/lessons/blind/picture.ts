/** The hill on a canvas: fog, the ground around the places where one has stood, the way between them; then all of it. */
import type { Descent } from '../../core/lesson/blind.ts';
import type { Loss } from '../../core/math/loss.ts';
import { html } from '../../ui/dom.ts';
import { tint } from '../../ui/tints.ts';

/** Radius that is seen around a place, in units of the domain. */
export const SIGHT = 0.45;
/** The longest that the slope's arrow is drawn, in the same units. */
const LONGEST = 1.2;
/** Pixels of the canvas that a unit of the domain has, and a cell of ground its side. */
const UNIT = 90;
const CELL = 5;

type Pixel = readonly [x: number, y: number];

export interface OtherWay {
  readonly positions: Float64Array;
  readonly color: string;
  readonly dash: readonly number[];
}

export interface BlindPicture {
  readonly canvas: HTMLCanvasElement;
  /** The place under a point of the canvas, in CSS pixels from its corner. */
  placeAt(x: number, y: number): [number, number];
  /** @param others the ways of the optimizers, once the fog has lifted; null before */
  draw(
    descent: Descent,
    mark: readonly [number, number],
    others: readonly OtherWay[] | null,
    theme: 'light' | 'dark',
  ): void;
}

/** The hill's canvas, with what the pencil has to know of it. */
interface Ground {
  readonly canvas: HTMLCanvasElement;
  readonly x0: number;
  readonly y1: number;
  readonly pixel: (place: readonly number[]) => Pixel;
  /** A colour of the page. */
  readonly color: (name: string) => string;
}

export function createBlindPicture(
  canvas: HTMLCanvasElement,
  [x0, x1, y0, y1]: Descent['hill']['domain'],
): BlindPicture {
  canvas.width = (x1 - x0) * UNIT;
  canvas.height = (y1 - y0) * UNIT;
  const pen = canvas.getContext('2d');
  const pixel = ([x, y]: readonly number[]) => [(x! - x0) * UNIT, (y1 - y!) * UNIT] as const;
  const color = (name: string) => getComputedStyle(canvas).getPropertyValue(name);
  const on: Ground = { canvas, x0, y1, pixel, color };

  return {
    canvas,
    placeAt(x, y) {
      const { width, height } = canvas.getBoundingClientRect();
      return [x0 + (x / width) * (x1 - x0), y1 - (y / height) * (y1 - y0)];
    },
    draw({ loss, looks }, mark, others, theme) {
      if (!pen) return;
      pen.fillStyle = color('--field');
      pen.fillRect(0, 0, canvas.width, canvas.height);
      const near = SIGHT + CELL / UNIT;
      const isSeen = (x: number, y: number) =>
        looks.some(({ at }) => Math.hypot(x - at[0], y - at[1]) < near);
      pen.save();
      if (!others) {
        pen.beginPath();
        for (const { at } of looks) {
          const [x, y] = pixel(at);
          pen.moveTo(x + SIGHT * UNIT, y);
          pen.arc(x, y, SIGHT * UNIT, 0, 2 * Math.PI);
        }
        pen.clip();
      }
      drawGround(pen, on, loss, theme, others ? () => true : isSeen);
      pen.restore();
      for (const { positions, color: own, dash } of others ?? []) {
        const places = Array.from({ length: positions.length / 2 }, (_, i) =>
          positions.subarray(2 * i, 2 * i + 2),
        );
        drawWay(
          pen,
          on,
          places.map((place) => [...place]),
          own,
          dash,
        );
      }
      drawWay(
        pen,
        on,
        looks.map(({ at }) => at),
        color('--ink'),
        [],
      );
      drawPlaces(pen, on, looks);
      if (others) return;
      // Downhill from where one stands: as long as it is steep, within reason.
      const { at, gradient } = looks.at(-1)!;
      const steep = Math.hypot(...gradient);
      const length = Math.min(LONGEST, 0.35 * steep) / (steep || 1);
      const tip = [at[0] - length * gradient[0], at[1] - length * gradient[1]] as const;
      drawArrow(pen, on, pixel(at), pixel(tip));
      if (mark[0] !== at[0] || mark[1] !== at[1]) drawMark(pen, on, mark);
    },
  };
}

/** The ground that is seen, coloured by what was seen of it: nothing of the rest is told by its colours. */
function drawGround(
  context: CanvasRenderingContext2D,
  { canvas, x0, y1 }: Ground,
  loss: Loss,
  theme: 'light' | 'dark',
  sees: (x: number, y: number) => boolean,
): void {
  const [width, height] = [canvas.width / CELL, canvas.height / CELL];
  const values = Float64Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [
      x0 + (((i % width) + 0.5) * CELL) / UNIT,
      y1 - ((Math.floor(i / width) + 0.5) * CELL) / UNIT,
    ];
    return sees(x, y) ? loss.value([x, y]) : Number.NaN;
  });
  const seen = values.filter((value) => !Number.isNaN(value));
  const low = seen.reduce((a, b) => Math.min(a, b));
  const high = seen.reduce((a, b) => Math.max(a, b));
  const cells = new ImageData(width, height);
  for (const [i, value] of values.entries())
    if (!Number.isNaN(value)) cells.data.set([...tint((value - low) / (high - low || 1), theme), 255], 4 * i);
  const ground = html('canvas', { width, height });
  ground.getContext('2d')!.putImageData(cells, 0, 0);
  // Between its cells the colour goes over from one to the next.
  context.drawImage(ground, 0, 0, canvas.width, canvas.height);
}

function drawWay(
  context: CanvasRenderingContext2D,
  { pixel, color }: Ground,
  places: readonly (readonly number[])[],
  stroke: string,
  dash: readonly number[],
): void {
  for (const [width, style, pattern] of [
    [7, color('--paper'), []],
    [3, stroke, dash],
  ] as const) {
    context.beginPath();
    for (const place of places) context.lineTo(...pixel(place));
    context.setLineDash([...pattern]);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
  context.setLineDash([]);
}

function drawArrow(
  context: CanvasRenderingContext2D,
  { color }: Ground,
  [ax, ay]: Pixel,
  [bx, by]: Pixel,
): void {
  const turn = Math.atan2(by - ay, bx - ax);
  for (const [width, style] of [
    [9, color('--ink')],
    [4, color('--paper')],
  ] as const) {
    context.beginPath();
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
    for (const side of [-1, 1]) {
      context.moveTo(bx - 14 * Math.cos(turn + side * 0.5), by - 14 * Math.sin(turn + side * 0.5));
      context.lineTo(bx, by);
    }
    context.lineWidth = width;
    context.lineCap = 'round';
    context.strokeStyle = style;
    context.stroke();
  }
  context.lineCap = 'butt';
}

/** Where one has stood. */
function drawPlaces(pen: CanvasRenderingContext2D, { pixel, color }: Ground, looks: Descent['looks']): void {
  for (const [i, { at }] of looks.entries()) {
    const [x, y] = pixel(at);
    pen.beginPath();
    pen.arc(x, y, i === looks.length - 1 ? 9 : 5, 0, 2 * Math.PI);
    pen.fillStyle = color(i === 0 ? '--paper' : '--ink');
    pen.fill();
    pen.lineWidth = 3;
    pen.strokeStyle = color(i === 0 ? '--ink' : '--paper');
    pen.stroke();
  }
}

/** Where one will stand next. */
function drawMark(
  pen: CanvasRenderingContext2D,
  { pixel, color }: Ground,
  mark: readonly [number, number],
): void {
  const [mx, my] = pixel(mark);
  pen.beginPath();
  pen.moveTo(mx - 12, my);
  pen.lineTo(mx + 12, my);
  pen.moveTo(mx, my - 12);
  pen.lineTo(mx, my + 12);
  pen.lineWidth = 3;
  pen.strokeStyle = color('--accent');
  pen.stroke();
}
