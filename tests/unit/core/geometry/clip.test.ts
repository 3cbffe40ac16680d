import { describe, expect, test } from 'vitest';
import { clipLine } from '../../../../src/core/geometry/clip.ts';

describe('a line in a domain', () => {
  const domain = [-1, 1, -2, 2] as const;
  test.each([
    ['inside is whole', [0, 0, 0.5, -1], [0, 1]],
    ['along the border is whole', [-1, -2, -1, 2], [0, 1]],
    ['that leaves ends at the border', [0, 0, 4, 0], [0, 0.25]],
    ['that comes in begins there', [0, -4, 0, 0], [0.5, 1]],
    ['through it has both', [-3, 0, 3, 0], [1 / 3, 2 / 3]],
    ['through a corner leaves by the nearer side', [0, 0, 2, 8], [0, 0.25]],
    ['of no length is whole', [0.5, 0.5, 0.5, 0.5], [0, 1]],
    ['as long as numbers go ends at the border', [0, 0, 1e200, 0], [0, 1e-200]],
    ['beside it is none', [2, 0, 2, 1], null],
    ['that passes it is none', [-3, 0, 0, 6], null],
    ['that ends before it is none', [-3, 0, -2, 0], null],
    ['to infinity is none', [0, 0, Infinity, 0], null],
    ['from nowhere is none', [Number.NaN, 0, 1, 0], null],
  ] as const)('%s', (_name, [ax, ay, bx, by], expected) => {
    const shares = clipLine(domain, ax, ay, bx, by);
    if (expected === null) expect(shares).toBeNull();
    else expect(shares).toEqual(expected.map((share) => expect.closeTo(share, 12) as number));
  });
});
