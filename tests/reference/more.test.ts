import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../src/core/index.ts';

/** The rules that PyTorch does not have, against numbers from their papers' equations: see `make_more.py`. */

interface Reference {
  readonly surfaces: Readonly<Record<string, string>>;
  readonly trajectories: readonly {
    readonly id: string;
    readonly options: Readonly<Record<string, number>>;
    readonly surface: string;
    /** From the start on, one a step. */
    readonly positions: readonly (readonly number[])[];
    readonly tolerances: readonly number[];
  }[];
}

const reference = JSON.parse(readFileSync(new URL('more.json', import.meta.url), 'utf8')) as Reference;

describe('trajectories from the equations of papers', () => {
  test('the data is whole', () => {
    expect(reference.trajectories).toHaveLength(31);
    expect(new Set(reference.trajectories.map(({ id }) => id)).size).toBe(8);
  });

  const rows = reference.trajectories.map(
    (row) => [`${row.id} ${JSON.stringify(row.options)}`, row] as const,
  );
  test.each(rows)('%s', (_name, { id, options, surface, positions, tolerances }) => {
    const start = positions[0]!;
    const steps = positions.length - 1;
    const loss = compileFormula(reference.surfaces[surface]!);
    const run = recordRun({ loss, optimizer: { ...options, id }, start, steps });
    expect(run.steps).toBe(steps);
    positions.forEach((expected, k) => {
      expected.forEach((value, i) => {
        const off = Math.abs(run.positions[2 * k + i]! - value);
        expect(off, `coordinate ${i} at step ${k} on ${surface}`).toBeLessThanOrEqual(tolerances[k]!);
      });
    });
  });
});
