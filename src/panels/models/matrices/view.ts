import { openStage, shownAnatomy } from '../../../app/anatomy.ts';
import type { App } from '../../../app/app.ts';
import { memo } from '../../../app/memo.ts';
import type { ModelView, RunView } from '../../../app/state.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { singularValues } from '../../../core/math/matrix.ts';
import { productOf } from '../../../core/models/matrices.ts';
import { productLoss } from '../../../core/models/matrix-loss.ts';
import { probabilities } from '../../../core/models/softmax.ts';
import type { Model } from '../../../core/models/types.ts';
import { matrices as text } from '../../../text/en/matrices.ts';
import { colorsAt } from '../canvas.ts';
import { createOwnCharts } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { drawMatrixLines, drawTiles, type SpectrumLine, tilesOf } from './draw.ts';

const LOW = 150;
/** Steps of which singular values are computed, about. */
const SAMPLED = 60;

/** The model's product with what it should come to. */
function problemOf(model: Model) {
  const product = productOf(model.id, model.options, model.train);
  const [columns, rows] = [product.weights.length, model.train.targets.length];
  return { ...product, rows, columns, isMemory: model.id === 'memory', loss: productLoss(product) };
}
type Problem = ReturnType<typeof problemOf>;

/** Of every column of scores the probability of the right answer. */
function remembered(
  { loss, rows, columns }: Problem,
  answers: ArrayLike<number>,
  p: Float64Array,
): Float64Array {
  const scores = loss.product(p);
  const column = new Float64Array(rows);
  return Float64Array.from({ length: columns }, (_, j) => {
    for (let i = 0; i < rows; i++) column[i] = scores[i * columns + j]!;
    probabilities(column, column);
    return column[answers[j]!]!;
  });
}

/** The product's singular values at steps all over a run, a line each. */
function course(
  { loss, rows, columns }: Problem,
  view: ModelView,
  { index, run, look }: RunView,
): SpectrumLine[] {
  const stride = Math.max(1, Math.ceil(run.steps / SAMPLED));
  const steps = Array.from({ length: Math.floor(run.steps / stride) + 1 }, (_, k) => k * stride);
  const values = steps.map((step) => singularValues(loss.product(view.at(index, step)!), rows, columns));
  return Array.from({ length: Math.min(rows, columns) }, (_, k) => ({
    color: look.color,
    width: 1.8,
    at: steps,
    values: values.map((all) => all[k]!),
  }));
}

/** The singular values of every matrix after each round of the update that leaves a step; none of a rule without rounds. */
function roundsOf(view: ModelView, model: Model, { index, look }: RunView, step: number): SpectrumLine[] {
  const rounds = (view.anatomy(index, step)?.lines ?? []).filter(({ found }) => found?.round);
  const isMuon = rounds.length > 1;
  const sets = model.loss.matrices?.map(({ rows, columns, offset }) =>
    rounds.map(({ value }) =>
      singularValues((value as Float64Array).subarray(offset, offset + rows * columns), rows, columns),
    ),
  );
  if (!isMuon || !sets) return [];
  return sets.flatMap((set) =>
    Array.from(set[0]!, (_, k) => ({
      color: look.color,
      width: 1.4,
      at: set.map((_one, round) => round),
      values: set.map((all) => all[k]!),
      hasDots: true,
    })),
  );
}

/** The round that is open. */
function roundNow({ state, derived }: App, { index }: RunView): number | undefined {
  const anatomy = state.stage === null || state.selected !== index ? null : shownAnatomy(state, derived);
  return anatomy?.stages[openStage(state, anatomy)!]?.round;
}

const list = (values: Float64Array) => Array.from(values, (value) => formatNumber(value, 3)).join(', ');

/** The picture of matrices: as tinted grids, what a memory knows, singular values over the steps, and Muon's rounds. */
export function createMatricesView(app: App): OwnView {
  const problem = memo(problemOf);
  const along = memo(course);
  const headings = [text.grids, text.known, text.values, text.rounds];
  return createOwnCharts(app, headings, ([grids, known, values, rounds], seen) => {
    const { model, runs, own, ink, width, view, selected, step } = seen;
    const task = problem(model);
    const { rows, columns, isMemory, loss } = task;
    const answers = model.train.targets;
    known!.element.hidden = !own || !isMemory;
    values!.element.hidden = rounds!.element.hidden = !own;
    if (!own || !selected) {
      grids!.says(text.none);
      return;
    }
    const part = (entries: ArrayLike<number>) => ({ rows, columns, entries });
    const product = loss.product(own.parameters).slice();
    const now = singularValues(product, rows, columns);
    const { tiles, most } = tilesOf(
      { ...part(product), ...(isMemory && { framed: answers }) },
      isMemory ? null : part(task.target),
      model.parameters.map(({ name, shape: [height = 0, across = 0], offset }) => ({
        name,
        rows: height,
        columns: across,
        entries: own.parameters.subarray(offset, offset + height * across),
      })),
    );
    grids!.says(text.gridsOf(own.label, isMemory, formatNumber(most, 3)));
    values!.says((isMemory ? text.valuesOfScores : text.valuesOf)(own.label, list(now)));
    const lines = roundsOf(view, model, selected, step);
    rounds!.element.hidden = lines.length === 0;
    if (lines.length > 0) {
      const ends = (round: number) =>
        lines
          .map(({ values: all }) => all[round < 0 ? all.length - 1 : round]!)
          .reduce((a, b) => Math.max(a, b), 0);
      rounds!.says(text.roundsOf(own.label, formatNumber(ends(0), 3), formatNumber(ends(-1), 3)));
    }
    const shares = isMemory ? runs.map(({ parameters }) => remembered(task, answers, parameters)) : [];
    const count = shares.at(-1)?.filter((share) => share > 0.5).length ?? 0;
    known!.says(text.knownOf(own.label, String(count), String(columns)));
    if (width === 0) return;
    const color = colorsAt(grids!.element);
    drawTiles(grids!.context!, tiles, width, ink, { plus: color('--positive'), minus: color('--negative') });
    const size = { width, height: LOW };
    if (isMemory) {
      const at = Array.from({ length: columns }, (_, j) => j + 1);
      const facts = runs.map(({ color: own_, isSelected }, k) => ({
        color: own_,
        width: isSelected ? 2.4 : 1,
        at,
        values: shares[k]!,
        hasDots: isSelected,
      }));
      drawMatrixLines(known!.context!, size, { range: [1, columns], name: text.fact }, facts, ink, {
        least: 1,
      });
    }
    const levels = isMemory
      ? []
      : singularValues(task.target, rows, columns).filter((value, _k, [first = 0]) => value > 0.05 * first);
    const steps = { range: [0, Math.max(1, selected.run.steps)] as const, name: text.step };
    drawMatrixLines(values!.context!, size, steps, along(task, view, selected), ink, { levels, now: step });
    if (lines.length > 0) {
      const range = [0, lines[0]!.values.length - 1] as const;
      drawMatrixLines(rounds!.context!, size, { range, name: text.round }, lines, ink, {
        levels: [1],
        now: roundNow(app, selected),
      });
    }
  });
}
