import type { App } from '../../app/app.ts';
import { askedGround } from '../../app/asked-ground.ts';
import { askedRuns } from '../../app/asked-runs.ts';
import { isOpen } from '../../app/asking.ts';
import { answerOf } from '../../core/ask/answer.ts';
import {
  answerForm,
  type Ask,
  type AskKind,
  askKinds,
  hasGoal,
  hasStep,
  isAsked,
  isOfOneRun,
} from '../../core/ask/ask.ts';
import { mistakes } from '../../core/ask/mistakes.ts';
import { ask as kindOfAsk, askLimits } from '../../core/scene/ask-kind.ts';
import { formatShort } from '../../core/math/format.ts';
import { ask as words } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { numberTyped } from '../typed-number.ts';
import { answerText, questionText } from './answer-text.ts';

const text = words.dialog;

/** Makes the scene's question, or takes it away; the page then asks its maker as it asks a reader. */
export function openAskDialog(root: HTMLElement, app: App): void {
  const { scene } = app.state;
  const { runs } = app.derived;
  const ground = askedGround(app.derived);
  const fields = createFields(app);
  const { kind, run, step, goal, question, explanation, sure } = fields;

  const rows = {
    run: row(text.run, run),
    step: row(text.step, step),
    goal: row(text.goal, goal),
  };
  const sureRow = row(text.sure, sure);
  const mistakesHint = html('p', { class: 'ask-hint' });
  const said = html('p', { class: 'ask-said', role: 'status' });
  const take = html('button', { type: 'submit', class: 'ask-button is-main' }, text.take);
  const remove = html(
    'button',
    { type: 'button', class: 'ask-button', hidden: scene.ask === null },
    text.remove,
  );
  const heading = html('h2', { id: 'ask-heading' }, text.heading);
  const close = iconButton('close', text.close, () => dialog.close());
  const form = html(
    'form',
    { class: 'ask-form' },
    row(text.kind, kind),
    rows.run,
    rows.step,
    rows.goal,
    sureRow,
    row(text.question, question),
    row(text.explanation, explanation),
    html('p', { class: 'ask-hint' }, text.explanationHint),
    mistakesHint,
    said,
    html('footer', { class: 'ask-buttons' }, take, remove),
  );
  const dialog = html(
    'dialog',
    { class: 'help ask-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('p', {}, text.says),
    form,
  );

  /** What the fields say; null, and why in a sentence, where one of them cannot be taken. */
  const made = (): Ask | null => {
    const problems: string[] = [];
    const ask = readFields(fields, problems);
    if (ask && hasStep(ask.kind) && ask.step > scene.steps)
      problems.push(text.beyond(formatShort(scene.steps)));
    const [problem] = problems;
    setText(said, problem ?? sayAnswer(ask));
    return problem === undefined ? ask : null;
  };
  // While a question is open its own runs are hidden from here, too.
  const sayAnswer = (ask: Ask | null) => {
    question.placeholder = ask ? questionText({ ...ask, question: '' }, runs) : '';
    const answer = ask && !isOpen(app.state) ? answerOf(ask, askedRuns(app.derived), ground) : null;
    return ask && answer ? text.answer(answerText(ask.kind, answer, runs)) : '';
  };
  const show = () => {
    const chosen = kind.value as AskKind;
    rows.run.hidden = !isOfOneRun(chosen);
    rows.step.hidden = !hasStep(chosen);
    rows.goal.hidden = !hasGoal(chosen);
    const form = answerForm(chosen);
    sureRow.hidden = form === 'setting';
    mistakesHint.hidden = form === 'setting';
    const words = ['right', 'wrong', ...mistakes[form]].map((word) => `[${word}]`).join(' ');
    mistakesHint.replaceChildren(text.mistakes, ' ', html('code', {}, words));
    take.disabled = made() === null;
  };
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const ask = made();
    if (!ask) return;
    app.edit((now) => ({ ...now, ask }));
    dialog.close();
  });
  remove.addEventListener('click', () => {
    app.edit((now) => ({ ...now, ask: null }));
    dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  root.append(dialog);
  show();
  dialog.showModal();
}

/** What is filled in, as the scene's question has it. */
function createFields(app: App) {
  const { scene } = app.state;
  const { runs } = app.derived;
  const before = scene.ask;
  const kinds = askKinds.filter((kind) => isAsked(kind, scene));
  const fields = {
    kind: select(kinds.map((value) => [value, text.kinds[value]])),
    run: select(runs.map(({ index, label }) => [String(index), label])),
    step: html('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off' }),
    goal: html('input', { type: 'text', autocomplete: 'off' }),
    question: html('input', { type: 'text', maxlength: askLimits.question, autocomplete: 'off' }),
    explanation: html('textarea', { rows: 3, maxlength: askLimits.explanation }),
    sure: html('input', { type: 'checkbox' }),
  };
  fields.sure.checked = before?.sure === true;
  fields.kind.value = before && kinds.includes(before.kind) ? before.kind : kinds[0]!;
  fields.run.value = String(before?.run ?? runs[0]?.index ?? 0);
  fields.step.value = formatShort(before?.step ?? Math.min(50, scene.steps));
  fields.goal.value = formatShort(before?.goal ?? 0.01);
  fields.question.value = before?.question ?? '';
  fields.explanation.value = before?.explanation ?? '';
  return fields;
}

/** The question that the fields say, and in sentences what of them cannot be taken. */
function readFields(fields: ReturnType<typeof createFields>, problems: string[]): Ask | null {
  const number = (box: HTMLInputElement) => {
    const value = numberTyped(box.value);
    return Number.isNaN(value) ? box.value : value;
  };
  const chosen = fields.kind.value as AskKind;
  return kindOfAsk.restore(
    {
      kind: chosen,
      ...(isOfOneRun(chosen) && { run: Number(fields.run.value) }),
      ...(hasStep(chosen) && { step: number(fields.step) }),
      ...(hasGoal(chosen) && { goal: number(fields.goal) }),
      sure: fields.sure.checked,
      question: fields.question.value,
      explanation: fields.explanation.value,
    },
    null,
    { name: 'question', where: 'ask', report: (_, sentence) => problems.push(sentence) },
  );
}

function select(options: readonly (readonly [value: string, label: string])[]): HTMLSelectElement {
  return html('select', {}, ...options.map(([value, label]) => html('option', { value }, label)));
}

function row(name: string, control: HTMLElement): HTMLElement {
  return html('label', { class: 'ask-row' }, html('span', {}, name), control);
}
