import { drawnRuns } from '../app/drawn-runs.ts';
import { Camera as ThreeCamera, Color, Scene as ThreeScene, SRGBColorSpace, WebGLRenderer } from 'three';
import type { ShownMarks } from '../app/shown-marks.ts';
import type { Frame, State } from '../app/state.ts';
import { writePlaceAt } from '../core/geometry/path-marks.ts';
import type { Sides } from '../core/geometry/sides.ts';
import { type ArrowLayer, createArrowLayer } from './arrow-layer.ts';
import { createBlock } from './relief-block.ts';
import { createKeptRelief } from './kept-relief.ts';
import type { Lens } from './lens.ts';
import { createMarkLayer, type MarkLayer } from './mark-layer.ts';
import { emptyRectangle, includePath, includePlace, joined, type Rectangle } from './damage.ts';
import { createOverlayHost } from './overlays/host.ts';
import { palettes } from './palette.ts';
import { createPathLayer, type PathLayer } from './path-layer.ts';
import { createRenderTarget, type RenderTarget } from './sheet.ts';
import { createUniforms, setLens, strokeScale } from './uniforms.ts';

/**
 * All that lives in one WebGL context: made when there is one, thrown away with it, made again from the same
 * frame when it comes back.
 */
export interface Picture {
  readonly paths: PathLayer;
  readonly marks: MarkLayer;
  /** Of the block, as of the last update. */
  readonly sides: Sides;
  /** Whether the relief stays as it is: nothing finer is on its way that colours it. */
  readonly isLast: boolean;
  /**
   * Takes over what has changed since the last frame, and says whether the picture has to be drawn for it.
   *
   * @param share how far the surface has become the frame's from the one before, see `Glide`
   */
  update(frame: Frame, share: number): Change;
  /**
   * Draws for the lens's size.
   *
   * @param pixelRatio pixels to a CSS pixel
   * @param coarse with a relief of few triangles and no smooth edges
   */
  render(
    frame: Frame,
    lens: Lens,
    pixelRatio: number,
    hover: State['hover'],
    arrows: ShownMarks | null,
    coarse?: boolean,
  ): void;
  /** Marks the picture that was drawn last: whether the graphics processor is done with that is told from now on. */
  mark(): void;
  /** How many of those that were marked it is not done with. */
  underWay(): number;
  /** Settles when the code that the last frame needs has come; rejects when it cannot be had. */
  settled(): Promise<void>;
  dispose(): void;
}

/** What of a picture is not as it was: nothing, what lies on the relief, or that itself. */
export type Change = 'none' | 'over' | 'relief';

/** Nominal pixels that marks and strokes reach beyond the places that they stand for, at most. */
const REACH = 16;

/**
 * @param refresh asks for a frame in which `render` is called: something has come that none was asked for
 * @param again asks for a frame in which it is called only if something has changed: work is left
 */
