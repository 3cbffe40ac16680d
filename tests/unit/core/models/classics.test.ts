import { beforeAll, expect, test } from 'vitest';
import { recordRun } from '../../../../src/core/run/record.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel } from '../../../../src/core/scene/follow.ts';
import { modelIds } from '../../../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../../../src/core/scene/record-options.ts';
import { giveDigitsHere } from '../../../tools/digits.ts';

beforeAll(() => {
  openModels();
  giveDigitsHere();
});

const CLASSICS = ['sgd', 'momentum', 'rmsprop', 'adam'];
/** Of the height of the chart, in which a curve is two pixels wide and the chart some 150 high. */
const APART = 0.05;

test.each(modelIds)('%s: as it opens, each of the four classics has a loss curve of its own', (id) => {
  const scene = { ...onModel(defaultScene(), { id, options: {} }), steps: 120 };
  expect(scene.optimizers.map((own) => own.id)).toEqual(CLASSICS);
  const model = modelOf(scene.model!);
  const curves = scene.optimizers.map((setting) => {
    const { losses, end } = recordRun({
      ...recordOptionsOf(scene, setting),
      loss: model.loss,
      start: model.initial(scene.seed),
    });
    expect(end).toBeNull();
    return losses;
  });
  const all = curves.flatMap((losses) => [...losses]);
  // The chart's axis is by logarithms, of both signs where there are both.
  const height = all.every((loss) => loss > 0) ? Math.log : (loss: number) => Math.asinh(10 * loss);
  const range = height(Math.max(...all)) - height(Math.min(...all));
  for (let i = 0; i < curves.length; i++) {
    for (let j = 0; j < i; j++) {
      const apart = curves[i]!.map((loss, k) => Math.abs(height(loss) - height(curves[j]![k]!)) / range);
      expect(Math.max(...apart), `${CLASSICS[i]!} and ${CLASSICS[j]!}`).toBeGreaterThan(APART);
    }
    // It goes down, but for a game, in which nobody does.
    if (id !== 'two-players') expect(Math.min(...curves[i]!)).toBeLessThan(curves[i]![0]!);
  }
});
