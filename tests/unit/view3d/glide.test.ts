import { describe, expect, it } from 'vitest';
import { createSurface } from '../../../src/core/geometry/surface.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import type { Camera } from '../../../src/core/scene/scene.ts';
import { createCameraMotion } from '../../../src/view3d/camera-motion.ts';
import { createGlide } from '../../../src/view3d/glide.ts';
import { between, createMorph } from '../../../src/view3d/morph.ts';
import { createUniforms } from '../../../src/view3d/uniforms.ts';

const home: Camera = { projection: 'perspective', azimuth: -0.4, elevation: 0.8, zoom: 1, target: [0, 0] };
const away: Camera = {
  projection: 'perspective',
  azimuth: 1.2,
  elevation: 0.4,
  zoom: 2,
  target: [0.2, -0.1],
};

describe('the time of a glide', () => {
  it('begins with the first picture, is slow at both ends, and is over when it is', () => {
    const glide = createGlide();
    expect(glide.share(0)).toBe(1);
    glide.begin(700);
    expect(glide.share(5000)).toBe(0);
    expect(glide.share(5350)).toBeCloseTo(0.5, 12);
    expect(glide.share(5070)).toBeLessThan(0.04);
    expect(glide.share(5700)).toBe(1);
    expect(glide.share(5701)).toBe(1);
  });

  it('is none in no time, and gives way to the next', () => {
    const glide = createGlide();
    glide.begin(0);
    expect(glide.share(0)).toBe(1);
    glide.begin(700);
    glide.share(0);
    glide.begin(700);
    expect(glide.share(600)).toBe(0);
    glide.begin(0);
    expect(glide.share(601)).toBe(1);
  });
});

describe('the camera', () => {
  it('goes the whole way in the time of the glide, and stays', () => {
    const motion = createCameraMotion(home);
    motion.follow(away, 0, false, 0);
    expect(motion.shown.azimuth).toBe(home.azimuth);
    expect(motion.moving).toBe(true);
    motion.follow(away, 1, false, 0.5);
    expect(motion.shown.azimuth).toBeCloseTo(0.4, 12);
    expect(motion.shown.zoom).toBeCloseTo(Math.SQRT2, 12);
    motion.follow(away, 2, false, 1);
    expect(motion.shown).toBe(away);
    expect(motion.moving).toBe(false);
  });

  it('goes on from where it is when it is called away', () => {
    const motion = createCameraMotion(home);
    motion.follow(away, 0, false, 0);
    motion.follow(away, 1, false, 0.5);
    const there = motion.shown;
    motion.follow(home, 2, false, 0);
    expect(motion.shown.azimuth).toBeCloseTo(there.azimuth, 12);
    motion.follow(home, 3, false, 0.5);
    expect(motion.shown.azimuth).toBeCloseTo((there.azimuth + home.azimuth) / 2, 12);
  });

  it('cuts where motion is not wanted', () => {
    const motion = createCameraMotion(home);
    motion.follow(away, 0, true);
    expect(motion.shown).toBe(away);
  });

  it('tips over into the view from above instead of jumping into it', () => {
    const top: Camera = { ...away, projection: 'top' };
    const motion = createCameraMotion(home);
    motion.follow(top, 0, false, 0);
    expect(motion.shown).toMatchObject({ projection: 'perspective', elevation: home.elevation });
    motion.follow(top, 1, false, 0.5);
    expect(motion.shown.projection).toBe('perspective');
    expect(motion.shown.elevation).toBeCloseTo((home.elevation + Math.PI / 2) / 2, 12);
    expect(motion.shown.azimuth).toBeCloseTo(home.azimuth / 2, 12);
    motion.follow(top, 2, false, 1);
    expect(motion.shown).toBe(top);
  });
});

describe('the surface', () => {
  const surface = (formula: string, points: number) =>
    createSurface(sampleGrid(compileFormula(formula), [-1, 1, -1, 1], points, points), 'linear');
  const east = surface('x', 9);
  const north = surface('y', 9);

  it('is mixed of both, and has as many points as asked for', () => {
    const half = between(east, north, 0.5, 5, 5);
    expect(half.grid.nx).toBe(5);
    for (let j = 0; j < 5; j++)
      for (let i = 0; i < 5; i++) expect(half.heights[j * 5 + i]).toBeCloseTo((i / 4 + j / 4) / 2, 6);
  });

  it('is left as it is where nothing is to be mixed', () => {
    expect(between(null, east, 1, 9, 9)).toBe(east);
    expect(between(null, surface('x', 17), 1, 9, 9).heights).toEqual(east.heights);
  });

  it('keeps holes', () => {
    const holed = surface('log(x)', 9);
    const half = between(holed, north, 0.5, 9, 9);
    expect(half.heights[0]).toBeNaN();
    expect(half.heights[8]).not.toBeNaN();
  });

  it('morphs once, and gives back what it needed for it', () => {
    const shared = createUniforms();
    const morph = createMorph(shared);
    expect(morph.advance(1, north), 'nothing to draw for').toBe(false);
    morph.begin(east, north);
    expect([shared.morph.value, shared.presence.value]).toEqual([0, 0]);
    expect(shared.heightsBefore.value.image.width).toBe(9);
    expect(morph.advance(0.5, north)).toBe(true);
    expect([shared.morph.value, shared.presence.value]).toEqual([0.5, 0]);
    expect(morph.advance(1, north)).toBe(true);
    expect([shared.morph.value, shared.presence.value]).toEqual([1, 1]);
    expect(shared.heightsBefore.value.image.width).toBe(1);
    expect(morph.advance(1, north)).toBe(false);
  });

  it('called away goes on from where it is', () => {
    const shared = createUniforms();
    const morph = createMorph(shared);
    morph.begin(east, north);
    morph.advance(0.25, north);
    morph.begin(north, east);
    const from = shared.heightsBefore.value.image.data as Float32Array;
    // The south-east corner: 1 in the first surface, 0 in the second.
    expect(from[8 * 4]).toBeCloseTo(0.75, 6);
  });
});
