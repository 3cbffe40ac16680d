import { modelIds } from '../../src/core/scene/model-door.ts';
import { modelOf, openModels } from '../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createModel } from '../../src/core/models/registry.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { pace } from './pace.ts';
import { median, type Row } from './table.ts';
import '../../src/text/en/model-rows.ts';

const [STEPS, FIRST, TIMES] = [500, 20, 5] as const;

/**
 * Every model but the digits, which live-models.ts has: three optimizers of 500 steps one after another on one thread, as after
 * a changed rate, and the same up to where there is something to show, with the model made anew.
 */
export function caseRows(): Row[] {
  openModels();
  return modelIds
    .filter((id) => id !== 'digits')
    .flatMap((id) => {
      const scene = readFragment(`model=${id}&opt=sgd&opt=momentum&opt=adam&steps=${STEPS}&v=2`).scene;
      const { options } = modelOf(scene.model!);
      const record = (steps: number): number => {
        const before = performance.now();
        const model = createModel(id, options);
        for (const setting of scene.optimizers)
          recordRun({
            ...recordOptionsOf({ ...scene, steps }, setting),
            loss: model.loss,
            start: model.initial(scene.seed),
          });
        return performance.now() - before;
      };
      record(STEPS);
      const row = (name: string, steps: number, limit: number): Row => ({
        name,
        figure: median(Array.from({ length: TIMES }, () => record(steps))),
        unit: 'ms',
        bound: 'max',
        limit,
        pace: pace(),
      });
      return [
        row(`${id}: three optimizers of ${STEPS} steps`, STEPS, 1000),
        row(`  made anew, and ${FIRST} steps of them`, FIRST, 100),
      ];
    });
}
