import { describe, expect, test } from 'vitest';
import { lossById, losses } from '../../../../src/core/losses/catalog.ts';
import type { CatalogEntry } from '../../../../src/core/losses/catalog.ts';
import { recordRun } from '../../../../src/core/run/record.ts';

/** Eigenvalues of the Hessian at p, smaller first. */
function curvatures(row: CatalogEntry, p: readonly number[]): [number, number] {
  const [a = NaN, b = NaN, , d = NaN] = row.loss.hessian(p);
  const middle = (a + d) / 2;
  const spread = Math.hypot((a - d) / 2, b);
  return [middle - spread, middle + spread];
}

function inside(row: CatalogEntry, [x = NaN, y = NaN]: readonly number[]): boolean {
  const [x0, x1, y0, y1] = row.domain;
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

/** Zero to rounding: a relative error of 1e-14 in the position, seen through the curvature. */
function expectStationary(row: CatalogEntry, p: readonly number[]): void {
  const steepness = Math.max(1, ...curvatures(row, p).map(Math.abs));
  const size = 1 + Math.hypot(...p);
  for (const slope of row.loss.gradient(p))
    expect(Math.abs(slope)).toBeLessThanOrEqual(1e-14 * steepness * size);
}

test('has the promised surfaces, each under an id of its own', () => {
  const ids = losses.map((row) => row.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(23);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    expect(lossById(id)?.id).toBe(id);
  }
  expect(lossById('constructor')).toBeUndefined();
});

test('a loss is compiled once', () => {
  expect(losses[0]?.loss).toBe(losses[0]?.loss);
});

describe.each(losses)('$id', (row) => {
  test('has a sound domain, start and words', () => {
    const [x0, x1, y0, y1] = row.domain;
    expect(x0).toBeLessThan(x1);
    expect(y0).toBeLessThan(y1);
    expect(inside(row, row.start)).toBe(true);
    expect(row.lesson).toMatch(/^[A-Z].*\.$/s);
    expect(row.source).not.toBe('');
    expect(row.loss.backend).toBe('wasm');
  });

  test('every minimum is one', () => {
    for (const { at, value } of row.minima) {
      expect(inside(row, at)).toBe(true);
      const f = row.loss.value(at);
      expect(Math.abs(f - value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(value)));
      const cusp = row.loss.gradient(at).some(Number.isNaN);
      if (cusp) {
        expect(row.id).toBe('ackley');
        for (let k = 0; k < 16; k++) {
          const angle = (k * Math.PI) / 8;
          expect(
            row.loss.value([at[0]! + 1e-6 * Math.cos(angle), at[1]! + 1e-6 * Math.sin(angle)]),
          ).toBeGreaterThan(f);
        }
        continue;
      }
      expectStationary(row, at);
      expect(curvatures(row, at)[0]).toBeGreaterThan(0);
    }
  });

  test('no sample of the domain is below the global minima, and they are equally low', () => {
    const lowest = row.minima.filter(({ kind }) => kind === 'global').map(({ value }) => value);
    if (lowest.length === 0) return expect(row.family).toBe('saddle');
    const [x0, x1, y0, y1] = row.domain;
    const n = 129;
    const grid = new Float64Array(n * n);
    row.loss.sampleGrid(x0, (x1 - x0) / (n - 1), n, y0, (y1 - y0) / (n - 1), n, grid);
    expect(Math.max(...lowest) - Math.min(...lowest)).toBeLessThan(1e-12);
    expect(Math.min(...grid)).toBeGreaterThanOrEqual(Math.min(...lowest) - 1e-12);
    for (const { kind, value } of row.minima) {
      if (kind === 'local') expect(value).toBeGreaterThan(lowest[0]! + 1e-6);
    }
  });

  test.runIf(row.minimaComplete)(
    'no descent from a lattice of starts finds a minimum that is not listed',
    () => {
      const [x0, x1, y0, y1] = row.domain;
      const unlisted: string[] = [];
      for (let i = 0; i <= 24; i++) {
        for (let j = 0; j <= 24; j++) {
          const start = [x0 + ((x1 - x0) * i) / 24, y0 + ((y1 - y0) * j) / 24] as const;
          const run = recordRun({ loss: row.loss, optimizer: { id: 'lbfgs' }, start, steps: 60 });
          const end = run.positions.slice(-2);
          const [x = Number.NaN, y = Number.NaN] = end;
          if (!inside(row, [x, y]) || !(Math.hypot(...row.loss.gradient(end, new Float64Array(2))) < 1e-9))
            continue;
          const isMinimum = curvatures(row, [x, y])[0] > 1e-6;
          const isListed = row.minima.some(({ at: [a = 0, b = 0] }) => Math.hypot(x - a, y - b) < 1e-5);
          if (isMinimum && !isListed) unlisted.push(`${x}, ${y}`);
        }
      }
      expect(new Set(unlisted)).toEqual(new Set());
    },
  );

  test('every maximum is one', () => {
    for (const at of row.maxima ?? []) {
      expectStationary(row, at);
      expect(curvatures(row, at)[1]).toBeLessThan(0);
    }
  });

  test('every saddle point is one', () => {
    for (const p of row.saddles) {
      expectStationary(row, p);
      const [low, high] = curvatures(row, p);
      if (row.id === 'monkey-saddle') expect([low, high]).toEqual([0, 0]);
      else expect(low * high).toBeLessThan(0);
    }
  });

  test('the learning rate makes gradient descent go down from the start', () => {
    const p = new Float64Array(row.start);
    const gradient = new Float64Array(2);
    const first = row.loss.value(p);
    for (let step = 0; step < 30; step++) {
      row.loss.gradient(p, gradient);
      for (let i = 0; i < 2; i++) p[i] = p[i]! - row.lr * gradient[i]!;
    }
    expect(row.loss.value(p)).toBeLessThan(first - 0.02 * Math.abs(first));
  });
});
