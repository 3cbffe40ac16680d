import {
  type BufferGeometry,
  ConstantAlphaFactor,
  CustomBlending,
  GLSL3,
  GreaterDepth,
  Group,
  LessEqualDepth,
  NotEqualStencilFunc,
  OneMinusConstantAlphaFactor,
  RawShaderMaterial,
  ReplaceStencilOp,
  Vector3,
} from 'three';
import { createPathPoints, type PathPoints, POINT_SIZE } from '../../core/geometry/path.ts';
import { mesh } from '../ribbon-lines.ts';
import { common } from '../shaders/common.ts';
import { ribbonFragment, ribbonVertex } from '../shaders/ribbon.ts';
import { createPointTexture, createStrips, drawSegments } from '../strips.ts';
import type { SharedUniforms } from '../uniforms.ts';

type Rgb = readonly [number, number, number];

/** Steps that no point has: every segment is drawn. */
const ALWAYS = { value: 1e9 };
/** CSS pixels of halo on each side of a line. */
const HALO = 0.9;

/** Opacity of what the surface hides, and the mark in the stencil that keeps it even where segments overlap. */
const BEHIND = 0.55;
const STENCIL = 255;

/** A line of constant width on the screen with a halo, all of it drawn at every step. */
export interface OverlayLine {
  readonly object: Group;
  /** To be filled by the owner, who then calls `touch`. */
  readonly path: PathPoints;
  touch(): void;
  /** @param haloWidth by what the halo is wider than plain */
  setColor(color: Rgb, halo: Rgb, haloWidth: number): void;
  dispose(): void;
}

/** @param halfWidth in CSS pixels @param order in which it is drawn; two numbers are taken */
export function createLine(shared: SharedUniforms, halfWidth: number, order: number): OverlayLine {
  const path = createPathPoints();
  const points = createPointTexture(4);
  const color = { value: new Vector3() };
  const halo = { value: new Vector3() };
  const stroke = (ribbonColor: { value: Vector3 }, half: { value: number }, renderOrder: number) => {
    const made = mesh(
      new RawShaderMaterial({
        glslVersion: GLSL3,
        vertexShader: common + ribbonVertex,
        fragmentShader: common + ribbonFragment,
        uniforms: {
          ...shared,
          currentStep: ALWAYS,
          future: { value: false },
          ribbonColor,
          halfWidth: half,
          points: points.uniform,
        },
        transparent: true,
        depthWrite: false,
        depthFunc: LessEqualDepth,
      }),
    );
    made.renderOrder = renderOrder;
    return made;
  };
  const core = { value: halfWidth };
  const around = { value: halfWidth + HALO };
  const behind = stroke(color, core, order);
  showThrough(behind.material);
  const strokes = [behind, stroke(halo, around, order), stroke(color, core, order + 1)];
  const object = new Group();
  object.add(...strokes);
  let strip: BufferGeometry | undefined;
  let held = 0;

  return {
    object,
    path,
    touch() {
      points.hold(path.data);
      if (path.data.length > held) {
        strip?.dispose();
        [strip] = createStrips(path.data.length / POINT_SIZE, 1);
        for (const made of strokes) made.geometry = strip!;
      }
      held = path.data.length;
      drawSegments(strip!, 0, path.count - 1);
    },
    setColor(inner, outer, haloWidth) {
      color.value.set(...inner);
      halo.value.set(...outer);
      around.value = halfWidth + HALO * haloWidth;
    },
    dispose() {
      strip?.dispose();
      points.dispose();
      for (const made of strokes) made.material.dispose();
    },
  };
}

/** Draws only what is hidden, faintly: each sample once, by the stencil, with edges by coverage. */
function showThrough(material: RawShaderMaterial): void {
  material.depthFunc = GreaterDepth;
  material.alphaToCoverage = true;
  material.blending = CustomBlending;
  material.blendSrc = ConstantAlphaFactor;
  material.blendDst = OneMinusConstantAlphaFactor;
  material.blendAlpha = BEHIND;
  material.stencilWrite = true;
  material.stencilRef = STENCIL;
  material.stencilFunc = NotEqualStencilFunc;
  material.stencilZPass = ReplaceStencilOp;
}
