import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import { createSurface, fromDomain, heightAt } from '../../../src/core/geometry/surface.ts';
import type { Domain, Scales } from '../../../src/core/geometry/types.ts';
import type { Camera } from '../../../src/core/scene/scene.ts';
import {
  BLOCK_BASE,
  blockHeight,
  directionToBlock,
  pointToBlock,
  toWorld,
} from '../../../src/view3d/block.ts';
import { pan, zoomAt } from '../../../src/view3d/camera-moves.ts';
import { aim, createLens, middlePlane, onPlane, projectWorld, rayThrough } from '../../../src/view3d/lens.ts';
import { createMorph } from '../../../src/view3d/morph.ts';
import { isPlaceHidden, pickSurface, projectPlace } from '../../../src/view3d/picking.ts';
import { createUniforms, setLens } from '../../../src/view3d/uniforms.ts';

const home: Camera = { projection: 'perspective', azimuth: -0.42, elevation: 0.92, zoom: 1, target: [0, 0] };
const surfaceOn = (domain: Domain, scales: Scales = 'auto', formula = 'x^2 + 3*y^2') =>
  createSurface(sampleGrid(compileFormula(formula), domain, 65, 65), 'linear', scales);

const lensOn = (
  sides: readonly [number, number],
  camera: Partial<Camera> = {},
  width = 700,
  height = 500,
) => {
  const lens = createLens();
  aim(lens, { ...home, ...camera }, width, height, sides, 12);
  return lens;
};

const domains: readonly Domain[] = [
  [-10, 10, -2, 2],
  [-10, 10, -4, 4],
  [0, 1, -3, 2],
  [-5, 5, -5, 5],
];

