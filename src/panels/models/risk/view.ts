import type { App } from '../../../app/app.ts';
import { memo } from '../../../app/memo.ts';
import type { RunView } from '../../../app/state.ts';
import { percent } from '../../../app/models/plane-words.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { calibrationOf, rocOf, sharesAt } from '../../../core/models/ranking.ts';
import type { Model, OwnData, Table } from '../../../core/models/types.ts';
import { risk as text, type RiskWords } from '../../../text/en/risk.ts';
import { colorsOfClasses } from '../../../ui/class-signs.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { begin, pageInk, selectedLast, watchWidth } from '../canvas.ts';
import { dataOf } from '../data-dialog.ts';
import { createPointDrag, type Handles } from '../drag-points.ts';
import type { OwnView } from '../own-views.ts';
import { type AlongScales, alongScales, columnOf, drawRiskAlong } from './along.ts';
import { drawRoc } from './roc.ts';
import type { Mark, ShownRisk } from './shown.ts';
import '../../../styles/risk.css';

const HEIGHT = 230;
const MOST_ROC = 300;

/** The probability of class 1 along a column with the rows of data, and how well it ranks those held back. */
export function createRiskView(app: App): OwnView {
  const [along, roc] = [canvasOf(), canvasOf()];
  const select = html('select', { 'aria-label': text.column });
  const heading = html('h3', {});
  const alongWords = html('p', { class: 'model-remark' });
  const rocWords = html('p', { class: 'model-remark' });
  const element = html(
    'div',
    { class: 'risk' },
    html(
      'section',
      {},
      html('div', { class: 'risk-head' }, html('h3', {}, text.along), select),
      along.canvas,
      alongWords,
    ),
    html('section', {}, html('div', { class: 'risk-head' }, heading), roc.canvas, rocWords),
  );
  const drag = createPointDrag(along.canvas, app);
  // Of up to thousands of rows, which stay as they are from step to step.
  const tableOf = memo(dataOf);
  let last: Parameters<OwnView['show']> | null = null;
  let scales: AlongScales | null = null;
  const again = () => {
    if (last) show(...last);
  };
  select.addEventListener('change', again);
  const room = watchWidth(element, again);

  const show: OwnView['show'] = (frame, view, selected) => {
    last = [frame, view, selected];
    const { state, derived } = frame;
    const { model } = view;
    fill(select, model.train.columns);
    const { now: width } = room;
    if (width === 0) return;
    const ink = { ...pageInk(element, state.palette), classes: colorsOfClasses(state.palette) };
    const { data } = state.scene.model ?? {};
    const words = data ? text.ofTarget(data.columns.at(-1) ?? '') : text.ofPatients;
    const ofRun = (run: RunView) => {
      const parameters = view.at(run.index, state.playhead.step);
      if (!parameters) return [];
      return [{ label: run.label, color: run.look.color, isSelected: run === selected, parameters }];
    };
    const runs = selectedLast(derived.runs.flatMap(ofRun));
    const own = runs.find(({ isSelected }) => isSelected);
    const tables = [model.train, ...(model.test ? [model.test] : [])];
    const found = tables.map((table) => (own ? probabilitiesOf(model, own.parameters, table) : null));
    const column = Math.max(0, select.selectedIndex);
    const marks = marksOf(tables, found, column);
    const shown: ShownRisk = { model, runs, marks, ink };
    const threshold = Number(model.options['threshold']);

    // The picture stays where it is while a row is dragged.
    if (!drag.isHeld || !scales) scales = alongScales(extentOf(marks), width, HEIGHT);
    if (along.context) {
      begin(along.context, width, HEIGHT);
      drawRiskAlong(along.context, shown, { column, scales, width, height: HEIGHT, threshold });
    }
    drag.show(handlesOf(tableOf(model), model.train.targets.length, marks, column, scales));

    const rated = model.test ?? model.train;
    const probabilities = found.at(-1) ?? null;
    const curves = runs.flatMap((run) => {
      const known = run.isSelected ? probabilities : null;
      const curve = rocOf(known ?? probabilitiesOf(model, run.parameters, rated), rated.targets);
      return curve ? [{ ...run, roc: curve }] : [];
    });
    const place = probabilities && sharesAt(probabilities, rated.targets, threshold);
    const size = Math.min(width, MOST_ROC);
    if (roc.context) {
      begin(roc.context, size, size);
      drawRoc(roc.context, curves, place, size, ink, words);
    }
    setText(heading, text.roc(model.test !== null));
    const name = own?.label ?? '';
    const alongSaid = own
      ? [
          words.probabilityOf(name, model.train.columns[column]!, model.test !== null),
          ...(runs.length > 1 ? [text.others] : []),
        ]
      : [];
    const rocSaid =
      own && probabilities ? rocSentences(words, name, curves, place, probabilities, rated) : [];
    setText(alongWords, [...alongSaid, text.drag].join(' '));
    setText(rocWords, rocSaid.join(' '));
    setAttribute(along.canvas, 'aria-label', alongSaid.join(' ') || text.along);
    setAttribute(roc.canvas, 'aria-label', rocSaid.join(' ') || text.roc(model.test !== null));
  };
  return {
    element,
    show,
    dispose() {
      room.dispose();
      drag.dispose();
    },
  };
}

