import { describe, expect, test } from 'vitest';
import { compileFormula, type Loss, recordRun } from '../../../../src/core/index.ts';
import { optimizers } from '../../../../src/core/optimizers/all.ts';
import { choiceOf, resolveOptimizer } from '../../../../src/core/optimizers/registry.ts';
import { anatomyOf } from '../../../../src/core/run/anatomy.ts';
import { inRounds, roundOf, turnedBy } from '../../../../src/core/run/rounds.ts';
import { rounds as text } from '../../../../src/text/en/rounds.ts';
import { normals } from '../normals.ts';

/** The polynomial of the paper, in its letters. */
const odd = (s: number) => 3.4445 * s - 4.775 * s ** 3 + 2.0315 * s ** 5;

/** An orthogonal matrix, n x n: reflections at random vectors, one after another. */
function orthogonal(n: number, seed: number): number[][] {
  let q = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_one, j) => Number(i === j)));
  for (let k = 0; k < n; k++) {
    const v = [...normals(n, k, `turn ${seed}`)];
    const square = v.reduce((sum, x) => sum + x * x, 0);
    q = q.map((row) => {
      const along = row.reduce((sum, x, j) => sum + x * v[j]!, 0);
      return row.map((x, j) => x - (2 * along * v[j]!) / square);
    });
  }
  return q;
}

/** U diag(s) V^T, row-major. */
function withValues(s: readonly number[], rows: number, columns: number, seed: number): Float64Array {
  const [u, v] = [orthogonal(rows, seed), orthogonal(columns, seed + 1)];
  return Float64Array.from({ length: rows * columns }, (_, at) => {
    const [i, j] = [Math.floor(at / columns), at % columns];
    return s.reduce((sum, one, k) => sum + one * u[i]![k]! * v[j]![k]!, 0);
  });
}

/** A loss with one gradient everywhere, that of matrices. */
function slope(parts: readonly { rows: number; columns: number; entries: Float64Array }[]): Loss {
  const all = parts.flatMap(({ entries }) => [...entries]);
  let offset = 0;
  return {
    ...compileFormula('0*x + y'),
    dimension: all.length,
    matrices: parts.map(({ rows, columns }) => {
      offset += rows * columns;
      return { rows, columns, offset: offset - rows * columns };
    }),
    value: (p) => all.reduce((sum, g, i) => sum + g * p[i]!, 0),
    gradient(_p, out = new Float64Array(all.length)) {
      out.set(all);
      return out;
    },
    hessian: () => new Float64Array(all.length ** 2),
  };
}

function firstStep(loss: Loss, set: Record<string, number | boolean>) {
  const { entry, values } = resolveOptimizer({ id: 'muon', ...set });
  const run = recordRun({
    loss,
    optimizer: { id: 'muon', ...set },
    start: new Float64Array(loss.dimension),
    steps: 2,
  });
  return inRounds(anatomyOf(entry, values, run, 0, loss));
}

const given = [
  { rows: 8, columns: 8, values: [9, 5, 3, 2, 1, 0.5, 0.2, 0.1] },
  { rows: 8, columns: 4, values: [2, 1.9, 0.3, 0.02] },
  { rows: 1, columns: 8, values: [0.7] },
  // The largest falls behind the second in the first round: at 0.98 it comes to 0.72, and 0.2 to 0.65; a second to 1.2.
  { rows: 3, columns: 5, values: [1, 0.55, 0.1] },
] as const;

describe.each(given)('a gradient of $rows x $columns', ({ rows, columns, values }) => {
  const loss = slope([{ rows, columns, entries: withValues(values, rows, columns, rows) }]);
  const anatomy = firstStep(loss, { momentum: 0, nesterov: false });

  test('each round is a stage, between what is before all and what is after', () => {
    expect(anatomy.stages.map(({ name, round }) => round ?? name)).toEqual([
      'gradient',
      'moments',
      0,
      1,
      2,
      3,
      4,
      5,
      'step',
    ]);
    expect(anatomy.stages.flatMap(({ lines }) => lines)).toEqual(anatomy.lines);
    expect(
      anatomy.stages.filter(({ round }) => round !== undefined).every(({ lines }) => lines.length === 1),
    ).toBe(true);
  });

  test('its singular values go the way of the polynomial, each by itself', () => {
    const size = Math.hypot(...values) + 1e-7;
    let now = values.map((s) => s / size);
    for (const { round, lines } of anatomy.stages) {
      if (round === undefined) continue;
      const [turned] = turnedBy(lines[0]!, loss.matrices!);
      const before = round === 0 ? [...values] : now;
      const after = round === 0 ? now : now.map(odd);
      const pairs = before.map((s, i) => [s, after[i]!] as const).toSorted((a, b) => b[0] - a[0]);
      pairs.forEach(([s, made], i) => {
        expect(turned!.before[i]).toBeCloseTo(s, 7);
        expect(turned!.after[i]).toBeCloseTo(made, 7);
      });
      expect(turned!.before).toHaveLength(Math.min(rows, columns));
      now = after;
    }
  });
});

test('matrices are turned each by itself, as many rounds as are set', () => {
  const parts = [
    { rows: 2, columns: 3, entries: withValues([3, 1], 2, 3, 5) },
    { rows: 4, columns: 2, entries: withValues([40, 4], 4, 2, 9) },
  ];
  const loss = slope(parts);
  const { stages } = firstStep(loss, { momentum: 0, nesterov: false, nsSteps: 2 });
  expect(stages.map(({ name, round }) => round ?? name)).toEqual(['gradient', 'moments', 0, 1, 2, 'step']);
  const turned = turnedBy(stages[3]!.lines[0]!, loss.matrices!);
  const sizes = [Math.hypot(3, 1), Math.hypot(40, 4)];
  [
    [3, 1],
    [40, 4],
  ].forEach((values, k) => {
    values.forEach((s, i) => {
      expect(turned[k]!.before[i]).toBeCloseTo(s / sizes[k]!, 6);
      expect(turned[k]!.after[i]).toBeCloseTo(odd(s / sizes[k]!), 6);
    });
  });
});

test('no other rule has rounds: its stages are as they were', () => {
  const loss = slope([{ rows: 2, columns: 2, entries: Float64Array.of(1, 2, 3, 4) }]);
  for (const { id, rule } of optimizers) {
    if (id === 'muon' || (rule.search && !rule.search.ofMatrices)) continue;
    const choice = choiceOf({ id }, {});
    const { entry, values } = resolveOptimizer(choice);
    const run = recordRun({ loss, optimizer: choice, start: new Float64Array(4), steps: 3 });
    const anatomy = anatomyOf(entry, values, run, 1, loss);
    expect(inRounds(anatomy)).toBe(anatomy);
  }
});

test('what is said of the curve is so', () => {
  const polynomial = [3.4445, -4.775, 2.0315] as const;
  const [grow, from, to, least, most] = [3, 0.22, 1.2, 0.68, 1.21];
  for (const number of [from, to, least, most]) expect(text.curve).toContain(String(number));
  expect(text.curve).toContain('more than three times as large');
  for (let s = 0.001; s <= 0.3; s += 0.001) expect(roundOf(polynomial, s)).toBeGreaterThan(grow * s);
  for (let s = from; s <= to; s += 0.001) {
    expect(roundOf(polynomial, s)).toBeCloseTo(odd(s), 12);
    expect(odd(s)).toBeGreaterThan(least);
    expect(odd(s)).toBeLessThan(most);
  }
});
