import type { App } from '../../app/app.ts';
import { answerNow } from '../../app/answer-now.ts';
import { isOpen } from '../../app/asking.ts';
import { memo } from '../../app/memo.ts';
import type { AppView, Asked, Frame } from '../../app/state.ts';
import { type Answer, answerOf, type Guess, judge } from '../../core/ask/answer.ts';
import { answerForm, type Ask } from '../../core/ask/ask.ts';
import { formatNumber, formatShort } from '../../core/math/format.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { answerText, labelOf, placeText, questionText } from './answer-text.ts';
import { createGuessField, type GuessField } from './guess-field.ts';

/** Steps of a sequence that fills a square evenly: each start is far from those before. */
const [ALONG, ACROSS] = [0.754877666, 0.569840291] as const;
/** How far from the edge of what is seen a new start stays, as a share. */
const MARGIN = 0.1;

export interface Card extends AppView {
  readonly element: HTMLElement;
}

/**
 * A scene's question: guess, lock, run, compare. Everything in it is of the frame that it stands beside.
 *
 * @param say makes what an author has written into nodes
 */
export function createAskCard(app: App, say: (markdown: string) => Node): Card {
  const question = html('p', { class: 'ask-question', id: 'ask-question' });
  const stages = Object.values(text.stages).map((name) => html('li', {}, name));
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
    html(
      'header',
      { class: 'ask-head' },
      html('b', {}, text.first),
      html('ol', { class: 'ask-stages' }, ...stages),
      close,
    ),
    question,
    place,
    hint,
    result,
    why,
    html('div', { class: 'ask-buttons' }, lock, skip, again),
  );

  let field: GuessField | null = null;
  let last: Frame | null = null;

  /** Whether the result takes the focus once it is there. */
  let isAwaited = false;
  const run = () => {
    answerNow(app, matchMedia('(prefers-reduced-motion: reduce)').matches);
    isAwaited = true;
  };
  lock.addEventListener('click', run);
  skip.addEventListener('click', () => {
    app.guess(null);
    run();
  });
  let tries = 0;
  again.addEventListener('click', () => {
    tries += 1;
    const { scene } = app.state;
    if (scene.model) app.edit((now) => ({ ...now, seed: now.seed + 1 }));
    else app.setStart(anotherStart(scene.domain, tries));
    app.askAgain();
    field?.element.querySelector('input')?.focus();
  });

  const showQuestion = memo((ask: Ask, labels: string) => {
    field = last && createGuessField(app, last);
    place.replaceChildren(...(field ? [field.element] : []));
    const open = answerForm(ask.kind) !== 'setting';
    setText(hint, open && field ? `${field.hint} ${text.hint.hidden}` : '');
    setText(question, last ? questionText(ask, last.derived.runs) : labels);
  });
  const showWhy = memo((explanation: string, shows: boolean) =>
    why.replaceChildren(...(shows && explanation !== '' ? [say(explanation)] : [])),
  );
  const showResult = memo(
    (ask: Ask, asked: Asked, runs: Frame['derived']['runs'], isRecording: boolean, width: number) => {
      const answer = answerOf(ask, runs);
      if (isRecording) result.replaceChildren(text.recording);
      else if (!answer) result.replaceChildren(text.noAnswer);
      else if (answer.form === 'setting') result.replaceChildren(reached(ask, answer));
      else if (last) result.replaceChildren(compared(asked, answer, last, width));
    },
  );

  return {
    element,
    draw(frame) {
      last = frame;
      const { state, derived } = frame;
      const { ask, domain } = state.scene;
      if (!ask) return;
      const isOpenNow = isOpen(state);
      const isGoal = answerForm(ask.kind) === 'setting';
      showQuestion(ask, derived.runs.map(({ index, label }) => `${index} ${label}`).join('\n'));
      field?.show(state.asked.guess);
      const width = Math.max(domain[1] - domain[0], derived.loss.dimension === 1 ? 0 : domain[3] - domain[2]);
      if (isOpenNow) result.replaceChildren();
      else showResult(ask, state.asked, derived.runs, Boolean(derived.model?.progress), width);
      if (isAwaited && result.hasChildNodes()) {
        isAwaited = false;
        result.focus();
      }
      const isReached = isGoal && answerIsReached(answerOf(ask, derived.runs));
      showWhy(ask.explanation, isGoal ? isReached : !isOpenNow);
      place.hidden = !isOpenNow;
      hint.hidden = !isOpenNow;
      lock.hidden = !isOpenNow;
      skip.hidden = !isOpenNow;
      lock.disabled = state.asked.guess === null;
      again.hidden = isOpenNow || isGoal;
      const stage = isGoal ? (isReached ? 2 : 1) : isOpenNow ? 0 : 2;
      for (const [i, item] of stages.entries()) {
        item.toggleAttribute('data-done', i < stage);
        if (i === stage) item.setAttribute('aria-current', 'step');
        else item.removeAttribute('aria-current');
      }
    },
    dispose: () => element.remove(),
  };
}

