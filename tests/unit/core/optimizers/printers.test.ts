import { describe, expect, test } from 'vitest';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { createStepper } from '../../../../src/core/optimizers/stepper.ts';
import type { HyperparameterValues, OptimizerEntry } from '../../../../src/core/optimizers/types.ts';
import '../../../../src/core/optimizers/wide-updates.ts';
import { recordFused } from '../../../../src/core/run/fused.ts';
import { Checkpoints } from '../../../../src/core/run/seek.ts';
import { formulaOf, kinds, lossOf } from './kinds.ts';
import { startAt, STEPS, valuesFor, walk } from './walk.ts';

/**
 * Whatever a rule's lines are printed as walks where the interpreter walks, to the bit: as WebAssembly in place, for any
 * number of parameters, one or two at a time and with one left over, and as the loop that records the run of a formula,
 * for one and two. Their Python is held to it in tests/reference/printers.test.ts, their GLSL in printed-glsl.test.ts and, of a
 * driver, in tests/browser/glsl.test.ts, their TeX in printed-tex.test.ts.
 */

function fused(loss: Loss, entry: OptimizerEntry, values: HyperparameterValues): Float64Array | null {
  const n = loss.dimension;
  const positions = new Float64Array((STEPS + 1) * n);
  for (let i = 0; i < n; i++) positions[i] = startAt(i);
  const losses = new Float64Array(STEPS + 1);
  const noise = { deviation: 0, kind: 'gaussian', scaling: 'constant' } as const;
  const stepper = createStepper(entry, values, n, { loss });
  const checkpoints = new Checkpoints(stepper.state.length, STEPS);
  stepper.release();
  const ended = recordFused({
    loss,
    entry,
    values,
    noise,
    seed: 0,
    steps: STEPS,
    lr: Number(values['lr']),
    rate: null,
    positions,
    losses,
    checkpoints,
  });
  return ended === undefined ? null : positions;
}

/** Of two walks the first step at which they differ in a bit; -1 for none. */
function parted(a: Float64Array, b: Float64Array): number {
  return a.findIndex((x, i) => !Object.is(x, b[i]));
}

const rules = optimizers.filter(({ rule }) => !rule.search);

test('these are all rules but those that search', () => {
  expect(rules.length).toBeGreaterThanOrEqual(40);
});

describe.each(rules)('$id', (entry) => {
  const values = valuesFor(entry);

  test.each(kinds)('$name', (kind) => {
    for (const n of [1, 2, 10, 11]) {
      for (const loss of n > 2 ? [lossOf(kind, n)] : [lossOf(kind, n), formulaOf(kind, n as 1 | 2)]) {
        const [interpreted, compiled] = (['interpreter', 'wasm'] as const).map((backend) => {
          const stepper = createStepper(entry, values, n, { loss }, backend);
          expect(stepper.backend).toBe(backend);
          return walk(stepper, loss, entry, values);
        });
        expect(interpreted!.every(Number.isFinite)).toBe(true);
        expect(parted(interpreted!, compiled!)).toBe(-1);
        if (!('text' in loss)) continue;
        const recorded = fused(loss, entry, values);
        expect(parted(interpreted!, recorded!)).toBe(-1);
      }
    }
  });
});
