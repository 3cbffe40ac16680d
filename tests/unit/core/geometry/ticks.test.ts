import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { sampleGrid } from '../../../../src/core/geometry/grid.ts';
import { createHeightScale } from '../../../../src/core/geometry/height-scale.ts';
import {
  axisName,
  type AxisTicks,
  fitTicks,
  heightTicks,
  linearTicks,
} from '../../../../src/core/geometry/ticks.ts';
import { losses } from '../../../../src/core/losses/catalog.ts';
import { textWidth } from './text-width.ts';

/** What a label says, read as a person would. */
const read = (text: string) => Number(text.replaceAll('\u2212', '-'));
const texts = ({ list }: AxisTicks) => list.map(({ text }) => text);

/** Labels side by side along a length in pixels, with a gap between them. */
const fitsAcross = (low: number, high: number, length: number) => (ticks: AxisTicks) => {
  let end = -Infinity;
  return ticks.list.every(({ value, text }) => {
    const middle = (value / (high - low) - low / (high - low)) * length;
    const half = textWidth(text) / 2;
    const fits = middle - half > end + 4;
    end = middle + half;
    return fits;
  });
};

describe('ticks of a linear axis', () => {
  const minus = '\u2212';
  it.each([
    [-13.5, 13.5, 5, 'x', ['\u221210', '\u22125', '0', '5', '10']],
    [-2.67, 2.67, 5, 'x', ['\u22122', '\u22121', '0', '1', '2']],
    [-5, 5, 4, 'x', ['\u22124', '\u22122', '0', '2', '4']],
    [0, 1, 3, 'x', ['0', '0.5', '1']],
    [
      1_000_000,
      1_000_000.001,
      4,
      `x ${minus} 1e6`,
      ['0', '2e\u22124', '4e\u22124', '6e\u22124', '8e\u22124', '0.001'],
    ],
    [-1_000_000.001, -1_000_000, 2, 'x + 1e6', ['\u22120.001', '\u22125e\u22124', '0']],
    [999_999.9995, 1_000_000.0005, 2, `x ${minus} 1e6`, ['\u22125e\u22124', '0', '5e\u22124']],
    [123_456.789, 123_456.7891, 2, `x ${minus} 1.23456789e5`, ['0', '5e\u22125', '1e\u22124']],
    [100_000, 100_008, 4, `x ${minus} 1e5`, ['0', '2', '4', '6', '8']],
    [1995, 2005, 3, 'x', ['1995', '2000', '2005']],
    [-4e-7, 4e-7, 3, 'x', ['\u22124e\u22127', '\u22122e\u22127', '0', '2e\u22127', '4e\u22127']],
    [0, 3e9, 3, 'x', ['0', '1e9', '2e9', '3e9']],
    [
      -0.0010002,
      -0.0009992,
      4,
      `x + 0.001`,
      ['\u22122e\u22127', '0', '2e\u22127', '4e\u22127', '6e\u22127', '8e\u22127'],
    ],
    [-1e100, 1e100, 2, 'x', ['\u22121e100', '0', '1e100']],
    [-1e308, 1.5e308, 3, 'x', ['\u22121e308', '0', '1e308']],
  ])('from %d to %d, about %d', (low, high, count, name, expected) => {
    const ticks = linearTicks(low, high, count);
    expect(texts(ticks)).toEqual(expected);
    expect(axisName('x', ticks)).toBe(name);
  });

  it.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
    [0, Number.NaN],
    [0, Infinity],
  ])('has none from %d to %d', (low, high) => {
    expect(linearTicks(low, high, 5).list).toEqual([]);
  });

  it('says the value of each tick at any zoom and anywhere, and no label touches another', () => {
    const place = fc.record({
      mantissa: fc.double({ min: 1, max: 10, noNaN: true }),
      zoom: fc.integer({ min: -9, max: 4 }),
      offset: fc.oneof(
        fc.constant(0),
        fc.integer({ min: -9, max: 9 }).map((k) => k * 111_111.125),
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      ),
      length: fc.integer({ min: 90, max: 1200 }),
    });
    fc.assert(
      fc.property(place, ({ mantissa, zoom, offset, length }) => {
        const [low, high] = [offset, offset + mantissa * 10 ** zoom];
        fc.pre(high - low > 1e-12 * Math.max(Math.abs(low), Math.abs(high)));
        const ticks = fitTicks(
          length / 30,
          (count) => linearTicks(low, high, count),
          fitsAcross(low, high, length),
        );
        const { list } = ticks;
        expect(list.length).toBeGreaterThan(0);
        const named = axisName('x', ticks);
        const said = named === 'x' ? 0 : (named[2] === '+' ? -1 : 1) * read(named.slice(4));
        expect(said).toBe(ticks.offset);
        const spacing = list.length > 1 ? list[1]!.value - list[0]!.value : high - low;
        const wrong = list.filter(
          ({ value, text }) =>
            !(value >= low && value <= high) ||
            !(Math.abs(said + read(text) - value) < spacing / 2) ||
            text.length > 9,
        );
        expect(wrong).toEqual([]);
        expect(new Set(texts(ticks)).size).toBe(list.length);
        expect(fitsAcross(low, high, length)(ticks)).toBe(true);
      }),
      { numRuns: 500 },
    );
  }, 30_000);

  it('are two at least on an axis that has room for two', () => {
    for (let zoom = -9; zoom <= 4; zoom++) {
      for (const offset of [0, 0.1, -17, 1234.5, 1e6, -99_999.9]) {
        const [low, high] = [offset - 1.234 * 10 ** zoom, offset + 3.21 * 10 ** zoom];
        if (high - low < 1e-12 * Math.abs(offset)) continue;
        const ticks = fitTicks(10, (count) => linearTicks(low, high, count), fitsAcross(low, high, 240));
        expect(ticks.list.length, `${low} to ${high}`).toBeGreaterThanOrEqual(2);
      }
    }
  });
});

