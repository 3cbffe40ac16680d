import { languageNow } from '../../text/spoken.ts';
import { type Controller, GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { html, setText } from '../../ui/dom.ts';
import type { AppView, ModelView } from '../../app/state.ts';
import { counts } from '../../core/models/options.ts';
import type { ModelOption, OptionValue } from '../../core/models/types.ts';
import { models as text } from '../../text/en/models.ts';
import { OptionFormulaRow } from './option-formula-row.ts';
import { ChoiceRow } from '../gui/choice-row.ts';
import { NumberRow } from '../gui/number-row.ts';
import type { Row } from '../gui/row.ts';
import { namesOf } from '../../app/run-names.ts';
import { openDataDialog } from './data-dialog.ts';
import { type PlaneRow, planeKindRow, planeRows } from './plane-rows.ts';
import { SwitchRow } from '../gui/switch-row.ts';
import { sliderScale } from '../typed-number.ts';
import { withOption } from './with-option.ts';

/** The rows of one model: the kind of its plane stays while others ask for what belongs to that kind. */
interface ModelGui {
  readonly id: string;
  readonly gui: GUI;
  readonly options: readonly { readonly option: ModelOption; readonly row: Row & Controller }[];
  readonly kind: Row;
  ofPlane: readonly PlaneRow[];
  /** What the rows of the plane are for. */
  asked: string;
}

/** The options of the scene's model and its plane, under the choice of the loss; nothing for a formula. */
export function createModelRows(root: HTMLElement, app: App): AppView {
  let shown: ModelGui | null = null;
  const remark = html('p', { class: 'row-note' });

  const open = html('button', { type: 'button', class: 'help-signs data-open' }, text.data.open);
  open.addEventListener('click', () => openDataDialog(root, app));

  /** The model in the list of losses, which is not called by the data that it brings while another's is taken. */
  let renamed: { readonly option: HTMLOptionElement; readonly before: string } | null = null;
  const rename = (name: string | null) => {
    if (name !== null && renamed?.option.textContent === name) return;
    if (renamed) renamed.option.textContent = renamed.before;
    renamed = null;
    const list = root.querySelector('.model-rows')?.previousElementSibling?.querySelector('select');
    const option = name === null ? undefined : list?.selectedOptions[0];
    if (name === null || !option) return;
    renamed = { option, before: option.textContent };
    option.textContent = name;
  };

  const drop = () => {
    rename(null);
    shown?.gui.destroy();
    shown = null;
    remark.remove();
    open.remove();
  };
  const build = ({ entry }: ModelView, container: HTMLElement): ModelGui => {
    drop();
    const gui = new GUI({ container, injectStyles: false });
    gui.$title.remove();
    container.prepend(remark);
    // Not the digits, which are those that were packed with the page.
    if (entry.onOwn) container.append(open);
    const options = entry.options.map((option) => ({ option, row: optionRow(gui, app, option) }));
    return { id: entry.id, gui, options, kind: planeKindRow(gui, app), ofPlane: [], asked: '' };
  };
  /** Makes the rows of a plane anew; who was in one of them is in that which takes its place. */
  const askAnew = (own: ModelGui) => {
    const focused = own.ofPlane.findIndex(({ domElement }) => domElement.contains(document.activeElement));
    for (const row of own.ofPlane) row.destroy();
    own.ofPlane = planeRows(own.gui, app);
    own.ofPlane[focused]?.domElement.querySelector<HTMLElement>('select, input')?.focus();
  };

  return {
    draw({ state, derived: { model } }) {
      if (!model || !state.scene.model) {
        drop();
        return;
      }
      if (shown?.id !== model.entry.id) {
        // The controls may come after this.
        const container = root.querySelector<HTMLElement>('.model-rows');
        if (!container) return;
        shown = build(model, container);
      }
      // Which rows of the plane there are depends on its kind, and what is chosen in them on model and optimizers.
      const labels = namesOf(state.scene.optimizers).map(({ label }) => label);
      const asked = JSON.stringify([state.scene.plane.kind, model.model.loss.dimension, labels]);
      if (shown.asked !== asked) askAnew(shown);
      shown.asked = asked;
      setText(remark, text.parameters(model.model.loss.dimension.toLocaleString(languageNow())));
      rename(state.scene.model.data ? model.entry.name : null);
      setText(open, state.scene.model.data ? text.data.isOwn : text.data.open);
      for (const { option, row } of shown.options) {
        row.domElement.hidden = !counts(option, model.model, state.scene.model.data !== undefined);
        row.refresh();
      }
      for (const row of [shown.kind, ...shown.ofPlane]) row.refresh();
    },
    dispose: drop,
  };
}

function optionRow(gui: GUI, app: App, option: ModelOption): Row & Controller {
  const { key, meaning } = option;
  const label = text.options[key] ?? key;
  const read = () => app.state.scene.model?.options[key];
  const write = (value: OptionValue, group?: string) =>
    app.edit((scene) => withOption(scene, key, value), group);
  switch (option.kind) {
    case 'switch':
      return new SwitchRow(gui, {
        label,
        meaning,
        read: () => read() === true,
        write,
        initial: () => option.default,
      });
    case 'choice':
      return new ChoiceRow(
        gui,
        {
          label,
          meaning,
          read: () => String(read() ?? option.default),
          write,
          initial: () => option.default,
        },
        option.choices.map((value) => ({ value, label: text.choice(option, value) })),
      );
    case 'formula':
      return new OptionFormulaRow(gui, {
        label,
        meaning,
        read: () => String(read() ?? ''),
        write,
        initial: () => option.default,
      });
    case 'number': {
      const { min, max, whole = false } = option;
      // A seed has no order to slide along.
      const scale = key === 'dataSeed' || key === 'axesSeed' ? null : sliderOf(option);
      return new NumberRow(gui, {
        label,
        meaning,
        read: () => Number(read() ?? option.default),
        write,
        initial: () => option.default,
        hardMin: min,
        hardMax: max,
        whole,
        ...(scale && { slider: () => scale }),
        live: true,
      });
    }
  }
}

/** Options whose range is far wider than what is usual, and where their slider ends. */
const usual: Readonly<Record<string, number>> = {
  weightDecay: 0.2,
  points: 200,
  months: 240,
  delta: 50,
  batchSize: 256,
  spot: 500,
  volatility: 1,
  strikes: 40,
  lowest: 2,
  highest: 2,
  avoid: 5,
  deviation: 50,
  priorA: 50,
  priorB: 50,
  from: 30,
  until: 30,
  smoothness: 0.05,
  scale: 1,
  balance: 10,
};

function sliderOf({ key, min, max, whole }: ModelOption & { kind: 'number' }) {
  const scale = sliderScale(min, usual[key] ?? max, 'linear');
  return whole
    ? { ...scale, step: 1, valueAt: Math.round, nudged: (value: number, by: number) => value + by }
    : scale;
}
