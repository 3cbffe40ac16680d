import { openStage } from '../../app/anatomy.ts';
import type { App } from '../../app/app.ts';
import type { RunView } from '../../app/state.ts';
import type { Model } from '../../core/models/types.ts';
import type { Anatomy, AnatomyStage } from '../../core/run/anatomy.ts';
import { rounds as text } from '../../text/en/rounds.ts';
import { step as stepText } from '../../text/en/step.ts';
import { html, setText } from '../../ui/dom.ts';
import { stageTitle } from '../step/equation.ts';
import type { MathSetter } from '../step/math.ts';
import { lineSentence } from '../step/step-sentences.ts';
import { createStepTools } from '../step/step-tools.ts';
import { pageInk } from './canvas.ts';
import { createRounds } from './rounds.ts';

/** What a stage of a model's step is called. */
export const titleOf = (stage: AnatomyStage): string =>
  stage.round === undefined ? stageTitle(stage) : text.title(stage.round);

/**
 * Opens a model's step and goes through its stages, each of which is said, with what a round does to matrices.
 *
 * @param width of what it stands in
 */
export function createOpenedStage(app: App, math: MathSetter, width: () => number) {
  const tools = createStepTools(app, titleOf);
  const rounds = createRounds(math);
  const live = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  let last: number | null = null;
  let revealed: number | null = null;

  return {
    elements: [tools.element, rounds.element, live],
    /** Brings what is new of it into sight: all of it when it is opened. @param fold in which it stands */
    reveal(fold: HTMLElement): void {
      if (last !== null && revealed === null) tools.element.scrollIntoView({ block: 'start' });
      else if (last !== revealed) fold.scrollIntoView({ block: 'nearest' });
      revealed = last;
    },
    /** @returns the stage that is open */
    show(whole: Anatomy | null, model: Model, selected: RunView | undefined): number | null {
      const { state } = app;
      const isOwn = selected !== undefined && selected.index === state.selected;
      const stage = whole && isOwn ? openStage(state, whole) : null;
      const open = stage === null ? undefined : whole?.stages[stage];
      tools.element.hidden = !whole || !isOwn;
      if (whole) tools.draw(whole, stage);
      const said = rounds.show(model, open?.round === undefined ? undefined : open.lines[0], {
        color: selected?.look.color ?? '',
        ink: pageInk(rounds.element, state.palette),
        width: width(),
      });
      if (open && whole && selected && stage !== null) {
        const sentences = said || open.lines.map((line) => lineSentence(line)).join(' ');
        const [nth, of] = [String(stage + 1), String(whole.stages.length)];
        const at = stepText.opened(selected.label, String(state.playhead.step));
        setText(live, `${at} ${stepText.stage(nth, of, titleOf(open), sentences)}`);
      } else if (last !== null) setText(live, stepText.closed);
      last = stage;
      if (stage === null) revealed = null;
      return stage;
    },
  };
}
