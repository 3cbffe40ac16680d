import type { App } from '../../app/app.ts';
import { percent } from '../../app/models/plane-words.ts';
import { nameIn, placeIn } from '../../app/models/seen-plane.ts';
import type { Frame, ModelView, RunView, State } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Model } from '../../core/models/types.ts';
import { componentAnatomy } from '../../core/run/component.ts';
import { models } from '../../text/en/models.ts';
import { html, setText } from '../../ui/dom.ts';
import { partColors } from '../../ui/part-colors.ts';
import { createEquation } from '../step/equation.ts';
import { createMathSetter } from '../step/math.ts';
import { watchWidth } from './canvas.ts';
import { createOpenedStage, titleOf } from './opened-stage.ts';

const text = models.step;

/** Components of a vector that are shown: at first, and where more are asked for. */
const FEW = 3;
const MORE = 24;
/** Names of parameters that are offered, at most. */
const OFFERED = 200;

/**
 * The update of a model's step: a data point's own gradient in words, and, once unfolded, the rule line by line with the length
 * and first components of each vector, or with the numbers of one parameter; opened, stage by stage.
 */
export function createStepBlock(app: App) {
  const math = createMathSetter();
  let shown = FEW;
  const equation = createEquation(math, app, () => shown, titleOf);
  const opened = createOpenedStage(app, math, () => width.now);
  let place: number | null = null;
  let last: { frame: Frame; view: ModelView; selected: RunView | undefined } | null = null;

  const { element: box, mistake, offer, say } = createParameterBox(app, (next) => choose(next));
  const more = html('button', { type: 'button', class: 'data-button' }, text.more);
  const waiting = html('p', { class: 'model-remark' });
  const summary = html('summary', {}, text.open);
  const fold = html(
    'details',
    { class: 'step-panel model-step' },
    summary,
    ...opened.elements,
    html('div', { class: 'model-step-row' }, box, more),
    mistake,
    waiting,
    equation.element,
  );
  const row = createRowBox(app);
  const element = html('div', { class: 'model-steps' }, row.line, row.said, fold);

  const width = watchWidth(element, () => again());

  const again = () => {
    if (last) show(last.frame, last.view, last.selected);
  };
  const choose = (next: number | null) => {
    place = next;
    mistake.hidden = true;
    again();
  };
  more.addEventListener('click', () => {
    shown = shown === FEW ? MORE : FEW;
    again();
  });
  fold.addEventListener('toggle', () => {
    if (!fold.open) return;
    math.load(again);
    again();
  });
  summary.addEventListener('click', () => {
    if (fold.open && app.state.stage !== null) app.setStage(null);
  });

  const showEquation = ({ state }: Frame, view: ModelView, selected: RunView | undefined) => {
    const { model, anatomy } = view;
    // Only of the run that is selected a step is opened.
    if (state.stage !== null && selected?.index === state.selected) fold.open = true;
    const { step, playing } = state.playhead;
    const isShown = selected && fold.open && step <= selected.run.steps;
    const whole = isShown ? anatomy(selected.index, step) : null;
    const stage = opened.show(whole, model, selected);
    element.classList.toggle('is-open', stage !== null);
    if (!fold.open) return;
    say(place === null ? '' : nameIn(model.parameters)(place));
    equation.element.hidden = !whole;
    waiting.hidden = whole !== null;
    if (!whole) setText(waiting, whyNone(state, view, selected));
    more.hidden = place !== null;
    setText(more, shown === FEW ? text.more : text.fewer);
    for (const [part, color] of Object.entries(partColors[state.palette]))
      fold.style.setProperty(`--part-${part}`, color);
    if (!whole || !selected) return;
    const own = place === null ? whole : componentAnatomy(whole, place);
    equation.draw(own, selected.label, stage, !playing, []);
    equation.light(state.lit);
    opened.reveal(fold);
  };

  const show = (frame: Frame, view: ModelView, selected: RunView | undefined) => {
    last = { frame, view, selected };
    const { model } = view;
    if (place !== null && place >= model.loss.dimension) place = null;
    offer(model);
    row.fit(model);
    row.show(frame, view, selected);
    showEquation(frame, view, selected);
  };

  return {
    element,
    show,
    dispose: () => width.dispose(),
    light: (lit: string | null) => {
      if (fold.open) equation.light(lit);
    },
    /** Shows the equations with the numbers of one parameter. */
    choose(next: number) {
      fold.open = true;
      choose(next);
      fold.scrollIntoView({ block: 'nearest' });
    },
  };
}

