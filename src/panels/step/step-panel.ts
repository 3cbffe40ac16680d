import type { Average } from '../../core/run/average.ts';
import { explainStep, openStage } from '../../app/anatomy.ts';
import { selectedRun } from '../../app/drawn-runs.ts';
import type { App } from '../../app/app.ts';
import { copyText } from '../../ui/clipboard.ts';
import { namesOf } from '../../app/run-names.ts';
import { partColors } from '../../ui/part-colors.ts';
import type { AppView, Frame, Palette, State } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { panels } from '../../text/en/panels.ts';
import { step as text } from '../../text/en/step.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { lateCode } from '../../ui/late-code.ts';
import type { Slot } from '../../ui/panel.ts';
import { shownName } from '../../app/surface-name.ts';
import { createArrowKey } from './arrow-key.ts';
import { createEquation } from './equation.ts';
import { createFormulaBlock } from './formula-block.ts';
import { createMathSetter, type MathSetter } from './math.ts';
import { stageSentence } from './step-sentences.ts';
import { createStepTools } from './step-tools.ts';

/** Explains the selected optimizer's step: formula, rule, numbers, stages, the key of its arrows. */
export function createStepPanel(slot: Slot, app: App): AppView {
  const math = createMathSetter();
  const formula = createFormulaBlock(math, () => app.invalidate());
  const tools = createStepTools(app);
  const equation = createEquation(math, app);
  const average = createAverage(math, app);
  const key = createArrowKey(math, app);
  const typed = html('p', { class: 'step-typed', hidden: true });
  const message = html('p', { class: 'step-message', hidden: true });
  const speech = createSpeech();
  const explained = html(
    'div',
    {},
    tools.element,
    equation.element,
    average.element,
    key.element,
    copyButton(app),
  );
  const element = html(
    'div',
    { class: 'step-panel' },
    typed,
    formula.element,
    message,
    explained,
    speech.element,
  );
  slot.body.append(element);

  // What is out of sight is not drawn: a folded panel costs nothing, and KaTeX is loaded when it is first seen.
  let visible = false;
  const sight = new IntersectionObserver(([entry]) => {
    visible = entry?.isIntersecting ?? false;
    if (!visible) return;
    math.load(() => app.invalidate());
    app.invalidate();
  });
  sight.observe(element);

  let palette: Palette | null = null;
  let revealed: number | null = null;

  return {
    draw(frame) {
      const { state, derived } = frame;
      // In its place stands what the model does.
      if (derived.model) return;
      const view = selectedRun({ state, derived });
      setText(slot.title, view ? text.title(view.label) : text.title(nameOf(state)));
      setText(slot.note, text.note(String(state.playhead.step), String(state.scene.steps)));
      if (state.palette !== palette) {
        ({ palette } = state);
        colorParts(element, palette);
      }
      const wrong = Boolean(state.draft?.mistake);
      typed.hidden = !wrong;
      setText(typed, wrong ? panels.notShown(shownName(frame)) : '');
      const shown = explainStep(state, derived);
      explained.hidden = shown === null;
      message.hidden = shown?.isRun ?? false;
      if (shown && !shown.isRun) setText(message, text.notRun);
      if (!shown) {
        setText(message, messageFor(frame));
        if (visible) formula.draw(derived.loss);
        speech.say(state.stage === null ? null : messageFor(frame), derived);
        return;
      }
      const { anatomy, marks } = shown;
      const names = derived.surface.variables.map(symbolText);
      const stage = openStage(state, anatomy);
      if (stage !== null)
        speech.say(
          `${text.opened(shown.view.label, String(state.playhead.step))} ${stageSentence(anatomy, marks, stage, names)}`,
          derived,
        );
      else speech.say(null, derived);
      const turned = stage !== revealed;
      revealed = stage;
      // Opened by its key while it is scrolled out of sight: it comes into sight, and is drawn then.
      if (!visible && turned && stage !== null) element.scrollIntoView({ block: 'nearest' });
      if (!visible) return;
      formula.draw(derived.loss);
      tools.draw(anatomy, stage);
      equation.draw(anatomy, shown.view.label, stage, !state.playhead.playing, names);
      average.draw(shown.view.setting.average);
      // Of a step that is not taken no arrows are drawn until it is opened: nothing is told of them.
      key.element.hidden = !shown.isRun && stage === null;
      key.draw(marks, shown.view);
      equation.light(state.lit);
      key.light(state.lit);
      if (turned && stage !== null) equation.reveal(stage);
      setAttribute(element, 'data-open', String(stage !== null));
    },
    dispose() {
      sight.disconnect();
      element.remove();
    },
  };
}

/** What is said of the average of a run that has one, by code that comes with the first of them. */
function createAverage(math: MathSetter, app: App) {
  const element = html('div');
  let drawLine: ((average: Average | undefined) => void) | null = null;
  let isAsked = false;
  return {
    element,
    draw(average: Average | undefined) {
      drawLine?.(average);
      if (!average || isAsked) return;
      isAsked = true;
      const load = async () => {
        const line = (await import('./average-line.ts')).createAverageLine(math);
        element.append(line.element);
        drawLine = line.draw;
        app.invalidate();
      };
      load().catch(() => (isAsked = false));
    },
  };
}

/** The button that copies the shown step as TeX. */
function copyButton(app: App): HTMLElement {
  const copy = html('button', { type: 'button', class: 'step-copy' }, text.copy);
  const writing = lateCode(() => import('../../core/run/equation-tex.ts'));
  const prepare = () => void writing.load().catch(() => {});
  // A browser lets a click copy that waits for nothing: the code is here by then.
  for (const hint of ['pointerenter', 'focus']) copy.addEventListener(hint, prepare);
  copy.addEventListener('click', async () => {
    const shown = explainStep(app.state, app.derived);
    const code = shown && (await writing.load().catch(() => null));
    const isCopied = code && (await copyText(code.equationTex(shown.anatomy)));
    if (shown) setText(copy, isCopied ? text.copied : text.notCopied);
  });
  const offer = () => setText(copy, text.copy);
  copy.addEventListener('pointerleave', offer);
  copy.addEventListener('blur', offer);
  return copy;
}

/** Says the stage when it has changed; a closed step is silent, and so is one that is gone with its run. */
function createSpeech() {
  const element = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  let spoken: string | null = null;
  let spokenOf: Frame['derived']['runs'] | null = null;
  return {
    element,
    say(sentence: string | null, { runs }: Frame['derived']) {
      const gone = sentence === null && runs !== spokenOf;
      spokenOf = runs;
      if (gone) setText(element, '');
      else if (sentence !== spoken) setText(element, sentence ?? text.closed);
      spoken = sentence;
    },
  };
}

function colorParts(element: HTMLElement, palette: Palette): void {
  for (const [part, color] of Object.entries(partColors[palette]))
    element.style.setProperty(`--part-${part}`, color);
}

/** The name of the selected optimizer, also of one that is off. */
function nameOf({ scene, selected }: State): string {
  return namesOf(scene.optimizers)[selected]?.label ?? '';
}

/** Why there is no step to show. */
function messageFor({ state, derived }: Frame): string {
  const view = selectedRun({ state, derived });
  if (!view) {
    const name = nameOf(state);
    return name === '' ? text.none : text.off(name);
  }
  const { label, run } = view;
  if (!run.end) return '';
  return run.steps === 0 && run.end.step === 0 ? text.endedStart(label, run.end) : text.ended(label, run.end);
}
