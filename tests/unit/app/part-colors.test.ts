import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { partColors } from '../../../src/app/part-colors.ts';

const sheet = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');
const paper = {
  light: /--paper: (#\w+)/.exec(sheet)![1]!,
  dark: /data-theme="dark"\] \{[^}]*--paper: (#\w+)/.exec(sheet)![1]!,
};

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe.each(['light', 'dark'] as const)('the colours of parts in the %s theme', (theme) => {
  it.each(Object.entries(partColors[theme]))('%s is readable on the panel', (_, color) => {
    const [low, high] = [luminance(color), luminance(paper[theme])].toSorted((a, b) => a - b) as [
      number,
      number,
    ];
    expect((high + 0.05) / (low + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
