/** Labels on a plot, each on a ground of its own, put where they hide least of what they speak of. */
import type { Box } from '../../ui/box.ts';
import type { Palette } from '../../app/state.ts';
import { AXIS_TYPE } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { figureInk } from '../figures/ink.ts';
import type { CurveLayout } from './layout.ts';

export interface Chip {
  readonly head: string;
  readonly tail: string;
  readonly color: string;
  /** Shows a sample of a broken line. */
  readonly broken?: boolean;
  /** Where its upper left corner would be best. */
  readonly x: number;
  readonly y: number;
}

/** A point that a label had better not cover. */
export interface InTheWay {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

export interface ChipOptions {
  readonly palette: Palette;
  readonly font: string;
}

const CHIP = { height: 26, padding: 11, gap: 6, sample: 18 } as const;
/** Pixels kept free around what is in the way, and to the edges of the plot. */
const [CLEAR, EDGE] = [9, 4] as const;
/** Pixels between the places that are tried. */
const STRIDE = 12;
/** By how many points it is worse to be a hundred pixels away. */
const FAR = 2;

/** Where a label of this size covers least, near where it would be best, and no other label. */
export function placeOfChip(
  { x, y }: { readonly x: number; readonly y: number },
  width: number,
  plot: Box,
  inTheWay: readonly InTheWay[],
  others: readonly Box[],
): Box {
  const { height } = CHIP;
  const right = Math.max(plot.x + EDGE, plot.x + plot.width - width - EDGE);
  const bottom = Math.max(plot.y + EDGE, plot.y + plot.height - height - EDGE);
  let best: Box = { x: right, y: plot.y + EDGE, width, height };
  let least = Infinity;
  for (let top = plot.y + EDGE; top <= bottom; top += STRIDE) {
    for (let left = plot.x + EDGE; left <= right; left += STRIDE) {
      let worse = (FAR * Math.hypot(left - x, top - y)) / 100;
      for (const { x: px, y: py, weight } of inTheWay) {
        if (px > left - CLEAR && px < left + width + CLEAR && py > top - CLEAR && py < top + height + CLEAR)
          worse += weight;
      }
      for (const other of others) {
        if (
          left < other.x + other.width + EDGE &&
          other.x < left + width + EDGE &&
          top < other.y + other.height + EDGE &&
          other.y < top + height + EDGE
        )
          worse += 1000;
      }
      if (worse < least) {
        least = worse;
        best = { x: left, y: top, width, height };
      }
    }
  }
  return best;
}

export function drawChips(
  pen: Pen,
  chips: readonly Chip[],
  { curve: plot, cover }: CurveLayout,
  inTheWay: readonly InTheWay[],
  options: ChipOptions,
): void {
  const drawn: Box[] = [cover];
  for (const chip of chips) {
    const place = placeOfChip(chip, widthOf(pen, chip, options.font), plot, inTheWay, drawn);
    drawChip(pen, chip, place, options);
    drawn.push(place);
  }
}

function widthOf(pen: Pen, { head, tail, broken }: Chip, font: string): number {
  return (
    sampleWidth(broken) +
    headWidth(pen, head, font) +
    CHIP.gap +
    tailWidth(pen, tail, font) +
    2 * CHIP.padding
  );
}

function sampleWidth(broken = false): number {
  return broken ? CHIP.sample + CHIP.gap : 0;
}

function headWidth(pen: Pen, head: string, font: string): number {
  pen.font = `600 ${AXIS_TYPE + 1}px ${font}`;
  return pen.measureText(head).width;
}

function tailWidth(pen: Pen, tail: string, font: string): number {
  pen.font = `${AXIS_TYPE + 1}px ${font}`;
  return pen.measureText(tail).width;
}

function drawChip(
  pen: Pen,
  { head, tail, color, broken }: Chip,
  { x: left, y: top, width }: Box,
  { palette, font }: ChipOptions,
): void {
  const first = headWidth(pen, head, font);
  const { paper, ink: dark, line } = figureInk[palette];
  const radius = CHIP.height / 2;
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(left + radius, top);
  pen.lineTo(left + width - radius, top);
  pen.quadraticCurveTo(left + width, top, left + width, top + radius);
  pen.quadraticCurveTo(left + width, top + CHIP.height, left + width - radius, top + CHIP.height);
  pen.lineTo(left + radius, top + CHIP.height);
  pen.quadraticCurveTo(left, top + CHIP.height, left, top + radius);
  pen.quadraticCurveTo(left, top, left + radius, top);
  pen.closePath();
  pen.globalAlpha = 0.94;
  pen.fillStyle = paper;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 1;
  pen.strokeStyle = line;
  pen.stroke();
  const middle = top + CHIP.height / 2;
  const begin = left + CHIP.padding + sampleWidth(broken);
  if (broken) drawSample(pen, left + CHIP.padding, middle, color);
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.font = `600 ${AXIS_TYPE + 1}px ${font}`;
  pen.fillStyle = color;
  pen.fillText(head, begin, middle);
  pen.font = `${AXIS_TYPE + 1}px ${font}`;
  pen.fillStyle = dark;
  pen.fillText(tail, begin + first + CHIP.gap, middle);
  pen.textBaseline = 'alphabetic';
}

function drawSample(pen: Pen, x: number, y: number, color: string): void {
  pen.setLineDash([4, 3]);
  pen.lineWidth = 1.6;
  pen.lineCap = 'butt';
  pen.strokeStyle = color;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + CHIP.sample, y);
  pen.stroke();
  pen.setLineDash([]);
}
