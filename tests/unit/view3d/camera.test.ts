import { describe, expect, it } from 'vitest';
import type { Camera } from '../../../src/core/scene/scene.ts';
import { BLOCK_BASE, blockHeight } from '../../../src/view3d/block.ts';
import { createCameraMotion } from '../../../src/view3d/camera-motion.ts';
import { orbit, pan, zoomAt } from '../../../src/view3d/camera-moves.ts';
import { aim, createLens, middlePlane, onPlane, projectWorld, rayThrough } from '../../../src/view3d/lens.ts';

const home: Camera = { projection: 'perspective', azimuth: -0.42, elevation: 0.82, zoom: 1, target: [0, 0] };
const sizes = [
  [750, 730],
  [390, 400],
  [1600, 500],
  [320, 900],
] as const;

function lensOf(camera: Camera, width = 750, height = 730) {
  const lens = createLens();
  aim(lens, camera, width, height);
  return lens;
}

function onScreen(lens: ReturnType<typeof lensOf>, ...world: number[]): [number, number] {
  const out = new Float64Array(3);
  projectWorld(lens, Float64Array.from(world), out);
  return [out[0]!, out[1]!];
}

describe('the lens', () => {
  it.each(['perspective', 'orthographic', 'top'] as const)(
    '%s: shows the whole block from every side',
    (projection) => {
      for (const [width, height] of sizes) {
        for (let k = 0; k < 40; k++) {
          const camera: Camera = { ...home, projection, azimuth: k * 0.7, elevation: 0.06 + (k % 8) * 0.21 };
          const lens = lensOf(camera, width, height);
          let [widest, tallest] = [0, 0];
          for (const x of [-0.5, 0.5])
            for (const z of [-0.5, 0.5])
              for (const y of [BLOCK_BASE, blockHeight([1, 1])]) {
                const [px, py] = onScreen(lens, x, y, z);
                widest = Math.max(widest, Math.abs(px / width - 0.5) * 2);
                tallest = Math.max(tallest, Math.abs(py / height - 0.5) * 2);
              }
          expect(Math.max(widest, tallest)).toBeLessThanOrEqual(1);
          expect(Math.max(widest, tallest)).toBeGreaterThan(0.55);
        }
      }
    },
  );

  it.each(['perspective', 'orthographic', 'top'] as const)(
    '%s: a ray of sight meets what is projected there',
    (projection) => {
      const lens = lensOf({ ...home, projection, zoom: 1.7, target: [0.1, -0.2] });
      const [px, py] = onScreen(lens, 0.2, 0.3, -0.1);
      const { origin, direction } = rayThrough(lens, px, py);
      const t = (0.3 - origin[1]!) / direction[1]!;
      expect(origin[0]! + t * direction[0]!).toBeCloseTo(0.2, 9);
      expect(origin[2]! + t * direction[2]!).toBeCloseTo(-0.1, 9);
    },
  );

  it('is a map from above: east to the right, north up, whatever the azimuth', () => {
    const lens = lensOf({ ...home, projection: 'top', azimuth: 2 });
    const [cx, cy] = onScreen(lens, 0, 0, 0);
    const [ex, ey] = onScreen(lens, 0.4, 0, 0);
    const [nx, ny] = onScreen(lens, 0, 0, -0.4);
    expect(ex).toBeGreaterThan(cx);
    expect(ey).toBeCloseTo(cy, 6);
    expect(nx).toBeCloseTo(cx, 6);
    expect(ny).toBeLessThan(cy);
  });

  it('shows twice the size at twice the zoom', () => {
    const length = (zoom: number) => {
      const lens = lensOf({ ...home, zoom });
      const [ax, ay] = onScreen(lens, -0.1, 0.1, 0);
      const [bx, by] = onScreen(lens, 0.1, 0.1, 0);
      return Math.hypot(ax - bx, ay - by);
    };
    expect(length(2) / length(1)).toBeCloseTo(2, 9);
  });
});

describe('moves', () => {
  it('pans so that what was under the pointer stays under it', () => {
    const lens = lensOf(home);
    const panned = pan(home, lens, [300, 350], [340, 330]);
    const before = onPlane(lens, 300, 350, middlePlane([1, 1]))!;
    const after = onPlane(lensOf(panned), 340, 330, middlePlane([1, 1]))!;
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it('zooms around the pointer, within bounds', () => {
    const lens = lensOf(home);
    const nearer = zoomAt(home, lens, 1.5, 420, 300);
    const before = onPlane(lens, 420, 300, middlePlane([1, 1]))!;
    const after = onPlane(lensOf(nearer), 420, 300, middlePlane([1, 1]))!;
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
    expect(zoomAt(home, lens, 1e9, 420, 300).zoom).toBe(20);
    expect(zoomAt(home, lens, 0, 420, 300).zoom).toBe(0.5);
  });

  it('turns without end and tips between the horizon and straight down', () => {
    const turned = orbit(home, 10_000, 10_000);
    expect(Math.abs(turned.azimuth)).toBeLessThanOrEqual(Math.PI);
    expect(turned.elevation).toBe(Math.PI / 2);
    expect(orbit(home, 0, -10_000).elevation).toBeGreaterThan(0);
  });
});

describe('the camera’s glide', () => {
  const goal: Camera = { ...home, azimuth: 2.9, elevation: 1.2, zoom: 3, target: [0.2, 0.1] };

  it('comes to the goal, the short way round, and rests there', () => {
    const motion = createCameraMotion({ ...home, azimuth: -2.9 });
    let frames = 0;
    for (let now = 0; motion.follow(goal, now, false); now += 16) {
      frames++;
      expect(Math.abs(motion.shown.azimuth)).toBeGreaterThan(2.8);
      expect(frames).toBeLessThan(100);
    }
    expect(motion.shown).toBe(goal);
    expect(motion.moving).toBe(false);
    expect(frames).toBeGreaterThan(10);
  });

  it('does not depend on the number of frames', () => {
    const after = (step: number) => {
      const motion = createCameraMotion(home);
      motion.follow(goal, 0, false);
      for (let now = step; now <= 96; now += step) motion.follow(goal, now, false);
      return motion.shown.zoom;
    };
    expect(after(8)).toBeCloseTo(after(32), 9);
  });

  it('jumps under the hand', () => {
    const motion = createCameraMotion(home);
    motion.follow(goal, 0, true);
    expect(motion.shown).toBe(goal);
    expect(motion.moving).toBe(false);
  });
});
