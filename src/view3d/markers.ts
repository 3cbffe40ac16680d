import {
  DynamicDrawUsage,
  GLSL3,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  RawShaderMaterial,
} from 'three';
import { common } from './shaders/common.ts';
import { markerFragment, markerVertex } from './shaders/marker.ts';
import type { SharedUniforms } from './uniforms.ts';

/** Shapes, numbered as the shader numbers them. */
export const shapes = {
  circle: 0,
  square: 1,
  triangle: 2,
  diamond: 3,
  ring: 4,
  dashedRing: 5,
  cross: 6,
  pass: 7,
  openDiamond: 8,
  openSquare: 9,
  arrowhead: 10,
} as const;

type Rgb = readonly [number, number, number];

export interface MarkerStyle {
  readonly shape: keyof typeof shapes;
  /** CSS pixels. */
  readonly radius: number;
  readonly rimWidth: number;
  readonly fill: Rgb;
  readonly rim: Rgb;
}

/** Marks on the surface; each frame that moves one clears them and adds them anew, lowest first. */
export interface Markers {
  readonly object: Mesh;
  clear(): void;
  /**
   * Adds a mark at [u, v, height]; those beyond the last place of the buffer are left out.
   *
   * @param turn where an arrowhead points on the screen: radians from the right, to the left about
   */
  add(place: Float64Array, style: MarkerStyle, opacity: number, turn?: number): void;
  dispose(): void;
}

const STRIDE = 14;
const CAPACITY = 512;

export function createMarkers(shared: SharedUniforms): Markers {
  const data = new Float32Array(CAPACITY * STRIDE);
  const buffer = new InstancedInterleavedBuffer(data, STRIDE, 1);
  buffer.setUsage(DynamicDrawUsage);
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex([0, 1, 2, 2, 1, 3]);
  geometry.setAttribute('spot', new InterleavedBufferAttribute(buffer, 4, 0));
  geometry.setAttribute('kind', new InterleavedBufferAttribute(buffer, 3, 4));
  geometry.setAttribute('fill', new InterleavedBufferAttribute(buffer, 3, 7));
  geometry.setAttribute('rim', new InterleavedBufferAttribute(buffer, 3, 10));
  geometry.setAttribute('turn', new InterleavedBufferAttribute(buffer, 1, 13));
  geometry.instanceCount = 0;
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: common + markerVertex,
    fragmentShader: common + markerFragment,
    uniforms: { ...shared },
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
  const object = new Mesh(geometry, material);
  object.frustumCulled = false;
  object.renderOrder = 10_000;

  return {
    object,
    clear() {
      geometry.instanceCount = 0;
    },
    add(place, style, opacity, turn = 0) {
      if (geometry.instanceCount >= CAPACITY) return;
      let at = geometry.instanceCount++ * STRIDE;
      data[at++] = place[0]!;
      data[at++] = place[1]!;
      data[at++] = place[2]!;
      data[at++] = style.radius;
      data[at++] = shapes[style.shape];
      data[at++] = opacity;
      data[at++] = style.rimWidth;
      for (const part of style.fill) data[at++] = part;
      for (const part of style.rim) data[at++] = part;
      data[at] = turn;
      buffer.needsUpdate = true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
    },
  };
}
