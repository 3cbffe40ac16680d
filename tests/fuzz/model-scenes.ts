import fc from 'fast-check';
import type { Loss, Vector } from '../../src/core/math/loss.ts';
import { modelById } from '../../src/core/models/registry.ts';
import type {
  ModelEntry,
  ModelOption,
  ModelOptions,
  OptionValue,
  OwnData,
} from '../../src/core/models/types.ts';
import { lossIn } from '../../src/core/scene/compiled.ts';
import { ownData } from '../../src/core/scene/data-kind.ts';
import { modelDoor, modelIds } from '../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { startIn } from '../../src/core/scene/record-options.ts';
import type { ModelSetting, Scene } from '../../src/core/scene/scene.ts';
import { giveDigitsHere } from '../tools/digits.ts';
import { anyDocument, documentsOn, within } from './scenes.ts';

openModels();
giveDigitsHere();

function anyOption(option: ModelOption): fc.Arbitrary<OptionValue> {
  switch (option.kind) {
    case 'switch':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...option.choices);
    case 'formula':
      return fc.constantFrom('x*y', 'max(x, y) + sin(x)', '3', 'x^2/2 - |y|');
    case 'number':
      // Large ones take long; their ends are in `models.test.ts`.
      return option.whole
        ? fc.integer({ min: option.min, max: Math.min(option.max, option.min + 20) })
        : within(option.min, option.max);
  }
}

function anyOptions({ options }: ModelEntry): fc.Arbitrary<ModelOptions> {
  const rows = options.map((option) => [
    option.key,
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(option.default) },
      { weight: 1, arbitrary: anyOption(option) },
    ),
  ]);
  return fc.record(Object.fromEntries(rows) as Record<string, fc.Arbitrary<OptionValue>>, {
    noNullPrototype: true,
  });
}

const cell = fc.oneof(
  fc.integer({ min: -100, max: 100 }),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.constantFrom(-0, 5e-324, 1e-300, -1e15, 1e308),
);

/** Names as people and attackers write them. */
const column = fc.oneof(
  fc.constantFrom(
    'year',
    'a, b',
    'x:y',
    '50%',
    '%2C',
    '&data=1',
    '=1+1',
    '\u202e',
    ' ',
    '<b>',
    'a+b',
    'é\u0301 🎈',
    '...',
  ),
  fc.string({ maxLength: 50 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
);

/** A table as a link keeps it, of so many inputs and what should come out. */
function anyTable(inputs: number, target: fc.Arbitrary<number>): fc.Arbitrary<OwnData> {
  const row = fc.tuple(fc.array(cell, { minLength: inputs, maxLength: inputs }), target);
  return fc
    .record({
      columns: fc.array(column, { minLength: inputs + 1, maxLength: inputs + 1 }),
      rows: fc.array(row, { minLength: 1, maxLength: 12 }),
    })
    .map(({ columns, rows }) => {
      const at = { name: 'data', where: 'model.data', report: () => {} };
      return ownData.restore({ columns, values: rows.flat(2) }, null, at)!;
    });
}

function anyData({ picture, classes }: ModelEntry, options: ModelOptions): fc.Arbitrary<OwnData> {
  return picture === 'boundary'
    ? anyTable(2, fc.nat({ max: classes(options) - 1 }))
    : fc.integer({ min: 1, max: 5 }).chain((inputs) => anyTable(inputs, cell));
}

/** Models with any of their options, most of them on a table of one's own that they take. */
export const anyModel: fc.Arbitrary<ModelSetting> = fc
  .constantFrom(...modelIds.map((id) => modelById(id)!).filter(({ onOwn }) => onOwn))
  .chain((entry) => anyOptions(entry).map((options) => ({ entry, options })))
  .chain(({ entry, options }) =>
    fc.record(
      {
        id: fc.constant(entry.id),
        options: fc.constant(options),
        data: fc.option(anyData(entry, options), { nil: undefined, freq: 8 }),
      },
      { noNullPrototype: true },
    ),
  )
  .map(({ data, ...setting }) => (data ? { ...setting, data } : setting))
  .filter((setting) => modelDoor()!.restore(setting).refused === undefined);

/** Any document that the page can show, of surfaces, curves and models. */
export const anyScene = fc.oneof(
  { weight: 9, arbitrary: anyDocument },
  { weight: 1, arbitrary: documentsOn(anyModel) },
);

/** What the runs of a scene are on, and where they begin. */
export function groundOf(scene: Scene): { readonly loss: Loss; readonly start: Vector } {
  if (!scene.model) return { loss: lossIn(scene), start: startIn(scene) };
  const { loss, initial } = modelOf(scene.model);
  return { loss, start: initial(scene.seed) };
}
