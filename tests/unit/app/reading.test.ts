import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/core/run/types.ts';
import { runReading } from '../../../src/app/reading.ts';
import { sceneTitle } from '../../../src/panels/title.ts';

/** Leaves the square [-1, 1]^2 at step 1, comes back at step 2, and diverges at step 3. */
const run: Run = {
  steps: 2,
  dimension: 2,
  positions: Float64Array.of(0, 0, 2, 0, 0.5, 1),
  losses: Float64Array.of(4, 9, 1),
  divergedAt: 3,
  stateAt: () => ({}),
  updateFrom: () => ({}),
  evaluationsAt: (step) => ({ values: 0, gradients: step, hessians: 0 }),
};

describe('runReading', () => {
  const at = (step: number) => runReading({ run }, step, [-1, 1, -1, 1]);

  it('reads the loss and the position at the step', () => {
    expect(at(0)).toEqual({ loss: 4, divergedAt: null, outside: false });
    expect(at(1)).toEqual({ loss: 9, divergedAt: null, outside: true });
  });

  it('counts the edge of the domain as inside', () => {
    expect(at(2).outside).toBe(false);
  });

  it('says from the step of divergence on that the run diverged, at its last finite loss', () => {
    expect(at(3)).toEqual({ loss: 1, divergedAt: 3, outside: false });
    expect(at(200)).toEqual({ loss: 1, divergedAt: 3, outside: false });
  });
});

describe('sceneTitle', () => {
  const minimum = (kind: 'global' | 'local') => ({ at: [0, 0], value: 0, kind });

  it('counts equal minima only where all are known', () => {
    const minima = [minimum('global'), minimum('global'), minimum('local')];
    const entry = { name: 'Camel', family: 'many minima', minima } as const;
    expect(sceneTitle({ ...entry, minimaComplete: true })).toBe('Camel, two equal minima');
    expect(sceneTitle({ ...entry, minimaComplete: false })).toBe('Camel, many minima');
  });

  it('has words for a formula of one’s own', () => {
    expect(sceneTitle(null)).not.toBe('');
  });
});
