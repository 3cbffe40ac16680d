import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { counts, restoreOptions } from '../../../../src/core/models/options.ts';
import {
  columnsFor,
  numberColumns,
  pickTable,
  type ColumnRole,
} from '../../../../src/core/models/pick-table.ts';
import { cellNumber, readTable, tableText } from '../../../../src/core/models/read-table.ts';
import { modelById, models } from '../../../../src/core/models/registry.ts';
import type { Model, ModelEntry, ModelOptions, OptionValue } from '../../../../src/core/models/types.ts';
import { LINK_NUMBERS } from '../../../../src/core/scene/data-kind.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel } from '../../../../src/core/scene/follow.ts';
import { readFile, writeFile } from '../../../../src/core/scene/file.ts';
import { dataLimits, defaultPlayhead } from '../../../../src/core/scene/limits.ts';
import { modelRates } from '../../../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { restoreScene, writeDocument } from '../../../../src/core/scene/restore.ts';
import type { Scene } from '../../../../src/core/scene/scene.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

beforeAll(openModels);

describe('a table is read', () => {
  test.each([
    [
      'with names',
      'a,b\n1,2\n3,4\n',
      ['a', 'b'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'without',
      '1,2\r\n3,4',
      ['A', 'B'],
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['with decimal commas', 'x;y\n1,5;2\n', ['x', 'y'], [['1,5', '2']]],
    ['as a spreadsheet gives it', 'x\ty\n1,5\t−2\n', ['x', 'y'], [['1,5', '−2']]],
    ['with quotes', '"a, b","say ""x"""\n"1","2\n3"\n', ['a, b', 'say "x"'], [['1', '2\n3']]],
    [
      'with short rows and empty lines',
      'a,b,c\n\n1\n\n2,3\n',
      ['a', 'b', 'c'],
      [
        ['1', '', ''],
        ['2', '3', ''],
      ],
    ],
    ['with a mark of order', '\uFEFFa,b\n1,2', ['a', 'b'], [['1', '2']]],
    ['behind an empty line', '\n \r\na;b;c\n1;2,5;3', ['a', 'b', 'c'], [['1', '2,5', '3']]],
    ['with its separator’s rivals in quotes', '"a;b;c","d;e"\n1,2', ['a;b;c', 'd;e'], [['1', '2']]],
    [
      'with a quote that nothing closes',
      'a,b\n"1,2\n3,4\n"5",6\n',
      ['a', 'b'],
      [
        ['"1', '2'],
        ['3', '4'],
        ['5', '6'],
      ],
    ],
    ['with nothing', '', [], []],
    ['with names alone', 'a,b\n', ['a', 'b'], []],
    ['with names that are missing', 'a,,c\n1,2,3', ['a', 'B', 'c'], [['1', '2', '3']]],
  ])('%s', (_name, text, columns, rows) => {
    const table = readTable(text);
    expect([table.columns, table.rows]).toEqual([columns, rows]);
  });

  test('of a million rows and ten thousand columns no more than there is room for, which is known', () => {
    const long = readTable(`x,y\n${'1,2\n'.repeat(1_000_000)}`);
    expect([long.rows.length, long.hasMoreRows, long.hasMoreColumns]).toEqual([20_000, true, false]);
    const wide = readTable(
      `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n${'1,'.repeat(10_000)}`,
    );
    expect([wide.columns.length, wide.hasMoreRows, wide.hasMoreColumns]).toEqual([64, false, true]);
  });

  test.each([
    ['\u22121e\u22125', false, -1e-5],
    ['1,5', true, 1.5],
    ['\u22121,5e+3', true, -1500],
    ['1,234,567', true, null],
    ['1,5', false, null],
  ])('%s, with a decimal comma %s, is %s', (cell, isDecimalComma, value) => {
    expect(cellNumber(cell, isDecimalComma)).toBe(value);
  });

  test.each([
    ['a\tb\n1,234\t2\n', true],
    ['a\tb\n1,234\t2.5\n', false],
    ['a.b\tb\n1,5\te.g.\n', true],
    ['a;b\n1;.5\n', false],
  ])('commas in the numbers of %j are decimal: %s', (text, isDecimalComma) => {
    expect(readTable(text).isDecimalComma).toBe(isDecimalComma);
  });

  test('a file of any signs is read at once', () => {
    const { rows } = readTable(`a,b\n${' '.repeat(300)}${'"'.repeat(40_000)}x,1\n`);
    expect(rows).toEqual([['', '1']]);
  });

  test.each([
    ['"2019","2020"\n1,2\n', ['2019', '2020'], 1],
    ['"2019",2020\n1,2\n', ['2019', '2020'], 1],
    ['"1","2"\n"3","4"\n', ['A', 'B'], 2],
    ['"1","2"\n', ['A', 'B'], 1],
    ['1,2\n3,4\n', ['A', 'B'], 2],
  ])('numbers in quotes over plain ones are names: %j', (text, names, count) => {
    const { columns, rows } = readTable(text);
    expect([columns, rows.length]).toEqual([names, count]);
  });

  test.each([[['2019', '2020']], [['a', '2020']], [['-0', '1e5']]])(
    'the names %j come back from their text',
    (columns) => {
      const read = readTable(tableText({ columns, values: [1, 2] }));
      expect([read.columns, read.rows]).toEqual([columns, [['1', '2']]]);
    },
  );

  test.each(['a, b', 'say "x"', 'x;y;z', ' a', 'two words', '"', 'plain'])(
    'the name %j comes back from its text',
    (name) => {
      const data = { columns: [name, 'y'], values: [1, -0, 1e-300, 2] };
      const { columns, rows } = readTable(tableText(data));
      expect(columns).toEqual([name.trim(), 'y']);
      expect(rows.flat().map((cell) => cellNumber(cell, false))).toEqual(data.values);
    },
  );

  test.each(['', 'n/a', 'NaN', 'Infinity', '-inf', '1e999', '1.2.3', '0x10', '1 2'])(
    '%j is no number',
    (cell) => {
      expect(cellNumber(cell, false)).toBe(null);
    },
  );
});

describe('columns are picked', () => {
  const table = readTable('t,name,p,sales\n0,a,1,10\n1,b,,11\n2,a,3,Infinity\n3,c,n/a,13\n4,a,5,14\n');
  test('rows that are not whole are left out, and the first of them is told', () => {
    const { data, left, firstBad } = pickTable(table, {
      inputs: [0, 2],
      target: 3,
      classes: 0,
      rows: 100,
    });
    expect(data).toEqual({ columns: ['t', 'p', 'sales'], values: [0, 1, 10, 4, 5, 14] });
    expect([left, firstBad]).toEqual([3, { row: 2, column: 'p', cell: '' }]);
    expect(numberColumns(table)).toEqual([0, 2, 3]);
  });
  test('classes are numbered as they come, or are the numbers that they are', () => {
    const picks = { inputs: [0, 3], classes: 3, rows: 100 };
    const named = pickTable(table, { ...picks, target: 1 });
    expect([named.classes, named.data?.values]).toEqual([
      ['a', 'b', 'c'],
      [0, 10, 0, 1, 11, 1, 3, 13, 2, 4, 14, 0],
    ]);
    const numbered = pickTable(readTable('x,y,c\n1,2,2\n3,4,0\n'), {
      inputs: [0, 1],
      target: 2,
      classes: 3,
      rows: 9,
    });
    expect([numbered.classes, numbered.data?.values]).toEqual([
      ['0', '1', '2'],
      [1, 2, 2, 3, 4, 0],
    ]);
  });
  test.each<[cells: string, told: number, names: string[], values: number[]]>([
    ['0.0 1.0 1 00', 2, ['0', '1'], [0, 1, 1, 0]],
    ['1 2 1', 2, ['1', '2'], [0, 1, 0]],
    ['1 2 1', 3, ['0', '1', '2'], [1, 2, 1]],
    ['2 1 2.0', 2, ['2', '1'], [0, 1, 0]],
    ['1', 2, ['0', '1'], [1]],
    ['0 7 0', 2, ['0', '7'], [0, 1, 0]],
    ['0.5 a 0.50', 2, ['0.5', 'a'], [0, 1, 0]],
  ])('%s, of %d classes', (cells, told, names, values) => {
    const text = `x,y,c\n${cells
      .split(' ')
      .map((cell) => `1,1,${cell}\n`)
      .join('')}`;
    const picked = pickTable(readTable(text), { inputs: [0, 1], target: 2, classes: told, rows: 9 });
    expect(picked.classes).toEqual(names);
    expect(picked.data?.values.filter((_, i) => i % 3 === 2)).toEqual(values);
  });
  test('no more rows than may be are taken; none where none is whole', () => {
    const one = pickTable(table, { inputs: [0], target: 0, classes: 0, rows: 2 });
    expect([one.data?.values, one.beyond]).toEqual([[0, 0, 1, 1], 3]);
    expect(pickTable(table, { inputs: [1], target: 0, classes: 0, rows: 9 }).data).toBe(null);
  });
  const seed = 20260726;
  test(`any text at all is read and picked, and what is taken is finite (seed ${seed})`, () => {
    const cell = fc.oneof(
      fc.constantFrom('1', '-2.5', '1e3', '', 'NaN', '"', 'Infinity', 'a', '1e400', ',', ';', '\n', '\t'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), fc.boolean(), (parts, isClasses) => {
        const read = readTable(parts.join(','));
        for (const row of read.rows) expect(row).toHaveLength(read.columns.length);
        const { data } = pickTable(read, { inputs: [0, 1], target: 2, classes: isClasses ? 2 : 0, rows: 5 });
        if (!data) return;
        expect(data.values.length % 3).toBe(0);
        expect(data.values.length).toBeLessThanOrEqual(15);
        expect(data.values.every(Number.isFinite)).toBe(true);
      }),
      { seed, numRuns: 400 },
    );
  });
});

describe('data of one’s own', () => {
  const sales = {
    columns: ['year', 'price', 'sales'],
    values: [0, 9.5, 120, 1, 9.25, 131, 2, 9, 140, 3, 8, 155, 4, 8, 150],
  };
  const points = { columns: ['x1', 'x2', 'class'], values: [0, 0, 0, 1, 1, 0, 0, 1, 1, 1, -0.5, 1] };
  const withData = (id: string, data: typeof sales): Scene => {
    const scene = onModel(defaultScene(), { id, options: {} });
    return { ...scene, model: { ...scene.model!, data } };
  };

  test.each([
    ['sales', sales],
    ['xor', points],
  ] as const)('of %s comes back from link and file, and is what is trained on', (id, data) => {
    const { scene } = restoreScene(writeDocument(withData(id, data), defaultPlayhead));
    expect(scene.model!.data).toEqual(data);
    const link = writeFragment(scene, defaultPlayhead);
    expect(link).toContain(`data=${data.values.length / 3}:${data.columns.join(',')}:`);
    expect(readFragment(link)).toEqual({ scene, playhead: defaultPlayhead, problems: [] });
    const { train, test: held, loss } = modelOf(scene.model!);
    const first = Array.from(train.inputs.subarray(0, 2));
    expect([...first, train.targets[0]]).toEqual(data.values.slice(0, 3));
    expect(train.targets.length + (held?.targets.length ?? 0)).toBe(data.values.length / 3);
    expect(Number.isFinite(loss.value(modelOf(scene.model!).initial(1)))).toBe(true);
    expect(scene.optimizers.every(({ values }) => Number(values['lr']) > 0)).toBe(true);
  });

  test('of one point, and of points that are all the same, is trained on', () => {
    for (const values of [
      [1, 2, 3],
      [1, 2, 3, 1, 2, 3, 1, 2, 3],
    ]) {
      for (const options of [{}, { standardize: true }]) {
        const model = modelOf({
          id: 'sales',
          options: { ...onModel(defaultScene(), { id: 'sales', options }).model!.options },
          data: { columns: ['t', 'p', 's'], values },
        });
        expect(Array.from(model.loss.gradient(model.initial(1))).every(Number.isFinite)).toBe(true);
      }
    }
    const { scene, problems } = readFragment('#model=xor&data=1:x,y,c:0.5,1,1&v=2');
    expect(problems).toEqual([]);
    expect(modelOf(scene.model!).loss.value(modelOf(scene.model!).initial(1))).toBeGreaterThan(0);
  });

  /** What a model is, in numbers: its loss where it begins, where that is, and its rows. */
  const numbersOf = ({ loss, testLoss, initial, train, test: held }: Model) => {
    const theta = initial(1);
    const rows = [train.inputs, train.targets, held?.inputs ?? [], held?.targets ?? []];
    return [loss.value(theta), testLoss?.value(theta), ...theta, ...rows.map((row) => [...row])];
  };
  const others = ({ options, ...rest }: ModelEntry, key: string): OptionValue[] => {
    const option = options.find((one) => one.key === key)!;
    const all: readonly OptionValue[] =
      option.kind === 'number'
        ? [option.min, option.min + (option.whole ? 2 : 0.25 * (option.max - option.min))]
        : option.kind === 'switch'
          ? [true, false]
          : option.kind === 'formula'
            ? ['x^2*y']
            : option.choices;
    const { options: standard } = restoreOptions({ options, ...rest }, {});
    return all.filter((value) => value !== standard[key]);
  };
  const wide = {
    columns: ['week', 'visits', 'price', 'sold'],
    values: [0, 3, 9, 12, 1, 4, 8, 13, 3, 4, 9, 11, 4, 3, 7, 15, 5, 5, 8, 14],
  };

  test.each([
    ['sales', {}, null, ['delta']],
    ['sales', { noise: 0, fit: 'huber' }, null, ['outliers']],
    ['sales', { fit: 'huber' }, wide, ['dataSeed', 'marketing', 'months', 'noise', 'outliers']],
    ['xor', {}, null, []],
    ['xor', { hiddenLayers: 0 }, null, ['activation', 'units']],
    ['xor', {}, points, ['dataSeed', 'noise', 'points']],
    ['spiral', {}, points, ['dataSeed', 'noise', 'points', 'turns']],
    ['logistic', {}, points, ['dataSeed', 'noise', 'points']],
    ['softmax', {}, points, ['dataSeed', 'noise', 'points']],
  ] as const)(
    'of %s with %j: what counts changes something, what does not nothing (%#)',
    (id, set, data, idle) => {
      const entry = modelById(id)!;
      const made = (options: ModelOptions) => {
        const whole = restoreOptions(entry, { ...set, ...options }).options;
        return modelOf({ id, options: whole, ...(data && { data }) });
      };
      const model = made({});
      const still = entry.options.filter((option) => !counts(option, model, data !== null));
      expect(still.map(({ key }) => key).toSorted()).toEqual(idle);
      for (const { key } of entry.options) {
        // Batches change what an update is given, not the loss.
        if (key === 'batchSize') continue;
        const changes = others(entry, key).some(
          (value) => JSON.stringify(numbersOf(made({ [key]: value }))) !== JSON.stringify(numbersOf(model)),
        );
        expect([key, changes]).toEqual([key, !still.some((option) => option.key === key)]);
      }
    },
  );

  test('is what a model says that it is on: nothing of the rows that it makes itself', () => {
    const made =
      /years|months|points on|half circles|clusters|made for|Perceptrons|Arms|crosswise|nearly a line/;
    for (const entry of models) {
      if (!entry.onOwn) continue;
      const { name, lesson, source } = { ...entry, ...entry.onOwn };
      expect([entry.id, `${name} ${lesson} ${source}`]).toEqual([entry.id, expect.not.stringMatching(made)]);
    }
  });

  test('that is too large for a link is in files alone', () => {
    const values = Array.from({ length: 3 * 500 }, (_, i) => i);
    const { scene } = restoreScene(writeDocument(withData('sales', { ...sales, values }), defaultPlayhead));
    expect(scene.model!.data!.values).toHaveLength(1500);
    expect(values.length).toBeGreaterThan(LINK_NUMBERS);
    expect(writeFragment(scene, defaultPlayhead)).not.toContain('data=');
    const all = Array.from({ length: 3 * (dataLimits.rows + 10) }, () => 1);
    const cut = restoreScene(writeDocument(withData('sales', { ...sales, values: all }), defaultPlayhead));
    expect(cut.scene.model!.data!.values).toHaveLength(3 * dataLimits.rows);
    expect(cut.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^5000 of 5010 rows/)]);
  });

  test('of the largest table comes back from its file', () => {
    const columns = Array.from({ length: dataLimits.columns + 1 }, (_, i) => `column ${i}`);
    const values = Array.from(
      { length: dataLimits.rows * columns.length },
      (_, i) => -(i + 1.2345678901234567) * 1e-300,
    );
    const { scene } = restoreScene(writeDocument(withData('sales', { columns, values }), defaultPlayhead));
    const { text } = writeFile(scene, defaultPlayhead);
    expect(readFile(text)).toEqual({ scene, playhead: defaultPlayhead, problems: [] });
  }, 60_000);

  test('in a link leaves room for the rest: long names are in files alone', () => {
    const columns = Array.from({ length: 65 }, (_, i) => String.fromCodePoint(0x4e00 + i).repeat(40));
    const values = Array.from({ length: 18 * 65 }, (_, i) => i / 7);
    const { scene } = restoreScene(writeDocument(withData('sales', { columns, values }), defaultPlayhead));
    expect(scene.model!.data).toEqual({ columns, values });
    const { scene: again, problems } = readFragment(writeFragment(scene, defaultPlayhead));
    expect(problems).toEqual([]);
    expect(again.model).toMatchObject({ id: 'sales' });
    expect(again.model).not.toHaveProperty('data');
  });

  test('is told of where it stands', () => {
    const document = (data: object) => ({
      ...writeDocument(withData('xor', points), defaultPlayhead),
      model: { id: 'xor', data },
    });
    const problemsOf = (data: object) => restoreScene(document(data)).problems;
    expect(problemsOf({ ...points, values: [1, 2, 7] })).toEqual([
      { where: 'model.data', message: 'XOR tells classes from 0 to 1 apart; the data has 7.' },
    ]);
    expect(problemsOf({ ...points, colums: [] })).toEqual([
      { where: 'model.data.colums', message: expect.stringContaining('"columns"') },
    ]);
  });

  test('is the same model in every copy, and is not written as text to tell so', () => {
    const { scene } = restoreScene(writeDocument(withData('xor', points), defaultPlayhead));
    const setting = scene.model!;
    const copy = () => ({
      ...setting,
      data: {
        ...structuredClone(points),
        toJSON: (): never => {
          throw new Error('written');
        },
      },
    });
    const model = modelOf(copy());
    expect(modelOf(copy())).toBe(model);
    const other = copy();
    other.data.values[0] = -0;
    expect(modelOf(other)).not.toBe(model);
    expect(modelOf(copy())).toBe(model);
  });

  test('of many rows has nearly the rate of all of them, found on some', () => {
    const values = Array.from({ length: 2000 }, (_, i) => [Math.sin(i), Math.cos(3 * i), i % 2]).flat();
    const setting = onModel(defaultScene(), { id: 'xor', options: { units: 16, hiddenLayers: 2 } }).model!;
    const rate = modelRates({ ...setting, data: { columns: points.columns, values } }).lr;
    const some = modelRates({
      ...setting,
      data: { columns: points.columns, values: values.slice(0, 900) },
    }).lr;
    expect(rate / some).toBeGreaterThan(0.3);
    expect(rate / some).toBeLessThan(3);
  });

  test.each([
    ['model=sales&data=5:year,price,sales:0,9.5,120,1,9.25,131,2,9', /^2 of 5 rows of the data came/, 2],
    ['model=sales&data=5:year,price,sales:0,9.5,120,1,9.25,131', /^2 of 5 rows of the data came/, 2],
    ['model=sales&data=2:year,sales:0,a,1,2', /^0 of 2 rows/, null],
    ['model=sales&data=2:year,sales:0,1e999,1,2', /^0 of 2 rows/, null],
    ['model=sales&data=5:year', /^data must be a number of rows/, null],
    ['model=sales&data=', /^data must be a number of rows/, null],
    ['model=xor&data=1:a,b,c,d:1,2,3,0', /^XOR takes two columns and a class; there are 3/, null],
    ['model=xor&data=2:a,b,c:1,2,0,1,2,7', /^XOR tells classes from 0 to 1 apart; the data has 7/, null],
    ['model=softmax&data=1:a,b,c:1,2,0.5', /from 0 to 2/, null],
    ['model=sales&data=1:a,b:1,1e300', null, 1],
    ['data=1:a,b:1,2', /^data is not used, because there is no model/, null],
  ])('%s: a sentence, and the rest is kept', (link, sentence, rows) => {
    const { scene, problems } = readFragment(`#${link}&steps=40&v=2`);
    const said = problems.map(({ message }) => message);
    expect(said).toEqual(sentence ? [expect.stringMatching(sentence)] : []);
    expect(scene.steps).toBe(40);
    const { data } = scene.model ?? {};
    expect(data ? data.values.length / data.columns.length : null).toBe(rows);
  });
});

