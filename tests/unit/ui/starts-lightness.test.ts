import { expect, test } from 'vitest';
import { ofStarts } from '../../../src/styles/rare-palette.ts';

/** The sum of a colour's channels, 0 to 765. */
const lightness = (color: string) =>
  [1, 3, 5].reduce((sum, at) => sum + Number.parseInt(color.slice(at, at + 2), 16), 0);

test('on the map of starts what is there sooner is lighter, in every palette, as its legend says', () => {
  for (const hue of ['teal', 'sand', 'violet', 'clay', 'stone'] as const)
    ofStarts[`${hue}Soon`].forEach((soon, palette) => {
      expect(lightness(soon)).toBeGreaterThan(lightness(ofStarts[`${hue}Late`][palette]!));
    });
});
