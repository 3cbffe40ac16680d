import {
  BufferGeometry,
  type BufferAttribute,
  GLSL3,
  LessEqualDepth,
  Points,
  RawShaderMaterial,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import { markedPoints } from '../../app/critical.ts';
import { ARRIVAL_REACH } from '../../app/starts/asked.ts';
import type { Frame, Palette } from '../../app/state.ts';
import type { SwarmColour } from '../../core/run/swarm-looks.ts';
import { inPalettes } from '../../styles/palette.ts';
import { ofSwarm, swarmHues } from '../../styles/rare-palette.ts';
import { rgb } from '../palette.ts';
import { common } from '../shaders/common.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { dotFragment, dotVertex } from './shaders.ts';

/** Places that are told apart at most. */
const PLACES = 24;
/** Under the paths, which are over all particles. */
const ORDER = 5;
const modes: Readonly<Record<SwarmColour, number>> = { basin: 0, loss: 1, speed: 2 };
const colors = inPalettes(ofSwarm);

/** The particles of a swarm as they lie on the surface. */
export interface Dots {
  readonly object: Points;
  /** Takes the particles from a buffer of floats, and where they end from another, if that is known. */
  hold(buffer: WebGLBuffer, size: number, speed: number, count: number, ends: WebGLBuffer | null): void;
  show(frame: Frame, colour: SwarmColour): void;
  /** Buffers that were held are gone. */
  forget(): void;
  dispose(): void;
}

export function createDots(shared: SharedUniforms): Dots {
  const own = {
    ground: { value: new Vector4() },
    size: { value: 2 },
    opacity: { value: 1 },
    mode: { value: 0 },
    places: { value: Array.from({ length: PLACES }, () => new Vector2()) },
    colors: { value: Array.from({ length: PLACES }, () => new Vector3()) },
    known: { value: 0 },
    reach: { value: new Vector2() },
    astray: { value: new Vector3() },
    least: { value: new Vector3() },
    most: { value: new Vector3() },
  };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: common + dotVertex,
    fragmentShader: common + dotFragment,
    uniforms: { ...shared, ...own },
    defines: { PLACES },
    transparent: true,
    depthWrite: false,
    depthFunc: LessEqualDepth,
  });
  const geometries = new Map<WebGLBuffer, { geometry: BufferGeometry; ends: WebGLBuffer | null }>();
  const none = new BufferGeometry();
  none.setDrawRange(0, 0);
  const object = new Points(none, material);
  object.frustumCulled = false;
  object.renderOrder = ORDER;

  const forget = () => {
    for (const { geometry } of geometries.values()) geometry.dispose();
    geometries.clear();
    object.geometry = none;
  };

  return {
    object,
    hold(buffer, size, speed, count, ends) {
      let made = geometries.get(buffer);
      if (!made || made.ends !== ends) {
        made?.geometry.dispose();
        const geometry = new BufferGeometry();
        const state = { buffer, stride: size };
        geometry.setAttribute('where', attributeOf(state, 2, 0));
        geometry.setAttribute('speed', attributeOf(state, 1, speed));
        geometry.setAttribute('end', attributeOf(ends ? { buffer: ends, stride: 2 } : state, 2, 0));
        geometry.setDrawRange(0, count);
        geometries.set(buffer, (made = { geometry, ends }));
      }
      object.geometry = made.geometry;
      own.size.value = Math.max(1, Math.min(4, 340 / Math.sqrt(count)));
      own.opacity.value = Math.max(0.4, Math.min(0.95, 400 / Math.sqrt(count)));
    },
    show({ state: { palette, scene }, derived: { critical } }, colour) {
      const [x0, x1, y0, y1] = scene.domain;
      own.ground.value.set(x0, y0, x1 - x0, y1 - y0);
      own.reach.value.set(ARRIVAL_REACH * (x1 - x0), ARRIVAL_REACH * (y1 - y0));
      own.mode.value = modes[colour];
      const places = markedPoints(critical).slice(0, PLACES);
      own.known.value = places.length;
      const hues = swarmHues(places);
      for (const [k, { at }] of places.entries()) {
        own.places.value[k]!.set(...at);
        own.colors.value[k]!.set(...colorOf(palette, hues[k]!));
      }
      for (const name of ['astray', 'least', 'most'] as const) own[name].value.set(...colorOf(palette, name));
    },
    forget,
    dispose() {
      forget();
      none.dispose();
      material.dispose();
    },
  };
}

function colorOf(palette: Palette, name: keyof typeof ofSwarm): readonly [number, number, number] {
  return rgb(colors[palette][name]);
}

/** Of four bytes each. */
const FLOAT = 0x1406;

/**
 * Floats of a buffer that is not three's own, some of each particle's. Three has attributes of such buffers, and interleaved ones,
 * and reads both by what they say of themselves: this one says both.
 */
function attributeOf(
  { buffer, stride }: { buffer: WebGLBuffer; stride: number },
  itemSize: number,
  offset: number,
): BufferAttribute {
  const data = {
    isGLBufferAttribute: true,
    isInterleavedBuffer: true,
    buffer,
    stride,
    type: FLOAT,
    elementSize: 4,
    version: 0,
  };
  const attribute = { isInterleavedBufferAttribute: true, data, itemSize, offset, normalized: false };
  return attribute as unknown as BufferAttribute;
}
