import type { App, Pointing } from '../../app/app.ts';
import { askedGround } from '../../app/asked-ground.ts';
import { answerNow } from '../../app/answer-now.ts';
import { isOpen } from '../../app/asking.ts';
import { memo } from '../../app/memo.ts';
import type { AppView, Asked, Frame } from '../../app/state.ts';
import { seenWidth } from '../../app/verdict.ts';
import { type Answer, answerOf, type AskedGround } from '../../core/ask/answer.ts';
import { answerForm, type Ask, type AskKind, hasStep, withinSteps } from '../../core/ask/ask.ts';
import { limits } from '../../core/scene/limits.ts';
import { explanationOf } from '../../core/ask/mistakes.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { questionText } from './answer-text.ts';
import { compared, reached, type Told } from './compared.ts';
import { choices, createGuessField } from './guess-field.ts';
import type { GuessField } from './number-boxes.ts';

/** Steps of a sequence that fills a square evenly: each start is far from those before. */
const [ALONG, ACROSS] = [0.754877666, 0.569840291] as const;
/** How far from the edge of what is seen a new start stays, as a share. */
const MARGIN = 0.1;

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

/** A scene's question: guess, lock, run, compare. Everything in it is of the frame that it stands beside. */
export function createAskCard(
  app: App,
  { say, movesStart, points = true, told = () => {} }: CardOptions,
): Card {
  const question = html('p', { class: 'ask-question', id: 'ask-question' });
  const stages = Object.values(text.stages).map((name) => html('li', {}, name));
  const steps = html('ol', { class: 'ask-stages' }, ...stages);
  const place = html('div', { class: 'ask-guess' });
  const hint = html('p', { class: 'ask-hint' });
  const lock = html('button', { type: 'button', class: 'ask-button is-main' }, text.lock);
  const skip = html('button', { type: 'button', class: 'ask-button' }, text.skip);
  const again = html('button', { type: 'button', class: 'ask-button' }, text.again);
  const result = html('div', { class: 'ask-result', role: 'status', tabindex: -1 });
  const why = html('div', { class: 'ask-why' });
  const close = iconButton('close', text.close, () => app.edit((scene) => ({ ...scene, ask: null })));
  const element = html(
    'section',
    { class: 'ask', 'aria-label': text.name },
    html('header', { class: 'ask-head' }, html('b', {}, text.first), steps, close),
    question,
    place,
    hint,
    result,
    why,
    html('div', { class: 'ask-buttons' }, lock, skip, again),
  );

  let field: GuessField | null = null;
  let last: Frame | null = null;
  /** How sure the guess is, where that is asked; null while it was not said. */
  let isSure: boolean | null = null;
  const sureness = choices(
    [text.sure.yes, text.sure.no],
    (i) => {
      isSure = i === 0;
      app.invalidate();
    },
    [],
    text.sure.asked,
  );

  /** Whether the result takes the focus once it is there. */
  let isAwaited = false;
  /** Whether the field of the next guess takes it. */
  let isAsking = false;
  /** Whether the runs are on their first way to the step that was asked for: until they are there nothing is compared. */
  let isUnderWay = false;
  let wasOpen = false;
  const run = () => {
    answerNow(app, matchMedia('(prefers-reduced-motion: reduce)').matches);
    isAwaited = true;
  };
  lock.addEventListener('click', run);
  skip.addEventListener('click', () => {
    app.guess(null);
    run();
  });
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !lock.disabled) run();
  });
  again.addEventListener('click', () => {
    // By the next seed: a class that begins with one link has the same starts, in the same order.
    const seed = (app.state.scene.seed + 1) % (limits.seed + 1);
    app.edit((now) => ({ ...now, seed }), 'another start');
    app.setStart(anotherStart(app.state.scene.domain, seed), 'another start');
    app.askAgain();
    field?.hands?.clear();
    isSure = null;
    sureness.check(-1);
    isAsking = true;
  });

  const askOf = memo(withinSteps);
  const answerTo = memo(answerOf);
  const groundOf = memo((loss: Frame['derived']['loss'], critical: Frame['derived']['critical']) =>
    askedGround({ loss, critical }),
  );
  /** Made anew when what is in it would be another. */
  const showField = memo((ask: Ask, _labels: string, _variables: string, _minima: string) => {
    field =
      last && createGuessField(app, last, groundOf(last.derived.loss, last.derived.critical).minima, points);
    isSure = null;
    sureness.check(-1);
    place.replaceChildren(...(field ? [field.element] : []), ...(ask.sure ? [sureness.element] : []));
  });
  /** Formulas are set; without one it is the text that it is. */
  const sayQuestion = memo((words: string) => {
    if (words.includes('$')) question.replaceChildren(say(words));
    else setText(question, words);
  });
  const showQuestion = (ask: Ask, { state, derived }: Frame) => {
    const isCounted = ask.question === '' && hasStep(ask.kind) && state.scene.budget === 'evaluations';
    const words = [questionText(ask, derived.runs), ...(isCounted ? [text.stopped] : [])];
    sayQuestion(words.join(' '));
    setText(hint, field ? `${field.hint} ${text.hint.hidden}` : '');
  };
  /** Places that are pointed at go to the field; what stands in the way of drawing makes way for it. */
  const takePlaces = (by: Pointing | null = null) => {
    app.takePlaces(by);
    const { dataset } = document.documentElement;
    if (by?.draws) dataset['drawing'] = '';
    else delete dataset['drawing'];
  };
  /** Of which kinds the guess is that was compared last. */
  let kinds: ReadonlySet<string> = new Set();
  const showWhy = memo((explanation: string, of: ReadonlySet<string>, shows: boolean) => {
    const said = shows ? explanationOf(explanation, of) : '';
    why.replaceChildren(...(said === '' ? [] : [say(said)]));
  });
  /** Whether the answer that is shown was told of. */
  let isTold = false;
  const tell = ({ kind }: Ask, verdict: Told) => {
    if (!isTold) told({ kind, ...verdict });
    isTold = true;
  };
  const showResult = memo(
    (
      ask: Ask,
      asked: Asked,
      answer: Answer | null,
      width: number,
      isRecording: boolean,
      { minima }: AskedGround,
    ) => {
      kinds = new Set();
      if (isRecording) result.replaceChildren(text.recording);
      else if (!answer) result.replaceChildren(text.noAnswer);
      else if (answer.form === 'setting') {
        result.replaceChildren(reached(ask, answer));
        if (answer.isReached) tell(ask, { right: true, gap: null });
        else isTold = false;
      } else if (last) {
        const { said, told: verdict, kinds: own } = compared(ask, asked, answer, last, width, isSure, minima);
        kinds = own;
        result.replaceChildren(said);
        tell(ask, verdict);
      }
    },
  );

  return {
    element,
    draw(frame) {
      last = frame;
      const { state, derived } = frame;
      const { scene } = state;
      if (!scene.ask) {
        takePlaces(null);
        delete document.documentElement.dataset['asks'];
        return;
      }
      const ask = askOf(scene.ask, scene.steps);
      const isOpenNow = isOpen(state);
      const isGoal = answerForm(ask.kind) === 'setting';
      const labels = derived.runs.map(({ index, label }) => `${index} ${label}`).join('\n');
      const ground = groundOf(derived.loss, derived.critical);
      showField(
        scene.ask,
        labels,
        derived.surface.variables.slice(0, derived.loss.dimension).join(' '),
        ask.kind === 'minimum' ? ground.minima.join(' ') : '',
      );
      showQuestion(ask, frame);
      field?.show(state.asked.guess);
      const width = seenWidth(frame);
      if (wasOpen && !isOpenNow) isUnderWay = true;
      if (isOpenNow) isTold = false;
      wasOpen = isOpenNow;
      isUnderWay &&= state.playhead.playing && !isGoal;
      const isHidden = isOpenNow || isUnderWay;
      const answer = isHidden ? null : answerTo(ask, derived.runs, ground);
      const isRecording = Boolean(derived.model?.progress);
      if (isHidden) result.replaceChildren();
      else showResult(ask, state.asked, answer, width, isRecording, ground);
      if (isAwaited && result.hasChildNodes()) {
        isAwaited = false;
        result.focus();
      }
      const isReached = answer?.form === 'setting' && answer.isReached;
      showWhy(ask.explanation, kinds, isGoal ? isReached : !isHidden);
      takePlaces(isOpenNow ? field?.pointing : null);
      document.documentElement.dataset['asks'] = isOpenNow ? ask.kind : '';
      // What a room has shown stays beside the answer.
      place.hidden = !isOpenNow && !field?.hands?.any;
      place.toggleAttribute('data-over', !isOpenNow);
      hint.hidden = !isOpenNow;
      lock.hidden = !isOpenNow;
      skip.hidden = !isOpenNow;
      lock.disabled = state.asked.guess === null || (ask.sure === true && isSure === null);
      again.hidden = isHidden || isGoal || !movesStart;
      steps.hidden = isGoal;
      const stage = isOpenNow ? 0 : isUnderWay ? 1 : 2;
      if (isAsking && isOpenNow) {
        isAsking = false;
        field?.element.querySelector<HTMLElement>('input, button')?.focus();
      }
      for (const [i, item] of stages.entries()) {
        item.toggleAttribute('data-done', i < stage);
        if (i === stage) item.setAttribute('aria-current', 'step');
        else item.removeAttribute('aria-current');
      }
    },
    dispose() {
      takePlaces(null);
      delete document.documentElement.dataset['asks'];
      element.remove();
    },
  };
}

function anotherStart([x0, x1, y0, y1]: Frame['state']['scene']['domain'], count: number): [number, number] {
  const within = (from: number, to: number, share: number) =>
    Number((from + (MARGIN + (1 - 2 * MARGIN) * (share % 1)) * (to - from)).toPrecision(3));
  return [within(x0, x1, 0.5 + count * ALONG), within(y0, y1, 0.5 + count * ACROSS)];
}
