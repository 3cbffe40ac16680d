import { offPlane, percent } from '../../app/models/plane-words.ts';
import type { Frame, ModelView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { models } from '../../text/en/models.ts';
import { html } from '../../ui/dom.ts';
import { createSwatch } from '../../ui/swatch.ts';

const { picture: text } = models;

/** Rows of a table whose right answers are counted at every step, at most. */
const MOST_TESTED = 1000;

/** What is said of the rows to train with and, on a line of its own, of those held back; both in one cell, for side by side they have no room. */
function lines(said: readonly string[]): HTMLElement[] {
  return said.map((line, i) => html('span', i === 0 ? {} : { class: 'of-held-back' }, line));
}

/** Every run's numbers at the step: its losses, how much it answers right, how far it is from the plane. */
export function createNumbers(): {
  readonly element: HTMLElement;
  show(frame: Frame, view: ModelView): void;
} {
  const head = html('tr', {});
  const body = html('tbody', {});
  const element = html(
    'table',
    { class: 'model-numbers' },
    html('caption', { class: 'visually-hidden' }, text.numbers),
    html('thead', {}, head),
    body,
  );
  const show = (frame: Frame, view: ModelView) => {
    const { state, derived } = frame;
    const { train, test, testLoss, classes, accuracy } = view.model;
    // Of many rows to train with the loss is enough to compute at every step.
    const tested = [train, test].flatMap((table) =>
      classes > 0 && table && table.targets.length <= MOST_TESTED ? [table] : [],
    );
    const rightOf = tested.map((table) => (table === train ? text.training : text.heldBack));
    const names = [
      [text.run],
      testLoss ? [`${text.loss}, ${text.training}`, text.heldBack] : [text.loss],
      ...(tested.length > 0 ? [[`${text.right}, ${rightOf[0]!}`, ...rightOf.slice(1)]] : []),
      [text.offPlane],
      [text.share],
    ];
    head.replaceChildren(...names.map((name) => html('th', { scope: 'col' }, ...lines(name))));
    const { step } = state.playhead;
    body.replaceChildren(
      ...derived.runs.map((run) => {
        const row = Math.min(step, run.run.steps);
        const parameters = view.at(run.index, step);
        const swatch = createSwatch();
        swatch.show(run.look);
        const losses = [
          run.run.losses[row]!,
          ...(testLoss && parameters ? [testLoss.value(parameters)] : []),
        ];
        const right = tested.map((table) => (parameters && percent(accuracy(parameters, table))) ?? '');
        const values = [
          losses.map((loss) => formatNumber(loss, 3)),
          ...(right.length > 0 ? [right] : []),
          [offPlane(frame, run)],
          [percent(view.share(run.index, row)) ?? '–'],
        ];
        return html(
          'tr',
          run.index === state.selected ? { class: 'is-selected' } : {},
          html('th', { scope: 'row', title: run.label }, swatch.element, ` ${run.label}`),
          ...values.map((value) => html('td', {}, ...lines(value))),
        );
      }),
    );
  };
  return { element, show };
}