describe('columns are found for what they are wanted', () => {
  const called = (...names: RegExp[]): ColumnRole[] =>
    names.map((name) => ({ isCalled: (own) => name.test(own) }));
  const prices = called(/strike|exercise/, /matur|expir/, /price|premium/);
  const places = called(/^x$/, /^y$/, /^radius$/);
  test.each([
    ['day,premium,strike,expiry\n1,12,90,1\n', prices, [2, 3, 1]],
    ['K,T,C\n90,1,12\n', prices, [0, 1, 2]],
    ['name,K,T,C\na,90,1,12\n', prices, [1, 2, 3]],
    // One name for two of them is that of the first.
    ['strike price,maturity,c\n90,1,12\n', prices, [0, 1, 2]],
    ['strike\n90\n', prices, [0, null, null]],
    ['X,Y,radius\n1,2,3\n', places, [0, 1, 2]],
    // In any order; of two with one name the one with numbers.
    ['radius,note,y,x,x\n3,a,2,b,1\n', places, [4, 2, 0]],
    // What is called right and is no number stays what it is: the next one does not move up.
    ['x,y,radius,more\nn/a,2,3,4\n?,2,3,4\n', places, [0, 1, 2]],
    // Nor does another when it is missing; of a size alone the name may be any.
    ['y,radius,more\n2,3,4\n', places, [null, 0, 1]],
    ['id,x,y,weight\nq,2,3,4\n', places, [1, 2, 3]],
    ['y,radius\n2,3\n', places, [null, 0, 1]],
    ['a,b,c\nn/a,2,3\n?,2,3\n', places, [1, 2, null]],
  ] as const)('%j', (text, roles, expected) => {
    expect(columnsFor(readTable(text), roles)).toEqual(expected);
  });

  test('what comes out is the last, of numbers or of any text, and no other has it', () => {
    const of = (text: string, isLast: 'any' | 'numbers', first = 1) =>
      columnsFor(readTable(text), [
        ...Array.from({ length: first }, (): ColumnRole => ({ isCalled: () => false })),
        { isCalled: (name) => name === 'out', isLast },
      ]);
    expect(of('day,value,note\n1,2,a\n', 'numbers')).toEqual([0, 1]);
    expect(of('a,b,kind\n1,2,yes\n', 'any', 2)).toEqual([0, 1, 2]);
    expect(of('out,a,b\n0,1,2\n', 'any', 2)).toEqual([1, 2, 0]);
    expect(of('value,note\n1,a\n', 'numbers')).toEqual([null, 0]);
    expect(of('a,b\nx,y\n', 'numbers')).toEqual([null, 1]);
  });
});

