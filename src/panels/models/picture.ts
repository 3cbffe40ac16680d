import type { App } from '../../app/app.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import type { AppView, Frame, ModelView } from '../../app/state.ts';
import { models as text } from '../../text/en/models.ts';
import { step as stepText } from '../../text/en/step.ts';
import type { Slot } from '../../ui/panel.ts';
import { watchWidth } from './canvas.ts';
import { createDataPicture } from './data-picture.ts';
import { createLastPicture } from './last-picture.ts';
import { createNumbers } from './shown-numbers.ts';
import { createOwnPictures } from './own-pictures.ts';
import { ownViews } from './own-views.ts';
import { createPrepared } from './prepared.ts';
import { createStepBlock } from './step-block.ts';
import { createUnits } from './units.ts';

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

/**
 * What a model's parameters do at the step: of the selected optimizer, the others as thin lines; and the runs' numbers.
 *
 * @param isWhole with the step that comes, scenes to open and the model's source
 */
export function createModelPicture(slot: Slot, app: App, isWhole = true): AppView {
  const canvas = html('canvas', { class: 'model-canvas', role: 'img' });
  const remark = html('p', { class: 'model-remark' });
  const numbers = createNumbers();
  const missing = html('p', { class: 'model-remark model-source' }, text.missing);
  const source = html('p', { class: 'model-remark model-source' });
  const box = html('div', { class: 'model-box' }, canvas);
  const prepared = createPrepared();
  const steps = createStepBlock(app);
  const units = createUnits(app);
  const element = html(
    'div',
    { class: 'model-picture', hidden: true },
    ...(isWhole ? [units.element] : []),
    box,
    remark,
    ...(isWhole ? [steps.element] : []),
    numbers.element,
    ...(isWhole ? [prepared.element, source, missing] : []),
  );
  slot.body.append(element);

  const width = watchWidth(box, () => {
    last.forget();
    app.invalidate();
  });

  const last = createLastPicture();
  const own = createOwnPictures(app, {
    after: (view) => box.after(view),
    choose: steps.choose,
    notFetched: () => setText(remark, text.picture.notFetched),
    forget: () => last.forget(),
  });
  const data = createDataPicture(element, canvas, app);

  return {
    draw(frame) {
      const { state, derived } = frame;
      const { model } = derived;
      element.hidden = !model || !state.scene.model;
      if (!model || element.hidden) {
        last.forget();
        return;
      }
      steps.light(state.lit);
      if (last.shows(frame, model)) return;
      last.took(frame, model);
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
      own.show(frame, model, selected);
      if (!box.hidden) data.draw(frame, model, selected, width.now);
      if (isWhole) units.show(frame, model);
      steps.show(frame, model, selected);
      numbers.show(frame, model);
    },
    dispose() {
      width.dispose();
      data.dispose();
      own.dispose();
      steps.dispose();
      element.remove();
    },
  };
}
