import { drawnRuns } from '../app/drawn-runs.ts';
import { Camera as ThreeCamera, Color, Scene as ThreeScene, SRGBColorSpace, WebGLRenderer } from 'three';
import type { ShownMarks } from '../app/shown-marks.ts';
import type { Frame, State } from '../app/state.ts';
import { placeAt } from '../core/geometry/path-marks.ts';
import type { Sides } from '../core/geometry/sides.ts';
import type { Palette } from '../app/state.ts';
import { createArrowLayer } from './arrow-layer.ts';
import { createKeptRelief } from './kept-relief.ts';
import type { Lens } from './lens.ts';
import { createMorph } from './morph.ts';
import { createMarkLayer, type MarkLayer } from './mark-layer.ts';
import { emptyRectangle, includePath, includePlace, joined, type Rectangle } from './damage.ts';
import { createOverlayHost } from './overlays/host.ts';
import { palettes } from './palette.ts';
import { createPathLayer, type PathLayer } from './path-layer.ts';
import { createSheet } from './sheet.ts';
import { createSkirt } from './skirt.ts';
import { createSurfaceMesh } from './surface-mesh.ts';
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
  const renderer = new WebGLRenderer({ canvas, context, stencil: true });
  // Three sets its mask once, and not over the sheet's.
  renderer.state.buffers.color.setMask(true);
  const sheet = createSheet(context, transparent);
  renderer.debug.checkShaderErrors = import.meta.env.DEV;

  const shared = createUniforms();
  const surfaceMesh = createSurfaceMesh(shared);
  const skirt = createSkirt(shared);
  const morph = createMorph(shared);
  const paths = createPathLayer(shared);
  const marks = createMarkLayer(shared);
  const arrows = createArrowLayer();
  const relief = new ThreeScene();
  relief.add(skirt.object, surfaceMesh.object);
  const kept = createKeptRelief(renderer);
  const scene = new ThreeScene();
  scene.add(kept.object, paths.object, arrows.object, marks.object);
  for (const part of [relief, scene]) part.matrixWorldAutoUpdate = false;
  const overlays = createOverlayHost(shared, renderer, scene, refresh, again);
  // The programs read the lens's matrix; three only needs some camera to walk the scene with.
  const camera = new ThreeCamera();
  const ground = new Color();
  let last: Frame | null = null;
  let size: readonly [width: number, height: number] = [0, 0];
  /** Pixels of the canvas to a CSS pixel. */
  let ratio = 0;
  /** How the relief was seen that is kept: a lens's matrix, and by what strokes are larger. */
  const seen = new Float64Array(17);
  const seenNow = new Float64Array(17);

  /** Each is passed when a picture that was marked is drawn, the first of them first. */
  const fences: (WebGLSync | null)[] = [];

  /** What of the last picture is not known to be as it was but for its step. */
  let isStale = true;
  /** The step and the point under the pointer that the last picture shows, and where its arrows lie. */
  let shown = { step: Number.NaN, hover: null as State['hover'], arrows: emptyRectangle() };
  const place = new Float64Array(3);

  /** Where the picture differs from the last one; null for all of it. */
  const differing = (frame: Frame, lens: Lens, hover: State['hover']): Rectangle[] | null => {
    const { state, derived } = frame;
    const { step } = state.playhead;
    if (isStale || overlays.active || hover !== shown.hover) return null;
    const parts = [shown.arrows, arrows.bounds];
    for (const [i, view] of drawnRuns(derived, state.palette).entries()) {
      const path = paths.ribbon(i)?.path;
      const part = emptyRectangle();
      if (!path || !includePath(part, lens, path, shown.step, step)) return null;
      for (const each of [shown.step, step])
        if (placeAt(view.run, derived.surface, each, place) && !includePlace(part, lens, place)) return null;
      parts.push(part);
    }
    const around = REACH * strokeScale(lens, state.figure.scale, 0.85) + 2;
    return joined(parts, around, lens.width, lens.height);
  };

  /** Draws in a rectangle of the picture alone. */
  const within = ({ left, top, right, bottom }: Rectangle, draw: () => void) => {
    const [x, y] = [Math.floor(left * ratio), Math.floor(canvas.height - bottom * ratio)];
    context.enable(context.SCISSOR_TEST);
    context.scissor(x, y, Math.ceil(right * ratio) - x, Math.ceil(canvas.height - top * ratio) - y);
    draw();
    context.disable(context.SCISSOR_TEST);
  };
  const drawOver = () => {
    renderer.clearStencil();
    renderer.render(scene, camera);
  };

  const fit = ({ width, height }: Lens, pixelRatio: number, coarse: boolean) => {
    if (width === size[0] && height === size[1] && pixelRatio === ratio) return;
    size = [width, height];
    ratio = pixelRatio;
    renderer.setPixelRatio(ratio);
    renderer.setSize(width, height, false);
    sheet.setSize(canvas.width, canvas.height, !coarse);
    kept.forget();
  };
  const seesAnother = (lens: Lens, scale: number): boolean => {
    seenNow.set(lens.viewProjection);
    seenNow[16] = scale;
    const same = seenNow.every((value, i) => value === seen[i]);
    seen.set(seenNow);
    return !same;
  };

  const setPalette = (palette: Palette) => {
    surfaceMesh.setPalette(palette);
    skirt.setPalette(palette);
    renderer.setClearColor(ground.setRGB(...palettes[palette].ground, SRGBColorSpace), transparent ? 0 : 1);
  };

  return {
    paths,
    marks,
    get sides() {
      return morph.sides;
    },
    update(frame, share) {
      const { state, derived } = frame;
      const { state: stateBefore, derived: derivedBefore } = last ?? {};
      last = frame;
      const newSurface = derivedBefore?.surface !== derived.surface;
      const newPalette = stateBefore?.palette !== state.palette;
      const newRuns = derivedBefore?.runs !== derived.runs || stateBefore?.selected !== state.selected;
      if (newSurface) {
        if (derivedBefore && share < 1) morph.begin(derivedBefore.surface, derived.surface);
        surfaceMesh.setSurface(derived.surface);
        skirt.setGrid(derived.surface.grid.nx, derived.surface.grid.ny);
      }
      if (newPalette) setPalette(state.palette);
      if (newSurface || newPalette || newRuns) {
        paths.sync(drawnRuns(derived, state.palette), derived.surface, state.palette, state.selected);
      }
      const newOverlays = overlays.update(frame);
      const newOver =
        newOverlays ||
        newRuns ||
        stateBefore?.figure !== state.figure ||
        derivedBefore?.critical !== derived.critical ||
        stateBefore.scene.view !== state.scene.view ||
        stateBefore.asked !== state.asked ||
        stateBefore.scene.start !== state.scene.start;
      isStale ||= newOver;
      const morphed = morph.advance(share, derived.surface);
      if (morphed || newSurface || newPalette) {
        kept.forget();
        return 'relief';
      }
      return newOver || stateBefore?.playhead.step !== state.playhead.step ? 'over' : 'none';
    },
    render(frame, lens, pixelRatio, hover, shownArrows, coarse = false) {
      const { playhead, scene: document, figure, palette } = frame.state;
      fit(lens, pixelRatio, coarse);
      setLens(shared, lens, ratio, figure.scale);
      paths.setScale(lens.pixelsPerUnit / lens.depth / figure.scale, ratio * figure.scale, coarse);
      paths.setStep(playhead.step, document.view.future);
      marks.update(frame, paths, lens, hover);
      arrows.update(shownArrows, frame.derived.surface, lens, palette, figure.scale);
      if (shared.presence.value < 1) arrows.object.visible = false;
      if (seesAnother(lens, figure.scale)) kept.forget();
      const parts = kept.holds ? differing(frame, lens, hover) : null;
      if (!kept.holds) {
        surfaceMesh.setCoarse(coarse);
        skirt.setCoarse(coarse);
        renderer.autoClear = true;
        renderer.render(relief, camera);
        if (!coarse) sheet.showTo(() => kept.keep(canvas.width, canvas.height));
      }
      renderer.autoClear = false;
      if (parts) for (const part of parts) within(part, drawOver);
      else drawOver();
      sheet.show();
      shown = { step: playhead.step, hover, arrows: arrows.bounds };
      isStale = false;
    },
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
    settled: overlays.settled,
    dispose() {
      for (const fence of fences) context.deleteSync(fence);
      for (const layer of [surfaceMesh, skirt, morph, paths, marks, arrows, overlays, kept, sheet])
        layer.dispose();
      renderer.dispose();
    },
  };
}
