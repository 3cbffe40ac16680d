import { roundDown } from '../core/run/arrows.ts';
import { arrows as text } from '../text/en/arrows.ts';
import type { Pen } from './pen.ts';
import type { ArrowScale } from './shown-marks.ts';

/** The bars that say what the length of an arrow means, wherever arrows are drawn. */

export interface ScaleBar {
  /** Whose arrows it measures. */
  readonly unit: 'step' | 'gradient';
  readonly pixels: number;
  /** What the bar's length is, and what arrows were multiplied by: "step 0.05 · drawn 5 ×, magnified 10⁴ ×". */
  readonly label: string;
}

/** Pixels that a bar is long, at most; two fifths of them at least. */
const LONGEST = 90;

/**
 * A bar for each unit of which something is drawn.
 *
 * @param across pixels that the domain's unit has along x
 * @param down the same along y
 * @param larger by what bars may be longer
 */
export function scaleBars(scale: ArrowScale, across: number, down = across, larger = 1): ScaleBar[] {
  const magnified = scale.magnify > 0 ? [text.magnified(plainRound(10 ** scale.magnify))] : [];
  const where = Math.abs(across / down - 1) > 0.01 ? ` ${text.alongX}` : '';
  return scale.units.map((unit) => {
    const factor = scale[unit];
    // One after another: the product alone may be beyond all numbers.
    const pixelsOf = (length: number) => length * factor * 10 ** scale.magnify * across;
    const length = roundDown((LONGEST * larger) / across / factor / 10 ** scale.magnify);
    const own =
      unit === 'step' && factor === 1
        ? scale.magnify > 0
          ? []
          : [text.trueLength]
        : [text.factor(plainRound(factor))];
    return {
      unit,
      pixels: Math.min(LONGEST * larger, pixelsOf(length)),
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

/** Draws the bars from a lower left corner upward, on a plate of their own. */
export function drawScaleBars(
  pen: Pen,
  bars: readonly ScaleBar[],
  [left, bottom]: readonly [number, number],
  { paper, ink }: { readonly paper: string; readonly ink: string },
  font: string,
): void {
  if (bars.length === 0) return;
  pen.save();
  pen.font = `${TYPE}px ${font}`;
  const widest = Math.max(...bars.map(({ pixels, label }) => pixels + pen.measureText(label).width));
  const height = bars.length * ROW + PAD;
  const width = widest + 2 * PAD + GAP;
  pen.globalAlpha = 0.82;
  pen.fillStyle = paper;
  pen.fillRect(left, bottom - height, width, height);
  pen.globalAlpha = 1;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  pen.fillStyle = ink;
  pen.strokeStyle = ink;
  pen.lineWidth = 1.5;
  pen.lineCap = 'butt';
  pen.setLineDash([]);
  bars.forEach(({ pixels, label }, i) => {
    const x = left + PAD;
    const y = bottom - height + PAD / 2 + (i + 0.5) * ROW;
    pen.beginPath();
    for (const end of [x, x + pixels]) {
      pen.moveTo(end, y - END);
      pen.lineTo(end, y + END);
    }
    pen.moveTo(x, y);
    pen.lineTo(x + pixels, y);
    pen.stroke();
    pen.fillText(label, x + pixels + GAP, y + 0.5);
  });
  pen.restore();
}
