import type { App } from '../../app/app.ts';
import { areAwaited, namedRuns } from '../../app/asked-runs.ts';
import { answerNow } from '../../app/answer-now.ts';
import { isOpen } from '../../app/asking.ts';
import { memo } from '../../app/memo.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { answerForm, type Ask, type AskKind, hasStep, withinSteps } from '../../core/ask/ask.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { startElsewhere } from './another-start.ts';
import { createAnswer } from './answer.ts';
import { questionText } from './answer-text.ts';
import type { Told } from './compared.ts';
import { createGuess } from './guess.ts';

export interface Card extends AppView {
  readonly element: HTMLElement;
}

export interface CardOptions {
  /** Makes what an author has written into nodes. */
  readonly say: (markdown: string) => Node;
  /** Whether the reader may move the start. */
  readonly movesStart: boolean;
  /** Whether a place can be pointed at on the stage; left out, it can. */
  readonly points?: boolean;
  /** Told when an answer is shown, or a goal is reached: nothing of the guess itself. */
  readonly told?: (answer: Told & { readonly kind: AskKind }) => void;
}

/** Tells whether the runs are on their first way to the step that was asked for: until they are there nothing is compared. */
function createFirstWay(): (isOpenNow: boolean, goesOn: boolean) => boolean {
  let isUnderWay = false;
  let wasOpen = false;
  return (isOpenNow, goesOn) => {
    isUnderWay = (isUnderWay || (wasOpen && !isOpenNow)) && goesOn;
    wasOpen = isOpenNow;
    return isUnderWay;
  };
}

/** Whether a guess is there that can be locked. */
function mayLock({ state, derived }: Frame, isSure: boolean | null): boolean {
  const { ask } = state.scene;
  if (!ask || !isOpen(state) || state.asked.guess === null) return false;
  if (ask.sure && isSure === null) return false;
  return derived.runs.length > 0 || !areAwaited({ state, derived });
}

/** A scene's question: guess, lock, run, compare. Everything in it is of the frame that it stands beside. */
export function createAskCard(
  app: App,
  { say, movesStart, points = true, told = () => {} }: CardOptions,
): Card {
  const question = createQuestion(say);
  const stages = createStages();
  const guess = createGuess(app, points);
  const answer = createAnswer(say, told, () => guess.isSure);
  const lock = html('button', { type: 'button', class: 'ask-button is-main' }, text.lock);
  const skip = html('button', { type: 'button', class: 'ask-button' }, text.skip);
  const again = html('button', { type: 'button', class: 'ask-button' }, text.again);
  const close = iconButton('close', text.close, () => app.edit((scene) => ({ ...scene, ask: null })));
  const element = html(
    'section',
    { class: 'ask', 'aria-label': text.name },
    html('header', { class: 'ask-head' }, html('b', {}, text.first), stages.element, close),
    question.element,
    guess.element,
    question.hint,
    answer.element,
    answer.why,
    html('div', { class: 'ask-buttons' }, lock, skip, again),
  );

  /** Whether the result takes the focus once it is there. */
  let isAwaited = false;
  /** Whether the field of the next guess takes it. */
  let isAsking = false;
  const isOnFirstWay = createFirstWay();
  const run = () => {
    answerNow(app, matchMedia('(prefers-reduced-motion: reduce)').matches);
    isAwaited = true;
  };
  lock.addEventListener('click', run);
  skip.addEventListener('click', () => {
    app.guess(null);
    run();
  });
  guess.element.addEventListener('keydown', (event) => {
    // Of this moment, not of the last frame: where frames are slow a number is typed and locked within one.
    if (event.key === 'Enter' && mayLock(app, guess.isSure)) run();
  });
  again.addEventListener('click', () => {
    startElsewhere(app);
    guess.renew();
    isAsking = true;
  });

  const askOf = memo(withinSteps);
  const leave = () => {
    guess.takePlaces(false);
    delete document.documentElement.dataset['asks'];
  };

  return {
    element,
    draw(frame) {
      const { state } = frame;
      const { scene } = state;
      if (!scene.ask) {
        leave();
        return;
      }
      const ask = askOf(scene.ask, scene.steps);
      const isOpenNow = isOpen(state);
      const isGoal = answerForm(ask.kind) === 'setting';
      const ground = guess.prepare(frame, scene.ask, ask);
      question.show(ask, frame, guess.hint);
      guess.show(state.asked.guess);
      if (isOpenNow) answer.renew();
      const isUnderWay = isOnFirstWay(isOpenNow, state.playhead.playing && !isGoal);
      const isHidden = isOpenNow || isUnderWay;
      const found = isHidden ? null : answer.find(frame, ask, ground);
      if (isHidden) answer.clear();
      else answer.show(frame, ask, found, ground);
      if (isAwaited && answer.element.hasChildNodes()) {
        isAwaited = false;
        answer.element.focus();
      }
      const isReached = found?.form === 'setting' && found.isReached;
      answer.explain(ask.explanation, isGoal ? isReached : !isHidden);
      guess.takePlaces(isOpenNow);
      document.documentElement.dataset['asks'] = isOpenNow ? ask.kind : '';
      guess.lay(isOpenNow);
      for (const part of [question.hint, lock, skip]) part.hidden = !isOpenNow;
      lock.disabled = !mayLock(frame, guess.isSure);
      again.hidden = isHidden || isGoal || !movesStart;
      stages.element.hidden = isGoal;
      stages.show(isOpenNow ? 0 : isUnderWay ? 1 : 2);
      if (isAsking && isOpenNow) {
        isAsking = false;
        guess.focus();
      }
    },
    dispose() {
      leave();
      element.remove();
    },
  };
}

/** What is asked, and how one answers. */
function createQuestion(say: (markdown: string) => Node) {
  const element = html('p', { class: 'ask-question', id: 'ask-question' });
  const hint = html('p', { class: 'ask-hint' });
  /** Formulas are set; without one it is the text that it is. */
  const sayQuestion = memo((words: string) => {
    if (words.includes('$')) element.replaceChildren(say(words));
    else setText(element, words);
  });
  const show = (ask: Ask, frame: Frame, howTo: string | null) => {
    const isCounted = ask.question === '' && hasStep(ask.kind) && frame.state.scene.budget === 'evaluations';
    const words = [questionText(ask, namedRuns(frame)), ...(isCounted ? [text.stopped] : [])];
    sayQuestion(words.join(' '));
    const sentences = [howTo, text.hint.hidden, ...(areAwaited(frame) ? [text.recording] : [])];
    setText(hint, howTo === null ? '' : sentences.join(' '));
  };
  return { element, hint, show };
}

/** How far a question is: guess, run, compare. */
function createStages() {
  const items = Object.values(text.stages).map((name) => html('li', {}, name));
  return {
    element: html('ol', { class: 'ask-stages' }, ...items),
    show(stage: number): void {
      for (const [i, item] of items.entries()) {
        item.toggleAttribute('data-done', i < stage);
        if (i === stage) item.setAttribute('aria-current', 'step');
        else item.removeAttribute('aria-current');
      }
    },
  };
}