export function createPicture(
  canvas: HTMLCanvasElement,
  context: WebGL2RenderingContext,
  refresh: () => void,
  again: () => void,
  transparent: boolean,
): Picture {
  const renderer = createRenderer(canvas, context);
  const sheet = createRenderTarget(context, transparent);

  const shared = createUniforms();
  const block = createBlock(shared);
  const paths = createPathLayer(shared);
  const marks = createMarkLayer(shared);
  const arrows = createArrowLayer();
  const kept = createKeptRelief(renderer);
  const scene = new ThreeScene();
  scene.add(kept.object, paths.object, arrows.object, marks.object);
  scene.matrixWorldAutoUpdate = false;
  const overlays = createOverlayHost(shared, renderer, scene, refresh, again);
  const changes = createChanges(paths, arrows);
  const sight = createSight();
  const fences = createFences(context);
  const room = createRoom(canvas, renderer, sheet);
  // The programs read the lens's matrix; three only needs some camera to walk the scene with.
  const camera = new ThreeCamera();
  const ground = new Color();
  let last: Frame | null = null;
  const drawOver = () => {
    renderer.clearStencil();
    renderer.render(scene, camera);
  };

  return {
    paths,
    marks,
    get isLast() {
      return overlays.colouring?.isLast() ?? true;
    },
    get sides() {
      return block.sides;
    },
    update(frame, share) {
      const { state, derived } = frame;
      const news = newsOf(frame, last);
      const before = last?.derived.surface;
      last = frame;
      if (news.surface) block.setSurface(derived.surface, before, share);
      if (news.palette) {
        block.setPalette(state.palette);
        ground.setRGB(...palettes[state.palette].ground, SRGBColorSpace);
        renderer.setClearColor(ground, transparent ? 0 : 1);
      }
      if (news.surface || news.palette || news.runs) {
        paths.sync(drawnRuns(derived, state.palette), derived.surface, state.palette, state.selected);
      }
      const isOver = overlays.update(frame) || news.over;
      if (isOver) changes.spoil();
      const coloured = block.colour(overlays.colouring);
      const morphed = block.advance(share, derived.surface);
      if (morphed || coloured || news.surface || news.palette) {
        kept.forget();
        return 'relief';
      }
      return isOver || news.step ? 'over' : 'none';
    },
    render(frame, lens, pixelRatio, hover, shownArrows, coarse = false) {
      const { playhead, scene: document, figure, palette } = frame.state;
      if (room.fit(lens, pixelRatio, coarse)) kept.forget();
      const { ratio } = room;
      setLens(shared, lens, ratio, figure.scale);
      paths.setScale(lens.pixelsPerUnit / lens.depth / figure.scale, ratio * figure.scale, coarse);
      paths.setStep(playhead.step, document.view.future);
      marks.update(frame, paths, lens, hover);
      arrows.update(shownArrows, frame.derived.surface, lens, palette, figure.scale);
      if (shared.presence.value < 1) arrows.object.visible = false;
      if (sight.isOther(lens, figure.scale)) kept.forget();
      const parts = kept.holds && !overlays.active ? changes.since(frame, lens, hover) : null;
      if (!kept.holds) {
        block.setCoarse(coarse);
        renderer.autoClear = true;
        renderer.render(block.scene, camera);
        if (!coarse) sheet.showTo(() => kept.keep(canvas.width, canvas.height));
      }
      renderer.autoClear = false;
      if (parts) for (const part of parts) within(context, canvas.height, ratio, part, drawOver);
      else drawOver();
      sheet.show();
      changes.drawn(playhead.step, hover);
    },
    mark: fences.mark,
    underWay: fences.underWay,
    settled: overlays.settled,
    dispose() {
      for (const layer of [fences, block, paths, marks, arrows, overlays, kept, sheet]) layer.dispose();
      renderer.dispose();
    },
  };
}

function createRenderer(canvas: HTMLCanvasElement, context: WebGL2RenderingContext): WebGLRenderer {
  const renderer = new WebGLRenderer({ canvas, context, stencil: true });
  // Three sets its mask once, and not over the sheet's.
  renderer.state.buffers.color.setMask(true);
  renderer.debug.checkShaderErrors = import.meta.env.DEV;
  return renderer;
}

/** The size that a picture is drawn at. */
function createRoom(canvas: HTMLCanvasElement, renderer: WebGLRenderer, sheet: RenderTarget) {
  let size: readonly [width: number, height: number] = [0, 0];
  let ratio = 0;
  return {
    /** Pixels of the canvas to a CSS pixel. */
    get ratio() {
      return ratio;
    },
    /** Takes over a lens's size; true when it was another. */
    fit({ width, height }: Lens, pixelRatio: number, coarse: boolean): boolean {
      if (width === size[0] && height === size[1] && pixelRatio === ratio) return false;
      size = [width, height];
      ratio = pixelRatio;
      renderer.setPixelRatio(ratio);
      renderer.setSize(width, height, false);
      sheet.setSize(canvas.width, canvas.height, !coarse);
      return true;
    },
  };
}

