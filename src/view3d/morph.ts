import { heightAt } from '../core/geometry/surface.ts';
import type { Sides } from '../core/geometry/sides.ts';
import type { Surface } from '../core/geometry/types.ts';
import { writeRelief } from './surface-mesh.ts';
import { emptyHeights, type SharedUniforms } from './uniforms.ts';

/** Share of the way from which on what lies on the surface appears: before, it would float over it. */
const APPEARS = 0.8;

type Relief = Pick<Surface, 'grid' | 'heights'>;

/** One surface becoming another: heights, slopes and twists go the straight way, mixed on the graphics card. */
export interface Morph {
  /** The block's sides at the share of the way. */
  readonly sides: Sides;
  begin(from: Surface, to: Surface): void;
  /** Goes to a share of the way to a surface, the last time to 1; true when that changes the picture. */
  advance(share: number, to: Pick<Surface, 'sides'>): boolean;
  dispose(): void;
}

export function createMorph(shared: SharedUniforms): Morph {
  let from: Relief | null = null;
  let sides: Sides = [1, 1];
  let sidesBefore = sides;

  const replaceTexture = (nx: number, ny: number) => {
    shared.heightsBefore.value.dispose();
    shared.heightsBefore.value = emptyHeights(nx, ny);
    return shared.heightsBefore.value;
  };
  const set = (share: number) => {
    shared.morph.value = share;
    shared.presence.value = Math.max(0, (share - APPEARS) / (1 - APPEARS));
  };

  return {
    get sides() {
      return sides;
    },
    begin(before, to) {
      sidesBefore = sides;
      // Called away in the middle of a way, it goes on from there.
      from = between(from, before, from ? shared.morph.value : 1, to.grid.nx, to.grid.ny);
      const texture = replaceTexture(to.grid.nx, to.grid.ny);
      writeRelief(from, texture.image.data as Float32Array);
      texture.needsUpdate = true;
      set(0);
    },
    advance(share, to) {
      const [across, up] = to.sides;
      if (!from || share === 1) ({ sides } = to);
      else sides = [mix(sidesBefore[0], across, share), mix(sidesBefore[1], up, share)];
      if (!from) return false;
      set(share);
      if (share === 1) {
        from = null;
        replaceTexture(1, 1);
      }
      return true;
    },
    dispose() {
      shared.heightsBefore.value.dispose();
    },
  };
}

/** The relief a share of the way from one to another, or the other one where there is no first, at nx x ny points. */
export function between(from: Relief | null, to: Relief, share: number, nx: number, ny: number): Relief {
  if (!from && to.grid.nx === nx && to.grid.ny === ny) return to;
  const heights = new Float32Array(nx * ny);
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const [u, v] = [i / (nx - 1), j / (ny - 1)];
      const after = heightAt(to, u, v);
      heights[j * nx + i] = from ? share * after + (1 - share) * heightAt(from, u, v) : after;
    }
  }
  return { grid: { ...to.grid, nx, ny }, heights };
}

function mix(from: number, to: number, share: number): number {
  return from * (1 - share) + to * share;
}
