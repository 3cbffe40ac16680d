import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { panSteps, stepScale, stepTicks, zoomSteps } from '../../../src/charts/steps/step-scale.ts';

/** Of type as wide as tabular figures of twelve pixels. */
const measure = (text: string) => 7.2 * text.length;

const range = fc
  .tuple(fc.nat({ max: 100_000 }), fc.nat({ max: 100_000 }))
  .filter(([a, b]) => a !== b)
  .map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
const kinds = ['linear', 'log'] as const;

describe.each(kinds)('a %s scale of steps', (kind) => {
  it('shows all steps, or those of the range that the run has', () => {
    expect(stepScale(200, kind, null)).toMatchObject({ from: 0, to: 200, whole: true });
    expect(stepScale(200, kind, [100, 2000])).toMatchObject({ from: 100, to: 200, whole: false });
    expect(stepScale(200, kind, [200, 300])).toMatchObject({ from: 0, to: 200, whole: true });
    expect(stepScale(200, kind, [0, 5000])).toMatchObject({ whole: true });
  });

  it('goes up from 0 to 1 and back', () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (shown, share) => {
        const scale = stepScale(100_000, kind, shown);
        expect(scale.position(scale.from)).toBeCloseTo(0, 9);
        expect(scale.position(scale.to)).toBeCloseTo(1, 9);
        expect(scale.position(scale.invert(share))).toBeCloseTo(share, 7);
        expect(scale.invert(share)).toBeLessThanOrEqual(scale.to + 1e-6);
      }),
      { seed: 61 },
    );
  });

  it('has numbers that do not touch, at whole steps inside, at any length and on any width', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 100_000 }),
        fc.option(range),
        fc.integer({ min: 60, max: 900 }),
        (steps, shown, length) => {
          const scale = stepScale(steps, kind, shown);
          const ticks = stepTicks(scale, length, measure, [40, 10], 14);
          expect(ticks.length).toBeGreaterThan(0);
          for (const [i, { step, left, right }] of ticks.entries()) {
            expect(Number.isInteger(step) && step >= scale.from && step <= scale.to).toBe(true);
            expect(left).toBeGreaterThanOrEqual(-40);
            expect(right).toBeLessThanOrEqual(length + 10);
            if (i > 0) expect(left - ticks[i - 1]!.right).toBeGreaterThanOrEqual(14);
          }
        },
      ),
      { seed: 62 },
    );
  });
});

test.each([
  [200, 'linear', null, '0 50 100 150 200'],
  [10_000, 'linear', null, '0 2000 4000 6000 8000 10000'],
  [100_000, 'linear', null, '0 50000 100000'],
  [100_000, 'linear', [99_990, 100_000], '99990 99995 100000'],
  [100_000, 'log', null, '0 1 10 100 1000 10000 100000'],
  [1000, 'log', [300, 600], '300 400 500 600'],
  [1, 'linear', null, '0 1'],
] as const)('%i steps, %s, of %j: %s', (steps, kind, shown, numbers) => {
  const ticks = stepTicks(stepScale(steps, kind, shown), 300, measure, [40, 10], kind === 'log' ? 8 : 14);
  expect(ticks.map(({ text }) => text).join(' ')).toBe(numbers);
});

describe.each(kinds)('zooming a %s scale', (kind) => {
  it('keeps the step under the pointer within a step, and comes back to the whole', () => {
    const scale = stepScale(10_000, kind, null);
    const at = scale.invert(0.3);
    const shown = zoomSteps(scale, 10_000, 0.5, 0.3);
    expect(stepScale(10_000, kind, shown).position(at)).toBeCloseTo(0.3, 2);
    expect(zoomSteps(stepScale(10_000, kind, shown), 10_000, 1e9, 0.5)).toBeNull();
  });

  it('never shows fewer than some steps, nor any that the run does not have', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.option(range),
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (steps, shown, factor, share) => {
          const scale = stepScale(steps, kind, shown);
          for (const next of [
            zoomSteps(scale, steps, factor, share),
            panSteps(scale, steps, share, share * factor),
          ]) {
            if (next === null) continue;
            const [from, to] = next;
            expect(Number.isInteger(from) && Number.isInteger(to)).toBe(true);
            expect(from >= 0 && to <= steps && to - from >= Math.min(4, steps)).toBe(true);
          }
        },
      ),
      { seed: 63 },
    );
  });

  it('is moved without being shortened, as far as the run goes', () => {
    const scale = stepScale(10_000, kind, [100, 2000]);
    const moved = stepScale(10_000, kind, panSteps(scale, 10_000, 0, -9));
    expect(moved.to).toBe(10_000);
    const length = (of: typeof scale) =>
      stepScale(10_000, kind, null).position(of.to) - stepScale(10_000, kind, null).position(of.from);
    expect(length(moved)).toBeCloseTo(length(scale), 2);
  });
});
