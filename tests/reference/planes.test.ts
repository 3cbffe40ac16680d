import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { distance, nearestOn, project, spanPlane } from '../../src/core/plane/plane.ts';
import { hessianPlane, principalPlane, topCurvatures } from '../../src/core/plane/choose.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import { dot } from '../../src/core/math/solve.ts';

/** Planes against NumPy's QR, SVD, eigh and lstsq: see `make_planes.py`. */

interface Reference {
  readonly spans: readonly {
    readonly origin: readonly number[];
    readonly first: readonly number[];
    readonly second: readonly number[];
    readonly points: readonly (readonly number[])[];
    readonly coordinates: readonly (readonly number[])[];
    readonly distances: readonly number[];
  }[];
  readonly nearest: readonly Readonly<Record<'origin' | 'a' | 'b' | 'p' | 'found', readonly number[]>>[];
  readonly principal: readonly {
    readonly dimension: number;
    readonly tracks: readonly (readonly number[])[];
    readonly mean: readonly number[];
    readonly directions: readonly (readonly number[])[];
    readonly explained: readonly [number, number];
  }[];
  readonly curvature: readonly Readonly<Record<'matrix' | 'values' | 'projector', readonly number[]>>[];
}

const reference = JSON.parse(readFileSync(new URL('planes.json', import.meta.url), 'utf8')) as Reference;

function expectNear(found: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(tolerance));
}

test.each(reference.spans)('feet and distances, span %#', (row) => {
  const plane = spanPlane(row.origin, row.first, row.second);
  expectNear([dot(plane.u, plane.u), dot(plane.v, plane.v), dot(plane.u, plane.v)], [1, 1, 0], 1e-15);
  row.points.forEach((point, i) => {
    expectNear(project(plane, point), row.coordinates[i]!, 1e-12);
    expect(Math.abs(distance(plane, point) - row.distances[i]!)).toBeLessThanOrEqual(1e-12);
  });
});

test.each(reference.nearest)(
  'least squares on two directions of any length, %#',
  ({ origin, a, b, p, found }) => {
    expectNear(nearestOn(origin, a, b, p), found, 1e-11);
  },
);

test.each(reference.principal)('principal directions, %#', (row) => {
  const { plane, explained } = principalPlane(row.tracks, row.dimension);
  expectNear(plane.origin, row.mean, 1e-12);
  expectNear(explained, row.explained, 1e-12);
  [plane.u, plane.v].forEach((direction, k) => {
    // A direction and its opposite are one.
    expect(Math.abs(Math.abs(dot(direction, row.directions[k]!)) - 1)).toBeLessThan(1e-11);
  });
});

describe.each(reference.curvature)('curvature %#', ({ matrix, values, projector }) => {
  const n = Math.sqrt(matrix.length);
  const bowl: Loss = {
    dimension: n,
    value: (p) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (p[i]! * dot(matrix.slice(i * n, (i + 1) * n), p)) / 2;
      return sum;
    },
    gradient: (p, out = new Float64Array(n)) => {
      for (let i = 0; i < n; i++) out[i] = dot(matrix.slice(i * n, (i + 1) * n), p);
      return out;
    },
    hessian: (_p, out = new Float64Array(n * n)) => {
      out.set(matrix);
      return out;
    },
  };
  const size = Math.max(...matrix.map(Math.abs));

  test('the two largest eigenvalues and the plane of their directions', () => {
    const { plane, curvatures } = hessianPlane(bowl, new Float64Array(n));
    expectNear(curvatures, values, 1e-12 * size);
    // Where both are equal each pair of directions of the plane will do: the plane is compared.
    const found = Array.from({ length: n * n }, (_, at) => {
      const [i, j] = [Math.floor(at / n), at % n];
      return plane.u[i]! * plane.u[j]! + plane.v[i]! * plane.v[j]!;
    });
    expectNear(found, projector, 1e-9);
  });

  test('the very same each time', () => {
    const [one, two] = [0, 1].map(() => topCurvatures(bowl, new Float64Array(n), 2));
    expect(one).toEqual(two);
  });
});
