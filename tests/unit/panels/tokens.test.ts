import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast } from '../colors.ts';

const sheet = readFileSync(new URL('../../../src/styles/tokens.css', import.meta.url), 'utf8');

/** The declarations of the block that follows a selector. */
function block(selector: string): Record<string, string> {
  const from = sheet.indexOf(`${selector} {`);
  if (from < 0) throw new Error(`No block "${selector}".`);
  const body = sheet.slice(sheet.indexOf('{', from) + 1, sheet.indexOf('}', from));
  return Object.fromEntries(
    [...body.matchAll(/([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [String(name), String(value)]),
  );
}

const light = block(':root');
const dark = block(':root[data-theme="dark"]');

describe('the tokens', () => {
  it('are the same in both copies of the dark theme', () => {
    expect(block(':root:not([data-theme="light"])')).toEqual(dark);
  });

  describe.each([
    ['light', light],
    ['dark', { ...light, ...dark }],
  ])('of the %s theme', (_, tokens) => {
    const pairs = [
      ...['--ink', '--ink-soft', '--accent', '--danger'].flatMap((text) =>
        ['--paper', '--stage', '--field'].map((ground) => [text, ground]),
      ),
      ['--ink', '--field-hover'],
      ['--accent', '--field-hover'],
      ['--ink', '--danger-ground'],
      ['--danger', '--danger-ground'],
      ['--on-accent', '--accent'],
      ['--on-accent', '--accent-hover'],
    ];
    it.each(pairs)('show %s on %s at a contrast of 4.5 or more', (text, ground) => {
      expect(contrast(tokens[String(text)] ?? '', tokens[String(ground)] ?? '')).toBeGreaterThanOrEqual(4.5);
    });
  });
});