describe('a block whose sides follow the domain', () => {
  it.each(domains)('%d to %d, %d to %d: there and back', (...domain) => {
    const { sides } = surfaceOn(domain);
    const world = toWorld(sides, 0.2, 0.9, 0.4, new Float64Array(3));
    expect(pointToBlock(sides, world[0]!, world[1]!, world[2]!).map((part) => part.toFixed(9))).toEqual([
      '0.200000000',
      '0.900000000',
      '0.400000000',
    ]);
    const [du, dv] = directionToBlock(sides, sides[0], 0, -sides[1]);
    expect([du, dv]).toEqual([1, 1]);
    // A unit of x is as long as one of y.
    expect(sides[0] / (domain[1] - domain[0])).toBeCloseTo(sides[1] / (domain[3] - domain[2]), 12);
  });

  it.each(domains)('%d to %d, %d to %d: what is seen at a place is picked there', (...domain) => {
    const surface = surfaceOn(domain);
    for (const projection of ['perspective', 'orthographic', 'top'] as const)
      for (const azimuth of [0, 0.7, 2, 4]) {
        const lens = lensOn(surface.sides, { projection, azimuth, zoom: 1.3, target: [0.1, -0.2] });
        const out = new Float64Array(3);
        let picked = 0;
        for (const [u, v] of [
          [0.5, 0.5],
          [0.3, 0.8],
          [0.9, 0.2],
        ] as const) {
          const place = Float64Array.of(u, v, heightAt(surface, u, v));
          if (isPlaceHidden(lens, surface, place)) continue;
          projectPlace(lens, place, out);
          const at = pickSurface(lens, surface, out[0]!, out[1]!);
          if (!at) continue;
          picked++;
          const [pu, pv] = fromDomain(domain, ...at);
          expect(pu).toBeCloseTo(u, 2);
          expect(pv).toBeCloseTo(v, 2);
        }
        expect(picked).toBeGreaterThanOrEqual(1);
      }
  });

  it.each(domains)('%d to %d, %d to %d: is in the frame from every side, and not lost in it', (...domain) => {
    const { sides } = surfaceOn(domain);
    const out = new Float64Array(3);
    for (const projection of ['perspective', 'orthographic', 'top'] as const)
      for (let k = 0; k < 24; k++) {
        const [width, height] = [
          [700, 500],
          [390, 290],
          [300, 600],
        ][k % 3] as [number, number];
        const lens = lensOn(
          sides,
          { projection, azimuth: k * 0.7, elevation: 0.06 + (k % 5) * 0.3 },
          width,
          height,
        );
        let [widest, tallest] = [0, 0];
        for (const u of [0, 1])
          for (const v of [0, 1])
            for (const level of [BLOCK_BASE / blockHeight(sides), 1]) {
              projectWorld(lens, toWorld(sides, u, v, level, new Float64Array(3)), out);
              widest = Math.max(widest, Math.abs(out[0]! / width - 0.5) * 2);
              tallest = Math.max(tallest, Math.abs(out[1]! / height - 0.5) * 2);
            }
        expect(Math.max(widest, tallest)).toBeLessThanOrEqual(1);
        expect(Math.max(widest, tallest)).toBeGreaterThan(0.25);
      }
  });

  it('from above has right angles and circles as they are, north up', () => {
    const surface = surfaceOn([-10, 10, -4, 4]);
    const lens = lensOn(surface.sides, { projection: 'top' });
    const out = new Float64Array(3);
    const at = (x: number, y: number) => {
      projectPlace(lens, Float64Array.of(...fromDomain(surface.grid.domain, x, y), 0.5), out);
      return [out[0]!, out[1]!] as const;
    };
    const middle = at(1, 1);
    const radii = Array.from({ length: 12 }, (_, k) => {
      const [x, y] = at(1 + 2 * Math.cos((k * Math.PI) / 6), 1 + 2 * Math.sin((k * Math.PI) / 6));
      return Math.hypot(x - middle[0], y - middle[1]);
    });
    expect(Math.max(...radii) / Math.min(...radii)).toBeCloseTo(1, 9);
    expect(at(1, 3)[1]).toBeLessThan(middle[1]);
    // The middle of the domain is the middle of the stage.
    expect(at(0, 0).map(Math.round)).toEqual([lens.width / 2, lens.height / 2]);
  });

  it('a ray through any pixel meets what is projected there, also where the picture is not in the middle', () => {
    for (const projection of ['perspective', 'orthographic', 'top'] as const) {
      const lens = lensOn([1, 0.4], { projection });
      const out = new Float64Array(3);
      projectWorld(lens, Float64Array.of(0.2, 0.1, -0.1), out);
      const { origin, direction } = rayThrough(lens, out[0]!, out[1]!);
      const t = (0.1 - origin[1]!) / direction[1]!;
      expect(origin[0]! + t * direction[0]!).toBeCloseTo(0.2, 9);
      expect(origin[2]! + t * direction[2]!).toBeCloseTo(-0.1, 9);
    }
  });

  it('keeps the place under the pointer while it is zoomed and panned', () => {
    for (const projection of ['perspective', 'orthographic', 'top'] as const) {
      const camera: Camera = { ...home, projection };
      const before = lensOn([1, 0.4], camera);
      const zoomed = zoomAt(camera, before, 1.5, 300, 260);
      const panned = pan(camera, before, [350, 250], [380, 240]);
      const under = (next: Camera, x: number, y: number) =>
        onPlane(lensOn([1, 0.4], next), x, y, middlePlane([1, 0.4]))!;
      const close = (a: [number, number], b: [number, number]) => {
        expect(a[0]).toBeCloseTo(b[0], 6);
        expect(a[1]).toBeCloseTo(b[1], 6);
      };
      close(under(zoomed, 300, 260), under(camera, 300, 260));
      close(under(panned, 380, 240), under(camera, 350, 250));
    }
  });

  it('goes over into one of other sides by and by, and the programs are told', () => {
    const shared = createUniforms();
    const morph = createMorph(shared);
    const [long, square] = [surfaceOn([-10, 10, -2, 2]), surfaceOn([-5, 5, -5, 5])];
    morph.advance(1, long);
    expect(morph.sides).toEqual([1, 0.2]);
    morph.begin(long, square);
    morph.advance(0.5, square);
    expect(morph.sides[1]).toBeCloseTo(0.6, 12);
    setLens(shared, lensOn(morph.sides), 1, 1);
    expect(shared.sides.value.y).toBeCloseTo(0.6, 12);
    morph.begin(square, long);
    morph.advance(0.5, long);
    expect(morph.sides[1]).toBeCloseTo(0.4, 12);
    morph.advance(1, long);
    expect(morph.sides).toEqual([1, 0.2]);
  });
});

describe('a narrow block', () => {
  it.each([
    [-10, 10, -2, 2],
    [-10, 10, -1.7, 1.7],
    [-6, 6, -4, 4],
    [-2, 2, -10, 10],
  ] as const)('of %d to %d, %d to %d: does not hide its valley behind its wall', (...domain) => {
    const long = domain[1] - domain[0] > domain[3] - domain[2];
    const surface = surfaceOn(domain, 'equal', long ? 'x^2 + 100*y^2' : '100*x^2 + y^2');
    const lens = lensOn(surface.sides);
    for (let k = 1; k < 20; k++) {
      const [u, v] = long ? [k / 20, 0.5] : [0.5, k / 20];
      const place = Float64Array.of(u, v, heightAt(surface, u, v));
      expect(isPlaceHidden(lens, surface, place), `at ${u}, ${v}`).toBe(false);
    }
  });
});
