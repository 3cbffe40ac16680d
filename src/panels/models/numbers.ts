import { offPlane, percent } from '../../app/models/plane-words.ts';
import type { Frame, ModelView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { models as text } from '../../text/en/models.ts';
import { html } from '../../ui/dom.ts';
import { createSwatch } from '../../ui/swatch.ts';

/** Rows of a table whose right answers are counted at every step, at most. */
const MOST_TESTED = 1000;

/** The runs' numbers at the step: a row a run. */
export function createNumbers() {
  const head = html('tr', {});
  const body = html('tbody', {});
  const table = html(
    'table',
    { class: 'model-numbers' },
    html('caption', { class: 'visually-hidden' }, text.picture.numbers),
    html('thead', {}, head),
    body,
  );

  const show = (frame: Frame, view: ModelView) => {
    const { state, derived } = frame;
    const { model } = view;
    // Of many rows to train with the loss is enough to compute at every step.
    const tested = [model.train, model.test].flatMap((table) =>
      model.classes > 0 && table && table.targets.length <= MOST_TESTED ? [table] : [],
    );
    const names = [
      text.picture.run,
      text.picture.trainLoss,
      ...(model.testLoss ? [text.picture.testLoss] : []),
      ...tested.map((table) => (table === model.train ? text.picture.trainRight : text.picture.testRight)),
      text.picture.offPlane,
      text.picture.share,
    ];
    head.replaceChildren(...names.map((name) => html('th', { scope: 'col' }, name)));
    const { step } = state.playhead;
    body.replaceChildren(
      ...derived.runs.map((run) => {
        const row = Math.min(step, run.run.steps);
        const parameters = view.at(run.index, step);
        const swatch = createSwatch();
        swatch.show(run.look);
        const values = [
          formatNumber(run.run.losses[row]!, 3),
          ...(model.testLoss && parameters ? [formatNumber(model.testLoss.value(parameters), 3)] : []),
          ...tested.map((rows) => (parameters && percent(model.accuracy(parameters, rows))) ?? ''),
          offPlane(frame, run),
          percent(view.share(run.index, row)) ?? '–',
        ];
        return html(
          'tr',
          run.index === state.selected ? { class: 'is-selected' } : {},
          html('th', { scope: 'row' }, swatch.element, ` ${run.label}`),
          ...values.map((value) => html('td', {}, value)),
        );
      }),
    );
  };
  return { element: table, show };
}
