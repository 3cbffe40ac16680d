import { describe, expect, it } from 'vitest';
import {
  type ResultRow,
  rowAt,
  runResult,
  settingsText,
  sortRows,
  toCsv,
  toMarkdown,
} from '../../../src/charts/results/results.ts';
import { firstWithin } from '../../../src/core/run/within.ts';
import { namesOf } from '../../../src/app/run-names.ts';
import type { RunView } from '../../../src/app/state.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { lossById } from '../../../src/core/losses/catalog.ts';
import { optimizerById } from '../../../src/core/optimizers/registry.ts';
import type { HyperparameterValues } from '../../../src/core/optimizers/types.ts';
import { recordRun } from '../../../src/core/run/record.ts';
import { newOptimizer } from '../../../src/core/scene/defaults.ts';

const bowl = compileFormula('x^2 + y^2');
const lowest = { value: 0, domain: [-2, 2, -2, 2] } as const;

function view(id: string, values: HyperparameterValues, index = 0): RunView {
  const entry = optimizerById(id)!;
  const setting = newOptimizer(id, null, values);
  const all = setting.values;
  return {
    index,
    setting,
    entry,
    label: entry.name,
    naming: namesOf([setting])[0]!,
    run: recordRun({ loss: bowl, optimizer: { id, ...all }, start: [1, 0], steps: 100 }),
    look: { color: '#000000', dash: 0, marker: 'circle' },
    leftAt: null,
  };
}

describe('a row', () => {
  it('counts the steps into each tolerance', () => {
    const descent = view('sgd', { lr: 0.25 });
    // Each step halves x, so that f = 4^-k: below 1e-3 from step 5 on, below 1e-6 from step 10 on.
    expect(firstWithin(descent.run, lowest, 1e-3)).toBe(5);
    expect(runResult(descent, lowest).within).toEqual([5, 10]);
    expect(runResult(descent, null).within).toEqual([null, null]);
    expect(runResult(descent, { ...lowest, value: -1 }).within).toEqual([null, null]);
  });

  it('does not count a run that left downward, below the known minimum', () => {
    const entry = lossById('mccormick')!;
    const known = { value: Math.min(...entry.minima.map(({ value }) => value)), domain: entry.domain };
    const from = (lr: number) =>
      recordRun({ loss: entry.loss, optimizer: { id: 'momentum', lr }, start: [3, -2], steps: 400 });
    const fallen = from(0.05);
    expect(fallen.losses[400]).toBeLessThan(known.value - 10);
    const arrived = from(0.02);
    for (const tolerance of [1e-3, 1e-6]) {
      expect(firstWithin(fallen, known, tolerance)).toBeNull();
      const step = firstWithin(arrived, known, tolerance)!;
      expect(Math.abs(arrived.losses[step]! - known.value)).toBeLessThanOrEqual(tolerance);
      expect(Math.abs(arrived.losses[step - 1]! - known.value)).toBeGreaterThan(tolerance);
    }
  });

  it.each([
    ['below the minimum', 'x', [0, 1, -1, 1], 0, -0.5, null],
    ['at the minimum’s value outside the domain', '(x-1)^2 (x+3)^2', [0, 2, -1, 1], 0, -3, null],
    ['above it by the tolerance', 'x', [-1, 1, -1, 1], 0, 1e-3, 0],
    ['below it by the tolerance', 'x', [-1, 1, -1, 1], 0, -1e-3, 0],
    ['on the domain’s border', 'x^2', [0, 1, 0, 1], 0, 0, 0],
    ['where the loss is undefined', 'log(x)', [-1, 1, -1, 1], 0, -1, null],
  ] as const)('%s', (_case, formula, domain, value, x, expected) => {
    const run = recordRun({
      loss: compileFormula(formula),
      optimizer: { id: 'sgd', lr: 0 },
      start: [x, 0],
      steps: 1,
    });
    expect(firstWithin(run, { value, domain }, 1e-3)).toBe(expected);
  });

  it('shows the step asked for, and of a run that diverged the last one kept', () => {
    const descent = view('sgd', { lr: 0.25 });
    expect(rowAt(runResult(descent, lowest), descent.run, 3)).toMatchObject({
      loss: 4 ** -3,
      evaluations: 3,
    });
    const away = view('sgd', { lr: 1e4 });
    const row = rowAt(runResult(away, lowest), away.run, 100);
    expect(row).toMatchObject({
      endedAt: away.run.steps + 1,
      ended: `overflowed at step ${away.run.steps + 1}`,
    });
    expect(row.evaluations).toBe(away.run.steps);
    expect(Number.isFinite(row.loss)).toBe(true);
  });
});

