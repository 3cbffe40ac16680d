import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { memo } from '../../app/memo.ts';
import { MAX_PARAMETER, type Parameter, usualRange } from '../../core/expression/formula.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { parametersIn } from '../../core/scene/parameters.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { panels } from '../../text/en/panels.ts';
import { sliderScale } from '../typed-number.ts';
import { NumberRow } from './number-row.ts';
import type { Row } from './row.ts';

const text = panels.controls;

/** The rows of a formula's parameters, as many as it has at the moment. */
export interface ParameterRows extends Row {
  readonly rows: readonly NumberRow[];
}

/**
 * @param before what the rows stand behind, in the folder
 * @param shown of the names of a formula those that have a row
 */
export function createParameterRows(
  gui: GUI,
  app: App,
  before: HTMLElement,
  shown: (name: string) => boolean = () => true,
): ParameterRows {
  const parametersOf = memo((loss: string, formula: string) => parametersIn({ loss, formula }));
  const current = ({ loss, formula }: Scene) => parametersOf(loss, formula).filter(({ name }) => shown(name));
  const parameter = (name: string): Parameter =>
    current(app.state.scene).find((one) => one.name === name) ?? { name, ...usualRange };
  let rows: NumberRow[] = [];
  let names = '';
  return {
    get rows() {
      return rows;
    },
    refresh() {
      const now = current(app.state.scene).map(({ name }) => name);
      if (now.join() !== names) {
        names = now.join();
        for (const row of rows) row.destroy();
        rows = now.map((name) => parameterRow(gui, app, name, () => parameter(name)));
        before.after(...rows.map(({ domElement }) => domElement));
      }
      for (const row of rows) row.refresh();
    },
  };
}

function parameterRow(gui: GUI, app: App, name: string, read: () => Parameter): NumberRow {
  return new NumberRow(gui, {
    label: '',
    symbol: symbolText(name),
    name: text.parameter(symbolText(name)),
    meaning: text.parameterMeaning(symbolText(name)),
    read: () => read().value,
    write: (value, group) => app.setParameter(name, value, group),
    initial: () => usualRange.value,
    hardMin: -MAX_PARAMETER,
    hardMax: MAX_PARAMETER,
    slider: () => sliderScale(read().min, read().max, 'linear'),
    live: true,
  });
}
