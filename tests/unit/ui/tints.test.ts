import { describe, expect, it } from 'vitest';
import { noTint, tint, tintStops } from '../../../src/ui/tints.ts';

describe.each(['light', 'dark'] as const)('tints of the %s theme', (theme) => {
  it('are the stops at the stops, and half way between them half way', () => {
    const stops = tintStops[theme];
    const step = 1 / (stops.length - 1);
    stops.forEach((stop, k) => {
      tint(k * step, theme).forEach((part, c) => expect(part).toBeCloseTo(stop[c]!, 9));
    });
    tint(step / 2, theme).forEach((part, c) =>
      expect(part).toBeCloseTo((stops[0]![c]! + stops[1]![c]!) / 2, 9),
    );
  });

  it('get lighter with height all the way', () => {
    const lightness = (height: number) => {
      const [r, g, b] = tint(height, theme);
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (let k = 1; k <= 100; k++) expect(lightness(k / 100)).toBeGreaterThan(lightness((k - 1) / 100));
  });

  it('stay at the ends beyond them, and are grey where there is no height', () => {
    expect(tint(-3, theme)).toEqual(tint(0, theme));
    expect(tint(7, theme)).toEqual(tint(1, theme));
    expect(tint(Number.NaN, theme)).toEqual([...noTint[theme]]);
  });
});
