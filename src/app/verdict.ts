import { type Answer, answerOf, judge, type Verdict } from '../core/ask/answer.ts';
import { answerForm, withinSteps } from '../core/ask/ask.ts';
import { askedGround } from './asked-ground.ts';
import { areAwaited, askedRuns } from './asked-runs.ts';
import type { Frame } from './state.ts';

/** The longer side of what is seen, of which a guessed place's gap is measured. */
export function seenWidth({ state, derived }: Frame): number {
  const [x0, x1, y0, y1] = state.scene.domain;
  return Math.max(x1 - x0, derived.loss.dimension === 1 ? 0 : y1 - y0);
}

/** The answer to the scene's question as the runs give it; null without a question, and while they are recorded. */
export function answerIn(frame: Frame): Answer | null {
  const { ask, steps } = frame.state.scene;
  const { derived } = frame;
  return ask && !areAwaited(frame)
    ? answerOf(withinSteps(ask, steps), askedRuns(derived), askedGround(derived))
    : null;
}

/** What is to be said of the guess; null while none is locked, and where there is nothing to guess. */
export function verdictIn(frame: Frame): Verdict | null {
  const { scene, asked } = frame.state;
  if (!scene.ask || answerForm(scene.ask.kind) === 'setting' || !asked.isLocked) return null;
  const answer = answerIn(frame);
  if (!answer) return null;
  return asked.guess ? judge(answer, asked.guess, seenWidth(frame)) : { gap: null, isRight: false };
}
