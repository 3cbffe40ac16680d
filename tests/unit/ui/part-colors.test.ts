import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partColors } from '../../../src/ui/part-colors.ts';
import { contrast } from '../colors.ts';

const sheet = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');
const paper = {
  light: /--paper: (#\w+)/.exec(sheet)![1]!,
  dark: /data-theme="dark"\] \{[^}]*--paper: (#\w+)/.exec(sheet)![1]!,
};

describe.each(['light', 'dark'] as const)('the colours of parts in the %s theme', (theme) => {
  it.each(Object.entries(partColors[theme]))('%s is readable on the panel', (_, color) => {
    expect(contrast(color, paper[theme])).toBeGreaterThanOrEqual(4.5);
  });
});
