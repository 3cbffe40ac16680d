import { answerOf } from '../core/ask/answer.ts';
import { type Ask, withinSteps } from '../core/ask/ask.ts';
import { memo } from '../app/memo.ts';
import type { Asked, Derived, Palette } from '../app/state.ts';
import type { Pen } from '../ui/pen.ts';
import { ink } from './ink.ts';
import { type MapLayer, strokeTwice } from './map-layer.ts';

/** Where a reader guesses that a run will be, and where it was, once the guess is locked. */
interface ShownGuess {
  readonly at: readonly [number, number];
  readonly answer: readonly number[] | null;
}

/** Half of the sign's height and width. */
const RADIUS = 7;

export const guessLayer: MapLayer<ShownGuess> = {
  sheet: 'step',
  shows: ({ state, derived }) => shownGuess(state.asked, state.scene.ask, state.scene.steps, derived.runs),
  draw(pen, { at, answer }, { state: { palette } }, place) {
    const to = place.toPixel(...at);
    if (answer) {
      pen.beginPath();
      pen.moveTo(...to);
      pen.lineTo(...place.toPixel(answer[0]!, answer[1]!));
      strokeTwice(pen, palette, ink[palette].line, 1.4, [3, 3]);
    }
    drawGuess(pen, to, palette);
  },
};

const shownGuess = memo(
  (asked: Asked, ask: Ask | null, steps: number, runs: Derived['runs']): ShownGuess | null => {
    const { guess, isLocked } = asked;
    if (guess?.form !== 'place') return null;
    const answer = isLocked && ask ? answerOf(withinSteps(ask, steps), runs) : null;
    return { at: guess.at, answer: answer?.form === 'place' ? answer.at : null };
  },
);

/** A filled diamond. */
export function drawGuess(pen: Pen, [x, y]: readonly [number, number], palette: Palette): void {
  pen.beginPath();
  pen.moveTo(x, y - RADIUS);
  pen.lineTo(x + RADIUS, y);
  pen.lineTo(x, y + RADIUS);
  pen.lineTo(x - RADIUS, y);
  pen.closePath();
  pen.strokeStyle = ink[palette].halo;
  pen.lineWidth = 2 * ink[palette].haloWidth;
  pen.stroke();
  pen.fillStyle = ink[palette].line;
  pen.fill();
}
