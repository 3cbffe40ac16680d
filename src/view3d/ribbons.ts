import {
  ConstantAlphaFactor,
  CustomBlending,
  DynamicDrawUsage,
  GLSL3,
  GreaterDepth,
  Group,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
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
import {
  BREAK,
  createPathPoints,
  lastPointAt,
  type PathPoints,
  POINT_SIZE,
  tracePath,
  writePoint,
} from '../core/geometry/path.ts';
import { placeAt, stepPoints } from '../core/geometry/path-marks.ts';
import { thinTrace } from '../core/geometry/thin-trace.ts';
import type { Surface } from '../core/geometry/types.ts';
import type { Run } from '../core/run/types.ts';
import { blockHeight } from './block.ts';
import { dashPattern, surfaceLengths } from './dashes.ts';
import { common } from './shaders/common.ts';
import { ribbonFragment, ribbonVertex } from './shaders/ribbon.ts';
import type { SharedUniforms } from './uniforms.ts';

type Rgb = readonly [number, number, number];

/** Half widths in CSS pixels. */
const CORE = 2.2;
const SELECTED = 2.7;
const HALO = 1.5;
const DOT = 0.7;
/** Share of the core's half width that a step's pip has, in the halo's colour. */
const PIP = 0.52;
const FUTURE = 0.9;
const HIDDEN = 1.4;

export interface RibbonStyle {
  readonly color: Rgb;
  readonly halo: Rgb;
  /** By what the halo is wider than plain. */
  readonly haloWidth: number;
  readonly selected: boolean;
  /** Drawn above those of lower order. */
  readonly order: number;
}

/** Points from which on a path is thinned to what the screen can show. */
const LONG = 4096;
/** By what the nearest corner of the block is larger than its middle, at most. */
const NEAR = 1.5;
/** Half the width in CSS pixels of the thinnest line on the smallest stage. */
const THINNEST = 0.75 * FUTURE;

/** Length of a path up to which it has its full width: a long zigzag is drawn finer, so that it stays readable. */
const FULL_WIDTH_LENGTH = 6;

/** One run's path: halo and core up to the step, dots at steps, faint where hidden or still to come. */
export interface Ribbon {
  readonly object: Group;
  readonly dash: number;
  readonly path: PathPoints;
  /** Traces the run anew. */
  setRun(run: Run, surface: Surface): void;
  setStyle(style: RibbonStyle): void;
  /**
   * CSS pixels that a world unit measures in the middle of the stage: a dash keeps about its size on the screen.
   *
   * @param ratio pixels of the screen that one of them has a side: a long path is thinned to these
   */
  setScale(pixelsPerUnit: number, ratio: number): void;
  setStep(step: number, future: boolean): void;
  dispose(): void;
}

/** The path that is traced at the moment, and a place on it. */
const traced = createPathPoints();
const place = new Float64Array(3);

/** A ribbon with the dash of `Look.dash`, which is its own for life. `id` tells the ribbons of one stage apart. */
export function createRibbon(shared: SharedUniforms, id: number, dash: number): Ribbon {
  const path = createPathPoints();
  const dots = createPathPoints();
  const lengths = { data: new Float32Array(0) };
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
  let fineness = 1;
  let selected = false;
  let haloWidth = 1;
  let source: { readonly run: Run; readonly surface: Surface } | null = null;
  let isThinned = false;
  /** Pixels that a side of the domain had when the path was thinned; 0 before any is known. */
  let pixels = 0;
  let pixelRatio = 1;

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
      uniforms: { ...shared, ribbonColor, halfWidth, pattern, head, future: { value: future } },
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

  /** Everything, what lies before the step, and the dots: the last two with their own number of instances. */
  let whole = new InstancedBufferGeometry();
  let past = new InstancedBufferGeometry();
  let dotted = new InstancedBufferGeometry();

  const setWidths = () => {
    const core = (selected ? SELECTED : CORE) * fineness;
    const around = HALO * haloWidth * Math.sqrt(fineness);
    widths.core.value = core;
    widths.halo.value = core + around;
    widths.dot.value = core + DOT;
    widths.dotHalo.value = core + DOT + around;
    widths.pip.value = core * PIP;
  };

  const rebuild = () => {
    for (const geometry of [whole, past, dotted]) geometry.dispose();
    const points = interleaved(path.data, POINT_SIZE);
    const along = dash === 0 ? null : interleaved(lengths.data, 1);
    whole = segments(points, along);
    past = segments(points, along);
    dotted = segments(interleaved(dots.data, POINT_SIZE), null);
    futureLine.geometry = whole;
    for (const line of [hiddenLine, haloLine, coreLine]) line.geometry = past;
    for (const dot of [haloDots, coreDots, pips]) dot.geometry = dotted;
  };

  /** Traces the path as finely as the screen can show it. */
  const trace = (run: Run, surface: Surface) => {
    tracePath(run, surface, traced);
    isThinned = traced.count > LONG;
    if (isThinned) {
      thinTrace(traced, { pixels, rise: blockHeight(surface.sides), stroke: THINNEST * pixelRatio }, path);
      return;
    }
    let room = path.data.length;
    while (room < traced.count * POINT_SIZE) room *= 2;
    if (room > path.data.length) path.data = new Float32Array(room);
    path.length = traced.length;
    path.data.set(traced.data.subarray(0, traced.count * POINT_SIZE));
    path.count = traced.count;
  };

  const fill = () => {
    if (!source) return;
    trace(source.run, source.surface);
    for (const points of [path, dots]) endWithBreaks(points);
    if (dash !== 0) surfaceLengths(path, source.surface.sides, lengths);
    if (!whole.attributes['p0'] || arrayOf(whole) !== path.data || arrayOf(dotted) !== dots.data) rebuild();
    touch(whole, 'p0', (path.count + SEGMENTS) * POINT_SIZE);
    touch(dotted, 'p0', (dots.count + SEGMENTS) * POINT_SIZE);
    if (dash !== 0) touch(whole, 'l0', path.count);
    whole.instanceCount = instancesOf(path.count - 1);
  };

  return {
    object,
    dash,
    path,
    setRun(run, surface) {
      source = { run, surface };
      stepPoints(run, surface, dots);
      fill();
      fineness = Math.max(0.45, Math.min(1, Math.sqrt(FULL_WIDTH_LENGTH / path.length)));
      setWidths();
    },
    setStyle(style) {
      color.value.set(...style.color);
      halo.value.set(...style.halo);
      ({ selected, haloWidth } = style);
      setWidths();
      futureLine.renderOrder = 10;
      hiddenLine.renderOrder = 11;
      const first = 20 + 5 * style.order;
      [haloLine, haloDots, coreLine, coreDots, pips].forEach((line, i) => {
        line.renderOrder = first + i;
      });
    },
    setScale(pixelsPerUnit, ratio) {
      if (dash !== 0) dashPattern(dash, pixelsPerUnit, pattern.value);
      // By steps, so that a moving camera seldom traces anew; finer than needed is only slower.
      const needed = 2 ** (Math.ceil(2 * Math.log2(NEAR * pixelsPerUnit * ratio)) / 2);
      if (needed <= pixels && needed > pixels / 5 && ratio === pixelRatio) return;
      pixels = needed;
      pixelRatio = ratio;
      if (isThinned) fill();
    },
    setStep(step, future) {
      if (source) {
        const there = placeAt(source.run, source.surface, step, place);
        head.value.set(place[0]!, place[1]!, there ? place[2]! : BREAK);
      }
      past.instanceCount = instancesOf(Math.min(path.count - 1, lastPointAt(path, step) + 1));
      dotted.instanceCount = instancesOf(Math.min(dots.count - 1, lastPointAt(dots, step) + 1));
      futureLine.visible = future;
    },
    dispose() {
      for (const geometry of [whole, past, dotted]) geometry.dispose();
      for (const { material: own } of meshes) own.dispose();
    },
  };
}

export function mesh(material: RawShaderMaterial): Mesh<InstancedBufferGeometry, RawShaderMaterial> {
  const made = new Mesh(new InstancedBufferGeometry(), material);
  made.frustumCulled = false;
  return made;
}

/** @param size floats of a point */
export function interleaved(data: Float32Array, size: number): InstancedInterleavedBuffer {
  return new InstancedInterleavedBuffer(data, SEGMENTS * size, 1).setUsage(
    DynamicDrawUsage,
  ) as InstancedInterleavedBuffer;
}

/** Segments that are drawn as one instance: to a program that draws in software each instance is a call of its own. */
export const SEGMENTS = 8;

export const instancesOf = (segmentCount: number): number => Math.max(0, Math.ceil(segmentCount / SEGMENTS));

/** Breaks behind the last point: the last instance reads so far. */
export function endWithBreaks(points: PathPoints): void {
  const { count } = points;
  for (let i = 0; i < SEGMENTS; i++) writePoint(points, 0, 0, BREAK, Infinity);
  points.count = count;
}

/**
 * Each point ends one segment and begins the next; the last one of an instance is the first one of the next instance,
 * in the same buffer.
 */
export function segments(
  points: InstancedInterleavedBuffer,
  along: InstancedInterleavedBuffer | null,
): InstancedBufferGeometry {
  const geometry = new InstancedBufferGeometry();
  const corners = Array.from({ length: SEGMENTS }, (_, segment) =>
    [0, 1, 2, 2, 1, 3].map((corner) => 4 * segment + corner),
  );
  geometry.setIndex(corners.flat());
  for (let i = 0; i <= SEGMENTS; i++)
    geometry.setAttribute(`p${i}`, new InterleavedBufferAttribute(points, POINT_SIZE, i * POINT_SIZE));
  if (along) {
    geometry.setAttribute('l0', new InterleavedBufferAttribute(along, 4, 0));
    geometry.setAttribute('l1', new InterleavedBufferAttribute(along, 4, 4));
    geometry.setAttribute('l2', new InterleavedBufferAttribute(along, 1, 8));
  }
  geometry.instanceCount = 0;
  return geometry;
}

function bufferOf(geometry: InstancedBufferGeometry, name: string): InstancedInterleavedBuffer | null {
  const attribute = geometry.attributes[name];
  return attribute instanceof InterleavedBufferAttribute
    ? (attribute.data as InstancedInterleavedBuffer)
    : null;
}

export function arrayOf(geometry: InstancedBufferGeometry): unknown {
  return bufferOf(geometry, 'p0')?.array;
}

/** Has the first `floats` of a buffer uploaded before the next picture. */
export function touch(geometry: InstancedBufferGeometry, name: string, floats: number): void {
  const buffer = bufferOf(geometry, name);
  if (!buffer) return;
  buffer.clearUpdateRanges();
  buffer.addUpdateRange(0, floats);
  buffer.needsUpdate = true;
}
