import { describe, expect, test } from 'vitest';
import {
  type GalleryRow,
  galleryRows,
  isFound,
  isOnLoss,
  onRow,
  sizes,
} from '../../../src/charts/gallery/rows.ts';
import { losses } from '../../../src/core/losses/catalog.ts';
import { curveRows } from '../../../src/core/losses/curves.ts';
import { lossIn } from '../../../src/core/scene/compiled.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { defaultPlayhead } from '../../../src/core/scene/limits.ts';
import { modelIds } from '../../../src/core/scene/model-door.ts';
import { recordOptionsOf } from '../../../src/core/scene/record-options.ts';
import { readFragment, writeFragment } from '../../../src/core/scene/url.ts';
import { recordRun } from '../../../src/core/run/record.ts';

test('the gallery has every surface, every curve and every model once', () => {
  expect(galleryRows.map(({ id }) => id).toSorted()).toEqual(
    [
      ...losses.map(({ id }) => id),
      ...curveRows.map(({ id }) => `one-${id}`),
      ...modelIds,
      'posterior-line',
    ].toSorted(),
  );
  for (const { name, lesson } of galleryRows) {
    expect(name).not.toBe('');
    expect(lesson).toMatch(/\.$|\?$/);
  }
});

describe('a search', () => {
  test.each<[string, string]>([
    ['rosenbrock', 'rosenbrock'],
    ['ROSEN', 'rosenbrock'],
    ['two wells', 'one-two-wells'],
    ['wells two', 'one-two-wells'],
    ['sigmoid', 'one-sigmoid-fit'],
    ['abs(x', 'one-corner'],
    ['plateaus', 'easom'],
    ['one variable', 'one-parabola'],
    ['  digits  ', 'digits'],
    ['bayesian line', 'posterior-line'],
    ['', 'ackley'],
  ])('for %j finds %s', (typed, id) => {
    expect(galleryRows.filter((row) => isFound(row, typed, null)).map((row) => row.id)).toContain(id);
  });

  test.each(['no such loss', '((((', '\\', '.*', '<b>'])(
    'for %j finds nothing, and does not fail',
    (typed) => {
      expect(galleryRows.filter((row) => isFound(row, typed, null))).toEqual([]);
    },
  );

  test.each(sizes)('among those of %s keeps to them', (size) => {
    const found = galleryRows.filter((row) => isFound(row, '', size));
    expect(found.length).toBeGreaterThan(5);
    expect(found.every((row) => row.size === size)).toBe(true);
  });
});

describe('choosing', () => {
  const from = readFragment('loss=beale&domain=-1,1,-1,1&start=0.5,0.5&opt=adam(lr:0.03)&steps=80').scene;

  test.each(galleryRows.map((row): [string, GalleryRow] => [row.id, row]))(
    '%s shows it as it suggests, with the optimizers that are set, and its link says so',
    (_, row) => {
      const scene = onRow(from, row);
      expect(isOnLoss(row, scene)).toBe(true);
      expect(galleryRows.filter((other) => isOnLoss(other, scene))).toEqual([row]);
      expect(scene).toMatchObject({ steps: 80, optimizers: [{ id: 'adam', values: { lr: 0.03 } }] });
      expect(readFragment(writeFragment(scene, defaultPlayhead))).toMatchObject({
        problems: [],
        scene: {
          loss: scene.loss,
          formula: scene.formula,
          curve: scene.curve,
          // Where a model is seen is found when its runs are.
          ...(row.size !== 'many' && { domain: scene.domain, suggested: scene.suggested }),
        },
      });
    },
  );

  test.each(curveRows)('%o has a start and a rate at which plain descent goes down', ({ id }) => {
    const row = galleryRows.find((each) => each.id === `one-${id}`)!;
    const scene = onRow(defaultScene(), row);
    const sgd = scene.optimizers.find((setting) => setting.id === 'sgd')!;
    const { losses: values, end } = recordRun({ loss: lossIn(scene), ...recordOptionsOf(scene, sgd) });
    expect(end).toBeNull();
    expect(values.at(-1)).toBeLessThan(values[0]!);
  });
});