describe('the settings as text', () => {
  it('name the schedule of the learning rate, with every digit where they are copied', () => {
    const plain = view('sgd', { lr: 0.25 });
    expect(settingsText(runResult(plain, lowest), String)).toBe('η 0.25');
    const schedule = { kind: 'cyclic', halfPeriod: 10, floor: 1 / 3 } as const;
    const scheduled = { ...plain, setting: { ...plain.setting, schedule } };
    expect(settingsText(runResult(scheduled, lowest), String)).toBe(
      'η 0.25, schedule cyclic (half period 10, lowest share 0.3333333333333333)',
    );
    const decaying = { ...plain, setting: { ...plain.setting, schedule: { kind: 'inverse' } as const } };
    expect(settingsText(runResult(decaying, lowest), String)).toBe('η 0.25, schedule 1/t (decay 0.05)');
  });

  it('name what has no sign in words', () => {
    const clipped = view('sgd', { lr: 0.25, clipNorm: 2 });
    expect(settingsText(runResult(clipped, lowest), String)).toBe('η 0.25, clip by norm 2');
  });

  it('say nothing of a schedule to a rule that has no learning rate', () => {
    const simplex = view('nelder-mead', {});
    const setting = { ...simplex.setting, schedule: { kind: 'cosine' } as const };
    expect(settingsText(runResult({ ...simplex, setting }, lowest), String)).not.toContain('schedule');
  });
});

describe('sortRows', () => {
  const row = (label: string, loss: number, first: number | null): ResultRow => ({
    index: 0,
    label,
    settings: [],
    schedule: null,
    loss,
    within: [first, null],
    evaluations: 0,
    endedAt: null,
    ended: null,
  });
  const rows = [row('b', 2, null), row('a', Number.NaN, 7), row('c', 1, 3)];
  const labels = (by: Parameters<typeof sortRows>[1]) => sortRows(rows, by).map(({ label }) => label);

  it('puts what has no value last in both directions', () => {
    expect(labels({ by: 'loss', descending: false })).toEqual(['c', 'b', 'a']);
    expect(labels({ by: 'loss', descending: true })).toEqual(['b', 'c', 'a']);
    expect(labels({ by: 0, descending: false })).toEqual(['c', 'a', 'b']);
    expect(labels({ by: 0, descending: true })).toEqual(['a', 'c', 'b']);
  });

  it('keeps equals in their order and the rows as they were', () => {
    expect(labels({ by: 'endedAt', descending: true })).toEqual(['b', 'a', 'c']);
    expect(labels({ by: 'label', descending: false })).toEqual(['a', 'b', 'c']);
    expect(rows.map(({ label }) => label)).toEqual(['b', 'a', 'c']);
  });
});

describe('the table as text', () => {
  const table = [
    ['Optimizer', 'Loss', 'Settings'],
    ['Adam', '0.5', 'lr 0.1, "fast"'],
    ['SGD | 2', '', 'lr 1'],
  ];

  it('is CSV as in RFC 4180', () => {
    expect(toCsv(table)).toBe('Optimizer,Loss,Settings\r\nAdam,0.5,"lr 0.1, ""fast"""\r\nSGD | 2,,lr 1\r\n');
  });

  it('lets no name be a formula of a spreadsheet or markup', () => {
    const hostile = [
      ['Optimizer', 'Loss'],
      ['=1+1', '-0.5'],
      ['@x', '1'],
      ['<b>_*`[a](b)', '2'],
    ];
    expect(toCsv(hostile)).toBe('Optimizer,Loss\r\n(=1+1),-0.5\r\n(@x),1\r\n<b>_*`[a](b),2\r\n');
    expect(toMarkdown(hostile.slice(2))).toContain('| \\<b\\>\\_\\*\\`\\[a\\](b) |');
  });

  it('is Markdown, with numbers to the right and bars escaped', () => {
    expect(toMarkdown(table)).toBe(
      '| Optimizer | Loss | Settings |\n| --- | ---: | --- |\n| Adam | 0.5 | lr 0.1, "fast" |\n| SGD \\| 2 |  | lr 1 |\n',
    );
  });
});
