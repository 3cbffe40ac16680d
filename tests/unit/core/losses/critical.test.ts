import { describe, expect, test, vi } from 'vitest';
import { losses } from '../../../../src/core/losses/catalog.ts';
import type { Domain } from '../../../../src/core/losses/types.ts';
import { counts, search } from './critical-help.ts';

// A search takes up to half a second; on a busy machine many times that.
vi.setConfig({ testTimeout: 60_000 });

const plane: Domain = [-2, 2, -2, 2];

describe('a surface of the catalog, typed in', () => {
  // More than 500 wells: those that are found are the lowest.
  const endless = ['levy-13'];

  test.each(losses.map((row) => [row.id, row] as const))('%s has all that its row lists', (id, row) => {
    const set = search(row.formula, row.domain);
    const [width, height] = [row.domain[1] - row.domain[0], row.domain[3] - row.domain[2]];
    const finds = (at: readonly number[], kind: string) =>
      set.points.some(
        (point) =>
          point.kind === kind &&
          Math.abs(point.at[0] - at[0]!) < 1e-9 * width &&
          Math.abs(point.at[1] - at[1]!) < 1e-9 * height,
      );
    for (const { at } of row.minima) expect([at, finds(at, 'minimum')]).toEqual([at, true]);
    for (const at of row.saddles) expect([at, finds(at, 'saddle')]).toEqual([at, true]);
    for (const at of row.maxima ?? []) expect([at, finds(at, 'maximum')]).toEqual([at, true]);
    expect(set.complete).toBe(!endless.includes(id));
    expect(set.tooMany).toBe(endless.includes(id));
    if (row.minimaComplete) {
      expect(set.points.filter(({ kind }) => kind === 'minimum')).toHaveLength(row.minima.length);
    }
  });
});

