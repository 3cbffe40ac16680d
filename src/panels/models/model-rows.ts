import { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { html, setText } from '../../ui/dom.ts';
import type { AppView, ModelView } from '../../app/state.ts';
import type { ModelOption, OptionValue } from '../../core/models/types.ts';
import { strict } from '../../core/scene/model-door.ts';
import { follow } from '../../core/scene/follow.ts';
import { limits } from '../../core/scene/limits.ts';
import { planeKinds, type PlaneSetting, type Scene } from '../../core/scene/scene.ts';
import { models as text } from '../../text/en/models.ts';
import { ChoiceRow } from '../gui/choice-row.ts';
import { NumberRow } from '../gui/number-row.ts';
import type { Row } from '../gui/row.ts';
import { namesOf } from '../../app/run-names.ts';
import { openDataDialog } from './data-dialog.ts';
import { ParameterRow } from './parameter-row.ts';
import { SwitchRow } from '../gui/switch-row.ts';
import { sliderScale } from '../numbers.ts';

/** The scene with another value of an option of its model. */
export function withOption(scene: Scene, key: string, value: OptionValue): Scene {
  const { model } = scene;
  if (!model || model.options[key] === value) return scene;
  const changed = { ...model, options: { ...model.options, [key]: value } };
  // Data of one's own that could not be told apart so is not lost: the option stays.
  if (model.data && !strict(changed).data) return scene;
  return follow({ ...scene, model: changed });
}

/** The options of the scene's model and its plane, under the choice of the loss; nothing for a formula. */
export function createModelRows(root: HTMLElement, app: App): AppView {
  let gui: GUI | null = null;
  let rows: Row[] = [];
  let shown = '';
  const remark = html('p', { class: 'row-note' });

  const open = html('button', { type: 'button', class: 'help-signs data-open' }, text.data.open);
  open.addEventListener('click', () => openDataDialog(root, app));

  const drop = () => {
    gui?.destroy();
    gui = null;
    rows = [];
    shown = '';
    remark.remove();
    open.remove();
  };
  const build = ({ entry }: ModelView, container: HTMLElement) => {
    drop();
    const made = new GUI({ container, injectStyles: false });
    made.$title.remove();
    gui = made;
    container.prepend(remark);
    // The digits are those that were packed with the page.
    if (entry.picture !== 'digits') container.append(open);
    rows = [...entry.options.map((option) => optionRow(made, app, option)), ...planeRows(made, app)];
  };

  return {
    draw({ state, derived: { model } }) {
      if (!model || !state.scene.model) {
        drop();
        return;
      }
      const { plane } = app.state.scene;
      // Which rows of the plane there are depends on its kind, and what is chosen in them on model and optimizers.
      const labels = namesOf(state.scene.optimizers).map(({ label }) => label);
      const now = JSON.stringify([model.entry.id, plane.kind, model.model.loss.dimension, labels]);
      if (now !== shown) {
        // The controls may come after this.
        const container = root.querySelector<HTMLElement>('.model-rows');
        if (!container) return;
        build(model, container);
      }
      shown = now;
      setText(remark, text.parameters(model.model.loss.dimension.toLocaleString('en')));
      setText(open, state.scene.model.data ? text.data.isOwn : text.data.open);
      for (const row of rows) row.refresh();
    },
    dispose: drop,
  };
}

function optionRow(gui: GUI, app: App, option: ModelOption): Row {
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
    case 'number': {
      const { min, max, whole = false } = option;
      // A seed has no order to slide along.
      const scale = key === 'dataSeed' ? null : sliderOf(option);
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
};

function sliderOf({ key, min, max, whole }: ModelOption & { kind: 'number' }) {
  const scale = sliderScale(min, usual[key] ?? max, 'linear');
  return whole
    ? { ...scale, step: 1, valueAt: Math.round, nudged: (value: number, by: number) => value + by }
    : scale;
}

function planeRows(gui: GUI, app: App): Row[] {
  const plane = () => app.state.scene.plane;
  const put = (change: Partial<PlaneSetting>, group?: string) =>
    app.edit((scene) => ({ ...scene, plane: { ...scene.plane, ...change } }), group);
  const kind = new ChoiceRow(
    gui,
    {
      label: text.plane,
      meaning: text.planeMeaning,
      read: () => plane().kind,
      write(value) {
        const chosen = planeKinds.find((one) => one === value);
        if (chosen) put({ kind: chosen });
      },
      initial: () => 'auto',
    },
    planeKinds.map((value) => ({ value, label: text.planes[value] })),
  );
  const number = (
    label: string,
    meaning: string,
    max: number,
    field: { read(): number; write(value: number, group?: string): void; initial: number },
  ) =>
    new NumberRow(gui, {
      label,
      meaning,
      read: field.read,
      write: field.write,
      initial: () => field.initial,
      hardMin: 0,
      hardMax: max,
      whole: true,
      live: true,
    });
  const run = () => {
    const names = namesOf(app.state.scene.optimizers);
    const none = plane().kind === 'principal' ? text.allRuns : text.firstRun;
    return new ChoiceRow(
      gui,
      {
        label: text.planeRun,
        meaning: text.planeRunMeaning,
        read: () => String(plane().run ?? ''),
        write: (value) => put({ run: value === '' ? null : Number(value) }),
        initial: () => '',
      },
      [{ value: '', label: none }, ...names.map(({ label }, index) => ({ value: String(index), label }))],
    );
  };
  const model = app.derived.model?.model;
  switch (plane().kind) {
    case 'auto':
    case 'ends':
      return [kind];
    case 'random':
      return [
        kind,
        run(),
        number(text.planeSeed, text.planeSeedMeaning, limits.seed, {
          read: () => plane().seed,
          write: (seed, group) => put({ seed }, group),
          initial: 1,
        }),
      ];
    case 'parameters':
      if (!model) return [kind];
      return [
        kind,
        run(),
        ...([0, 1] as const).map(
          (i) =>
            new ParameterRow(
              gui,
              {
                label: text.axis[i],
                meaning: text.axisMeaning,
                read: () => plane().axes[i],
                write: (value, group) =>
                  put({ axes: i === 0 ? [value, plane().axes[1]] : [plane().axes[0], value] }, group),
                initial: () => i,
              },
              model,
            ),
        ),
      ];
    default:
      return [kind, run()];
  }
}
