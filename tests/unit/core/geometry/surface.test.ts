import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../../../../src/core/geometry/grid.ts';
import { castRay, isHidden, type Point3 } from '../../../../src/core/geometry/raycast.ts';
import { createSurface, fromDomain, heightAt, toDomain } from '../../../../src/core/geometry/surface.ts';
import { himmelblau, valuesOf } from './sample-losses.ts';

const domain = [-5, 5, -4, 6] as const;
const surface = createSurface(sampleGrid(himmelblau, domain, 129, 97), 'log');

describe('createSurface', () => {
  it('has heights in [0, 1] and levels at their losses', () => {
    expect(Math.min(...surface.heights)).toBe(0);
    expect(Math.max(...surface.heights)).toBe(1);
    for (const { height, value } of surface.levels)
      expect(surface.scale.height(value)).toBeCloseTo(height, 9);
    const gaps = surface.levels.slice(1).map(({ height }, i) => height - surface.levels[i]!.height);
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 12);
  });

  it('has no height where the loss is not finite', () => {
    const holed = createSurface(
      sampleGrid(
        valuesOf((x, y) => Math.log(x) + y),
        [-1, 1, 0, 1],
        9,
        9,
      ),
      'linear',
    );
    expect(holed.heights[0]).toBeNaN();
    expect(heightAt(holed, 0.55, 0.5)).toBeNaN();
    expect(heightAt(holed, 0.9, 0.5)).toBeGreaterThan(0);
  });
});

describe('heightAt', () => {
  it('equals the samples at the grid’s points, corners included', () => {
    for (const [i, j] of [
      [0, 0],
      [128, 96],
      [128, 0],
      [64, 48],
    ] as const) {
      expect(heightAt(surface, i / 128, j / 96)).toBeCloseTo(surface.heights[j * 129 + i]!, 6);
    }
    expect(heightAt(surface, -0.01, 0.5)).toBeNaN();
  });

  it('goes between shares and coordinates', () => {
    expect(toDomain(domain, 0.5, 1)).toEqual([0, 6]);
    expect(fromDomain(domain, 0, 6)).toEqual([0.5, 1]);
  });
});

describe('castRay', () => {
  /** A ray from an eye through a point of the block. */
  const towards = (eye: Point3, [u, v, h]: Point3): Point3 => [u - eye[0], v - eye[1], h - eye[2]];

  it('ends on the surface, with nothing of it before', () => {
    const eye: Point3 = [0.3, -0.5, 4];
    for (let u = 0.05; u < 1; u += 0.09) {
      for (let v = 0.25; v < 1; v += 0.09) {
        const along = towards(eye, [u, v, heightAt(surface, u, v)]);
        const hit = castRay(surface, eye, along);
        expect(hit).not.toBeNull();
        const end = (hit![1] - eye[1]) / along[1];
        expect(eye[0] + end * along[0]).toBeCloseTo(hit![0], 6);
        expect(eye[2] + end * along[2]).toBeCloseTo(heightAt(surface, ...hit!), 5);
        for (let t = 0.01; t < end - 0.01; t += 0.01) {
          const under = heightAt(surface, eye[0] + t * along[0], eye[1] + t * along[1]);
          if (!Number.isNaN(under)) expect(eye[2] + t * along[2]).toBeGreaterThan(under);
        }
      }
    }
  });

  it('goes straight down', () => {
    const hit = castRay(surface, [0.25, 0.75, 3], [0, 0, -1]);
    expect(hit?.[0]).toBeCloseTo(0.25, 9);
    expect(hit?.[1]).toBeCloseTo(0.75, 9);
  });

  it('misses beside the block, through its side, and through a hole', () => {
    expect(castRay(surface, [2, 0.5, 3], [0, 0, -1])).toBeNull();
    expect(castRay(surface, [0.5, -1, 0.1], [0, 1, 0])).toBeNull();
    const holed = createSurface(
      sampleGrid(
        valuesOf((x, y) => (x * x + y * y < 0.25 ? Number.NaN : 1 + x)),
        [-1, 1, -1, 1],
        33,
        33,
      ),
      'linear',
    );
    expect(castRay(holed, [0.5, 0.5, 2], [0, 0, -1])).toBeNull();
    expect(castRay(holed, [0.9, 0.5, 2], [0, 0, -1])).not.toBeNull();
  });
});

describe('isHidden', () => {
  const ridge = createSurface(
    sampleGrid(
      valuesOf((x) => Math.exp(-20 * x * x)),
      [-1, 1, -1, 1],
      65,
      65,
    ),
    'linear',
  );

  it('sees over a ridge from above and not from the side', () => {
    const behind: Point3 = [0.8, 0.5, heightAt(ridge, 0.8, 0.5)];
    expect(isHidden(ridge, behind, [-1, 0, 0.2])).toBe(true);
    expect(isHidden(ridge, behind, [-0.1, 0, 1])).toBe(false);
    expect(isHidden(ridge, behind, [1, 0, 0.2])).toBe(false);
  });
});
