import { writeDocument } from '../../core/scene/restore.ts';
import { printNumber } from '../../core/scene/number-list.ts';
import { writeFragment } from '../../core/scene/url.ts';
import type { ModelView } from '../../app/state.ts';
import { positionNames, updateRate, type Tabled, tabled } from './columns.ts';
import { modelCells, modelColumns, modelSceneCells } from './model-columns.ts';
import type { ExportSource } from '../source.ts';

/**
 * Every run of a scene with the scene itself, as JSON: columns of numbers, each in the shortest text that reads back
 * to it, null for what is not finite. Columns of position and gradient, and averages, are those of the table of runs
 * (`columns.ts`). In pandas: `pd.DataFrame(json.load(open(file))["runs"])`, a row a run.
 */
export function jsonText(source: ExportSource): string {
  return [...jsonParts(source)].join('');
}

/** The same in pieces, for a file: some for what is said of the scene and of each run, and one a column of numbers. */
export function* jsonParts(source: ExportSource): Generator<string> {
  const { scene, playhead, link, model } = source;
  const runs = tabled(source);
  const head = [
    ['made_by', JSON.stringify('Fall Line')],
    ['version', '1'],
    ['link', JSON.stringify(link)],
    ['fragment', JSON.stringify(writeFragment(scene, playhead))],
    ['scene', exactJson(writeDocument(scene, playhead))],
    ...(model ? modelParts(model, source) : []),
  ];
  yield `{\n${head.map(([key, text]) => `  "${key}": ${text},\n`).join('')}  "runs": [`;
  for (const [i, run] of runs.entries()) {
    yield i === 0 ? '\n' : ',\n';
    yield* runParts(run, source);
  }
  yield runs.length === 0 ? ']\n}\n' : '\n  ]\n}\n';
}

/** The plane, with which positions of `plane_x` and `plane_y` are `origin + plane_x u + plane_y v` and what is off it. */
function modelParts(model: ModelView, source: ExportSource): readonly (readonly [string, string])[] {
  const { parameters } = model.model;
  const [, , , words] = modelSceneCells(model, source);
  const { origin, u, v } = model.seen?.plane ?? { origin: [], u: [], v: [] };
  return [
    ['parameters', exactJson(parameters.map(({ name, shape, offset }) => ({ name, shape, offset })))],
    ['plane', exactJson({ words, origin: Array.from(origin), u: Array.from(u), v: Array.from(v) })],
  ];
}

function* runParts(one: Tabled, { loss, model, scene }: ExportSource): Generator<string> {
  const { label, setting, run, averaged } = one;
  const { positions, losses, steps, divergedAt, end } = run;
  const head: readonly (readonly [string, string])[] = [
    ['optimizer', JSON.stringify(label)],
    ['rule', JSON.stringify(setting.id)],
    ...(setting.rule === undefined ? [] : [['text', JSON.stringify(setting.rule)] as const]),
    ['hyperparameters', exactJson(setting.values)],
    ['schedule', exactJson(setting.schedule)],
    ...(averaged ? [['average', exactJson(averaged)] as const] : []),
    ['steps', String(steps)],
    ['diverged_at', JSON.stringify(divergedAt)],
    ['end', JSON.stringify(end)],
    ...(model ? [] : [['evaluations', exactJson(run.evaluationsAt(steps))] as const]),
  ];
  yield `    {\n${head.map(([key, text]) => `      "${key}": ${text},\n`).join('')}`;
  if (model) {
    const rate = averaged ? () => null : updateRate(one, scene.steps);
    const rows = Array.from({ length: steps + 1 }, (_, step) => modelCells(model, one, step, rate));
    const columns = modelColumns.map(
      (name, i) => `      "${name}": [${rows.map((row) => exactJson(row[i])).join(', ')}]`,
    );
    yield `${columns.join(',\n')}\n    }`;
    return;
  }
  const names = positionNames(loss);
  const n = names.length;
  const gradients = new Float64Array(positions.length);
  for (let at = 0; at < positions.length; at += n) {
    loss.gradient(positions.subarray(at, at + n), gradients.subarray(at, at + n));
  }
  const column = (name: string, values: Float64Array, from: number, stride: number) => {
    const numbers = Array.from({ length: steps + 1 }, (_, k) => number(values[from + stride * k]!));
    return `      "${name}": [${numbers.join(', ')}]`;
  };
  for (const [i, name] of names.entries()) yield `${column(name, positions, i, n)},\n`;
  yield column('loss', losses, 0, 1);
  for (const [i, name] of names.entries()) yield `,\n${column(`gradient_${name}`, gradients, i, n)}`;
  yield '\n    }';
}

function number(value: number): string {
  return Number.isFinite(value) ? printNumber(value) : 'null';
}

/** JSON that keeps the sign of a zero, which JSON.stringify drops. */
function exactJson(value: unknown): string {
  if (typeof value === 'number') return number(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${exactJson(member)}`).join(', ')}}`;
}
