import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { formatNumber } from '../../src/core/math/format.ts';
import { openModels } from '../../src/core/scene/models.ts';
import { createNumbers } from '../../src/panels/models/shown-numbers.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

const cells = (row: Element) =>
  [...row.children].map((cell) => {
    const lines = [...cell.querySelectorAll(':scope > span')].map(({ textContent }) => textContent);
    return lines.length > 0 ? lines : [cell.textContent?.trim() ?? ''];
  });

test.each([
  [
    'moons',
    [
      ['Run'],
      ['Loss, training', 'held back'],
      ['Right, training', 'held back'],
      ['Off plane'],
      ['Way in plane'],
    ],
  ],
  ['sales', [['Run'], ['Loss, training', 'held back'], ['Off plane'], ['Way in plane']]],
  ['robot-arm', [['Run'], ['Loss'], ['Off plane'], ['Way in plane']]],
] as const)('%s: what is held back stands under what is trained with, at the step', async (id, names) => {
  const { app, there } = appOn(id, {}, (scene) => ({ ...scene, steps: 30 }));
  const numbers = createNumbers();
  await there();
  const { derived } = app;
  const view = derived.model!;
  for (const step of [0, 17]) {
    app.seek(step);
    numbers.show({ state: app.state, derived } as Parameters<typeof numbers.show>[0], view);
    const [head, ...rows] = [...numbers.element.querySelectorAll('tr')].map(cells);
    expect(head).toEqual(names);
    expect(rows.map(([name]) => name)).toEqual(derived.runs.map(({ label }) => [label]));
    const { testLoss, accuracy, train, test: held, classes } = view.model;
    derived.runs.forEach(({ run, index, distances }, i) => {
      const theta = view.at(index, step)!;
      expect(rows[i]![1]).toEqual(
        [run.losses[step]!, ...(testLoss ? [testLoss.value(theta)] : [])].map((loss) =>
          formatNumber(loss, 3),
        ),
      );
      if (classes > 0)
        expect(rows[i]![2]).toEqual(
          [train, held!].map((table) => `${formatNumber(100 * accuracy(theta, table), 3)} %`),
        );
      const off = Number(rows[i]!.at(-2)![0]!.replace('−', '-'));
      expect(Math.abs(off - distances![step]!)).toBeLessThan(0.006 * distances![step]! + 1e-6);
    });
  }
});
