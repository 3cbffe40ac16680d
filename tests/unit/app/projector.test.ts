import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksOf } from '../../../src/app/looks.ts';
import { partColors } from '../../../src/ui/part-colors.ts';
import { contourInk, tintStops } from '../../../src/core/geometry/tints.ts';
import { newOptimizer } from '../../../src/core/scene/defaults.ts';
import { contrast } from '../colors.ts';

const sheet = readFileSync(new URL('../../../src/styles/projector.css', import.meta.url), 'utf8');

function tokensOf(theme: string): ReadonlyMap<string, string> {
  const from = sheet.indexOf(`:root[data-theme="${theme}"][data-contrast] {`);
  const body = sheet.slice(from, sheet.indexOf('}', from));
  return new Map([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]));
}

describe.each(['light', 'dark'] as const)('the projector colours of the %s theme', (theme) => {
  const tokens = tokensOf(theme);
  const token = (name: string) => tokens.get(name)!;
  const palette = `projector ${theme}` as const;

  const pairs = [
    ...['--ink', '--ink-soft', '--accent', '--danger'].flatMap((text) =>
      ['--paper', '--stage', '--field'].map((ground) => [text, ground] as const),
    ),
    ['--on-accent', '--accent'],
    ['--danger', '--danger-ground'],
  ] as const;
  it.each(pairs)('show %s on %s at a contrast of 7 or more', (text, ground) => {
    expect(contrast(token(text), token(ground))).toBeGreaterThanOrEqual(7);
  });

  it.each(Object.entries(partColors[palette]))('show the symbol of %s at 7 or more', (_, color) => {
    expect(contrast(color, token('--paper'))).toBeGreaterThanOrEqual(7);
  });

  it('show eight paths, told from each other and from the ground', () => {
    const ids = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw', 'radam', 'adamax', 'rprop'];
    const looks = looksOf(
      ids.map((id) => newOptimizer(id, null)),
      palette,
    );
    expect(new Set(looks.map(({ color }) => color)).size).toBe(8);
    for (const { color } of looks) expect(contrast(color, token('--stage'))).toBeGreaterThanOrEqual(3);
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
