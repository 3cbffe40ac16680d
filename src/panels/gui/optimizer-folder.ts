import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import type { RunNaming } from '../../app/run-names.ts';
import type { Frame, Look } from '../../app/state.ts';
import type { Hyperparameter, OptimizerEntry } from '../../core/optimizers/types.ts';
import { ruleOf, TYPED_ID } from '../../core/optimizers/registry.ts';
import type { HyperparameterValues } from '../../core/optimizers/types.ts';
import { followingKeys } from '../../core/scene/suggest.ts';
import { panels } from '../../text/en/panels.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { icon, type IconName } from '../../ui/icons.ts';
import { sliderScale } from '../typed-number.ts';
import { createSwatch } from '../../ui/swatch.ts';
import { addFolder } from './folder.ts';
import { NumberRow, type SliderMark } from './number-row.ts';
import type { Row } from './row.ts';
import { addIdentityRows } from './identity-rows.ts';
import { addScheduleRows } from './schedule-rows.ts';
import { SwitchRow } from './switch-row.ts';

const text = panels.controls;

export interface OptimizerFolder {
  readonly folder: GUI;
  /** Shows the setting's values, and how its run is told from the others. */
  refresh(naming: RunNaming, look: Look): void;
  /** Shows what is of the step: the marks on sliders. */
  refreshMarks(frame: Frame): void;
}

/**
 * The folder of one optimizer of the scene, made from its rule's row in the registry alone. `initial` are the
 * values that a double-click sets back to.
 */
export function addOptimizerFolder(
  gui: GUI,
  app: App,
  index: number,
  entry: OptimizerEntry,
  initial: () => HyperparameterValues,
): OptimizerFolder {
  const folder = addFolder(gui, entry.name);
  const swatch = createSwatch();
  const name = html('span', { dir: 'auto' });
  const told = html('span', { class: 'folder-told' });
  folder.$title.replaceChildren(swatch.element, html('span', { class: 'folder-name' }, name, ' ', told));

  const on = html('input', { type: 'checkbox' });
  on.addEventListener('change', () => app.setOptimizer(index, (setting) => ({ ...setting, on: on.checked })));
  const duplicate = actionButton('copy', () => app.duplicateOptimizer(index));
  const remove = actionButton('close', () => app.removeOptimizer(index));
  const actions = html(
    'div',
    { class: 'folder-actions' },
    duplicate,
    remove,
    html('label', { class: 'folder-switch' }, on),
  );
  folder.$title.after(actions);
  folder.domElement.classList.add('optimizer');

  const [own, rare] = [false, true].map((isRareOne) =>
    entry.hyperparameters.filter((parameter) => isRare(parameter, entry) === isRareOne),
  ) as [Hyperparameter[], Hyperparameter[]];
  const rows = own.map((parameter) => addParameterRow(folder, app, index, parameter, initial));
  const rated = entry.hyperparameters.some(({ key }) => key === 'lr');
  const schedule = rated ? addScheduleRows(folder, app, index) : null;
  const late = addRareRows(folder, app, index, rare, initial);
  const identity = addIdentityRows(folder, app, index);
  if (!entry.rule.search) {
    const edit = html('button', { type: 'button', class: 'wide-button edit-rule' }, text.editRule);
    edit.addEventListener('click', () => {
      const load = async () => (await import('../rule/editor.ts')).editRule(app, index);
      load().catch(() => setText(edit, panels.panelsFailed));
    });
    folder.$children.append(edit);
  }
  let named = '';
  return {
    folder,
    refresh({ label, name: shown, full }, look) {
      swatch.show(look);
      folder.$title.title = `${full}. ${entry.summary}`;
      if (label !== named) {
        named = label;
        setText(name, shown);
        setText(told, label.slice(shown.length).trim());
        setAttribute(folder.domElement, 'aria-label', label);
        describe(on, text.optimizerOn(label));
        describe(duplicate, text.duplicate(label));
        describe(remove, text.remove(label));
      }
      const running = app.state.scene.optimizers[index]?.on ?? false;
      if (on.checked !== running) on.checked = running;
      folder.domElement.classList.toggle('is-off', !running);
      for (const row of [...rows, ...late]) row.refresh();
      schedule?.refresh();
      identity.refresh();
    },
    refreshMarks(frame) {
      for (const row of rows) if (row instanceof NumberRow) row.showMark(frame);
    },
  };
}

