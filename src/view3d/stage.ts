import { drawnRuns } from '../app/drawn-runs.ts';
import type { App } from '../app/app.ts';
import { createShownMarks, type ShownMarks } from '../app/shown-marks.ts';
import { memo } from '../app/memo.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';
import type { AppView, Frame, State } from '../app/state.ts';
import { symbolText } from '../core/expression/symbols.ts';
import type { Surface } from '../core/geometry/types.ts';
import { formatNumber, formatShort } from '../core/math/format.ts';
import { homeCamera } from '../core/scene/defaults.ts';
import { stage as text } from '../text/en/stage.ts';
import type { ScaleBar } from '../ui/arrow-scale.ts';
import { createArrowScale } from './arrow-scale.ts';
import { axesOf, axisType, createAxesLayer, type DrawAxes } from './axes-layer.ts';
import { createCameraMotion } from './camera-motion.ts';
import { listenToGestures, type Scenery } from './gestures.ts';
import { createDetail } from './detail.ts';
import { createGlide } from './glide.ts';
import { aim, createLens } from './lens.ts';
import { placeOf } from './mark-layer.ts';
import { distanceToPath, dragOver, pickSurface, projectPlace } from './picking.ts';
import { createPicture, type Picture } from './picture.ts';

/** The 3D view of a scene. */
export interface Stage extends AppView {
  readonly canvas: HTMLCanvasElement;
  /** The axes, over it. */
  readonly axesCanvas: HTMLCanvasElement;
  /** Pictures drawn so far; also on the canvas as `data-frames`. */
  readonly drawnFrames: number;
  /** What says how long the arrows of the last picture are, in its CSS pixels; they stand beside the canvas. */
  readonly scaleBars: readonly ScaleBar[];
  /** Where a point of the surface is seen, in CSS pixels of the container; null beside the surface. */
  pixelOf(x: number, y: number): readonly [px: number, py: number] | null;
  /** Turns back to the first visit's camera, keeping the projection. */
  resetCamera(): void;
  /**
   * Camera and surface glide to what is shown next, in so many milliseconds; 0 is a cut, as is any time where motion
   * is not wanted.
   */
  glide(milliseconds: number): void;
  /**
   * Draws a frame at another size than the container's, in CSS pixels of `ratio` pixels each. The canvas holds it until
   * the next `draw`, which draws at the container's size again. Nothing while the context is lost.
   */
  drawAt(frame: Frame, width: number, height: number, ratio: number): void;
  /** The axes of what the canvas shows. */
  axes(): DrawAxes;
  /** Settles when the code that the last frame needs has come; rejects when it cannot be had. */
  settled(): Promise<void>;
}

export interface StageOptions {
  /** Milliseconds, for the camera's glide. */
  readonly now?: () => number;
  /** Nothing grows or glides: every frame is as it is at its end. */
  readonly still?: boolean;
  /** Keeps what was drawn in the canvas, so that it can be read at any time. */
  readonly keep?: boolean;
  /** Draws no ground: what lies behind the canvas shows through. */
  readonly transparent?: boolean;
}

