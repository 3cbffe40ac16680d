import { BufferAttribute, BufferGeometry, DataTexture, FloatType, RedFormat, RGBAFormat } from 'three';

/** Points in a row of a texture; the shader of ribbons reads them so. */
const ROW = 256;
/** Corners of the two triangles of a segment. */
const CORNERS = [0, 1, 2, 2, 1, 3];

/**
 * Numbers of a path's points, for a vertex to look up by its own number: a path is drawn by one call and not by one for
 * each instance, as a program that draws in software makes of them.
 */
export interface PointTexture {
  readonly uniform: { readonly value: DataTexture };
  /** Has it show an array from now on as it is now: of whole rows. */
  hold(data: Float32Array<ArrayBuffer>): void;
  dispose(): void;
}

/** @param size floats of a point */
export function createPointTexture(size: 1 | 4): PointTexture {
  const made = (data: Float32Array<ArrayBuffer>) =>
    new DataTexture(data, ROW, data.length / size / ROW, size === 4 ? RGBAFormat : RedFormat, FloatType);
  const uniform = { value: made(new Float32Array(ROW * size)) };
  return {
    uniform,
    hold(data) {
      if (uniform.value.image.data !== data) {
        uniform.value.dispose();
        uniform.value = made(data);
      }
      uniform.value.needsUpdate = true;
    },
    dispose() {
      uniform.value.dispose();
    },
  };
}

/** Geometries for the segments between so many points, each to be drawn from one of them to another. */
export function createStrips(points: number, count: number): BufferGeometry[] {
  const index = new Uint32Array(CORNERS.length * points);
  for (let i = 0; i < index.length; i++)
    index[i] = 4 * Math.floor(i / CORNERS.length) + CORNERS[i % CORNERS.length]!;
  const attribute = new BufferAttribute(index, 1);
  return Array.from({ length: count }, () => new BufferGeometry().setIndex(attribute));
}

/** Has the segments from the point `from` up to the point `to` drawn. */
export function drawSegments(strip: BufferGeometry, from: number, to: number): void {
  strip.setDrawRange(CORNERS.length * from, CORNERS.length * Math.max(0, to - from));
}
