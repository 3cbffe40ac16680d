/** Axes that were laid out on a picture: lines, and texts none of which touches another. */
import type { Box } from './box.ts';
import { figure, inPalettes } from '../styles/palette.ts';
import type { Pen } from './pen.ts';
import type { Palette } from '../app/state.ts';

export interface AxisText extends Box {
  readonly text: string;
  /** A name begins with its variable, in italics, unless it is a word. */
  readonly isName: boolean;
}

export interface Axes {
  /** x, y of both ends of each. */
  readonly lines: readonly number[];
  readonly texts: readonly AxisText[];
}

/** The width of a number or a name in the axes' type, in pixels. */
export type Measure = (text: string, isName: boolean) => number;

/** Pixels of the axes' type on the page; a larger figure has larger type. */
export const AXIS_TYPE = 12;
/** Height of a line of type, in sizes of it. */
export const AXIS_LINE = 1.1;

export const axisInk = inPalettes({ ink: figure.ink, soft: figure.soft });

/** Whether a box keeps a distance from others. */
export function isFree(box: Box, others: readonly Box[], gap: number): boolean {
  return others.every(
    (other) =>
      box.x >= other.x + other.width + gap ||
      other.x >= box.x + box.width + gap ||
      box.y >= other.y + other.height + gap ||
      other.y >= box.y + box.height + gap,
  );
}

/** What of an axis's text stands in italics, and the rest: a variable's letter, nothing of a word. */
function parted(text: string, isName: boolean): [head: string, rest: string] {
  const at = isName && !/^\p{L}{2}/u.test(text) ? 1 : 0;
  return [text.slice(0, at), text.slice(at)];
}

/** A measure that asks the pen once for each text. */
export function measureWith(pen: Pen, font: string, size: number): Measure {
  const known = new Map<string, number>();
  return (text, isName) => {
    const key = isName ? `${text}\n` : text;
    let width = known.get(key);
    if (width === undefined) {
      if (known.size > 500) known.clear();
      const [head, rest] = parted(text, isName);
      pen.font = `${size}px ${font}`;
      width = pen.measureText(rest).width;
      pen.font = `italic ${size}px ${font}`;
      width += head === '' ? 0 : pen.measureText(head).width + 1;
      known.set(key, width);
    }
    return width;
  };
}

/** Draws axes in type of a size. */
export function drawAxes(
  pen: Pen,
  { lines, texts }: Axes,
  palette: Palette,
  font: string,
  size: number,
): void {
  const { ink, soft } = axisInk[palette];
  pen.save();
  pen.setLineDash([]);
  pen.lineCap = 'butt';
  pen.lineWidth = size / AXIS_TYPE;
  pen.strokeStyle = soft;
  pen.beginPath();
  for (let k = 0; k < lines.length; k += 4) {
    pen.moveTo(lines[k]!, lines[k + 1]!);
    pen.lineTo(lines[k + 2]!, lines[k + 3]!);
  }
  pen.stroke();
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  for (const { text, isName, x, y, height } of texts) {
    const base = y + height / 2 + 0.36 * size;
    let from = x;
    pen.fillStyle = isName ? ink : soft;
    const [head, rest] = parted(text, isName);
    if (head !== '') {
      pen.font = `italic ${size}px ${font}`;
      pen.fillText(head, from, base);
      from += pen.measureText(head).width + 1;
    }
    pen.font = `${size}px ${font}`;
    if (rest !== '') pen.fillText(rest, from, base);
  }
  pen.restore();
}

/**
 * Draws the axes into a picture of the stage's size, in CSS pixels.
 *
 * @param covers what lies over the picture: no word stands there
 */
export type DrawAxes = (pen: Pen, font: string, covers?: readonly Box[]) => void;
