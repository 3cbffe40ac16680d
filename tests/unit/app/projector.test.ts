import { describe, expect, it } from 'vitest';
import { looksOf } from '../../../src/app/looks.ts';
import { inPalettes, page } from '../../../src/styles/palette.ts';
import { partColors } from '../../../src/ui/part-colors.ts';
import { contourInk, tintStops } from '../../../src/ui/tints.ts';
import { newOptimizer } from '../../../src/core/scene/defaults.ts';
import { contrast } from '../colors.ts';

describe.each(['light', 'dark'] as const)('the projector colours of the %s theme', (theme) => {
  const palette = `projector ${theme}` as const;
  const colors = inPalettes(page)[palette];

  const pairs = [
    ...(['ink', 'inkSoft', 'accent', 'danger'] as const).flatMap((text) =>
      (['paper', 'stage', 'field'] as const).map((ground) => [text, ground] as const),
    ),
    ['onAccent', 'accent'],
    ['danger', 'dangerGround'],
  ] as const;
  it.each(pairs)('show %s on %s at a contrast of 7 or more', (text, ground) => {
    expect(contrast(colors[text], colors[ground])).toBeGreaterThanOrEqual(7);
  });

  it.each(Object.entries(partColors[palette]))('show the symbol of %s at 7 or more', (_, color) => {
    expect(contrast(color, colors.paper)).toBeGreaterThanOrEqual(7);
  });

  it('show eight paths, told from each other and from the ground', () => {
    const ids = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw', 'radam', 'adamax', 'rprop'];
    const looks = looksOf(
      ids.map((id) => newOptimizer(id, null)),
      palette,
    );
    expect(new Set(looks.map(({ color }) => color)).size).toBe(8);
    for (const { color } of looks) expect(contrast(color, colors.stage)).toBeGreaterThanOrEqual(3);
  });

  it('have tints that reach farther apart, and stronger contour lines, than the theme itself', () => {
    const hex = (rgb: readonly number[]) =>
      `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
    const range = (name: typeof theme | typeof palette) =>
      contrast(hex(tintStops[name][0]!), hex(tintStops[name].at(-1)!));
    expect(range(palette)).toBeGreaterThan(range(theme));
    expect(contourInk[palette].thin).toBeGreaterThan(contourInk[theme].thin);
    expect(contourInk[palette].heavy).toBeGreaterThan(contourInk[theme].heavy);
  });
});
