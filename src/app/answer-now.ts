import { hasStep, withinSteps } from '../core/ask/ask.ts';
import type { App } from './app.ts';

/** Longer than so many seconds is not played before the answer is compared. */
const MOST_SECONDS = 12;

/** Shows the answer to the scene's question: the guess is locked, and the runs are played to the step that was asked for. */
export function answerNow(app: App, isCalm: boolean): void {
  const { ask } = app.state.scene;
  if (!ask) return;
  app.lock();
  const { scene, playhead } = app.state;
  const { step } = withinSteps(hasStep(ask.kind) ? ask : { ...ask, step: 1 }, scene.steps);
  app.seek(0);
  if (isCalm || step > MOST_SECONDS * playhead.speed) {
    app.seek(step);
    return;
  }
  app.setPlayhead({ range: [0, step] });
  app.play();
}
