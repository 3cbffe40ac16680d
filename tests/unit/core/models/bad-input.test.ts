import { beforeAll, describe, expect, test } from 'vitest';
import { recordRun } from '../../../../src/core/index.ts';
import { restoreOptions } from '../../../../src/core/models/options.ts';
import { createModel, models } from '../../../../src/core/models/registry.ts';
import type { Model, ModelOption, OwnData, Table } from '../../../../src/core/models/types.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel } from '../../../../src/core/scene/follow.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import '../../../../src/app/all-rules.ts';
import { giveDigitsHere } from '../../../tools/digits.ts';

/** Every model and what somebody may give it: it says what is wrong, in a sentence, and goes on. */

beforeAll(() => {
  openModels();
  giveDigitsHere();
});

const SENTENCE = /\S.*[.?]$/s;

/** What no option of a kind may be. */
const wrongFor = (option: ModelOption): readonly unknown[] => [
  Number.NaN,
  Infinity,
  {},
  'no such thing*',
  ...(option.kind === 'number' ? [option.min - 1, option.max + 1, '3', true] : []),
  ...(option.kind === 'formula' ? ['x +', 'a*b'] : [null]),
];

/** The first rows of a table, as often as asked. */
function rowsOf({ columns, inputs, targets }: Table, rows: readonly number[]): Table {
  const width = columns.length;
  return {
    columns,
    inputs: Float64Array.from(rows.flatMap((row) => [...inputs.subarray(row * width, (row + 1) * width)])),
    targets: Float64Array.from(rows, (row) => targets[row]!),
  };
}

/** A model that can be trained, or the sentence that it is refused with. */
function madeOf(id: string, table: Table): Model | string {
  try {
    return createModel(id, {}, table);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

describe.each(models.map(({ id }) => ({ id })))('$id', ({ id }) => {
  const entry = models.find((row) => row.id === id)!;

  test('an option out of its range takes its default, and each is told in a sentence', () => {
    const { options: standard } = restoreOptions(entry, {});
    for (const option of entry.options)
      for (const value of wrongFor(option)) {
        const { options, problems } = restoreOptions(entry, { [option.key]: value });
        expect([option.key, value, options]).toEqual([option.key, value, standard]);
        expect(problems).toHaveLength(1);
        expect(problems[0]).toMatch(SENTENCE);
        expect(problems[0]).toContain(option.key);
      }
  });

  test.skipIf(!entry.takesData)(
    'of one row, and of rows that are all the same, it is made or refused',
    () => {
      const { train } = createModel(id);
      for (const rows of [[0], [0, 0], [0, 0, 0], [0, 0, 0, 0, 0]]) {
        const made = madeOf(id, rowsOf(train, rows));
        if (typeof made === 'string') {
          expect(made).toMatch(SENTENCE);
          continue;
        }
        const theta = made.initial(1);
        expect(Number.isFinite(made.loss.value(theta))).toBe(true);
        expect(made.loss.gradient(theta).every(Number.isFinite)).toBe(true);
        const run = recordRun({
          loss: made.loss,
          start: theta,
          optimizer: { id: 'sgd', lr: 1e-3 },
          steps: 5,
        });
        expect(run.end).toBeNull();
      }
    },
  );

  test('at a rate beyond all measure a run ends with its reason, or stands', () => {
    const { loss, initial } = createModel(id);
    for (const rule of ['sgd', 'momentum', 'adam'])
      for (const lr of [1e150, 1e308]) {
        const run = recordRun({ loss, start: initial(1), optimizer: { id: rule, lr }, steps: 4 });
        expect(run.losses.subarray(0, run.steps).every(Number.isFinite)).toBe(true);
        if (run.divergedAt !== null)
          expect(run.end?.reason).toMatch(/^(overflow|undefined (loss|gradient|step))$/);
        else expect(run.losses.every(Number.isFinite)).toBe(true);
      }
  });

  test.skipIf(!entry.takesData)(
    'a link with its data cut anywhere opens it, with what came or without',
    () => {
      const scene = onModel(defaultScene(), { id, options: {} });
      const { columns, inputs, targets } = createModel(id).train;
      const rows = Array.from(targets.subarray(0, 12), (target, row) => [
        ...inputs.subarray(row * columns.length, (row + 1) * columns.length),
        target,
      ]);
      const data: OwnData = { columns: [...columns, 'target'], values: rows.flat() };
      const link = writeFragment({ ...scene, model: { ...scene.model!, data } }, defaultPlayhead);
      const from = link.indexOf('data=');
      expect(from).toBeGreaterThan(0);
      const end = link.indexOf('&', from);
      const part = link.slice(from, end < 0 ? undefined : end);
      for (const share of [0.15, 0.4, 0.5, 0.83]) {
        const cut = link.replace(part, part.slice(0, Math.round(share * part.length)));
        const read = readFragment(cut);
        expect(read.scene.model?.id).toBe(id);
        expect(read.problems.length).toBeGreaterThan(0);
        for (const { message } of read.problems) expect(message).toMatch(SENTENCE);
        const { loss, initial } = modelOf(read.scene.model!);
        expect(Number.isFinite(loss.value(initial(1)))).toBe(true);
      }
    },
  );
});
