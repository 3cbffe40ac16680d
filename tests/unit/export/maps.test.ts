import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { askedSettings } from '../../../src/app/setting-map/asked.ts';
import { settingsMap } from '../../../src/app/setting-map/kept.ts';
import { choiceOf } from '../../../src/core/optimizers/registry.ts';
import { mapSettings, recordRun } from '../../../src/core/index.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { startsOf } from '../../../src/app/starts/asked.ts';
import { startsMap } from '../../../src/app/starts/kept.ts';
import { mapBasins } from '../../../src/core/run/basins.ts';
import { mapCsvParts, npyParts } from '../../../src/export/maps/exporters.ts';
import { settingsKind } from '../../../src/export/maps/settings.ts';
import { startsKind } from '../../../src/export/maps/starts.ts';
import { manualClock } from '../app/manual-clock.ts';
import { contextIn } from './context.ts';

test('the table of a map of settings has a row for each run, with its numbers to the bit', () => {
  const { scene } = readFragment(
    'loss=himmelblau&opt=momentum&steps=60&settings=steps,x:lr,xTo:1,xFrom:0.001',
  );
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  const asked = askedSettings(app)!;
  const { loss, entry, request } = asked;
  const { formula: _, curve: _curve, optimizer, ...options } = request;
  const map = mapSettings({
    ...options,
    loss,
    optimizer: choiceOf(optimizer, optimizer.values),
    width: 5,
    height: 4,
  });
  const kind = settingsKind(contextIn(app))!;
  const made = settingsMap(asked, map);
  const [head, ...rows] = [...mapCsvParts(kind, made)].join('').trimEnd().split('\r\n');
  expect(head).toBe('lr,momentum,loss,ended_at,arrived_at');
  expect(rows).toHaveLength(20);
  for (const row of rows) {
    const [lr, momentum, last, ended, arrived] = row.split(',');
    const run = recordRun({
      loss,
      start: scene.start,
      steps: 60,
      optimizer: { id: entry.id, lr: Number(lr), momentum: Number(momentum) },
    });
    expect([Number(last), ended]).toEqual([run.losses[run.steps], String(run.divergedAt ?? '')]);
    if (arrived !== '') expect(run.losses[Number(arrived)]).toBeLessThanOrEqual(1e-3);
  }
  expect(rows.some((row) => /,\d+,$/.test(row))).toBe(true);
  app.dispose();
});

/** The numbers of a file for NumPy, read as its format says, with the shape. */
async function readNpy(parts: BlobPart[]) {
  const bytes = await new Blob(parts).arrayBuffer();
  const view = new DataView(bytes);
  const length = view.getUint16(8, true);
  const header = new TextDecoder().decode(new Uint8Array(bytes, 10, length));
  const shape = /'shape': \(([\d, ]+)\)/.exec(header)![1]!.split(',').map(Number);
  expect(header).toContain("'descr': '<f8', 'fortran_order': False");
  return { shape, numbers: new Float64Array(bytes.slice(10 + length)) };
}

test('the numbers of a map of starts are those of its runs, in the table and for NumPy', async () => {
  const { scene } = readFragment('loss=himmelblau&opt=momentum(lr:0.02)&steps=120&overlays=starts');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  const asked = startsOf(app)!;
  const { loss, places, request } = asked;
  const { formula: _, optimizer, ...options } = request;
  const map = mapBasins({
    ...options,
    loss,
    optimizer: choiceOf(optimizer, optimizer.values),
    width: 6,
    height: 5,
  });
  const kind = startsKind(contextIn(app))!;
  const made = startsMap(asked, map);
  const { shape, numbers } = await readNpy(npyParts(kind, made));
  expect(shape).toEqual([5, 6, 7]);
  expect(numbers).toHaveLength(5 * 6 * 7);
  const [head, ...rows] = [...mapCsvParts(kind, made)].join('').trimEnd().split('\r\n');
  expect(head).toBe('start_x,start_y,end_x,end_y,place,ended_at,arrived_at');
  expect(rows).toHaveLength(30);
  const seen = new Set<number>();
  rows.forEach((row, at) => {
    const cells = row.split(',').map((cell) => (cell === '' ? Number.NaN : Number(cell)));
    expect(cells).toEqual([...numbers.subarray(7 * at, 7 * at + 7)]);
    const [x, y, endX, endY, place, ended, arrived] = cells as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [x0, x1, y0, y1] = scene.domain;
    expect(x).toBeCloseTo(x0 + (((at % 6) + 0.5) / 6) * (x1 - x0), 12);
    expect(y).toBeCloseTo(y0 + ((Math.floor(at / 6) + 0.5) / 5) * (y1 - y0), 12);
    const run = recordRun({ loss, start: [x, y], steps: 120, optimizer: { id: 'momentum', lr: 0.02 } });
    expect([endX, endY]).toEqual([...run.positions.subarray(-2)]);
    expect(ended).toEqual(run.divergedAt ?? Number.NaN);
    if (place >= 0) {
      const [px, py] = places[place]!.at;
      expect(Math.hypot(endX - px, endY - py)).toBeLessThan(0.2);
      expect(arrived).toBeLessThanOrEqual(120);
    }
    seen.add(place);
  });
  // More than one minimum, and runs that end on their way.
  expect(seen.size).toBeGreaterThan(2);
  app.dispose();
});

test('a scene without maps has none to export', () => {
  const { scene } = readFragment('loss=himmelblau&opt=sgd');
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  expect([startsKind(contextIn(app)), settingsKind(contextIn(app))]).toEqual([null, null]);
  app.dispose();
});
