import { csvParse, dsvFormat } from 'd3-dsv';
import { describe, expect, test } from 'vitest';
import { defaultDocument, documentOfFormula } from '../../../src/core/scene/document.ts';
import { newOptimizer } from '../../../src/core/scene/defaults.ts';
import { averageOf } from '../../../src/core/run/average.ts';
import { rateAt } from '../../../src/core/run/schedule.ts';
import { restoreScene } from '../../../src/core/scene/restore.ts';
import type { Scene } from '../../../src/core/scene/scene.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import type { ExportSource } from '../../../src/export/source.ts';
import { csvParts, csvText } from '../../../src/export/data/csv.ts';
import { jsonText } from '../../../src/export/data/json.ts';
import { scriptScenes, sourceOf } from '../../reference/script-scenes.ts';

/** The tables are read by d3's own CSV parser and by JSON.parse. */

const scenes = [...scriptScenes, ['first visit', defaultDocument()] as const];

/** What positions are told by: of a curve, one name. */
function namesIn({ loss }: ExportSource): readonly string[] {
  return loss.variables!.slice(0, loss.dimension);
}

/** What the tables are of: each run, with its average behind it. */
function seriesOf({ runs, loss }: ExportSource) {
  return runs.flatMap(({ run, setting, label }) => {
    const { average } = setting;
    const own = { run, setting, label };
    return average
      ? [own, { ...own, run: averageOf(run, loss, average), label: `${label}, averaged` }]
      : [own];
  });
}

describe('CSV', () => {
  test.each(scenes)('%s: every number of every run, to the bit', (_, scene) => {
    const source = sourceOf(scene);
    const names = namesIn(source);
    const rows = csvParse(csvText(source));
    const series = seriesOf(source);
    expect(rows).toHaveLength(series.reduce((sum, { run }) => sum + run.steps + 1, 0));
    let at = 0;
    for (const { run, setting, label } of series) {
      for (let step = 0; step <= run.steps; step++, at++) {
        const row = rows[at]!;
        const position = run.positions.subarray(names.length * step, names.length * (step + 1));
        const gradient = source.loss.gradient(position);
        const wanted = [
          ['loss', run.losses[step]] as const,
          ...names.map((name, i) => [name, position[i]] as const),
          ...names.map((name, i) => [`gradient_${name}`, gradient[i]] as const),
        ];
        for (const [key, value] of wanted) {
          if (!Object.is(Number(row[key]), value)) expect([label, step, key, row[key]]).toBe(value);
        }
        expect([row['optimizer'], row['step']]).toEqual([label, String(step)]);
      }
      const row = rows[at - 1]!;
      expect(row['rule']).toBe(setting.id);
      expect(row['diverged_at']).toBe(run.divergedAt === null ? '' : String(run.divergedAt));
      expect(row['ended_at']).toBe(run.end === null ? '' : String(run.end.step));
      expect(row['end_reason']).toBe(run.end?.reason ?? '');
    }
  });

  test('every setting is a column, with the names that PyTorch has', () => {
    const scene: Scene = {
      ...defaultDocument(),
      noise: 0.25,
      noiseKind: 'heavy',
      seed: 4_294_967_295,
      steps: 5,
      optimizers: [
        {
          ...newOptimizer('adam', null, { lr: 0.1, amsgrad: true }),
          schedule: { kind: 'step', every: 2, factor: 0.3 },
        },
        newOptimizer('nelder-mead', null),
      ],
    };
    const rows = csvParse(csvText(sourceOf(scene)));
    expect(rows[3]).toMatchObject({
      optimizer: 'Adam',
      rule: 'adam',
      step: '3',
      lr: '0.1',
      rate: String(rateAt(scene.optimizers[0]!.schedule, 0.1, 3, 5)),
      beta1: '0.9',
      weight_decay: '0',
      amsgrad: 'True',
      size: '',
      schedule: 'step',
      schedule_every: '2',
      schedule_factor: '0.3',
      surface: 'himmelblau',
      formula: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
      noise: '0.25',
      noise_kind: 'heavy',
      noise_scaling: 'constant',
      seed: '4294967295',
      steps: '5',
      budget: 'steps',
    });
    expect(rows[0]!['rate']).toBe('');
    expect(rows.at(-1)).toMatchObject({
      rule: 'nelder-mead',
      lr: '',
      rate: '',
      schedule_every: '',
      size: '0.5',
    });
  });

  test('numbers keep the sign of zero and say what is not finite', () => {
    const scene: Scene = { ...documentOfFormula('log(x) - 1/y'), start: [-0, 1], steps: 3 };
    const source = sourceOf({ ...scene, optimizers: scene.optimizers.slice(0, 1) });
    const [row] = csvParse(csvText(source));
    expect(row).toMatchObject({
      x: '-0',
      y: '1',
      loss: '-Infinity',
      diverged_at: '0',
      end_reason: 'undefined loss',
    });
  });

  test('a formula with commas is quoted, and none makes a spreadsheet compute', () => {
    const text = (formula: string) => csvText(sourceOf({ ...documentOfFormula(formula), steps: 1 }));
    expect(text('max(x, y)^2')).toContain(',"max(x, y)^2",');
    expect(csvParse(text('max(x,\n y)^2'))[0]!['formula']).toBe('max(x,\n y)^2');
    for (const formula of ['-x^2', '+x', '\u2212x', '\t-x', ' -x']) {
      const cell = csvParse(text(formula))[0]!['formula']!;
      expect(cell).not.toMatch(/^\s*[=+\-@\u2212]/);
      expect(cell).toContain(formula);
    }
  });

  test('with decimal commas and semicolons it is the same table', () => {
    for (const scene of [defaultDocument(), { ...documentOfFormula('max(x, y)^2 + 0.5'), steps: 3 }]) {
      const source = sourceOf(scene);
      const points = csvParse(csvText(source));
      const text = csvText(source, 'comma');
      expect(text).toMatch(/;-?0,\d/);
      const commas = dsvFormat(';').parse(text);
      expect(commas.columns).toEqual(points.columns);
      const inNumbers = (value = '') =>
        /^-?\d+,\d+(e-?\d+)?$/.test(value) ? value.replace(',', '.') : value;
      expect(
        commas.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, inNumbers(v)]))),
      ).toEqual([...points]);
    }
  });

  test('a long table comes in pieces', () => {
    const source = sourceOf({ ...defaultDocument(), steps: 10_000 });
    const parts = [...csvParts(source)];
    expect(parts.length).toBe(1 + 4 * 3);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(2_000_000);
  });
});