function rocSentences(
  words: RiskWords,
  name: string,
  curves: readonly { readonly label: string; readonly roc: { readonly area: number } }[],
  place: { readonly falseShare: number; readonly trueShare: number } | null,
  probabilities: Float64Array,
  { targets }: Table,
): string[] {
  if (probabilities.some(Number.isNaN)) return [text.undefined];
  const { expected, happened, brier } = calibrationOf(probabilities, targets);
  const [falseShare, trueShare] = [place?.falseShare, place?.trueShare].map((share) => percent(share ?? NaN));
  const areas = curves.map(({ label, roc }) => `${label} ${roc.area.toFixed(3)}`);
  return [
    falseShare && trueShare ? words.rocOf(name, falseShare, trueShare) : text.oneOutcome,
    ...(areas.length > 0 ? [text.areas(areas)] : []),
    words.calibration(name, percent(expected) ?? '', percent(happened) ?? '', formatNumber(brier, 3)),
  ];
}

/** The rows of tables where they stand along a column. */
function marksOf(
  tables: readonly Table[],
  found: readonly (Float64Array | null)[],
  column: number,
): readonly Mark[] {
  return tables.flatMap((table, k) =>
    Array.from(
      columnOf(table.inputs, table.columns.length, column),
      (value, row): Mark => ({
        value,
        probability: found[k]?.[row] ?? table.targets[row]!,
        label: table.targets[row]!,
        isHeld: k === 1,
      }),
    ),
  );
}

function probabilitiesOf(model: Model, parameters: Float64Array, { inputs }: Table): Float64Array {
  return model.outputs(parameters, inputs).filter((_, i) => i % 2 === 1);
}

function extentOf(marks: readonly Mark[]): readonly [number, number] {
  return marks.reduce<readonly [number, number]>(
    ([low, high], { value }) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

/** A row is moved along the column; its probability follows. */
function handlesOf(
  data: OwnData,
  trained: number,
  marks: readonly Mark[],
  column: number,
  scales: AlongScales,
): Handles {
  const width = data.columns.length;
  const count = data.values.length / width;
  return {
    count,
    row: (row) => (row < trained ? row : null),
    at: (row) => [scales.x(marks[row]!.value), scales.y(marks[row]!.probability)],
    put(row, x) {
      const value = Number(scales.valueAt(x).toPrecision(4));
      return { ...data, values: data.values.with(row * width + column, value) };
    },
  };
}

/** The columns of the data, of which the chosen one stays chosen. */
function fill(select: HTMLSelectElement, columns: readonly string[]): void {
  const there = Array.from(select.options, ({ text: name }) => name);
  if (there.length === columns.length && there.every((name, i) => name === columns[i])) return;
  const chosen = select.value;
  select.replaceChildren(...columns.map((name) => html('option', { value: name }, name)));
  if (columns.includes(chosen)) select.value = chosen;
}

function canvasOf() {
  const canvas = html('canvas', { class: 'risk-canvas', role: 'img' });
  return { canvas, context: canvas.getContext('2d') };
}
