import { DataTexture, FloatType, Matrix4, RGBAFormat, Vector2, Vector3, Vector4 } from 'three';
import { BLOCK_BASE, blockHeight } from './block.ts';
import type { Lens } from './lens.ts';

/** Uniforms that all programs of the stage share: one object each, changed in place. */
export type SharedUniforms = ReturnType<typeof createUniforms>;

export function createUniforms() {
  return {
    viewProjection: { value: new Matrix4() },
    eye: { value: new Vector4() },
    viewport: { value: new Vector2() },
    stroke: { value: 1 },
    pixelSize: { value: 1 },
    blockHeight: { value: 0 },
    blockBase: { value: BLOCK_BASE },
    sides: { value: new Vector2(1, 1) },
    light: { value: new Vector3() },
    heights: { value: emptyHeights(2, 2) },
    cells: { value: new Vector2(1, 1) },
    heightsBefore: { value: emptyHeights(1, 1) },
    /** Share of the way from the heights before to the heights. */
    morph: { value: 1 },
    /** Opacity of what lies on the surface. */
    presence: { value: 1 },
    currentStep: { value: 0 },
  };
}

/** A texture for the heights, slopes and twists of nx x ny grid points. */
export function emptyHeights(nx: number, ny: number): DataTexture {
  return new DataTexture(new Float32Array(nx * ny * 4), nx, ny, RGBAFormat, FloatType);
}

/**
 * CSS pixels of a nominal pixel of a stroke: thinner on a phone and bolder on a large stage. What is drawn larger
 * (`scale`, see `State.figure`) is never thinner than nominal.
 */
export function strokeScale(lens: Lens, scale: number, least: number): number {
  const room = Math.sqrt(Math.min(lens.width, lens.height) / scale / 720);
  return scale * Math.max(scale > 1 ? 1 : least, Math.min(1.5, room));
}

/** @param scale by what strokes and marks are larger */
export function setLens(uniforms: SharedUniforms, lens: Lens, pixelRatio: number, scale: number): void {
  uniforms.viewProjection.value.fromArray(lens.viewProjection);
  const [x = 0, y = 0, z = 0] = lens.perspective ? lens.eye : lens.forward;
  if (lens.perspective) uniforms.eye.value.set(x, y, z, 1);
  else uniforms.eye.value.set(-x, -y, -z, 0);
  uniforms.sides.value.set(...lens.sides);
  uniforms.blockHeight.value = blockHeight(lens.sides);
  uniforms.viewport.value.set(lens.width * pixelRatio, lens.height * pixelRatio);
  uniforms.stroke.value = pixelRatio * strokeScale(lens, scale, 0.75);
  uniforms.pixelSize.value = 1 / (lens.pixelsPerUnit * pixelRatio);
  // Light from the viewer's left and above, as on a shaded map: relief reads the same from every side.
  const [rx = 0, , rz = 0] = lens.right;
  uniforms.light.value.set(-0.62 * rx + 0.3 * rz, 0.72, -0.62 * rz - 0.3 * rx).normalize();
}