/** What is off until somebody turns it on: dampening, AMSGrad, clipping. What a text declares at 0 is no such thing. */
export function isRare({ knob, default: value }: Hyperparameter, { id }: OptimizerEntry): boolean {
  return knob === true || (!value && id !== TYPED_ID);
}

/** The rows of what is rare, and those of the average: in a folder of their own, open where one of them acts. */
function addRareRows(
  folder: GUI,
  app: App,
  index: number,
  rare: readonly Hyperparameter[],
  initial: () => HyperparameterValues,
): Row[] {
  const inner = addFolder(folder, text.more);
  const rows: Row[] = rare.map((parameter) => addParameterRow(inner, app, index, parameter, initial));
  // The rows of the average come when the folder is first open.
  let isAsked = false;
  const load = async () => {
    if (isAsked || inner._closed) return;
    isAsked = true;
    const { addAverageRows } = await import('./average-rows.ts');
    const row = addAverageRows(inner, app, index);
    row.refresh();
    rows.push(row);
  };
  const tryLoad = () => void load().catch(() => (isAsked = false));
  inner.onOpenClose(tryLoad);
  inner.close();
  let acted = false;
  rows.push({
    refresh() {
      const setting = app.state.scene.optimizers[index];
      const acts = setting?.average !== undefined || rare.some(({ key }) => Boolean(setting?.values[key]));
      if (acts && !acted) inner.open();
      acted = acts;
    },
  });
  return rows;
}

function describe(control: HTMLElement, label: string): void {
  control.setAttribute('aria-label', label);
  control.title = label;
}

function actionButton(name: IconName, act: () => void): HTMLButtonElement {
  const button = html('button', { type: 'button', class: 'icon-button' }, icon(name));
  button.addEventListener('click', act);
  return button;
}

/** The row of one hyperparameter of the scene's optimizer `index`. */
export function addParameterRow(
  folder: GUI,
  app: App,
  index: number,
  parameter: Hyperparameter,
  initial: () => HyperparameterValues,
): Row {
  const { key, label, symbol, meaning } = parameter;
  const valueOf = (values: HyperparameterValues | undefined) => values?.[key] ?? parameter.default;
  const common = {
    label,
    symbol,
    meaning,
    read: () => valueOf(app.state.scene.optimizers[index]?.values),
    initial: () => valueOf(initial()),
  };
  if (parameter.kind === 'boolean') {
    return new SwitchRow(folder, {
      ...common,
      read: () => common.read() === true,
      initial: () => common.initial() === true,
      write: (value) => app.setValue(index, key, value),
    });
  }
  const scale = sliderScale(parameter.min, parameter.max, parameter.scale);
  const own = app.state.scene.optimizers[index];
  const rule = own && ruleOf(own);
  const follows = rule !== undefined && followingKeys(rule).includes(key);
  return new NumberRow(folder, {
    ...common,
    read: () => Number(common.read()),
    initial: () => Number(common.initial()),
    ...(follows && {
      suggestion: {
        is: () => app.state.scene.optimizers[index]?.suggested.includes(key) ?? false,
        again: () => app.suggestValue(index, key),
      },
    }),
    write: (value, group) => app.setValue(index, key, value, group),
    hardMin: parameter.hardMin,
    hardMax: parameter.hardMax,
    slider: () => scale,
    ...(parameter.whole && { whole: true }),
    ...(key === 'lr' && { mark: lateRateMark(app, index) }),
    live: true,
  });
}

/** The mark of the largest stable rate, whose code comes when the first picture is there. */
function lateRateMark(app: App, index: number): (frame: Frame) => SliderMark | null {
  let mark: ((frame: Frame) => SliderMark | null) | null = null;
  let isAsked = false;
  const load = async () => {
    const { stableRateMark } = await import('../curvature/rate-mark.ts');
    mark = stableRateMark(index);
    app.invalidate();
  };
  return (frame) => {
    if (!isAsked) {
      isAsked = true;
      // Without it the slider has no mark, and everything else works.
      setTimeout(() => void load().catch(() => {}));
    }
    return mark?.(frame) ?? null;
  };
}
