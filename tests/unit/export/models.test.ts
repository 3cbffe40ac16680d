import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { offPlane } from '../../../src/app/models/plane-words.ts';
import { recordRun } from '../../../src/core/index.ts';
import { modelOf, openModels } from '../../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../../src/core/scene/record-options.ts';
import { latexCaption, modelInCaption, plainCaption } from '../../../src/export/caption/caption.ts';
import type { ExportContext } from '../../../src/export/context.ts';
import { csvText } from '../../../src/export/data/csv.ts';
import { jsonText } from '../../../src/export/data/json.ts';
import { npyHeader } from '../../../src/export/data/npy.ts';
import { parametersExporter } from '../../../src/export/data/parameters.ts';
import { frameIn } from '../../../src/export/frames.ts';
import { layOutNote, planeNote } from '../../../src/export/picture/plane-note.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { findPython } from '../../tools/find-python.ts';
import { appOn, closeApps } from '../app/models/model-app.ts';
import { contextIn } from './context.ts';

vi.setConfig({ testTimeout: 60_000 });

let context: ExportContext;
let positions: Float64Array;

beforeAll(async () => {
  openModels();
  const { app, whole } = appOn('moons', { points: 8, units: 4 }, (scene) => ({
    ...scene,
    steps: 30,
    optimizers: scene.optimizers.slice(2),
  }));
  app.seek(17);
  await whole();
  context = contextIn(app, 'model=moons');
  const { scene } = app.state;
  const model = modelOf(scene.model!);
  ({ positions } = recordRun({
    ...recordOptionsOf(scene, scene.optimizers[1]!),
    loss: model.loss,
    start: model.initial(scene.seed),
  }));
}, 60_000);
afterAll(closeApps);

const job = { signal: new AbortController().signal, progress: () => {} };

test('the table has the foot of every step, how far it is off the plane, and its own loss', () => {
  const rows = csvParse(csvText(context)).filter(({ optimizer }) => optimizer === 'Adam');
  expect(rows).toHaveLength(31);
  const { plane } = context.model!.seen!;
  const n = plane.origin.length;
  const { loss } = context.model!.model;
  for (const [step, row] of rows.entries()) {
    const theta = positions.slice(step * n, (step + 1) * n);
    const [x, y] = [Number(row['plane_x']), Number(row['plane_y'])];
    // Pythagoras, and what the plane has of the point, from the plane's own numbers.
    const foot = theta.map((_, i) => plane.origin[i]! + x * plane.u[i]! + y * plane.v[i]!);
    const rest = theta.map((value, i) => value - foot[i]!);
    expect(Number(row['off_plane'])).toBeCloseTo(Math.hypot(...rest), 12);
    for (const along of [plane.u, plane.v])
      expect(Math.abs(rest.reduce((sum, value, i) => sum + value * along[i]!, 0))).toBeLessThan(1e-12);
    expect(Number(row['loss'])).toBe(loss.value(theta));
    expect(Number(row['norm'])).toBeCloseTo(Math.hypot(...theta), 12);
    if (step === 0) {
      expect([row['step_length'], row['in_plane'], row['rate']]).toEqual(['', '', '']);
      continue;
    }
    const before = positions.slice((step - 1) * n, step * n);
    expect(Number(row['step_length'])).toBeCloseTo(
      Math.hypot(...theta.map((value, i) => value - before[i]!)),
      12,
    );
    expect(Number(row['distance_from_start'])).toBeCloseTo(
      Math.hypot(...theta.map((value, i) => value - positions[i]!)),
      12,
    );
  }
  expect(rows[0]).toMatchObject({
    model: 'moons',
    model_options: '{"points":8,"units":4}',
    parameters: '17',
  });
  expect(rows[0]!['plane']).toBe('through the start and the last points of RMSprop and Adam');
});

test('the JSON has the plane itself, and the runs on it', () => {
  const read = JSON.parse(jsonText(context)) as {
    plane: { origin: number[]; u: number[]; v: number[] };
    parameters: { name: string; shape: number[] }[];
    runs: Record<string, number[]>[];
  };
  expect(read.plane.u).toEqual(Array.from(context.model!.seen!.plane.u));
  expect(read.parameters.map(({ name, shape }) => `${name} ${shape.join('x')}`)).toEqual([
    'W1 4x2',
    'b1 4',
    'W2 1x4',
    'b2 1',
  ]);
  expect(read.runs.map((run) => run['off_plane']!.length)).toEqual([31, 31]);
});