describe('minima, saddles and maxima', () => {
  test.each<[formula: string, domain: Domain, found: string, complete: boolean]>([
    ['(x^2 + y - 11)^2 + (x + y^2 - 7)^2', [-5, 5, -5, 5], '4 minimum, 4 saddle, 1 maximum', true],
    ['x^2 + y^2', plane, '1 minimum', true],
    ['-x^2 - y^2', plane, '1 maximum', true],
    ['x*y', plane, '1 saddle', true],
    ['x + y', plane, '', true],
    ['exp(x) + exp(y)', plane, '', true],
    // On every scale of the loss and of the plane.
    ['1e-300*(x^2 + y^2)', plane, '1 minimum', true],
    ['1e290*(x^2 + y^2)', plane, '1 minimum', true],
    ['(x - 1e6)^2 + (y + 1e6)^2', [999998, 1000003, -1000004, -999998], '1 minimum', true],
    ['(1e150*x)^2 + y^2', [-1e-150, 1.1e-150, -1, 1.3], '1 minimum', true],
    ['x^2 + 1e-14*y^2', plane, '1 minimum', true],
    ['(x - 1/3)^2 + 1e4*(y - x^2)^2', plane, '1 minimum', true],
    ['sin(3x)*cos(2y) + 0.1x', [-4, 4, -4, 4], '20 minimum, 42 saddle, 20 maximum', true],
    [
      '3(1-x)^2*exp(-x^2-(y+1)^2) - 10(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3',
      [-3, 3, -3, 3],
      '3 minimum, 3 saddle, 3 maximum',
      true,
    ],
    // Curvatures that vanish: the values around tell.
    ['x^4 + y^4', plane, '1 minimum', true],
    ['(x - 1)^4 + (y - 1)^4', plane, '1 minimum', true],
    ['-x^4 - y^2', plane, '1 maximum', true],
    ['x^3 - 3*x*y^2', plane, '1 saddle', true],
    ['x^4 - y^4', plane, '1 saddle', true],
    ['x^3 + y^2', plane, '1 degenerate', true],
    // Kinks, where there is no gradient to vanish.
    ['abs(x) + abs(y)', plane, '1 minimum', true],
    ['abs(x - 1/3) + 2abs(y + 0.7)', plane, '1 minimum', true],
    ['sqrt(x^2 + y^2)', plane, '1 minimum', true],
    ['-sqrt(x^2 + y^2)', plane, '1 maximum', true],
    ['abs(x) - abs(y)', plane, '1 saddle', true],
    ['abs(x)^1.5 + abs(y)^2.5', plane, '1 minimum', true],
    ['max(abs(x - 0.1), 2abs(y))', plane, '1 minimum', false],
    ['abs(0.3x - 0.7y) + 0.01(x - 0.2)^2 + 0.02y^2', plane, '1 minimum', false],
    ['min((x - 1)^2 + y^2, (x + 1)^2 + y^2 + 0.1)', plane, '2 minimum, 1 saddle', true],
    // Where the loss is not defined everywhere, or has no bound.
    ['log(x) + y^2', plane, '', true],
    ['x*log(x) + y^2', plane, '1 minimum', false],
    ['x - log(x) + y^2', plane, '1 minimum', true],
    ['1/x + y^2', plane, '', true],
    ['tan(x) + y^2', [-3, 3, -3, 3], '', true],
    ['sqrt(1 - x^2 - y^2)', plane, '1 maximum', false],
    ['-exp(-50*(x^2 + y^2))', plane, '1 minimum', true],
  ])('of %s', (formula, domain, found, complete) => {
    const set = search(formula, domain);
    expect([counts(set), set.complete, set.tooMany]).toEqual([found, complete, false]);
  });

  test('are told apart by how they are known', () => {
    const formOf = (formula: string) => search(formula, plane).points.map(({ form }) => form);
    expect(formOf('x^2 + y^2')).toEqual(['regular']);
    expect(formOf('x^4 + y^4')).toEqual(['flat']);
    expect(formOf('abs(x) + abs(y)')).toEqual(['kink']);
    // A kink in what is not taken is none.
    expect(formOf('2max(abs(x) - 1, 0)^2 + 0.1x^2 + 0.1y^2')).toEqual(['regular']);
    expect(formOf('relu(abs(y) - 1)^2 + x^2 + y^2')).toEqual(['regular']);
    expect(formOf('min(abs(x) - 5, 0) + x^2 + y^2')).toEqual(['kink']);
    expect(formOf('where(x^2 + y^2 < 1, x^2 + y^2, abs(x) + abs(y))')).toContain('regular');
    expect(formOf('where(x^2 + y^2 < 1, abs(x) + y^2, x^2 + y^2)')).toContain('kink');
  });

  test('outside of the domain are not listed', () => {
    expect(counts(search('(x - 3)^2 + y^2', plane))).toBe('');
    expect(search('(x - 3)^2 + y^2', plane).complete).toBe(true);
  });

  test('on the edge of the domain are, and a loss that only falls to it has none', () => {
    expect(counts(search('(x - 2)^2 + y^2', plane))).toBe('1 minimum');
    expect(counts(search('x + y^2', plane))).toBe('');
  });
});

describe('a line or an area of points', () => {
  test.each([
    ['x^2', 'line minimum 0'],
    ['(x - y)^2', 'line minimum 0'],
    ['(x - 2y)^2 + 3', 'line minimum 3'],
    ['(x^2 + y^2 - 1)^2', 'line minimum 0'],
    ['-(x + 3y)^2', 'line maximum 0'],
    ['abs(x)', 'line minimum 0'],
    ['abs(x - 2y)', 'line minimum 0'],
    ['x^3', 'line degenerate 0'],
    ['3', 'area minimum 3'],
    ['max(x^2 + y^2, 1)', 'area minimum 1'],
  ])('of %s is said to be one, and is no list of points', (formula, said) => {
    const { continua, points, complete } = search(formula, plane);
    expect(continua.map(({ shape, kind, value }) => `${shape} ${kind} ${value}`)).toEqual([said]);
    expect(points.length).toBeLessThanOrEqual(1);
    expect(complete).toBe(false);
  });
});

test('the same formula has the same list every time', () => {
  const formula = 'sin(3x)*cos(2y) + 0.1x^2';
  expect(search(formula, plane)).toEqual(search(formula, plane));
});
