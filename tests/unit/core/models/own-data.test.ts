import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { numberColumns, pickTable } from '../../../../src/core/models/pick-table.ts';
import { numberOf, readTable } from '../../../../src/core/models/read-table.ts';
import { dataLimits, LINK_NUMBERS } from '../../../../src/core/scene/data-kind.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel } from '../../../../src/core/scene/follow.ts';
import { defaultPlayhead } from '../../../../src/core/scene/limits.ts';
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

  test.each(['', 'n/a', 'NaN', 'Infinity', '-inf', '1e999', '1.2.3', '0x10', '1 2'])(
    '%j is no number',
    (cell) => {
      expect(numberOf(cell, false)).toBe(null);
    },
  );
});

describe('columns are picked', () => {
  const table = readTable('t,name,p,sales\n0,a,1,10\n1,b,,11\n2,a,3,Infinity\n3,c,n/a,13\n4,a,5,14\n');
  test('rows that are not whole are left out, and the first of them is told', () => {
    const { data, left, firstBad } = pickTable(table, {
      inputs: [0, 2],
      target: 3,
      isClasses: false,
      rows: 100,
    });
    expect(data).toEqual({ columns: ['t', 'p', 'sales'], values: [0, 1, 10, 4, 5, 14] });
    expect([left, firstBad]).toEqual([3, { row: 2, column: 'p', cell: '' }]);
    expect(numberColumns(table)).toEqual([0, 2, 3]);
  });
  test('classes are numbered as they come, or are the numbers that they are', () => {
    const picks = { inputs: [0, 3], isClasses: true, rows: 100 };
    const named = pickTable(table, { ...picks, target: 1 });
    expect([named.classes, named.data?.values]).toEqual([
      ['a', 'b', 'c'],
      [0, 10, 0, 1, 11, 1, 3, 13, 2, 4, 14, 0],
    ]);
    const numbered = pickTable(readTable('x,y,c\n1,2,2\n3,4,0\n'), {
      inputs: [0, 1],
      target: 2,
      isClasses: true,
      rows: 9,
    });
    expect([numbered.classes, numbered.data?.values]).toEqual([
      ['0', '1', '2'],
      [1, 2, 2, 3, 4, 0],
    ]);
  });
  test('no more rows than may be are taken; none where none is whole', () => {
    const one = pickTable(table, { inputs: [0], target: 0, isClasses: false, rows: 2 });
    expect([one.data?.values, one.beyond]).toEqual([[0, 0, 1, 1], 3]);
    expect(pickTable(table, { inputs: [1], target: 0, isClasses: false, rows: 9 }).data).toBe(null);
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
        const { data } = pickTable(read, { inputs: [0, 1], target: 2, isClasses, rows: 5 });
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

  test.each([
    ['model=sales&data=5:year,price,sales:0,9.5,120,1,9.25,131,2,9', /^2 of 5 rows of the data came/, 2],
    ['model=sales&data=5:year,price,sales:0,9.5,120,1,9.25,131', /^2 of 5 rows of the data came/, 2],
    ['model=sales&data=2:year,sales:0,a,1,2', /^0 of 2 rows/, null],
    ['model=sales&data=2:year,sales:0,1e999,1,2', /^0 of 2 rows/, null],
    ['model=sales&data=5:year', /^data must be a number of rows/, null],
    ['model=sales&data=', /^data must be a number of rows/, null],
    ['model=xor&data=1:a,b,c,d:1,2,3,0', /^XOR takes two columns and a class; there are 3/, null],
    ['model=xor&data=2:a,b,c:1,2,0,1,2,7', /^targets must be 0 or 1; targets\[1\] is 7/, null],
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
