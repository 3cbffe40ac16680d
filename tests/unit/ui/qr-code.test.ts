import jsqr from 'jsqr';
import { expect, test } from 'vitest';
import { qrModules } from '../../../src/ui/qr-code.ts';

/** What a camera reads that sees every module as a square of pixels. */
function decoded(modules: readonly (readonly boolean[])[]): string | undefined {
  const scale = 3;
  const side = modules.length * scale;
  const pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (modules[Math.floor(y / scale)]![Math.floor(x / scale)])
        pixels.fill(0, 4 * (y * side + x), 4 * (y * side + x) + 3);
  return jsqr(pixels, side, side)?.data;
}

const page = 'https://example.org/fall-line/#f=x%5E2%2B';
const link = (length: number) => page + 'sin(12.5x)*'.repeat(300).slice(0, length - page.length);

test.each([page.length, 120, 260, 420, 900, 1500, 2953].map((length) => [length, link(length)]))(
  'a link of %i characters comes back from its code',
  (_, text) => {
    const modules = qrModules(text)!;
    expect(decoded(modules)).toBe(text);
    // The quiet zone: four modules on every side.
    const edge = modules.flatMap((row, y) =>
      row.filter((_dark, x) => Math.min(x, y, row.length - 1 - x, row.length - 1 - y) < 4),
    );
    expect(edge).not.toContain(true);
  },
);

test('a short link is safer, a long one is read at all: at most 53 modules below 150 characters', () => {
  expect(qrModules(link(150))!.length).toBeLessThanOrEqual(53 + 8);
});

test.each([2954, 3000])('a link of %i characters has no code', (length) => {
  expect(qrModules(link(length))).toBeNull();
});
