import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { settingsOf } from '../../../src/app/setting-map/asked.ts';
import { settingsMap } from '../../../src/app/setting-map/kept.ts';
import { choiceOf } from '../../../src/core/optimizers/registry.ts';
import { mapSettings, recordRun } from '../../../src/core/index.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { csvParts } from '../../../src/export/settings/exporters.ts';
import { manualClock } from '../app/manual-clock.ts';

test('the table of a map of settings has a row for each run, with its numbers to the bit', () => {
  const { scene } = readFragment(
    'loss=himmelblau&opt=momentum&steps=60&settings=steps,x:lr,xTo:1,xFrom:0.001',
  );
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  const asked = settingsOf(app)!;
  const { loss, entry, request } = asked;
  const { formula: _, curve: _curve, optimizer, ...options } = request;
  const map = mapSettings({
    ...options,
    loss,
    optimizer: choiceOf(optimizer, optimizer.values),
    width: 5,
    height: 4,
  });
  const [head, ...rows] = [...csvParts(settingsMap(asked, map))].join('').trimEnd().split('\r\n');
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
