import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { compiled } from '../../src/core/scene/compiled.ts';
import { documentOfFormula } from '../../src/core/scene/document.ts';
import { isDomain } from '../../src/core/scene/limits.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment, writeFragment } from '../../src/core/scene/url.ts';
import { formulas, isAccepted } from './formulas.ts';

const seed = 20_417;
const numRuns = 300;
const anyFormula = formulas([...functions.keys()], ['+', '-', '*', '/', '^']).filter(isAccepted);

test(`a random formula's suggestions are finite, inside, and its link's, seed ${seed}`, () => {
  fc.assert(
    fc.property(anyFormula, (formula) => {
      const { playhead, ...scene } = documentOfFormula(formula);
      const [x0, x1, y0, y1] = scene.domain;
      const [x, y] = scene.start;
      expect(isDomain(scene.domain)).toBe(true);
      expect(x >= x0 && x <= x1 && y >= y0 && y <= y1).toBe(true);
      const loss = compiled(formula);
      for (const setting of scene.optimizers) {
        const lr = Number(setting.values['lr']);
        expect(Number.isFinite(lr) && lr > 0).toBe(true);
        const run = recordRun({ ...recordOptionsOf(scene, setting), loss });
        const [first = Number.NaN] = run.losses;
        // Nothing is promised from a place where nothing can go down.
        if (run.steps === 200) expect(run.losses[200]! <= first || !Number.isFinite(first)).toBe(true);
      }
      expect(readFragment(writeFragment(scene, playhead)).scene).toEqual(scene);
      expect(readFragment(`#f=${encodeURIComponent(formula)}`).scene).toEqual(scene);
    }),
    { seed, numRuns },
  );
});