/** What of a frame is another than in the one before. */
function newsOf({ state, derived }: Frame, before: Frame | null) {
  const { state: stateBefore, derived: derivedBefore } = before ?? {};
  const runs = derivedBefore?.runs !== derived.runs || stateBefore?.selected !== state.selected;
  return {
    surface: derivedBefore?.surface !== derived.surface,
    palette: stateBefore?.palette !== state.palette,
    runs,
    step: stateBefore?.playhead.step !== state.playhead.step,
    /** What lies on the relief, its step apart. */
    over:
      runs ||
      stateBefore?.figure !== state.figure ||
      derivedBefore?.critical !== derived.critical ||
      stateBefore.scene.view !== state.scene.view ||
      stateBefore.asked !== state.asked ||
      stateBefore.scene.start !== state.scene.start,
  };
}

/** Tells where a picture differs from the last one. */
function createChanges(paths: PathLayer, arrows: ArrowLayer) {
  /** Whether it is not known of the last picture to be as it was but for its step. */
  let isStale = true;
  /** The step and the point under the pointer that the last picture shows, and where its arrows lie. */
  let shown = { step: Number.NaN, hover: null as State['hover'], arrows: emptyRectangle() };
  const place = new Float64Array(3);
  return {
    spoil() {
      isStale = true;
    },
    drawn(step: number, hover: State['hover']) {
      shown = { step, hover, arrows: arrows.bounds };
      isStale = false;
    },
    /** Null for all of it. */
    since({ state, derived }: Frame, lens: Lens, hover: State['hover']): Rectangle[] | null {
      const { step } = state.playhead;
      if (isStale || hover !== shown.hover) return null;
      const parts = [shown.arrows, arrows.bounds];
      for (const [i, view] of drawnRuns(derived, state.palette).entries()) {
        const path = paths.ribbon(i)?.path;
        const part = emptyRectangle();
        if (!path || !includePath(part, lens, path, shown.step, step)) return null;
        for (const each of [shown.step, step])
          if (writePlaceAt(view.run, derived.surface, each, place) && !includePlace(part, lens, place))
            return null;
        parts.push(part);
      }
      const around = REACH * strokeScale(lens, state.figure.scale, 0.85) + 2;
      return joined(parts, around, lens.width, lens.height);
    },
  };
}

/** How the relief was seen last: a lens's matrix, and by what strokes are larger. */
function createSight() {
  const seen = new Float64Array(17);
  const now = new Float64Array(17);
  return {
    isOther(lens: Lens, scale: number): boolean {
      now.set(lens.viewProjection);
      now[16] = scale;
      const same = now.every((value, i) => value === seen[i]);
      seen.set(now);
      return !same;
    },
  };
}

/** Each is passed when a picture that was marked is drawn, the first of them first. */
function createFences(context: WebGL2RenderingContext) {
  const fences: (WebGLSync | null)[] = [];
  return {
    mark() {
      fences.push(context.fenceSync(context.SYNC_GPU_COMMANDS_COMPLETE, 0));
      context.flush();
    },
    underWay() {
      for (; fences.length > 0; fences.shift()) {
        const [fence = null] = fences;
        // A lost context answers nothing.
        if (fence && context.getSyncParameter(fence, context.SYNC_STATUS) === context.UNSIGNALED) break;
        context.deleteSync(fence);
      }
      return fences.length;
    },
    dispose() {
      for (const fence of fences) context.deleteSync(fence);
    },
  };
}

/** Draws in a rectangle of the picture alone. */
function within(
  context: WebGL2RenderingContext,
  height: number,
  ratio: number,
  { left, top, right, bottom }: Rectangle,
  draw: () => void,
): void {
  const [x, y] = [Math.floor(left * ratio), Math.floor(height - bottom * ratio)];
  context.enable(context.SCISSOR_TEST);
  context.scissor(x, y, Math.ceil(right * ratio) - x, Math.ceil(height - top * ratio) - y);
  draw();
  context.disable(context.SCISSOR_TEST);
}