describe('prices of options', () => {
  test('a link carries them, and what is no call is refused in a sentence', () => {
    const of = (data: string) => readFragment(`#model=option-prices,spot:95&data=${data}&v=2`);
    const { scene, problems } = of('2:strike,maturity,price:90,1,12,100,0.5,3');
    expect(problems).toEqual([]);
    const { train, loss } = modelOf(scene.model!);
    expect([[...train.inputs], [...train.targets]]).toEqual([
      [90, 1, 100, 0.5],
      [12, 3],
    ]);
    expect(loss.value(Float64Array.of(0, 0))).toBeCloseTo((49 + 9) / 4, 12);
    for (const [data, sentence] of [
      ['1:strike,price:90,12', /take a strike, a maturity and a price; there is one column beside/],
      ['1:strike,maturity,price:-90,1,12', /A strike must be more than 0 and at most .* row 1 has -90/],
      ['1:strike,maturity,price:90,0,12', /A maturity in years must be more than 0 .* row 1 has 0/],
      ['1:strike,maturity,price:90,1,-1', /A price must be from 0 to .* row 1 has -1/],
    ] as const) {
      const refused = of(data);
      expect(refused.problems.map(({ message }) => message).join(' ')).toMatch(sentence);
      expect(refused.scene.model).not.toHaveProperty('data');
    }
  });

  test('the suggested rate follows the prices, not the flat start', () => {
    const ratesAt = (options: Record<string, number>) =>
      modelRates(onModel(defaultScene(), { id: 'option-prices', options }).model!);
    expect(ratesAt({})).toEqual({ lr: 2e-4, width: 0.5 });
    expect(ratesAt({ volatility: 0.001 })).toEqual(ratesAt({}));
    expect(ratesAt({ spot: 1000 }).lr).toBeCloseTo(2e-6, 12);
  });
});