describe('ticks of an axis of heights', () => {
  const axes = losses.flatMap((entry) =>
    (['linear', 'log', 'rank'] as const).map((kind) => ({
      name: `${entry.id}, ${kind}`,
      formula: entry.formula,
      domain: entry.domain,
      kind,
    })),
  );
  const far = [
    '1e6+x^2+y^2',
    '1e-9*(x^2+y^2)',
    '1e12*x^2+y^2-3e11',
    '-1e6+1e-3*sin(x)',
    'exp(5*x)',
    '1e300*x^2',
  ].flatMap((formula) =>
    (['linear', 'log', 'rank'] as const).map((kind) => ({
      name: `${formula}, ${kind}`,
      formula,
      domain: [-2, 2, -2, 2] as const,
      kind,
    })),
  );
  it.each([...axes, ...far])(
    '$name: stand apart, in the range, with what they say',
    ({ formula, domain, kind }) => {
      const grid = sampleGrid(compileFormula(formula), domain, 65, 65);
      const scale = createHeightScale(kind, grid);
      const ticks = heightTicks(scale, grid.min, grid.max, 5);
      expect(ticks.list.length).toBeGreaterThanOrEqual(2);
      let before = -Infinity;
      for (const { value, text } of ticks.list) {
        const height = scale.height(value);
        expect(height).toBeGreaterThan(before + 0.05);
        expect(value).toBeGreaterThanOrEqual(grid.min);
        expect(value).toBeLessThanOrEqual(grid.max);
        expect(scale.height(ticks.offset + read(text))).toBeCloseTo(height, 2);
        expect(text.length).toBeLessThanOrEqual(10);
        before = height;
      }
      expect(new Set(texts(ticks)).size).toBe(ticks.list.length);
    },
  );

  it('of a loss that is constant is its value; of one that is nowhere there is none', () => {
    const flat = sampleGrid(compileFormula('3'), [0, 1, 0, 1], 5, 5);
    expect(texts(heightTicks(createHeightScale('log', flat), 3, 3, 5))).toEqual(['3']);
    const none = sampleGrid(compileFormula('log(-1-x^2)'), [0, 1, 0, 1], 5, 5);
    expect(heightTicks(createHeightScale('log', none), none.min, none.max, 5).list).toEqual([]);
  });
});

it('0 stands alone on no axis that has room for another number: it tells no scale', () => {
  const shown = (low: number, high: number, most: number, length: number) =>
    texts(fitTicks(most, (count) => linearTicks(low, high, count), fitsAcross(low, high, length)));
  expect(shown(-0.00996, 0.00996, 2, 120)).toEqual(['\u22120.005', '0.005']);
  expect(shown(-0.00996, 0.00996, 2, 70)).toEqual(['0.005']);
  expect(shown(-0.5, 8, 2, 120)).toEqual(['0', '5']);
});
