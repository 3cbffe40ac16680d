import {
  BufferGeometry,
  ConstantAlphaFactor,
  CustomBlending,
  GLSL3,
  GreaterDepth,
  LessEqualDepth,
  Mesh,
  NormalBlending,
  NotEqualStencilFunc,
  OneMinusConstantAlphaFactor,
  RawShaderMaterial,
  ReplaceStencilOp,
  type Vector3,
  type Vector4,
} from 'three';
import { common } from './shaders/common.ts';
import { ribbonFragment, ribbonVertex } from './shaders/ribbon.ts';
import type { createPointTexture } from './strips.ts';
import type { SharedUniforms } from './uniforms.ts';

/** Half widths in CSS pixels of what is still to come, and of what is hidden. */
export const FUTURE = 0.9;
const HIDDEN = 1.4;

export type Line = Mesh<BufferGeometry, RawShaderMaterial>;

/** Colours, dash, the place of the ball, and half widths of a ribbon's lines. */
export interface LineInk {
  readonly color: { value: Vector3 };
  readonly halo: { value: Vector3 };
  readonly pattern: { value: Vector4 };
  readonly head: { value: Vector3 };
  readonly core: { value: number };
  readonly around: { value: number };
  readonly dot: { value: number };
  readonly dotHalo: { value: number };
  readonly pip: { value: number };
}

/** The lines that a ribbon consists of. */
export function createLines(
  shared: SharedUniforms,
  textures: Readonly<Record<'path' | 'dots' | 'lengths', ReturnType<typeof createPointTexture>>>,
  { color, halo, pattern, head, ...widths }: LineInk,
  id: number,
  isDashed: boolean,
) {
  const material = (
    ribbonColor: { value: Vector3 },
    halfWidth: { value: number },
    defines: Record<string, string> = {},
    future = false,
  ) =>
    new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: common + ribbonVertex,
      fragmentShader: common + ribbonFragment,
      uniforms: {
        ...shared,
        ribbonColor,
        halfWidth,
        pattern,
        head,
        future: { value: future },
        points: textures['DOTS' in defines ? 'dots' : 'path'].uniform,
        lengths: textures.lengths.uniform,
      },
      defines: { HEAD: '', ...defines },
      transparent: true,
      depthWrite: false,
      depthFunc: LessEqualDepth,
      blending: NormalBlending,
    });
  const hidden = mesh(translucent(material(color, { value: HIDDEN }), 0.38, 2 + 2 * id));
  hidden.material.depthFunc = GreaterDepth;
  return {
    future: mesh(translucent(material(color, { value: FUTURE }, {}, true), 0.5, 1 + 2 * id)),
    hidden,
    halo: mesh(material(halo, widths.around)),
    core: mesh(material(color, widths.core, isDashed ? { DASHED: '' } : {})),
    haloDots: mesh(material(halo, widths.dotHalo, { DOTS: '' })),
    coreDots: mesh(material(color, widths.dot, { DOTS: '' })),
    pips: mesh(material(halo, widths.pip, { DOTS: '' })),
  };
}

/**
 * A translucent line: its capsules overlap, so each sample of the picture takes one of them only, by the
 * stencil, with the edges smoothed by coverage instead of by opacity.
 */
function translucent(of: RawShaderMaterial, opacity: number, stencil: number): RawShaderMaterial {
  of.alphaToCoverage = true;
  of.blending = CustomBlending;
  of.blendSrc = ConstantAlphaFactor;
  of.blendDst = OneMinusConstantAlphaFactor;
  of.blendAlpha = opacity;
  of.stencilWrite = true;
  of.stencilRef = stencil;
  of.stencilFunc = NotEqualStencilFunc;
  of.stencilZPass = ReplaceStencilOp;
  return of;
}

export function mesh(material: RawShaderMaterial): Line {
  const made = new Mesh(new BufferGeometry(), material);
  made.frustumCulled = false;
  return made;
}
