import type { Box } from './box.ts';
import { roundDown } from '../core/run/arrows.ts';
import { arrows as text } from '../text/en/arrows.ts';
import type { Pen } from './pen.ts';
import { type ArrowScale, isScaled, type ShownMarks } from '../app/shown-marks.ts';

/** The bars that say what the length of an arrow means, wherever arrows are drawn. */

export interface ScaleBar {
  /** Whose arrows it measures. */
  readonly unit: 'step' | 'gradient';
  readonly pixels: number;
  /** What the bar's length is, and what arrows were multiplied by: "step 0.05 · drawn 5 ×, magnified 10⁴ ×". */
  readonly label: string;
}

/** Pixels that a bar is long, at most. */
export const LONGEST = 90;
/** Pixels that an arrow must be long, and a point away, to be seen beside the ball that it begins under. */
const SEEN = 10;

/**
 * The bars of what is drawn, one for each unit of which an arrow, a box or a point that is moved with them can be seen.
 *
 * @param across pixels that the domain's unit has along x
 * @param down the same along y
 * @param larger by what lines and words are larger
 */
export function barsOfMarks(
  { marks, scale }: ShownMarks,
  across: number,
  down: number,
  longest: number,
  larger = 1,
): ScaleBar[] {
  const units = scale.units.filter((unit) =>
    marks.some(
      ({ mark, from, to, goesOn }) =>
        mark.unit === unit &&
        isScaled(mark, scale) &&
        // A point beyond the border is not drawn.
        !(mark.shape === 'point' && goesOn) &&
        Math.hypot((to[0] - from[0]) * across, (to[1] - from[1]) * down) >= SEEN * larger,
    ),
  );
  return scaleBars({ ...scale, units }, across, down, longest);
}

/** What steps are drawn with, "drawn 5 ×, magnified 10 ×"; null where they are as long as they are. */
export function enlargement({ step, magnify }: Pick<ArrowScale, 'step' | 'magnify'>): string | null {
  const said = [
    ...(step === 1 ? [] : [text.factor(plainRound(step))]),
    ...(magnify > 0 ? [text.magnified(plainRound(10 ** magnify))] : []),
  ];
  return said.length > 0 ? said.join(', ') : null;
}

/**
 * A bar for each of a scale's units.
 *
 * @param across pixels that the domain's unit has along x
 * @param down the same along y
 * @param longest pixels that a bar may be long; two fifths of them it is
 */
export function scaleBars(scale: ArrowScale, across: number, down = across, longest = LONGEST): ScaleBar[] {
  const magnified = scale.magnify > 0 ? [text.magnified(plainRound(10 ** scale.magnify))] : [];
  const where = Math.abs(across / down - 1) > 0.01 ? ` ${text.alongX}` : '';
  return scale.units.map((unit) => {
    const factor = scale[unit];
    // One after another: the product alone may be beyond all numbers.
    const length = roundDown(longest / across / factor / 10 ** scale.magnify);
    const pixels = length * factor * 10 ** scale.magnify * across;
    const isTrue = unit === 'step' && factor === 1;
    const own = isTrue ? (scale.magnify > 0 ? [] : [text.trueLength]) : [text.factor(plainRound(factor))];
    return {
      unit,
      pixels: Math.min(longest, pixels),
      label: `${text.quantity[unit](plainRound(length))}${where} · ${[...own, ...magnified].join(', ')}`,
    };
  });
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 1, 2 or 5 times a power of ten, as plain text: 0.05, 200, 10⁴, 2·10⁻⁸. */
export function plainRound(value: number): string {
  if (value >= 1e-4 && value < 1e4) return String(value);
  const [mantissa, power = ''] = value.toExponential(0).split('e');
  const raised = power.replace('+', '').replace(/./g, (digit) => SUPERSCRIPTS[Number(digit)] ?? '⁻');
  return mantissa === '1' ? `10${raised}` : `${mantissa}·10${raised}`;
}

/** Type, and height of a row, of bars that are drawn with a pen. */
const TYPE = 12;
const ROW = 18;
/** Room around the bars, between bar and words; half the height of a bar's ends. */
const [PAD, GAP, END] = [6, 7, 3] as const;

/**
 * Draws the bars from a lower left corner upward, on a plate of their own.
 *
 * @param width pixels that there are: words that would not fit take two rows
 */
export function drawScaleBars(
  pen: Pen,
  bars: readonly ScaleBar[],
  [left, bottom]: readonly [left: number, bottom: number],
  width: number,
  { paper, ink }: { readonly paper: string; readonly ink: string },
  font: string,
): void {
  if (bars.length === 0) return;
  pen.save();
  pen.font = `${TYPE}px ${font}`;
  const rows = rowsOf(pen, bars, width);
  const box = boxOf(pen, rows, [left, bottom]);
  pen.globalAlpha = 0.82;
  pen.fillStyle = paper;
  pen.fillRect(box.x, box.y, box.width, box.height);
  pen.globalAlpha = 1;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillStyle = ink;
  pen.strokeStyle = ink;
  pen.lineWidth = 1.5;
  pen.lineCap = 'butt';
  pen.setLineDash([]);
  rows.forEach(({ bar, words, isFirst }, i) => {
    const x = left + PAD;
    const y = box.y + PAD / 2 + (i + 0.5) * ROW;
    const end = x + bar.pixels;
    if (isFirst) {
      pen.beginPath();
      for (const tick of [x, end]) {
        pen.moveTo(tick, y - END);
        pen.lineTo(tick, y + END);
      }
      pen.moveTo(x, y);
      pen.lineTo(end, y);
      pen.stroke();
    }
    pen.fillText(words, end + GAP, y + 0.5);
  });
  pen.restore();
}

/** Where `drawScaleBars` draws them. */
export function scaleBarsBox(
  pen: Pen,
  bars: readonly ScaleBar[],
  corner: readonly [left: number, bottom: number],
  width: number,
  font: string,
): Box {
  if (bars.length === 0) return { x: corner[0], y: corner[1], width: 0, height: 0 };
  pen.font = `${TYPE}px ${font}`;
  return boxOf(pen, rowsOf(pen, bars, width), corner);
}

interface Row {
  readonly bar: ScaleBar;
  readonly words: string;
  readonly isFirst: boolean;
}

function widthOf(pen: Pen, { pixels }: ScaleBar, words: string): number {
  return pixels + pen.measureText(words).width + 2 * PAD + GAP;
}

function rowsOf(pen: Pen, bars: readonly ScaleBar[], width: number): Row[] {
  return bars.flatMap((bar) => {
    const fits = widthOf(pen, bar, bar.label) <= width;
    const [first = '', ...rest] = fits ? [bar.label] : bar.label.split(' · ');
    return [{ bar, words: first, isFirst: true }, ...rest.map((words) => ({ bar, words, isFirst: false }))];
  });
}

function boxOf(pen: Pen, rows: readonly Row[], [left, bottom]: readonly [number, number]): Box {
  const height = rows.length * ROW + PAD;
  const width = Math.max(...rows.map(({ bar, words }) => widthOf(pen, bar, words)));
  return { x: left, y: bottom - height, width, height };
}