/** Why no update is shown. */
function whyNone({ scene }: State, { anatomy }: ModelView, selected: RunView | undefined): string {
  if (selected && anatomy(selected.index, 0)) return text.ended;
  return scene.optimizers.some(({ on }) => on) ? text.recording : text.noRun;
}

/**
 * The name of a parameter, and names that are offered.
 *
 * @param choose takes its place; null for all
 */
function createParameterBox(app: App, choose: (place: number | null) => void) {
  const mistake = html('p', { class: 'model-remark', role: 'alert', hidden: true });
  const list = html('datalist', { id: 'model-parameter-names' });
  const parameter = html('input', {
    type: 'text',
    list: list.id,
    maxlength: 60,
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: text.all,
    title: text.parameterMeaning,
  });
  let named: Model | null = null;
  const offer = (model: Model) => {
    if (named === model) return;
    named = model;
    const name = nameIn(model.parameters);
    const count = model.loss.dimension;
    const stride = Math.ceil(count / OFFERED);
    list.replaceChildren(
      ...Array.from({ length: Math.ceil(count / stride) }, (_, i) =>
        html('option', { value: name(i * stride) }),
      ),
    );
  };
  parameter.addEventListener('change', () => {
    const { model } = app.derived.model ?? {};
    if (!model) return;
    const typed = parameter.value.trim();
    const found = typed === '' ? null : placeIn(model.parameters, model.loss.dimension, typed);
    mistake.hidden = typed === '' || found !== null;
    setText(mistake, models.noParameter(typed.slice(0, 40)));
    if (mistake.hidden) choose(found);
  });
  return {
    element: html('label', {}, `${text.parameter} `, parameter, list),
    mistake,
    offer,
    /** Shows a name where none is being typed. */
    say(name: string): void {
      if (document.activeElement !== parameter) parameter.value = name;
    },
  };
}

/** The row of the data whose own gradient is told. */
function createRowBox(app: App) {
  const row = html('input', {
    type: 'number',
    min: 1,
    step: 1,
    placeholder: text.none,
    title: text.rowMeaning,
  });
  const said = html('p', { class: 'model-remark model-row', 'aria-live': 'polite' });
  const rowLine = html('div', { class: 'model-step-row' }, html('label', {}, `${text.row} `, row));
  row.addEventListener('change', () => {
    const at = Math.round(row.valueAsNumber) - 1;
    const rows = app.derived.model?.model.train.targets.length ?? 0;
    app.pick(at >= 0 && at < rows ? at : null);
  });
  return {
    line: rowLine,
    said,
    fit({ train, loss }: Model): void {
      row.max = String(train.targets.length);
      rowLine.hidden = !loss.rowGradient;
    },
    show(frame: Frame, view: ModelView, selected: RunView | undefined): void {
      const { picked } = frame.state;
      if (document.activeElement !== row) row.value = picked === null ? '' : String(picked + 1);
      setText(said, selected ? rowSentence(frame, view, selected) : '');
    },
  };
}

/** What the picked row's own gradient is at the step, or why there is none; nothing where none is picked. */
function rowSentence({ state }: Frame, view: ModelView, run: RunView): string {
  const { step, model } = view;
  const { index, label } = run;
  const { picked, playhead } = state;
  if (picked === null) return '';
  const own = step(index, playhead.step, picked)?.row;
  if (!own) return whyNone(state, view, run);
  const target = model.train.targets[own.row]!;
  const isClass = model.classes > 0;
  const what = text.rowIs(String(own.row + 1), isClass, isClass ? String(target) : formatNumber(target, 3));
  const long = text.rowLength(formatNumber(own.length, 3), percent(1 - own.off) ?? '');
  const part = own.isInBatch
    ? text.rowShare(percent(own.share) ?? '', String(own.batch), model.loss.minibatches !== undefined, label)
    : text.rowNot(String(own.batch), label);
  return `${what} ${long} ${part}`;
}
