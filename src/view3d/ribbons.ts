import { type BufferGeometry, Group, Vector3, Vector4 } from 'three';
import {
  BREAK,
  createPathPoints,
  lastPointAt,
  type PathPoints,
  POINT_SIZE,
  tracePath,
} from '../core/geometry/path.ts';
import { writePlaceAt, stepPoints } from '../core/geometry/path-marks.ts';
import { thinTrace } from '../core/geometry/thin-trace.ts';
import type { Surface } from '../core/geometry/types.ts';
import type { Run } from '../core/run/types.ts';
import { blockHeight } from './block.ts';
import { dashPattern, surfaceLengths } from './dashes.ts';
import { createLines, FUTURE, type LineInk, type Line } from './ribbon-lines.ts';
import { createPointTexture, createStrips, drawSegments } from './strips.ts';
import type { SharedUniforms } from './uniforms.ts';

type Rgb = readonly [number, number, number];

/** Half widths in CSS pixels. */
const CORE = 2.2;
const SELECTED = 2.7;
const HALO = 1.5;
const DOT = 0.7;
/** Share of the core's half width that a step's pip has, in the halo's colour. */
const PIP = 0.52;

export interface RibbonStyle {
  readonly color: Rgb;
  readonly halo: Rgb;
  /** By what the halo is wider than plain. */
  readonly haloWidth: number;
  readonly selected: boolean;
  /** Drawn above those of lower order; no other has the same, for of equals the one made last is above. */
  readonly order: number;
}

/** Points from which on a path is thinned to what the screen can show, in full and in a coarse picture. */
const LONG = 4096;
const COARSE_LONG = 128;
/** Steps from which on a coarse picture has no dots: most would lie too close together to be shown. */
const MANY_STEPS = 256;
/** By what the nearest corner of the block is larger than its middle, at most. */
const NEAR = 1.5;
/** Half the width in CSS pixels of the thinnest line on the smallest stage. */
const THINNEST = 0.75 * FUTURE;

/** More ribbons than there are on a stage. */
const MANY = 256;

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
   * @param coarse whether paths are long with few points already, and without dots
   */
  setScale(pixelsPerUnit: number, ratio: number, coarse: boolean): void;
  setStep(step: number, future: boolean): void;
  dispose(): void;
}

const place = new Float64Array(3);

/** A ribbon with the dash of `Look.dash`, which is its own for life. `id` tells the ribbons of one stage apart. */
export function createRibbon(shared: SharedUniforms, id: number, dash: number): Ribbon {
  const path = createPathPoints();
  const dots = createPathPoints();
  const tracer = createTracer(path);
  const lengths = { data: new Float32Array(0) };
  const textures = {
    path: createPointTexture(4),
    dots: createPointTexture(4),
    lengths: createPointTexture(1),
  };
  const ink: LineInk = {
    color: { value: new Vector3() },
    halo: { value: new Vector3() },
    pattern: { value: new Vector4() },
    head: { value: new Vector3(0, 0, BREAK) },
    core: { value: CORE },
    around: { value: CORE + HALO },
    dot: { value: 0 },
    dotHalo: { value: 0 },
    pip: { value: 0 },
  };
  const { color, halo, pattern, head } = ink;
  let fineness = 1;
  let selected = false;
  let haloWidth = 1;
  let source: { readonly run: Run; readonly surface: Surface } | null = null;

  const lines = createLines(shared, textures, ink, id, dash !== 0);
  const { future: futureLine, hidden: hiddenLine } = lines;
  const onPath = [hiddenLine, lines.halo, lines.core];
  const onDots = [lines.haloDots, lines.coreDots, lines.pips];
  /** From the lowest to the highest. */
  const shown = [lines.halo, lines.haloDots, lines.core, lines.coreDots, lines.pips];
  const object = new Group();
  object.add(futureLine, hiddenLine, ...shown);

  const segments = createSegments(futureLine, onPath, onDots);

  const fill = () => {
    if (!source) return;
    tracer.trace(source.run, source.surface);
    textures.path.hold(path.data);
    textures.dots.hold(dots.data);
    if (dash !== 0) {
      surfaceLengths(path, source.surface.sides, lengths);
      textures.lengths.hold(lengths.data);
    }
    segments.hold(Math.max(path.data.length, dots.data.length));
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
      setWidths(ink, selected, haloWidth, fineness);
    },
    setStyle(style) {
      color.value.set(...style.color);
      halo.value.set(...style.halo);
      ({ selected, haloWidth } = style);
      setWidths(ink, selected, haloWidth, fineness);
      futureLine.renderOrder = 10 + id / MANY;
      hiddenLine.renderOrder = 11 + id / MANY;
      const first = 20 + 5 * style.order;
      shown.forEach((line, i) => {
        line.renderOrder = first + i;
      });
    },
    setScale(pixelsPerUnit, ratio, coarse) {
      if (dash !== 0) dashPattern(dash, pixelsPerUnit, pattern.value);
      const areDotted = !coarse || dots.count <= MANY_STEPS;
      for (const dot of onDots) dot.visible = areDotted;
      if (tracer.fit(pixelsPerUnit, ratio, coarse)) fill();
    },
    setStep(step, future) {
      if (source) {
        const there = writePlaceAt(source.run, source.surface, step, place);
        head.value.set(place[0]!, place[1]!, there ? place[2]! : BREAK);
      }
      segments.show(path, dots, step);
      futureLine.visible = future;
    },
    dispose() {
      for (const part of [segments, ...Object.values(textures)]) part.dispose();
      for (const { material: own } of Object.values(lines)) own.dispose();
    },
  };
}

