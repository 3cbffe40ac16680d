import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFormula, type Loss, recordRun, type Run } from '../../src/core/index.ts';
import { documentOf, type Restored, type SceneDocument } from '../../src/core/scene/document.ts';
import { variableOf } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import type { Scene } from '../../src/core/scene/scene.ts';
import { readFragment, writeFragment } from '../../src/core/scene/url.ts';
import { anyScene, groundOf } from './model-scenes.ts';

const seed = 20_417;
const numRuns = 10_000;
/**
 * Runs that are compared of each document: each of its switches and knobs makes another program of a rule, which takes
 * longer to compile than all else.
 */
const AT_ONCE = 1;

function split({ playhead, ...scene }: SceneDocument) {
  return [scene, playhead] as const;
}

function documentIn({ scene, playhead }: Restored): SceneDocument {
  return documentOf(scene, playhead);
}

/** The first steps of the run of a scene's optimizer. Each formula is compiled once, and kept in `known`. */
function beginning(scene: Scene, index: number, most: number, known: Map<string, Loss>): Run {
  const short = { ...scene, steps: Math.min(scene.steps, most) };
  const options = recordOptionsOf(short, scene.optimizers[index]!);
  if (scene.model) return recordRun({ ...options, ...groundOf(scene) });
  const variables = scene.curve ? [variableOf(scene.formula)!] : undefined;
  const key = `${variables?.join('') ?? ''} -> ${scene.formula}`;
  const loss = known.get(key) ?? compileFormula(scene.formula, variables && { variables });
  known.set(key, loss);
  return recordRun({ ...options, loss });
}

function isSameRun(a: Run, b: Run): boolean {
  return isSame(a.positions, b.positions) && isSame(a.losses, b.losses) && a.divergedAt === b.divergedAt;
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
}

describe(`links of scenes, seed ${seed}`, () => {
  test('document -> link -> document is the identity, and the run that it gives the same, to the bit', () => {
    const [before, after] = [new Map<string, Loss>(), new Map<string, Loss>()];
    let turn = 0;
    fc.assert(
      fc.property(anyScene, (document) => {
        const read = readFragment(`#${writeFragment(...split(document))}`);
        expect(read.problems).toEqual([]);
        // Node compares as strictly, in a fifth of the time; what it calls different is shown by the matcher.
        const same = documentIn(read);
        if (!isDeepStrictEqual(same, document)) expect(same).toStrictEqual(document);
        // The first steps of some of its optimizers, by turns; all of them, and more steps, below.
        turn += 1;
        const { length } = document.optimizers;
        for (let k = 0; k < Math.min(AT_ONCE, length); k++) {
          const i = (turn + k) % length;
          const same = isSameRun(beginning(read.scene, i, 3, after), beginning(document, i, 3, before));
          expect(same).toBe(true);
        }
      }),
      { seed, numRuns },
    );
  });

  test('a link gives the same longer runs, to the bit', () => {
    const [before, after] = [new Map<string, Loss>(), new Map<string, Loss>()];
    fc.assert(
      fc.property(anyScene, (document) => {
        const { scene } = readFragment(writeFragment(...split(document)));
        expect(scene.optimizers).toHaveLength(document.optimizers.length);
        scene.optimizers.forEach((_, i) => {
          expect(isSameRun(beginning(scene, i, 60, after), beginning(document, i, 60, before))).toBe(true);
        });
      }),
      { seed, numRuns: 150 },
    );
  });
});
