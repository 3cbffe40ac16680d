import { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { isSameRule, ruleOf } from '../../core/optimizers/registry.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { suggestedValues, suggestionsOf } from '../../core/scene/suggest.ts';
import { addCoordinateRow } from './document-folders.ts';
import { NumberRow } from './number-row.ts';
import { panels } from '../../text/en/panels.ts';
import { html } from '../../ui/dom.ts';
import { createParameterRows } from './parameter-rows.ts';
import { createOwnNames } from './own-names.ts';
import { addParameterRow } from './optimizer-folder.ts';
import type { Row } from './row.ts';
import { addMagnifyRow } from './view-folder.ts';

/** A single control: the start, the arrows' magnifier, a parameter of the formula, or a hyperparameter of the `nth` optimizer (from 1) of a rule. */
export type KnobChoice =
  | 'start'
  | 'magnify'
  | { readonly parameter: string }
  | { readonly rule: string; readonly nth: number; readonly key: string };

/** The chosen controls alone, in their order. One whose optimizer the scene does not have is not there. */
export function createKnobs(container: HTMLElement, app: App, knobs: readonly KnobChoice[]): AppView {
  const gui = new GUI({ container, injectStyles: false });
  gui.$title.remove();
  let rows: Row[] = [];
  let showOwnNames: (variables: readonly string[]) => void = () => {};
  let shown: Scene['optimizers'] = [];
  let last: Frame | null = null;

  const rebuild = (optimizers: Scene['optimizers']) => {
    for (const controller of gui.controllersRecursive()) controller.destroy();
    gui.$children.replaceChildren();
    rows = knobs.flatMap((knob) =>
      knob === 'start'
        ? [addCoordinateRow(gui, app, 'x'), addCoordinateRow(gui, app, 'y')]
        : knob === 'magnify'
          ? [addMagnifyRow(gui, app)]
          : 'parameter' in knob
            ? [parameterKnob(gui, app, knob.parameter)]
            : knobRow(gui, app, optimizers, knob),
    );
    const numbers = rows.filter((row) => row instanceof NumberRow);
    showOwnNames = createOwnNames(numbers.map(({ domElement }) => domElement));
  };

  return {
    draw(frame) {
      const { scene } = frame.state;
      if (last === null || !sameRules(scene.optimizers, shown)) rebuild(scene.optimizers);
      if (scene !== last?.state.scene) for (const row of rows) row.refresh();
      for (const row of rows) if (row instanceof NumberRow) row.showMark(frame);
      showOwnNames(frame.derived.surface.variables);
      shown = scene.optimizers;
      last = frame;
    },
    dispose() {
      gui.destroy();
    },
  };
}

/** The slider of a parameter, while the formula has it. */
function parameterKnob(gui: GUI, app: App, name: string): Row {
  const place = html('div', { hidden: true });
  gui.$children.append(place);
  const rows = createParameterRows(gui, app, place, (other) => other === name);
  rows.refresh();
  return rows;
}

function knobRow(
  gui: GUI,
  app: App,
  optimizers: Scene['optimizers'],
  { rule, nth, key }: Extract<KnobChoice, { readonly rule: string }>,
): Row[] {
  const places = [...optimizers.keys()].filter((place) => optimizers[place]?.id === rule);
  const index = places[nth - 1];
  const setting = index === undefined ? undefined : optimizers[index];
  const entry = setting && ruleOf(setting);
  const parameter = entry?.hyperparameters.find((row) => row.key === key);
  if (index === undefined || !entry || !parameter) return [];
  // What it turns may be what tells it from its siblings: it has the number that it is addressed by.
  const own = setting?.name || entry.name;
  const owner = places.length > 1 && own === entry.name ? `${own} ${nth}` : own;
  const label = `${owner}: ${panels.legend.within(parameter.label)}`;
  const initial = () => suggestedValues(entry, suggestionsOf(app.state.scene));
  return [addParameterRow(gui, app, index, { ...parameter, label }, initial)];
}

function sameRules(a: Scene['optimizers'], b: Scene['optimizers']): boolean {
  return (
    a.length === b.length && a.every((one, i) => b[i] && isSameRule(one, b[i]) && one.name === b[i].name)
  );
}