describe('with averages', () => {
  const kinds = [
    { kind: 'exponential', decay: 0.8, from: 0 },
    { kind: 'tail', decay: 0.95, from: 12 },
  ] as const;
  let averaged: ExportContext;

  beforeAll(async () => {
    const { app, whole } = appOn('moons', { points: 8, units: 4 }, (scene) => ({
      ...scene,
      steps: 30,
      optimizers: scene.optimizers.slice(2, 4).map((one, i) => ({ ...one, average: kinds[i]! })),
    }));
    await whole();
    await vi.waitFor(
      () => expect(app.derived.runs.map(({ average }) => average !== undefined)).toEqual([true, true]),
      30_000,
    );
    averaged = contextIn(app, 'model=moons');
  }, 60_000);

  /** The average again, from its definition: a weighted sum of all positions. */
  function again(theta: readonly Float64Array[], step: number, which: 0 | 1): Float64Array {
    const weight = (j: number) => {
      if (which === 1) return step <= 12 ? Number(j === step) : j < 12 ? 0 : 1 / (step - 11);
      return j === 0 ? 0.8 ** step : 0.2 * 0.8 ** (step - j);
    };
    return theta[0]!.map((_, i) =>
      theta.slice(0, step + 1).reduce((sum, p, j) => sum + weight(j) * p[i]!, 0),
    );
  }

  test('they are in the tables behind their runs, and in NumPy’s file with all parameters', async () => {
    const { plane } = averaged.model!.seen!;
    const { loss } = averaged.model!.model;
    const table = csvParse(csvText(averaged));
    expect([...new Set(table.map(({ optimizer }) => optimizer))]).toEqual([
      'RMSprop',
      'RMSprop, averaged',
      'Adam',
      'Adam, averaged',
    ]);
    const json = JSON.parse(jsonText(averaged)) as { runs: Record<string, unknown>[] };
    expect(json.runs.map((run) => (run['average'] as { kind: string } | undefined)?.kind)).toEqual([
      undefined,
      'exponential',
      undefined,
      'tail',
    ]);
    for (const which of [0, 1] as const) {
      const theta = Array.from({ length: 31 }, (_, k) => Float64Array.from(averaged.model!.at(which, k)!));
      const label = ['RMSprop, averaged', 'Adam, averaged'][which]!;
      const rows = table.filter(({ optimizer }) => optimizer === label);
      const columns = json.runs[2 * which + 1] as Record<string, number[]>;
      const [file] = await parametersExporter(averaged, averaged.model!).make(
        { run: `${which}-average` },
        job,
      );
      expect(file!.name).toBe(`fall-line-moons-${['rmsprop', 'adam'][which]!}-average-parameters.npy`);
      const saved = new Float64Array((await file!.blob.arrayBuffer()).slice(npyHeader(31, 17).length));
      expect(rows).toHaveLength(31);
      for (const [step, row] of rows.entries()) {
        const own = again(theta, step, which);
        own.forEach((value, i) => expect(saved[17 * step + i]).toBeCloseTo(value, 12));
        const rest = own.map((value, i) => value - plane.origin[i]!);
        const [x, y] = [plane.u, plane.v].map((along) => rest.reduce((sum, r, i) => sum + r * along[i]!, 0));
        const wanted = {
          plane_x: x,
          plane_y: y,
          off_plane: Math.hypot(...rest.map((r, i) => r - x! * plane.u[i]! - y! * plane.v[i]!)),
          loss: loss.value(own),
          norm: Math.hypot(...own),
          distance_from_start: Math.hypot(...own.map((value, i) => value - theta[0]![i]!)),
        };
        for (const [key, value] of Object.entries(wanted)) {
          expect(Number(row[key]), `${label}, ${key} at ${step}`).toBeCloseTo(value!, 10);
          expect(columns[key]![step]).toBe(Number(row[key]));
        }
        expect([row['average'], row['rate']]).toEqual([kinds[which].kind, '']);
        if (step === 0) continue;
        const before = again(theta, step - 1, which);
        const length = Math.hypot(...own.map((value, i) => value - before[i]!));
        expect(Number(row['step_length'])).toBeCloseTo(length, 10);
        const start = theta[0]!.map((value, i) => value - plane.origin[i]!);
        const [x0, y0] = [plane.u, plane.v].map((along) =>
          start.reduce((sum, r, i) => sum + r * along[i]!, 0),
        );
        const share = ((x! - x0!) ** 2 + (y! - y0!) ** 2) / wanted.distance_from_start ** 2;
        expect(Number(row['in_plane'])).toBeCloseTo(Math.min(1, share), 8);
      }
    }
  });
});

test('of one’s own data a caption says how many rows there are, and no option of the data that is not used', () => {
  const view = context.model!;
  const model = context.scene.model!;
  const data = { columns: ['a', 'b', 'class'], values: [0, 0, 0, 1, 1, 0, 0, 1, 1] };
  const own = { ...model, data };
  const scene = { ...context.scene, model: own };
  expect(modelInCaption(context.scene, view)).toBe('the loss of 17 parameters (points 8, units 4)');
  expect(modelInCaption(scene, { ...view, model: modelOf(own) })).toBe(
    'the loss of 17 parameters (3 rows of own data, units 4)',
  );
});

