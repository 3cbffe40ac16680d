import { describe, expect, it } from 'vitest';
import { isDomain, limits } from '../../../src/core/scene/limits.ts';
import { panDomain, projection, zoomDomain } from '../../../src/charts/map/projection.ts';

describe('projection', () => {
  it('puts north up and comes back', () => {
    const place = projection([-2, 2, -1, 3], 400, 200);
    expect(place.toPixel(-2, 3)).toEqual([0, 0]);
    expect(place.toPixel(2, -1)).toEqual([400, 200]);
    expect(place.toDomain(...place.toPixel(0.3, 1.7))).toEqual([
      expect.closeTo(0.3, 12),
      expect.closeTo(1.7, 12),
    ]);
  });
});

describe('zoomDomain', () => {
  it('keeps the point about which it scales in its place', () => {
    const about = [1.2, -0.4] as const;
    const before = projection([-2, 2, -1, 3], 330, 230);
    const after = projection(zoomDomain(before.domain, 0.3, about), 330, 230);
    const [px, py] = before.toPixel(...about);
    expect(after.toPixel(...about)).toEqual([expect.closeTo(px, 9), expect.closeTo(py, 9)]);
    expect(after.domain[1] - after.domain[0]).toBeCloseTo(4 * 0.3, 12);
  });

  it('goes as far as a link may, and a domain that it leads to is one that a link brings', () => {
    let domain = [1, 2, 1, 2] as readonly [number, number, number, number];
    for (let k = 0; k < 200; k++) domain = zoomDomain(domain, 0.5, [1.5, 1.5]);
    expect(domain[1] - domain[0]).toBeGreaterThan(limits.side);
    expect(domain[1] - domain[0]).toBeLessThan(limits.side * 4);
    expect(isDomain(domain)).toBe(true);
    for (let k = 0; k < 400; k++) domain = zoomDomain(domain, 2, [1.5, 1.5]);
    expect(isDomain(domain)).toBe(true);
    expect(domain[1]).toBeGreaterThan(limits.coordinate / 4);
    expect(panDomain(domain, [0, 0], [1e100, 0])).toBe(domain);
  });
});

describe('panDomain', () => {
  it('brings what lay at one place to another, at the same scale', () => {
    expect(panDomain([0, 4, 0, 2], [1, 1], [3, 0.5])).toEqual([-2, 2, 0.5, 2.5]);
  });
});
