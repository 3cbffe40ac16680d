import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  GLSL3,
  Mesh,
  RawShaderMaterial,
  Vector2,
  Vector3,
} from 'three';
import type { Palette } from '../app/state.ts';
import { contourInk, tintStops } from '../ui/tints.ts';
import type { Surface } from '../core/geometry/types.ts';
import { cellsAcross, coarseStride } from './coarse-grid.ts';
import { palettes } from './palette.ts';
import { common } from './shaders/common.ts';
import { surfaceFragment, surfaceVertex, tintGround } from './shaders/surface.ts';
import { emptyHeights, type SharedUniforms } from './uniforms.ts';

/** The lit, tinted, contoured top of the block. */
export interface SurfaceMesh {
  readonly object: Mesh;
  setSurface(surface: Surface): void;
  setPalette(palette: Palette): void;
  /** Of few triangles, with what is drawn on them as smooth as these are. */
  setCoarse(coarse: boolean): void;
  dispose(): void;
}

export function createSurfaceMesh(shared: SharedUniforms): SurfaceMesh {
  const own = { tints: { value: Array.from({ length: 9 }, () => new Vector3()) }, ...createRelief() };
  const material = (defines: Record<string, string>) =>
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: common + surfaceVertex,
      fragmentShader: common + surfaceFragment + tintGround,
      uniforms: { ...shared, ...own },
      defines,
      side: DoubleSide,
    });
  const materials = { fine: material({}), coarse: material({ COARSE: '' }) };
  let fine = new BufferGeometry();
  let coarse = fine;
  const mesh = new Mesh(fine, materials.fine);
  mesh.frustumCulled = false;

  return {
    object: mesh,
    setSurface(surface) {
      const { nx, ny } = surface.grid;
      let texture = shared.heights.value;
      if (texture.image.width !== nx || texture.image.height !== ny) {
        texture.dispose();
        texture = emptyHeights(nx, ny);
        shared.heights.value = texture;
        shared.cells.value.set(nx - 1, ny - 1);
        fine.dispose();
        coarse.dispose();
        fine = gridGeometry(nx, ny, 1);
        coarse = gridGeometry(nx, ny, coarseStride(nx, ny));
        mesh.geometry = fine;
      }
      writeRelief(surface, texture.image.data as Float32Array);
      texture.needsUpdate = true;
      setLevels(own, surface);
    },
    setPalette(palette) {
      tintStops[palette].forEach(([r, g, b], i) => own.tints.value[i]?.set(r / 255, g / 255, b / 255));
      setInk(own, palette);
    },
    setCoarse(isCoarse) {
      mesh.geometry = isCoarse ? coarse : fine;
      mesh.material = isCoarse ? materials.coarse : materials.fine;
    },
    dispose() {
      fine.dispose();
      coarse.dispose();
      materials.fine.dispose();
      materials.coarse.dispose();
      shared.heights.value.dispose();
    },
  };
}

/** What contour lines and light on a surface are drawn with, whatever its ground. */
export function createRelief() {
  return {
    inkColor: { value: new Vector3() },
    inkOpacity: { value: new Vector2() },
    levels: { value: new Vector2() },
    brightness: { value: new Vector3() },
  };
}

type Relief = ReturnType<typeof createRelief>;

export function setLevels({ levels }: Relief, surface: Surface): void {
  const first = surface.levels[0]?.height ?? 0;
  const second = surface.levels[1]?.height ?? first + 1;
  levels.value.set(first, 1 / (second - first));
}

export function setInk({ inkColor, inkOpacity, brightness }: Relief, palette: Palette): void {
  const { color, thin, heavy } = contourInk[palette];
  inkColor.value.set(color[0] / 255, color[1] / 255, color[2] / 255);
  inkOpacity.value.set(thin, heavy);
  brightness.value.set(...palettes[palette].brightness);
}

/**
 * Two triangles a cell of so many points a side; the vertices themselves are made in the shader, from their number.
 */
export function gridGeometry(nx: number, ny: number, stride: number): BufferGeometry {
  const [columns, rows] = [cellsAcross(nx, stride), cellsAcross(ny, stride)];
  const index = new Uint32Array(columns * rows * 6);
  let at = 0;
  for (let j = 0; j < rows; j++) {
    const south = j * stride * nx;
    const north = Math.min((j + 1) * stride, ny - 1) * nx;
    for (let i = 0; i < columns; i++) {
      const west = i * stride;
      const east = Math.min(west + stride, nx - 1);
      index[at++] = south + west;
      index[at++] = south + east;
      index[at++] = north + west;
      index[at++] = north + west;
      index[at++] = south + east;
      index[at++] = north + east;
    }
  }
  const geometry = new BufferGeometry();
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}

/**
 * Writes, for each grid point, [height, slope along u, slope along v, twist] per cell: what bicubic Hermite
 * interpolation needs. A height of -1 marks a hole.
 */
export function writeRelief({ grid, heights }: Pick<Surface, 'grid' | 'heights'>, out: Float32Array): void {
  const { nx, ny } = grid;
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const at = j * nx + i;
      const here = heights[at]!;
      const hole = Number.isNaN(here);
      out[at * 4] = hole ? -1 : here;
      out[at * 4 + 1] = hole
        ? 0
        : slope(i > 0 ? heights[at - 1]! : Number.NaN, here, i < nx - 1 ? heights[at + 1]! : Number.NaN);
      out[at * 4 + 2] = hole
        ? 0
        : slope(j > 0 ? heights[at - nx]! : Number.NaN, here, j < ny - 1 ? heights[at + nx]! : Number.NaN);
    }
  }
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const at = (j * nx + i) * 4;
      const inner = j > 0 && j < ny - 1;
      out[at + 3] = inner ? (out[at + nx * 4 + 1]! - out[at - nx * 4 + 1]!) / 2 : 0;
    }
  }
}

/**
 * The slope per cell at the middle of three heights; NaN for a neighbour that is not there. Central, but at most
 * three times the gentler of the two sides (Fritsch and Carlson's bound): beside a cliff the interpolation then
 * does not swing over.
 */
function slope(before: number, here: number, after: number): number {
  const left = here - before;
  const right = after - here;
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : right;
  if (Number.isNaN(right)) return left;
  const bound = 3 * Math.min(Math.abs(left), Math.abs(right));
  return Math.max(-bound, Math.min(bound, (left + right) / 2));
}