test('of two players it says both formulas, whether or not they are set', () => {
  const words = (options: Record<string, string>) => {
    const { app } = appOn('two-players', options, (scene) => scene);
    return modelInCaption(app.state.scene, app.derived.model!);
  };
  expect(words({})).toBe('the loss of 2 parameters (min x*y, max x*y)');
  expect(words({ moves: 'alternating', max: '-y^2' })).toBe(
    'the loss of 2 parameters (min x*y, max -y^2, moves alternating)',
  );
});

describe('all parameters of a run', () => {
  test('are a file with NumPy’s header and the numbers to the bit', async () => {
    const exporter = parametersExporter(context, context.model!);
    const [file] = await exporter.make({ run: '1' }, job);
    expect(file!.name).toBe('fall-line-moons-adam-parameters.npy');
    const bytes = new Uint8Array(await file!.blob.arrayBuffer());
    const header = npyHeader(31, 17);
    expect(header.length % 64).toBe(0);
    expect(bytes.subarray(0, header.length)).toEqual(header);
    expect(new Float64Array(bytes.slice(header.length).buffer)).toEqual(positions);
    await expect(exporter.make({ run: '7' }, job)).rejects.toThrow('There is no run');
  });

  test('are those of another where the selected optimizer is off', () => {
    const { index } = context.runs[0]!;
    for (const [selected, run] of [
      [1, '1'],
      [5, String(index)],
    ] as const) {
      const state = { ...context.state, selected };
      expect(parametersExporter({ ...context, state }, context.model!).initial).toEqual({ run });
    }
  });

  const python = findPython('numpy');
  test.skipIf(!python)('are read by numpy.load', async () => {
    const [file] = await parametersExporter(context, context.model!).make({ run: '1' }, job);
    const folder = mkdtempSync(join(tmpdir(), 'npy-'));
    try {
      const path = join(folder, 'own.npy');
      writeFileSync(path, new Uint8Array(await file!.blob.arrayBuffer()));
      const code =
        'import sys, numpy as np; a = np.load(sys.argv[1]); print(a.dtype, a.shape, repr(float(a[17, 3])), repr(float(a[-1, -1])))';
      const said = execFileSync(python!.program, ['-c', code, path], { encoding: 'utf8' }).trim();
      expect(said.split(' ').slice(0, 3).join(' ')).toBe('float64 (31, 17)');
      expect(said.split(' ').slice(3).map(Number)).toEqual([positions[17 * 17 + 3], positions.at(-1)]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('how far off the plane runs are', () => {
  const off = () =>
    context.runs.map(
      (view) =>
        `${view.label} ${offPlane(context, context.derived.runs.find(({ index }) => index === view.index)!)}`,
    );

  test('stands on every picture, whichever run is selected', () => {
    const note = planeNote(frameIn(context, 'light'));
    expect(note).toContain(`Off it here: ${off().join(', ')}.`);
    expect(note).toMatch(/^Plane: through the start and the last points of RMSprop and Adam\./);
    const pen = createSvgPen({ measure: (words) => 6 * words.length, encode: () => '', prefix: '' });
    const { lines, height } = layOutNote(pen, note, 300, 'sans-serif');
    expect(lines.join(' ')).toBe(note);
    expect(lines.every((line) => 6 * line.length <= 300)).toBe(true);
    expect(height).toBeGreaterThan(16 * lines.length);
    expect(layOutNote(pen, '', 300, 'sans-serif').height).toBe(0);
  });

  test('stands in the caption, with the model and what is set of it', () => {
    const caption = plainCaption(context);
    expect(caption).toContain(
      'on Moons, the loss of 17 parameters (points 8, units 4), from the initial weights of seed 1, 30 steps',
    );
    expect(caption).toMatch(
      /Seen on a plane, through the start .*; off it at this step: RMSprop [\d.]+, Adam [\d.]+\.$/,
    );
    expect(latexCaption(context)).toContain('off it at this step');
  });
});

test('a picture of another theme has its colours, and what is seen', () => {
  const [light, dark] = (['light', 'dark'] as const).map((theme) => frameIn(context, theme));
  expect(light!.derived.surface).toBe(context.derived.surface);
  expect(dark!.derived.runs.map(({ run }) => run)).toEqual(context.derived.runs.map(({ run }) => run));
  expect(dark!.derived.runs[1]!.look.color).not.toBe(light!.derived.runs[1]!.look.color);
  expect(dark!.state.playhead.step).toBe(17);
});
