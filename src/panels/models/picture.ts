import type { App } from '../../app/app.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { offPlane, percent } from '../../app/models/plane-words.ts';
import { colorsOfClasses } from '../../ui/class-signs.ts';
import { createSwatch } from '../../ui/swatch.ts';
import type { AppView, Frame, ModelView, RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { models as text } from '../../text/en/models.ts';
import { step as stepText } from '../../text/en/step.ts';
import { memo } from '../../app/memo.ts';
import type { Model, ModelPicture } from '../../core/models/types.ts';
import type { Slot } from '../../ui/panel.ts';
import { drawBoundary, drawPoints, drawShares, type Extent, extentOf } from './boundary.ts';
import { begin, inkAt, watchWidth } from './canvas.ts';
import { dataOf } from './data-dialog.ts';
import { createPointDrag, drawRing, fitHandles, pointHandles } from './drag-points.ts';
import { drawFit, fitScales, pointsOf } from './fit.ts';
import { type OwnView, ownViews } from './own-views.ts';
import { createPrepared } from './prepared.ts';
import { createStepBlock } from './step-block.ts';

/** What a picture of data shows, in sentences. */
function wordsOf({ state, derived }: Frame, { entry, model }: ModelView, name: string): string {
  const isHeldBack = model.test !== null;
  if (entry.picture === 'boundary') {
    const others = derived.runs.length > 1 ? text.picture.others : '';
    return `${text.picture.boundary(name, String(model.classes), isHeldBack)} ${others}`;
  }
  const { data } = state.scene.model ?? {};
  const own = data ? { over: data.columns[0] ?? '', target: data.columns.at(-1) ?? '' } : null;
  return `${text.picture.fit(name, own, isHeldBack)} ${text.picture.residuals(name)}.`;
}

/** Rows of a table whose right answers are counted at every step, at most. */
const MOST_TESTED = 1000;

/** Rows of runs of which a first picture is taken while they grow. */
const FEW = 64;

/** Where a run is at the step: its parameters and the numbers that are said of it. */
type Place = readonly unknown[];

function placesOf(runs: readonly RunView[], view: ModelView, step: number): readonly Place[] {
  return runs.map(({ index, label, look, run, distances }): Place => {
    const row = Math.min(step, run.steps);
    const { buffer, byteOffset } = view.at(index, step) ?? {};
    return [index, label, look, buffer, byteOffset, run.losses[row], distances?.[row]];
  });
}

function isSamePlaces(a: readonly Place[], b: readonly Place[]): boolean {
  return (
    a.length === b.length && a.every((place, k) => place.every((value, i) => Object.is(value, b[k]![i])))
  );
}

const rowsOf = (runs: readonly RunView[]) => Math.min(...runs.map(({ run }) => run.steps + 1));

/** Whether no run grows towards the step. */
function isThere(runs: readonly RunView[], step: number): boolean {
  return runs.every(({ run }) => run.steps >= step || run.divergedAt !== null);
}

/**
 * What a model's parameters do at the step: of the selected optimizer, the others as thin lines; and the runs' numbers.
 *
 * @param isWhole with the step that comes, scenes to open and the model's source
 */
export function createModelPicture(slot: Slot, app: App, isWhole = true): AppView {
  const canvas = html('canvas', { class: 'model-canvas', role: 'img' });
  const context = canvas.getContext('2d');
  const remark = html('p', { class: 'model-remark' });
  const head = html('tr', {});
  const body = html('tbody', {});
  const table = html(
    'table',
    { class: 'model-numbers' },
    html('caption', { class: 'visually-hidden' }, text.picture.numbers),
    html('thead', {}, head),
    body,
  );
  const missing = html('p', { class: 'model-remark model-source' }, text.missing);
  const source = html('p', { class: 'model-remark model-source' });
  const box = html('div', { class: 'model-box' }, canvas);
  const prepared = createPrepared();
  const steps = createStepBlock(app);
  const element = html(
    'div',
    { class: 'model-picture', hidden: true },
    box,
    remark,
    ...(isWhole ? [steps.element] : []),
    table,
    ...(isWhole ? [prepared.element, source, missing] : []),
  );
  slot.body.append(element);

  const width = watchWidth(box, () => {
    last = null;
    app.invalidate();
  });

  let last: { frame: Frame; places: readonly Place[]; rows: number } | null = null;
  const isSameAs = ({ state, derived }: Frame, model: ModelView): boolean => {
    if (!last) return false;
    const before = last.frame;
    const isOfSame =
      before.derived.model?.model === model.model &&
      before.derived.model.seen === model.seen &&
      before.state.selected === state.selected &&
      before.state.palette === state.palette &&
      before.state.picked === state.picked &&
      before.state.playhead.playing === state.playhead.playing &&
      before.state.playhead.step === state.playhead.step;
    if (!isOfSame) return false;
    // A picture of a step that is not there yet is taken now and then: it costs more than all else that is drawn meanwhile.
    if (model.progress && !isThere(derived.runs, state.playhead.step))
      return rowsOf(derived.runs) < 2 * last.rows;
    return (
      isSamePlaces(last.places, placesOf(derived.runs, model, state.playhead.step)) &&
      (before.derived.model.progress === null) === (model.progress === null) &&
      (before.derived.model.losses === null) === (model.losses === null)
    );
  };

  const views = new Map<ModelPicture, OwnView | 'loading'>();
  /** The picture that could not be fetched, of which model and selection: it is tried again with the next. */
  let missed: { readonly model: Model; readonly selection: number } | null = null;
  const fetchOwn = async (
    picture: ModelPicture,
    load: NonNullable<(typeof ownViews)[ModelPicture]>,
    model: Model,
    selection: number,
  ) => {
    views.set(picture, 'loading');
    missed = null;
    try {
      const create = await load();
      if (isDisposed) return;
      const made = create(app, steps.choose);
      views.set(picture, made);
      box.after(made.element);
    } catch {
      views.delete(picture);
      missed = { model, selection };
    }
    last = null;
    app.invalidate();
  };
  const showOwn = (frame: Frame, view: ModelView, selected: RunView | undefined) => {
    const { picture } = view.entry;
    for (const [kind, other] of views) if (other !== 'loading') other.element.hidden = kind !== picture;
    const load = ownViews[picture];
    const known = views.get(picture);
    if (!load || known === 'loading') return;
    const { selected: selection } = frame.state;
    if (known) known.show(frame, view, selected);
    else if (missed?.model === view.model && missed.selection === selection)
      setText(remark, text.picture.notFetched);
    else void fetchOwn(picture, load, view.model, selection);
  };
  let isDisposed = false;

  const drag = createPointDrag(canvas, app);
  let extent: Extent | null = null;
  // Of up to thousands of rows, which stay as they are from step to step.
  const data = memo(dataOf);
  const pointsIn = memo(({ train, test }: Model) => pointsOf(train, test));
  const extentIn = memo(({ train, test }: Model) => extentOf([train, test]));

  const drawPicture = ({ state, derived }: Frame, view: ModelView, selected: RunView | undefined) => {
    if (!context || width.now === 0) return;
    const { model, entry } = view;
    const height = entry.picture === 'boundary' ? Math.min(width.now, 320) : Math.round(width.now * 0.86);
    const across = entry.picture === 'boundary' ? height : width.now;
    begin(context, across, height);
    const ink = { ...inkAt(element, state.palette), classes: colorsOfClasses(state.palette) };
    const { step } = state.playhead;
    if (entry.picture === 'fit') {
      const fits = derived.runs.flatMap((run) => {
        const parameters = view.at(run.index, step);
        return parameters ? [{ color: run.look.color, isSelected: run === selected, parameters }] : [];
      });
      const points = pointsIn(model);
      drawFit(context, model, points, fits, across, height, ink);
      const handles = fitHandles(data(model), model.train.targets.length, fitScales(points, across, height));
      drag.show(handles);
      if (state.picked !== null) drawRing(context, handles, state.picked, ink.ink);
      return;
    }
    // The picture stays where it is while a point is dragged.
    if (!drag.isHeld || !extent) extent = extentIn(model);
    const handles = pointHandles(model, data(model), extent, height);
    drag.show(handles);
    const own = selected && view.at(selected.index, step);
    if (own) drawShares(context, model, own, extent, height, ink);
    for (const run of derived.runs) {
      const parameters = view.at(run.index, step);
      if (!parameters) continue;
      context.strokeStyle = run.look.color;
      context.lineWidth = run === selected ? 2.2 : 1;
      drawBoundary(context, model, parameters, extent, height);
    }
    if (model.test) drawPoints(context, model.test, extent, height, true, ink);
    drawPoints(context, model.train, extent, height, false, ink);
    if (state.picked !== null) drawRing(context, handles, state.picked, ink.ink);
  };

  const fillNumbers = (frame: Frame, view: ModelView) => {
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

  return {
    draw(frame) {
      const { state, derived } = frame;
      const { model } = derived;
      element.hidden = !model || !state.scene.model;
      if (!model || element.hidden) {
        last = null;
        return;
      }
      steps.light(state.lit);
      if (isSameAs(frame, model)) return;
      const { step } = state.playhead;
      const rows = model.progress ? rowsOf(derived.runs) : 0;
      last = { frame, places: placesOf(derived.runs, model, step), rows: Math.max(FEW, rows) };
      const selected = derived.runs.find(({ index }) => index === state.selected) ?? derived.runs[0];
      const name = selected?.label ?? '';
      setText(slot.note, stepText.note(String(state.playhead.step), String(state.scene.steps)));
      const none = state.scene.optimizers.some(({ on }) => on) ? text.waiting : text.picture.none;
      const title = selected ? text.picture.title(name) : none;
      setText(slot.title, title);
      const { picture } = model.entry;
      box.hidden = picture in ownViews;
      const words = box.hidden ? '' : wordsOf(frame, model, name);
      setAttribute(canvas, 'aria-label', selected ? words : title);
      const drags = box.hidden ? '' : text.picture.drag[picture === 'boundary' ? 'boundary' : 'fit'];
      setText(remark, `${selected ? words.trim() : ''} ${drags}`.trim());
      setText(source, text.source(model.entry.source));
      prepared.show(model.entry.id);
      showOwn(frame, model, selected);
      if (!box.hidden) drawPicture(frame, model, selected);
      steps.show(frame, model, selected);
      fillNumbers(frame, model);
    },
    dispose() {
      width.dispose();
      drag.dispose();
      isDisposed = true;
      for (const view of views.values()) if (view !== 'loading') view.dispose();
      element.remove();
    },
  };
}
