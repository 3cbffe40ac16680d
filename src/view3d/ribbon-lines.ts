import {
  BufferGeometry,
  ConstantAlphaFactor,
  CustomBlending,
  GLSL3,
  GreaterDepth,
  Group,
  LessEqualDepth,
  Mesh,
  NormalBlending,
  NotEqualStencilFunc,
  OneMinusConstantAlphaFactor,
  RawShaderMaterial,
  ReplaceStencilOp,
  Vector3,
  Vector4,
} from 'three';
import { BREAK } from '../core/geometry/path.ts';
import { common } from './shaders/common.ts';
import { ribbonFragment, ribbonVertex } from './shaders/ribbon.ts';
import type { createPointTexture } from './strips.ts';
import type { SharedUniforms } from './uniforms.ts';

/** Half widths in CSS pixels. */
export const CORE = 2.2;
export const SELECTED = 2.7;
export const HALO = 1.5;
export const DOT = 0.7;
/** Share of the core's half width that a step's pip has, in the halo's colour. */
export const PIP = 0.52;
export const FUTURE = 0.9;
const HIDDEN = 1.4;

type PointTexture = ReturnType<typeof createPointTexture>;

/** The points of a ribbon's path and dots, and how far along its path each is. */
export interface RibbonTextures {
  readonly path: PointTexture;
  readonly dots: PointTexture;
  readonly lengths: PointTexture;
}

/** The lines and dots that a ribbon is drawn with, over each other, and what they are drawn by. */
export function createRibbonLines(
  shared: SharedUniforms,
  textures: RibbonTextures,
  id: number,
  dash: number,
) {
  const color = { value: new Vector3() };
  const halo = { value: new Vector3() };
  const pattern = { value: new Vector4() };
  const head = { value: new Vector3(0, 0, BREAK) };
  const widths = {
    core: { value: CORE },
    halo: { value: CORE + HALO },
    dot: { value: 0 },
    dotHalo: { value: 0 },
    pip: { value: 0 },
  };

  const material = (
    ribbonColor: { value: Vector3 },
    halfWidth: { value: number },
    defines: Record<string, string> = {},
    future = false,
    points = 'DOTS' in defines ? textures.dots : textures.path,
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
        points: points.uniform,
        lengths: textures.lengths.uniform,
      },
      defines: { HEAD: '', ...defines },
      transparent: true,
      depthWrite: false,
      depthFunc: LessEqualDepth,
      blending: NormalBlending,
    });

  /**
   * A translucent line: its capsules overlap, so each sample of the picture takes one of them only, by the
   * stencil, with the edges smoothed by coverage instead of by opacity.
   */
  const translucent = (of: RawShaderMaterial, opacity: number, stencil: number) => {
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
  };

  const futureLine = mesh(translucent(material(color, { value: FUTURE }, {}, true), 0.5, 1 + 2 * id));
  const hiddenLine = mesh(translucent(material(color, { value: HIDDEN }), 0.38, 2 + 2 * id));
  hiddenLine.material.depthFunc = GreaterDepth;
  const haloLine = mesh(material(halo, widths.halo));
  const coreLine = mesh(material(color, widths.core, dash === 0 ? {} : { DASHED: '' }));
  const haloDots = mesh(material(halo, widths.dotHalo, { DOTS: '' }));
  const coreDots = mesh(material(color, widths.dot, { DOTS: '' }));
  const pips = mesh(material(halo, widths.pip, { DOTS: '' }));
  const meshes = [futureLine, hiddenLine, haloLine, haloDots, coreLine, coreDots, pips];
  const object = new Group();
  object.add(...meshes);
  return {
    color,
    halo,
    pattern,
    head,
    widths,
    object,
    meshes,
    futureLine,
    hiddenLine,
    haloLine,
    coreLine,
    haloDots,
    coreDots,
    pips,
  };
}

export function mesh(material: RawShaderMaterial): Mesh<BufferGeometry, RawShaderMaterial> {
  const made = new Mesh(new BufferGeometry(), material);
  made.frustumCulled = false;
  return made;
}
