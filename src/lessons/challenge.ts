import { answerIn } from '../app/verdict.ts';
import type { AppView, Frame } from '../app/state.ts';
import { formatNumber, formatShort } from '../core/math/format.ts';
import { lessons } from '../text/en/lessons.ts';
import { html, setAttribute, setText } from '../ui/dom.ts';

const text = lessons.challenge;

/** What stands under the words of a challenge. */
export interface Challenge extends AppView {
  readonly element: HTMLElement;
  /** Where its knobs go. */
  readonly knobs: HTMLElement;
}

/** How far beyond its goal the bar goes: as many decades. */
const BEYOND = 2;

/**
 * A challenge's knobs, and how near the lowest loss has come to the goal: a bar of logarithms, from the power of ten above
 * the loss at the start to two below the goal. A goal of 0 or less has no bar.
 */
export function createChallenge(): Challenge {
  const state = html('span', { class: 'challenge-state' });
  const knobs = html('div', { class: 'challenge-knobs' });
  const fill = html('i', { class: 'challenge-fill' });
  const sign = html('i', { class: 'challenge-goal' });
  // Neither is there before the runs are.
  const bar = html('div', { class: 'challenge-bar', role: 'img', hidden: true }, fill, sign);
  const ends = [html('span'), html('b'), html('span')] as const;
  const scale = html('div', { class: 'challenge-scale', 'aria-hidden': 'true', hidden: true }, ...ends);
  const element = html(
    'div',
    { class: 'challenge' },
    html('p', { class: 'challenge-head' }, html('b', {}, text.name), state),
    knobs,
    bar,
    scale,
  );
  return {
    element,
    knobs,
    draw(frame) {
      const answer = answerIn(frame);
      const { ask } = frame.state.scene;
      if (answer?.form !== 'setting' || !ask) return;
      setText(state, answer.isReached ? text.reached : text.notYet);
      element.toggleAttribute('data-reached', answer.isReached);
      const range = rangeOf(frame, ask.run, ask.goal);
      bar.hidden = scale.hidden = range === null;
      if (!range) return;
      const share = (loss: number) =>
        Math.max(0, Math.min(1, (range.from - Math.log10(loss)) / (range.from - range.to)));
      const goalAt = `${(100 * share(ask.goal)).toFixed(2)}%`;
      fill.style.width = `${(100 * share(answer.loss)).toFixed(2)}%`;
      sign.style.left = ends[1].style.left = goalAt;
      setAttribute(bar, 'aria-label', text.bar(formatNumber(answer.loss), formatShort(ask.goal)));
      setText(ends[0], formatShort(10 ** range.from));
      setText(ends[1], text.goal(formatShort(ask.goal)));
      setText(ends[2], formatShort(10 ** range.to));
    },
    dispose: () => element.remove(),
  };
}

/** The powers of ten at the ends of the bar. */
function rangeOf({ derived }: Frame, run: number, goal: number): { from: number; to: number } | null {
  const first = derived.runs.find(({ index }) => index === run)?.run.losses[0];
  if (first === undefined || !(goal > 0) || !(first > goal)) return null;
  return { from: Math.ceil(Math.log10(first)), to: Math.floor(Math.log10(goal)) - BEYOND };
}