/** The path that is traced at the moment. */
const traced = createPathPoints();

/** Traces a path as finely as the screen can show it. */
function createTracer(path: PathPoints) {
  let isThinned = false;
  let isCoarse = false;
  /** Pixels that a side of the domain had when the path was thinned; 0 before any is known. */
  let pixels = 0;
  let pixelRatio = 1;
  return {
    trace(run: Run, surface: Surface) {
      tracePath(run, surface, traced);
      isThinned = traced.count > (isCoarse ? COARSE_LONG : LONG);
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
    },
    /** True where the path has to be traced anew for a screen. */
    fit(pixelsPerUnit: number, ratio: number, coarse: boolean): boolean {
      const isOther = coarse !== isCoarse && (coarse ? path.count > COARSE_LONG : isThinned);
      isCoarse = coarse;
      // By steps, so that a moving camera seldom traces anew; finer than needed is only slower.
      const needed = 2 ** (Math.ceil(2 * Math.log2(NEAR * pixelsPerUnit * ratio)) / 2);
      const isFit = needed <= pixels && needed > pixels / 5 && ratio === pixelRatio;
      if (!isFit) [pixels, pixelRatio] = [needed, ratio];
      return isOther || (isThinned && !isFit);
    },
  };
}

/** The geometry of what lies after the step, of what lies before it, and of the dots. */
function createSegments(future: Line, onPath: readonly Line[], onDots: readonly Line[]) {
  let strips: BufferGeometry[] = [];
  /** Floats of the points that they are made for. */
  let held = 0;
  const dispose = () => {
    for (const strip of strips) strip.dispose();
  };
  return {
    /** Has room for the points of so many floats. */
    hold(floats: number) {
      if (floats <= held) return;
      held = floats;
      dispose();
      strips = createStrips(floats / POINT_SIZE, 3);
      const [ahead, past, dotted] = strips;
      future.geometry = ahead!;
      for (const line of onPath) line.geometry = past!;
      for (const dot of onDots) dot.geometry = dotted!;
    },
    show(path: PathPoints, dots: PathPoints, step: number) {
      const [ahead, past, dotted] = strips;
      if (!ahead || !past || !dotted) return;
      const at = lastPointAt(path, step);
      drawSegments(ahead, Math.max(0, at), path.count - 1);
      drawSegments(past, 0, Math.min(path.count - 1, at + 1));
      drawSegments(dotted, 0, Math.min(dots.count - 1, lastPointAt(dots, step) + 1));
    },
    dispose,
  };
}

function setWidths(ink: LineInk, selected: boolean, haloWidth: number, fineness: number): void {
  const core = (selected ? SELECTED : CORE) * fineness;
  const around = HALO * haloWidth * Math.sqrt(fineness);
  ink.core.value = core;
  ink.around.value = core + around;
  ink.dot.value = core + DOT;
  ink.dotHalo.value = core + DOT + around;
  ink.pip.value = core * PIP;
}
