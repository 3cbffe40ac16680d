import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  GLSL3,
  Group,
  Mesh,
  RawShaderMaterial,
  Vector3,
  Vector4,
} from 'three';
import type { Palette } from '../app/state.ts';
import { cellsAcross, coarseStride } from './coarse-grid.ts';
import { palettes } from './palette.ts';
import { common } from './shaders/common.ts';
import { shadowFragment, shadowVertex, skirtFragment, skirtVertex } from './shaders/skirt.ts';
import type { SharedUniforms } from './uniforms.ts';

/** How far the block's shadow reaches beyond it, in sides of the block. */
const SHADOW_REACH = 0.22;

/** The plain block under the surface: walls, floor, and its shadow on the ground. */
export interface Skirt {
  readonly object: Group;
  /** Fits the walls to a grid of nx x ny points. */
  setGrid(nx: number, ny: number): void;
  setPalette(palette: Palette): void;
  /** Under a surface of few triangles. */
  setCoarse(coarse: boolean): void;
  dispose(): void;
}

export function createSkirt(shared: SharedUniforms): Skirt {
  const wallColor = { value: new Vector3() };
  const shadowColor = { value: new Vector4() };
  const walls = new Mesh(
    new BufferGeometry(),
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: common + skirtVertex,
      fragmentShader: common + skirtFragment,
      uniforms: { ...shared, wallColor },
      side: DoubleSide,
    }),
  );
  const shadow = new Mesh(
    shadowGeometry(),
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: common + shadowVertex,
      fragmentShader: common + shadowFragment,
      uniforms: { ...shared, shadowColor, reach: { value: SHADOW_REACH } },
      side: DoubleSide,
      transparent: true,
      depthWrite: false,
    }),
  );
  shadow.renderOrder = -1;
  const object = new Group();
  for (const mesh of [walls, shadow]) {
    mesh.frustumCulled = false;
    object.add(mesh);
  }
  let [columns, rows] = [0, 0];
  let fine = walls.geometry;
  let coarse = fine;

  return {
    object,
    setGrid(nx, ny) {
      if (nx === columns && ny === rows) return;
      [columns, rows] = [nx, ny];
      fine.dispose();
      coarse.dispose();
      fine = wallGeometry(nx, ny, 1);
      coarse = wallGeometry(nx, ny, coarseStride(nx, ny));
      walls.geometry = fine;
    },
    setCoarse(isCoarse) {
      if (!isCoarse && walls.geometry === coarse) coarse.dispose();
      walls.geometry = isCoarse ? coarse : fine;
    },
    setPalette(palette) {
      wallColor.value.set(...palettes[palette].wall);
      shadowColor.value.set(...palettes[palette].shadow);
    },
    dispose() {
      for (const geometry of [fine, coarse, shadow.geometry]) geometry.dispose();
      for (const mesh of [walls, shadow]) mesh.material.dispose();
    },
  };
}

/** Four walls of one strip each, with a corner at every so many points of the grid, and the floor. */
function wallGeometry(nx: number, ny: number, stride: number): BufferGeometry {
  const corners: number[] = [];
  const sides: number[] = [];
  const index: number[] = [];
  const wall = (points: number, u: (s: number) => number, v: (s: number) => number, side: number[]) => {
    const first = corners.length / 3;
    for (let k = 0; k <= cellsAcross(points, stride); k++) {
      const s = Math.min(1, (k * stride) / (points - 1));
      corners.push(u(s), v(s), 1, u(s), v(s), 0);
      sides.push(...side, ...side);
      const at = first + 2 * k;
      if (k > 0) index.push(at - 2, at - 1, at, at, at - 1, at + 1);
    }
  };
  wall(
    nx,
    (s) => s,
    () => 0,
    [0, 0, 1],
  );
  wall(
    nx,
    (s) => s,
    () => 1,
    [0, 0, -1],
  );
  wall(
    ny,
    () => 0,
    (s) => s,
    [-1, 0, 0],
  );
  wall(
    ny,
    () => 1,
    (s) => s,
    [1, 0, 0],
  );
  const floor = corners.length / 3;
  corners.push(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0);
  for (let k = 0; k < 4; k++) sides.push(0, -1, 0);
  index.push(floor, floor + 1, floor + 2, floor + 2, floor + 1, floor + 3);

  const geometry = new BufferGeometry();
  geometry.setAttribute('corner', new BufferAttribute(Float32Array.from(corners), 3));
  geometry.setAttribute('side', new BufferAttribute(Float32Array.from(sides), 3));
  geometry.setIndex(index);
  return geometry;
}

function shadowGeometry(): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute('corner', new BufferAttribute(Float32Array.of(-1, -1, 1, -1, -1, 1, 1, 1), 2));
  geometry.setIndex([0, 1, 2, 2, 1, 3]);
  return geometry;
}
