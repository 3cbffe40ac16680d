import { describe, expect, test } from 'vitest';
import { drawnRuns } from '../../../../src/app/drawn-runs.ts';
import { fainter } from '../../../../src/app/looks.ts';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { averageOf } from '../../../../src/core/run/average.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { csvText } from '../../../../src/export/data/csv.ts';
import { sourceOf } from '../../../reference/script-scenes.ts';

const loss = compileFormula('x^2 + 10*y^2');
const run = recordRun({ loss, optimizer: { id: 'momentum', lr: 0.05 }, start: [-3, 1], steps: 40 });
const x = (k: number) => run.positions[2 * k]!;

describe('the average of a run', () => {
  test('exponential: each step keeps its share, from the start on', () => {
    const { positions, losses } = averageOf(run, loss, { kind: 'exponential', decay: 0.9, from: 0 });
    let own = x(0);
    for (let k = 1; k <= 40; k++) {
      own = 0.9 * own + (1 - 0.9) * x(k);
      expect(positions[2 * k]).toBe(own);
      expect(losses[k]).toBe(loss.value(positions.subarray(2 * k, 2 * k + 2)));
    }
  });

  test.each([0, 1, 10, 40, 99])('of the tail from step %d: the run until then, the mean after', (from) => {
    const { positions } = averageOf(run, loss, { kind: 'tail', decay: 0, from });
    for (let k = 0; k <= 40; k++) {
      const tail = Array.from({ length: Math.max(1, k - from + 1) }, (_, i) => x(k < from ? k : from + i));
      const mean = tail.reduce((sum, each) => sum + each, 0) / tail.length;
      expect(positions[2 * k]).toBeCloseTo(mean, 13);
    }
  });

  test('nothing of the run is changed, and all of it kept', () => {
    const before = run.positions.slice();
    const average = averageOf(run, loss, { kind: 'tail', decay: 0, from: 5 });
    expect(run.positions).toEqual(before);
    expect(average.evaluationsAt(40)).toEqual(run.evaluationsAt(40));
    expect(average.rates().every(Number.isNaN)).toBe(true);
  });

  test('it ends where its loss has no value', () => {
    const cut = compileFormula('where(x^2 < 4, x^2 + y^2, log(x - 9))');
    const own = recordRun({ loss, optimizer: { id: 'sgd', lr: 0.01 }, start: [-1.9, 0], steps: 5 });
    const far = { ...own, positions: own.positions.map((each, i) => (i === 6 ? -30 : each)) };
    const average = averageOf(far, cut, { kind: 'tail', decay: 0, from: 0 });
    expect([average.steps, average.divergedAt, average.end]).toEqual([
      2,
      3,
      { step: 3, reason: 'undefined loss' },
    ]);
  });
});

test('an average does not ask why its run ended', () => {
  const asked = {
    ...run,
    get end(): never {
      throw new Error('asked');
    },
  };
  const average = averageOf(asked, loss, { kind: 'tail', decay: 0, from: 3 });
  expect(average.end).toBe(null);
  expect(average.updateFrom(5)).toEqual(run.updateFrom(5));
});

describe('in links', () => {
  test.each([
    ['opt=adam,average:exponential', { kind: 'exponential', decay: 0.95, from: 0 }],
    ['opt=adam,average:exponential,averageDecay:0.5', { kind: 'exponential', decay: 0.5, from: 0 }],
    ['opt=sgd,average:tail', { kind: 'tail', decay: 0.95, from: 0 }],
    [
      'opt=sgd,lr:0.1,schedule:step,every:20,average:tail,averageFrom:100,name:x,off',
      { kind: 'tail', decay: 0.95, from: 100 },
    ],
  ])('%s', (text, average) => {
    const { scene: document, problems } = readFragment(`#loss=bowl&${text}`);
    expect(problems).toEqual([]);
    expect(document.optimizers[0]!.average).toEqual(average);
    const { playhead } = readFragment(`#loss=bowl&${text}`);
    const again = readFragment(writeFragment(document, playhead)).scene;
    expect(again.optimizers[0]!.average).toMatchObject({ kind: average.kind });
    expect(again).toEqual(document);
  });

  test('without one nothing is kept, and what is none is said', () => {
    expect(readFragment('#loss=bowl&opt=adam').scene.optimizers[0]).not.toHaveProperty('average');
    const { scene: document, problems } = readFragment('#loss=bowl&opt=adam,average:median');
    expect(document.optimizers[0]).not.toHaveProperty('average');
    expect(problems).toHaveLength(1);
    const { problems: far, scene: kept } = readFragment(
      '#loss=bowl&opt=adam,average:exponential,averageDecay:7',
    );
    expect(far).toHaveLength(1);
    expect(kept.optimizers[0]!.average!.decay).toBeLessThanOrEqual(1);
  });
});

describe('beside its run', () => {
  const scene = readFragment('#loss=bowl&opt=sgd&opt=adam,average:tail,averageFrom:3&steps=9').scene;
  const source = sourceOf(scene);

  test('it is drawn behind it, in another dash and fainter, and named', () => {
    const look = { color: '#0072b2', dash: 0, marker: 'circle' } as const;
    const runs = source.runs.map((one, index) => ({ ...one, index, look, leftAt: null }));
    const derived = { runs, loss: source.loss } as unknown as Parameters<typeof drawnRuns>[0];
    const drawn = drawnRuns(derived, 'light');
    expect(drawn.map(({ label, isAverage }) => [label, isAverage ?? false])).toEqual([
      ['SGD', false],
      ['Adam', false],
      ['Adam, averaged', true],
    ]);
    expect(drawn[2]!.look).toEqual(fainter(look, 'light'));
    expect(drawn[2]!.look).toMatchObject({ dash: 2, marker: 'circle' });
    expect(drawn[2]!.naming.full).toBe('Adam, averaged, from step 3');
    expect(drawnRuns(derived, 'light')).toBe(drawn);
  });

  test('tables have it as a run of its own', () => {
    const [head = '', ...rows] = csvText(source).trim().split('\r\n');
    const columns = head.split(',');
    const of = (row: string, name: string) => row.split(',')[columns.indexOf(name)];
    const own = rows.filter((row) => row.includes('averaged'));
    expect(rows).toHaveLength(30);
    expect(own).toHaveLength(10);
    const cells = own[9]!.replace('"Adam, averaged"', 'averaged').split(',');
    const average = averageOf(source.runs[1]!.run, source.loss, { kind: 'tail', decay: 0, from: 3 });
    expect(Number(cells[columns.indexOf('x')])).toBe(average.positions[18]);
    expect(Number(cells[columns.indexOf('loss')])).toBe(average.losses[9]);
    expect(cells[columns.indexOf('average')]).toBe('tail');
    expect(cells[columns.indexOf('average_from')]).toBe('3');
    expect(of(rows[0]!, 'average')).toBe('');
  });

  test('and the text of a rule of one’s own', () => {
    const typed = readFragment('#loss=bowl&opt=custom,rule:lr=0.1;theta=theta-lr*gradient&steps=2').scene;
    const [head, row] = csvText(sourceOf(typed)).split('\r\n');
    expect(head).toContain('rule_text');
    expect(csvText(sourceOf(typed))).toContain('theta = theta - lr*gradient');
    expect(row?.split(',')[0]).toBe('Own rule');
    expect(csvText(source)).not.toContain('rule_text');
  });
});
