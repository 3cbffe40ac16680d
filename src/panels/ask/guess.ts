import type { App, Pointing } from '../../app/app.ts';
import { askedGround } from '../../app/asked-ground.ts';
import { namedRuns } from '../../app/asked-runs.ts';
import { memo } from '../../app/memo.ts';
import type { Asked, Frame } from '../../app/state.ts';
import type { AskedGround } from '../../core/ask/answer.ts';
import type { Ask } from '../../core/ask/ask.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';
import { choices, createGuessField } from './guess-field.ts';
import type { GuessField } from './number-boxes.ts';

/** Where the guess is made: its field, and how sure it is. @param points whether a place can be pointed at on the stage */
export function createGuess(app: App, points: boolean) {
  const place = html('div', { class: 'ask-guess' });
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
  const unsay = () => {
    isSure = null;
    sureness.check(-1);
  };

  const groundOf = memo((loss: Frame['derived']['loss'], critical: Frame['derived']['critical']) =>
    askedGround({ loss, critical }),
  );
  /** Made anew when what is in it would be another. */
  const showField = memo((ask: Ask, _labels: string, _variables: string, _minima: string) => {
    field =
      last && createGuessField(app, last, groundOf(last.derived.loss, last.derived.critical).minima, points);
    unsay();
    place.replaceChildren(...(field ? [field.element] : []), ...(ask.sure ? [sureness.element] : []));
  });
  /** Places that are pointed at go to the field; what stands in the way of drawing makes way for it. */
  const give = (by: Pointing | null) => {
    app.takePlaces(by);
    const { dataset } = document.documentElement;
    if (by?.draws) dataset['drawing'] = '';
    else delete dataset['drawing'];
  };

  return {
    element: place,
    get isSure() {
      return isSure;
    },
    /** What to do, in a sentence; null where there is no field. */
    get hint() {
      return field && field.hint;
    },
    /** Makes the field of a question. @param within the question as its scene can answer it; returns the ground it is of */
    prepare(frame: Frame, asked: Ask, within: Ask): AskedGround {
      last = frame;
      const { loss, critical, surface } = frame.derived;
      const labels = namedRuns(frame)
        .map(({ index, label }) => `${index} ${label}`)
        .join('\n');
      const ground = groundOf(loss, critical);
      showField(
        asked,
        labels,
        surface.variables.slice(0, loss.dimension).join(' '),
        within.kind === 'minimum' ? ground.minima.join(' ') : '',
      );
      return ground;
    },
    /** What a room has shown stays beside the answer. */
    lay(isOpen: boolean): void {
      place.hidden = !isOpen && !field?.hands?.any;
      place.toggleAttribute('data-over', !isOpen);
    },
    show: (guess: Asked['guess']) => field?.show(guess),
    takePlaces: (on: boolean) => give(on ? (field?.pointing ?? null) : null),
    /** For the next guess. */
    renew(): void {
      field?.hands?.clear();
      unsay();
    },
    focus: () => field?.element.querySelector<HTMLElement>('input, button')?.focus(),
  };
}
