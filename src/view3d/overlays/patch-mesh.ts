import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  GLSL3,
  GreaterDepth,
  Group,
  LessEqualDepth,
  Mesh,
  RawShaderMaterial,
  Vector3,
} from 'three';
import { tracePatch, VERTEX_SIZE } from '../../core/geometry/patch.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { common } from '../shaders/common.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { patchFragment, patchVertex } from './shaders.ts';

/** Vertices along a side. */
const SIDE = 97;
/** Lines of the grid across the block. */
const LINES = 24;
/** Share of its opacity that a patch keeps under the surface. */
const HIDDEN = 0.5;

/** A disc of another surface over the stage's, around a point. */
export interface PatchMesh {
  readonly object: Group;
  /** Shows a function around (u, v), shares of the domain. */
  trace(
    surface: Surface,
    evaluate: (x: number, y: number) => number,
    u: number,
    v: number,
    reach: number,
  ): void;
  setColor(color: readonly [number, number, number], opacity: number): void;
  dispose(): void;
}

export function createPatchMesh(shared: SharedUniforms, order: number): PatchMesh {
  const vertices = new Float32Array(SIDE * SIDE * VERTEX_SIZE);
  const attribute = new BufferAttribute(vertices, VERTEX_SIZE).setUsage(DynamicDrawUsage);
  const geometry = new BufferGeometry();
  geometry.setAttribute('vertex', attribute);
  geometry.setIndex(new BufferAttribute(gridIndex(SIDE), 1));
  const own = {
    disc: { value: new Vector3() },
    lines: { value: LINES },
    patchColor: { value: new Vector3() },
    opacity: { value: 0 },
  };
  const part = (fade: number, depthFunc: typeof LessEqualDepth | typeof GreaterDepth) => {
    const material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: common + patchVertex,
      fragmentShader: common + patchFragment,
      uniforms: { ...shared, ...own, fade: { value: fade } },
      side: DoubleSide,
      transparent: true,
      depthWrite: false,
      depthFunc,
    });
    const made = new Mesh(geometry, material);
    made.frustumCulled = false;
    made.renderOrder = order;
    return made;
  };
  // In a bowl the tangent plane lies under the surface everywhere: it shines through.
  const parts = [part(HIDDEN, GreaterDepth), part(1, LessEqualDepth)];
  const object = new Group();
  object.add(...parts);
  return {
    object,
    trace(surface, evaluate, u, v, reach) {
      tracePatch(surface, evaluate, u, v, reach, SIDE, vertices);
      attribute.needsUpdate = true;
      own.disc.value.set(u, v, reach);
    },
    setColor(color, opacity) {
      own.patchColor.value.set(...color);
      own.opacity.value = opacity;
    },
    dispose() {
      geometry.dispose();
      for (const { material } of parts) material.dispose();
    },
  };
}

/** Two triangles a cell of side x side vertices. */
function gridIndex(side: number): Uint16Array {
  const index = new Uint16Array((side - 1) * (side - 1) * 6);
  let at = 0;
  for (let j = 0; j < side - 1; j++) {
    for (let i = 0; i < side - 1; i++) {
      const sw = j * side + i;
      const nw = sw + side;
      for (const corner of [sw, sw + 1, nw, nw, sw + 1, nw + 1]) index[at++] = corner;
    }
  }
  return index;
}
