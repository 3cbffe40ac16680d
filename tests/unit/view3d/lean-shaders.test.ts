import { expect, test } from 'vitest';
import { ribbonFragment, ribbonVertex } from '../../../src/view3d/shaders/ribbon.ts';
import { surfaceFragment } from '../../../src/view3d/shaders/surface.ts';
import { leanShader } from '../../tools/lean-shaders.ts';

test('a built shader has no comments and no indentation, and its directives on lines of their own', () => {
  expect(
    leanShader(
      '`\n/** u, v:\n * a place. */\nin vec2 uv; // here\n#ifdef A\n  float a = 1.0 / 2.0;\n\n#endif\n`',
    ),
  ).toBe('`\nin vec2 uv;\n#ifdef A\nfloat a = 1.0 / 2.0;\n#endif\n`');
});

test.each([ribbonVertex, ribbonFragment, surfaceFragment])('all else is as it was written', (written) => {
  const words = (text: string) =>
    text
      .split('\n')
      .map((line) => line.replace(/\/\/.*/, ''))
      .join('\n')
      .replaceAll(/\/\*[^]*?\*\//g, ' ')
      .split(/\s+/)
      .filter(Boolean);
  expect(words(leanShader(written))).toEqual(words(written));
  expect(leanShader(written).length).toBeLessThan(written.length);
});