describe('JSON', () => {
  test.each([
    ['of one variable', 'f=a^2&curve=on&start=3,0&opt=sgd(lr:0.25)&opt=adam&steps=5'],
    ['with averages', 'f=x^2%2By&opt=sgd(lr:0.25,average:exponential)&opt=adam&steps=5'],
  ])('its runs and columns %s are those of the table', (_, link) => {
    const source = sourceOf(readFragment(`#${link}`).scene);
    const { runs } = JSON.parse(jsonText(source)) as { runs: Readonly<Record<string, unknown>>[] };
    const rows = csvParse(csvText(source));
    const names = rows.columns.slice(2, rows.columns.indexOf('rate'));
    const labels = [...new Set(rows.map(({ optimizer }) => optimizer))];
    expect(runs.map(({ optimizer }) => optimizer)).toEqual(labels);
    for (const run of runs) {
      const own = rows.filter(({ optimizer }) => optimizer === run['optimizer']);
      expect(Object.keys(run).slice(-names.length)).toEqual(names);
      for (const name of names) expect(run[name]).toEqual(own.map((row) => Number(row[name])));
      expect((run['average'] as { kind?: string } | undefined)?.kind ?? '').toBe(own[0]!['average'] ?? '');
    }
  });

  test.each(scenes)('%s: every number of every run, to the bit, and the scene', (_, scene) => {
    const source = sourceOf(scene);
    const read = JSON.parse(jsonText(source)) as {
      readonly scene: unknown;
      readonly fragment: string;
      readonly link: string;
      readonly runs: readonly Readonly<Record<string, unknown>>[];
    };
    expect(restoreScene(read.scene)).toMatchObject({ scene: source.scene, problems: [] });
    expect(readFragment(read.fragment).scene).toEqual(source.scene);
    expect(read.link).toBe(source.link);
    const series = seriesOf(source);
    expect(read.runs).toHaveLength(series.length);
    series.forEach(({ run, label, setting }, i) => {
      const one = read.runs[i]!;
      expect(one).toMatchObject({
        optimizer: label,
        rule: setting.id,
        hyperparameters: setting.values,
        schedule: setting.schedule,
        steps: run.steps,
        diverged_at: run.divergedAt,
        end: run.end,
      });
      const same = (key: string, values: ArrayLike<number>) => {
        const wanted = Array.from(values, (value) => (Number.isFinite(value) ? value : null));
        expect(one[key]).toStrictEqual(wanted);
      };
      const names = namesIn(source);
      for (const [j, name] of names.entries()) {
        same(
          name,
          run.positions.filter((__, k) => k % names.length === j),
        );
      }
      same('loss', run.losses);
    });
  });

  test('numbers keep the sign of zero', () => {
    const scene: Scene = { ...documentOfFormula('x^2 + y'), start: [-0, 1], steps: 1 };
    const read = JSON.parse(jsonText(sourceOf(scene))) as { scene: Scene; runs: { x: number[] }[] };
    expect(Object.is(read.scene.start[0], -0)).toBe(true);
    expect(Object.is(read.runs[0]!.x[0], -0)).toBe(true);
  });
});
