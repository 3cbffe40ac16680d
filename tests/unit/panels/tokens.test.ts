import { describe, expect, it } from 'vitest';
import { inPalettes, page } from '../../../src/styles/palette.ts';
import { contrast } from '../colors.ts';

const colors = inPalettes(page);

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
  const grounds = ['paper', 'stage', 'field'] as const;
  const pairs = [
    ...(['ink', 'inkSoft', 'accent', 'danger'] as const).flatMap((text) =>
      grounds.map((ground) => [text, ground] as const),
    ),
    ['ink', 'fieldHover'],
    ['accent', 'fieldHover'],
    ['ink', 'dangerGround'],
    ['danger', 'dangerGround'],
    ['onAccent', 'accent'],
    ['onAccent', 'accentHover'],
  ] as const;
  it.each(pairs)('show %s on %s at a contrast of 4.5 or more', (text, ground) => {
    expect(contrast(colors[theme][text], colors[theme][ground])).toBeGreaterThanOrEqual(4.5);
  });
});
