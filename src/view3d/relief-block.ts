import { Scene as ThreeScene } from 'three';
import type { Palette } from '../app/state.ts';
import type { Surface } from '../core/geometry/types.ts';
import { createMorph } from './morph.ts';
import type { Colouring } from './overlays/stage-overlay.ts';
import { createSkirt } from './skirt.ts';
import { createSurfaceMesh } from './surface-mesh.ts';
import type { SharedUniforms } from './uniforms.ts';

/** The relief with its walls, as it is or on its way to the next one. */
export function createBlock(shared: SharedUniforms) {
  const surface = createSurfaceMesh(shared);
  const skirt = createSkirt(shared);
  const morph = createMorph(shared);
  const scene = new ThreeScene();
  scene.add(skirt.object, surface.object);
  scene.matrixWorldAutoUpdate = false;
  let colouring: Colouring | null = null;
  return {
    scene,
    get sides() {
      return morph.sides;
    },
    /** @param share how far it has become the next one from the one before */
    setSurface(next: Surface, before: Surface | undefined, share: number) {
      if (before && share < 1) morph.begin(before, next);
      surface.setSurface(next);
      skirt.setGrid(next.grid.nx, next.grid.ny);
    },
    advance: morph.advance,
    /** Takes over what the relief is coloured with; true when that was something else. */
    colour(next: Colouring | null): boolean {
      if (next === colouring) return false;
      colouring = next;
      surface.setGround(next?.ground ?? null);
      return true;
    },
    setPalette(palette: Palette) {
      surface.setPalette(palette);
      skirt.setPalette(palette);
    },
    setCoarse(coarse: boolean) {
      surface.setCoarse(coarse);
      skirt.setCoarse(coarse);
    },
    dispose() {
      for (const part of [surface, skirt, morph]) part.dispose();
    },
  };
}