/** Fills a container with a stage. Null where the browser gives no WebGL 2; the container is then as it was. */
export function createStage(container: HTMLElement, app: App, options: StageOptions = {}): Stage | null {
  const now = options.now ?? (() => performance.now());
  const canvas = createCanvas(container.ownerDocument);
  // Asked for here and not by three, which would write to the console where there is none.
  const context = canvas.getContext('webgl2', {
    // It only shows what is drawn elsewhere, whole: see `Sheet`.
    alpha: true,
    antialias: false,
    depth: false,
    preserveDrawingBuffer: options.keep === true,
  });
  if (!context) return null;
  container.append(canvas);
  const arrowScale = createArrowScale(container);

  const lens = createLens();
  const axes = createAxesLayer(container);
  const motion = createCameraMotion(app.state.scene.view.camera);
  const glide = createGlide();
  const detail = createDetail();
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const isCalm = () => options.still === true || calm.matches;
  const arrowsOf = createShownMarks(app, now, isCalm);
  const listeners = new AbortController();
  const { signal } = listeners;
  /** Null while the context is lost. Listens before three does, which would log what is dealt with here. */
  let picture: Picture | null = null;
  let stale = true;
  let underHand = true;
  let pointerInside = false;
  /** Whether the stage is held by the pointer. */
  let isHeld = false;
  let last: Frame | null = null;
  /** What the canvas holds. */
  let seen: Frame | null = null;
  let lastHover: State['hover'] = null;
  let lastArrows: ShownMarks | null = null;
  let frames = 0;
  let [width, height, pixelRatio] = [0, 0, 0];

  const refresh = () => {
    stale = true;
    app.invalidate();
  };

  const onContextLost = (event: Event) => {
    event.preventDefault();
    picture?.dispose();
    picture = null;
  };
  const onContextRestored = () => {
    picture = createPicture(canvas, context, refresh, app.invalidate, options.transparent === true);
    width = 0;
    refresh();
  };
  const onEnterOrLeave = (event: PointerEvent) => {
    pointerInside = event.type === 'pointerenter';
  };
  const onHold = (event: PointerEvent) => {
    isHeld = event.type === 'gotpointercapture';
    app.invalidate();
  };
  canvas.addEventListener('webglcontextlost', onContextLost, { signal });
  canvas.addEventListener('webglcontextrestored', onContextRestored, { signal });
  canvas.addEventListener('pointerenter', onEnterOrLeave, { signal });
  canvas.addEventListener('pointerleave', onEnterOrLeave, { signal });
  canvas.addEventListener('gotpointercapture', onHold, { signal });
  canvas.addEventListener('lostpointercapture', onHold, { signal });
  /** Size of the container, kept so that no frame has to lay the page out to know it. */
  let room = { width: container.clientWidth, height: container.clientHeight };
  const resized = new ResizeObserver(([entry]) => {
    if (entry)
      room = { width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) };
    refresh();
  });
  resized.observe(container);
  signal.addEventListener('abort', watchPixelRatio(refresh));
  picture = createPicture(canvas, context, refresh, app.invalidate, options.transparent === true);

  /** Takes over the size of the container; true when it has changed. */
  const fit = (): boolean => {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    if (room.width === width && room.height === height && ratio === pixelRatio) return false;
    [width, height, pixelRatio] = [room.width, room.height, ratio];
    return true;
  };

  const describe = memo((surface: Surface) => {
    canvas.setAttribute('aria-description', describeAxes(surface));
  });
  const draw = (frame: Frame) => {
    // In its place stands the curve.
    if (frame.derived.loss.dimension === 1) {
      last = null;
      return;
    }
    const before = last;
    last = frame;
    if (before?.derived.entry !== frame.derived.entry) {
      canvas.setAttribute('aria-label', text.label(frame.derived.entry?.name ?? text.customSurface));
    }
    describe(frame.derived.surface);
    if (!picture) return;
    // The pointer shows itself: a point that comes from it needs no mark.
    const hover = pointerInside ? null : frame.state.hover;
    const share = glide.share(now());
    const jump = underHand || isCalm() || before === null;
    // Each of the four has its effect; none may be skipped because another asks for a picture already.
    const sized = fit();
    const moved = motion.follow(frame.state.scene.view.camera, now(), jump, share);
    const change = picture.update(frame, share);
    const arrows = arrowsOf(frame);
    const moves = moved || (share < 1 && change === 'relief');
    const sharpened = detail.follow(now(), picture.underWay(), moves, motion.moving || share < 1, isHeld);
    if (detail.wantsFrame) app.invalidate();
    const changed = change !== 'none' || hover !== lastHover || arrows !== lastArrows;
    const dirty = stale || sized || moved || sharpened || changed;
    lastHover = hover;
    lastArrows = arrows;
    if (width === 0 || height === 0 || !dirty) return;

    stale = false;
    const type = axisType(width, height, frame.state.figure.scale);
    aim(lens, motion.shown, width, height, picture.sides, type);
    const ratio = pixelRatio * detail.share;
    picture.render(frame, lens, ratio, hover, arrows, detail.isCoarse);
    if (detail.timesNext) picture.mark();
    canvas.toggleAttribute('data-coarse', detail.isCoarse);
    axes.draw(frame, lens, ratio);
    seen = frame;
    arrowScale.show(arrows, frame.derived.surface, lens, frame.state.figure.scale);
    frames++;
    canvas.dataset['frames'] = String(frames);
    if (motion.moving || share < 1) app.invalidate();
    else underHand = false;
  };

  const resetCamera = () => {
    underHand = false;
    const { projection } = app.state.scene.view.camera;
    app.setView({ camera: { ...homeCamera, projection } }, 'camera');
  };

  const spot = new Float64Array(3);
  const screen = new Float64Array(3);
  const distanceTo = (px: number, py: number) => {
    projectPlace(lens, spot, screen);
    return Math.hypot(screen[0]! - px, screen[1]! - py);
  };
  const scenery: Scenery = {
    lens,
    surfaceAt: (px, py) => last && pickSurface(lens, last.derived.surface, px, py),
    startNear: (px, py, radius) =>
      last !== null && (picture?.marks.start(last, spot) ?? false) && distanceTo(px, py) <= radius,
    startAt(px, py) {
      if (!last) return null;
      const level = picture?.marks.start(last, spot) ? spot[2]! : 0.5;
      return dragOver(lens, last.derived.surface, px, py, level);
    },
    runNear(px, py, radius) {
      if (!last || !picture) return null;
      const { state, derived } = last;
      const step = state.scene.view.future ? Infinity : state.playhead.step;
      let best = radius;
      let nearest: number | null = null;
      for (const [place, view] of drawnRuns(derived, state.palette).entries()) {
        const path = picture.paths.ribbon(place)?.path;
        // A ball is hit before the paths that run under it.
        const ball = picture.marks.ball(last, view, spot) ? distanceTo(px, py) - radius : Infinity;
        const distance = Math.min(ball, path ? distanceToPath(lens, path, step, px, py) : Infinity);
        if (distance < best) [best, nearest] = [distance, view.index];
      }
      return nearest;
    },
    home: resetCamera,
    beforeCamera(hand) {
      underHand = hand;
    },
  };
  const stopListening = listenToGestures(canvas, app, scenery);

  return {
    canvas,
    axesCanvas: axes.canvas,
    get drawnFrames() {
      return frames;
    },
    get scaleBars() {
      return arrowScale.bars;
    },
    pixelOf(x, y) {
      if (!last || !placeOf(last.derived.surface, x, y, spot)) return null;
      projectPlace(lens, spot, screen);
      return [screen[0]!, screen[1]!];
    },
    draw,
    resetCamera,
    glide(milliseconds) {
      glide.begin(isCalm() ? 0 : milliseconds);
      underHand = milliseconds === 0;
    },
    drawAt(frame, ownWidth, ownHeight, ratio) {
      if (!picture) return;
      picture.update(frame, 1);
      const { scene, figure } = frame.state;
      const type = axisType(ownWidth, ownHeight, figure.scale);
      aim(lens, scene.view.camera, ownWidth, ownHeight, picture.sides, type);
      seen = frame;
      const arrows = arrowsOf(frame);
      picture.render(frame, lens, ratio, null, arrows);
      canvas.removeAttribute('data-coarse');
      arrowScale.show(arrows, frame.derived.surface, lens, figure.scale);
      width = 0;
      stale = true;
    },
    axes: () => (seen ? axesOf(seen, lens) : () => {}),
    settled: async () => picture?.settled(),
    dispose() {
      stopListening();
      listeners.abort();
      resized.disconnect();
      picture?.dispose();
      picture = null;
      // Browsers hold few contexts: this one is given back now and not when it is collected.
      context.getExtension('WEBGL_lose_context')?.loseContext();
      canvas.remove();
      arrowScale.element.remove();
      axes.dispose();
    },
  };
}

function createCanvas(document: Document): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'application');
  canvas.setAttribute('aria-roledescription', text.roleDescription);
  Object.assign(canvas.style, { display: 'block', width: '100%', height: '100%', touchAction: 'none' });
  return canvas;
}

/** What the axes show, and what the stage does under the hand. */
function describeAxes({ grid, scale, equal, variables }: Surface): string {
  const [x, y] = variables.map(symbolText);
  const [x0, x1, y0, y1] = grid.domain.map((bound) => formatShort(bound));
  const scaled = text.heightScales[scale.kind];
  return [
    text.axes(
      x!,
      y!,
      x0!,
      x1!,
      y0!,
      y1!,
      formatNumber(grid.min),
      formatNumber(grid.max),
      scaled === '' ? '' : text.axesScale(scaled),
    ),
    ...(equal ? [] : [text.axesDifferent(x!, y!)]),
    text.help,
  ].join(' ');
}
