import { describe, expect, it } from 'vitest';
import { inPalettes, page } from '../../../src/styles/palette.ts';
import { partColors } from '../../../src/ui/part-colors.ts';
import { contrast } from '../colors.ts';

describe.each(['light', 'dark'] as const)('the colours of parts in the %s theme', (theme) => {
  const { paper } = inPalettes(page)[theme];
  it.each(Object.entries(partColors[theme]))('%s is readable on the panel', (_, color) => {
    expect(contrast(color, paper)).toBeGreaterThanOrEqual(4.5);
  });
});
