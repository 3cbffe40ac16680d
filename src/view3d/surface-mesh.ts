import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  GLSL3,
  type IUniform,
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

/** What the relief is coloured by in the place of its tints: see the fragment's shader. */
export interface Ground {
  /** Behind that shader: `vec3 groundAt(float height)`, with what it reads. */
  readonly shader: string;
  readonly uniforms: Readonly<Record<string, IUniform>>;
}

/** The lit, tinted, contoured top of the block. */
export interface SurfaceMesh {
  readonly object: Mesh;
  /** Null for its tints. */
  setGround(ground: Ground | null): void;
  setSurface(surface: Surface): void;
  setPalette(palette: Palette): void;
  /** Of few triangles, with what is drawn on them as smooth as these are. */
  setCoarse(coarse: boolean): void;
  dispose(): void;
}

export function createSurfaceMesh(shared: SharedUniforms): SurfaceMesh {
  const tints = Array.from({ length: 9 }, () => new Vector3());
  const own = createRelief();
  const coloured = ({ shader, uniforms }: Ground) => {
    const material = (defines: Record<string, string>) =>
      new RawShaderMaterial({
        glslVersion: GLSL3,
        vertexShader: common + surfaceVertex,
        fragmentShader: common + surfaceFragment + shader,
        uniforms: { ...shared, ...own, ...uniforms },
        defines,
        side: DoubleSide,
      });
    const [fine, coarse] = [material({}), material({ COARSE: '' })];
    return {
      fine,
      coarse,
      dispose() {
        fine.dispose();
        coarse.dispose();
      },
    };
  };
  const tinted = coloured({ shader: tintGround, uniforms: { tints: { value: tints } } });
  let materials = tinted;
  /** Those that were shown once: a program takes long to be made. */
  const made = new Map<Ground | null, typeof tinted>([[null, tinted]]);
  let fine = new BufferGeometry();
  let coarse = fine;
  let isCoarse = false;
  const mesh = new Mesh(fine, materials.fine);
  mesh.frustumCulled = false;
  const show = () => {
    mesh.geometry = isCoarse ? coarse : fine;
    mesh.material = isCoarse ? materials.coarse : materials.fine;
  };

  return {
    object: mesh,
    setGround(ground) {
      materials = made.get(ground) ?? coloured(ground!);
      made.set(ground, materials);
      show();
    },
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
        show();
      }
      writeRelief(surface, texture.image.data as Float32Array);
      texture.needsUpdate = true;
      setLevels(own, surface);
    },
    setPalette(palette) {
      tintStops[palette].forEach(([r, g, b], i) => tints[i]?.set(r / 255, g / 255, b / 255));
      setInk(own, palette);
    },
    setCoarse(next) {
      // At rest nothing of it is held.
      if (isCoarse && !next) coarse.dispose();
      isCoarse = next;
      show();
    },
    dispose() {
      fine.dispose();
      coarse.dispose();
      for (const each of made.values()) each.dispose();
      shared.heights.value.dispose();
    },
  };
}

/** What contour lines and light on a surface are drawn with, whatever its ground. */
function createRelief() {
  return {
    inkColor: { value: new Vector3() },
    inkOpacity: { value: new Vector2() },
    levels: { value: new Vector2() },
    brightness: { value: new Vector3() },
  };
}

type Relief = ReturnType<typeof createRelief>;

function setLevels({ levels }: Relief, surface: Surface): void {
  const first = surface.levels[0]?.height ?? 0;
  const second = surface.levels[1]?.height ?? first + 1;
  levels.value.set(first, 1 / (second - first));
}

function setInk({ inkColor, inkOpacity, brightness }: Relief, palette: Palette): void {
  const { color, thin, heavy } = contourInk[palette];
  inkColor.value.set(color[0] / 255, color[1] / 255, color[2] / 255);
  inkOpacity.value.set(thin, heavy);
  brightness.value.set(...palettes[palette].brightness);
}

/**
 * Two triangles a cell of so many points a side; the vertices themselves are made in the shader, from their number.
 */
function gridGeometry(nx: number, ny: number, stride: number): BufferGeometry {
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