const answerIsReached = (answer: Answer | null) => answer?.form === 'setting' && answer.isReached;

function anotherStart([x0, x1, y0, y1]: Frame['state']['scene']['domain'], count: number): [number, number] {
  const within = (from: number, to: number, share: number) =>
    Number((from + (MARGIN + (1 - 2 * MARGIN) * (share % 1)) * (to - from)).toPrecision(3));
  return [within(x0, x1, 0.5 + count * ALONG), within(y0, y1, 0.5 + count * ACROSS)];
}

const fact = (name: string, value: string) => html('div', {}, html('dt', {}, name), html('dd', {}, value));

/** A guess beside what was, and what lies between. */
function compared({ guess }: Asked, answer: Answer, { derived }: Frame, width: number): Node {
  const { runs, loss } = derived;
  const was = answer.form === 'place' ? text.was.end : answer.form === 'run' ? text.was.run : text.was.number;
  const facts = [
    fact(text.guess, guess ? guessText(guess, runs, loss.dimension) : text.passed),
    fact(was, answerText(answer, runs)),
  ];
  const verdict = guess && judge(answer, guess, width);
  if (verdict?.gap !== null && verdict !== null) {
    const isShare = answer.form === 'number' && answer.value !== 0;
    const gap = isShare ? text.gapOf(`${formatShort(100 * verdict.gap, 3)} %`) : formatNumber(verdict.gap);
    facts.push(fact(text.gap, gap));
  }
  const said = document.createDocumentFragment();
  said.append(html('dl', { class: 'ask-facts' }, ...facts));
  if (verdict) {
    const isExact = answer.form === 'run';
    const words = verdict.isRight ? (isExact ? text.right : text.nearly) : text.wrong;
    const losses =
      answer.form === 'place' && guess?.form === 'place'
        ? ` ${text.lossesAt(formatNumber(loss.value(guess.at.slice(0, loss.dimension))), formatNumber(answer.loss))}`
        : '';
    said.append(html('p', { class: 'ask-verdict' }, `${words}${losses}`));
  }
  return said;
}

function guessText(guess: Guess, runs: Frame['derived']['runs'], dimension: number): string {
  if (guess.form === 'place') return placeText(guess.at.slice(0, dimension));
  if (guess.form === 'number') return formatShort(guess.value);
  return guess.index === null ? text.noneRight : labelOf(guess.index, runs);
}

function reached({ goal }: Ask, answer: Extract<Answer, { form: 'setting' }>): Node {
  const { lowest, goal: name, reached: yes, notYet } = text.reach;
  const said = document.createDocumentFragment();
  said.append(
    html(
      'dl',
      { class: 'ask-facts' },
      fact(lowest, formatNumber(answer.loss, 4)),
      fact(name, formatShort(goal)),
    ),
    html('p', { class: 'ask-verdict' }, answer.isReached ? yes : notYet),
  );
  return said;
}
