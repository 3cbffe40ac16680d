import { answerOf } from '../../core/ask/answer.ts';
import { type Ask, withinSteps } from '../../core/ask/ask.ts';
import { guessLine } from '../../app/guess-line.ts';
import { memo } from '../../app/memo.ts';
import type { Asked, Derived, Palette } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import { ink } from '../ink.ts';
import { type MapLayer, strokeTwice } from '../map/layer.ts';
import type { MapProjection } from '../map/projection.ts';

/** What a reader guesses on a surface: the way to it from the start, or a place alone; and what was, once it is locked. */
interface ShownGuess {
  /** x and y by turns; one place where it is one. */
  readonly line: readonly number[];
  /** What is drawn of the answer, as a dashed line from the guess's end or from its own beginning; null before, and for a path. */
  readonly answer: readonly number[] | null;
  readonly isArrow: boolean;
}

/** Half of the sign's height and width. */
const RADIUS = 7;
const WIDTH = 2;

export const guessLayer: MapLayer<ShownGuess> = {
  sheet: 'step',
  shows: ({ state: { asked, scene }, derived }) =>
    shownGuess(asked, scene.ask, scene.steps, scene.start, derived.runs),
  draw(pen, { line, answer, isArrow }, { state: { palette } }, place) {
    const { line: color } = ink[palette];
    if (answer) strokeLine(pen, answer, place, () => strokeTwice(pen, palette, color, 1.4, [3, 3]));
    if (line.length > 2) strokeLine(pen, line, place, () => strokeTwice(pen, palette, color, WIDTH));
    const end = place.toPixel(line.at(-2)!, line.at(-1)!);
    if (isArrow) drawHead(pen, place.toPixel(line[0]!, line[1]!), end, palette);
    else drawGuess(pen, end, palette);
  },
};

const shownGuess = memo(
  (
    { guess, isLocked }: Asked,
    ask: Ask | null,
    steps: number,
    start: readonly [number, number],
    runs: Derived['runs'],
  ): ShownGuess | null => {
    const line = guessLine(guess, start);
    if (!line) return null;
    const answer = isLocked && ask ? answerOf(withinSteps(ask, steps), runs) : null;
    const isArrow = guess?.form === 'arrow';
    if (answer?.form === 'place') return { line, answer: [...line, ...answer.at], isArrow };
    if (answer?.form !== 'arrow') return { line, answer: null, isArrow };
    const { from, by } = answer;
    return { line, answer: [...from, ...from.map((value, i) => value + by[i]!)], isArrow };
  },
);

function strokeLine(pen: Pen, line: readonly number[], place: MapProjection, stroke: () => void): void {
  pen.save();
  pen.lineJoin = 'round';
  pen.setLineDash([]);
  pen.beginPath();
  for (let k = 0; k < line.length; k += 2) {
    const [x, y] = place.toPixel(line[k]!, line[k + 1]!);
    if (k === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
  stroke();
  pen.restore();
}

/** An arrow's head, of a length in pixels and half as wide. */
const HEAD = 11;

function drawHead(
  pen: Pen,
  [x0, y0]: readonly [number, number],
  [x, y]: readonly [number, number],
  palette: Palette,
): void {
  const length = Math.hypot(x - x0, y - y0);
  if (length === 0) return;
  const [ux, uy] = [(x - x0) / length, (y - y0) / length];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x - HEAD * ux - 0.5 * HEAD * uy, y - HEAD * uy + 0.5 * HEAD * ux);
  pen.lineTo(x - HEAD * ux + 0.5 * HEAD * uy, y - HEAD * uy - 0.5 * HEAD * ux);
  pen.closePath();
  fillOnHalo(pen, palette);
}

/** A filled diamond. */
export function drawGuess(pen: Pen, [x, y]: readonly [number, number], palette: Palette): void {
  pen.beginPath();
  pen.moveTo(x, y - RADIUS);
  pen.lineTo(x + RADIUS, y);
  pen.lineTo(x, y + RADIUS);
  pen.lineTo(x - RADIUS, y);
  pen.closePath();
  fillOnHalo(pen, palette);
}

function fillOnHalo(pen: Pen, palette: Palette): void {
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.fillStyle = ink[palette].line;
  pen.fill();
}
