import { browserClock } from '../app/clock.ts';
import { tellStage } from '../app/swarm/report.ts';
import { drawnRuns } from '../app/drawn-runs.ts';
import type { App } from '../app/app.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';
import type { AppView, Frame } from '../app/state.ts';
import { homeCamera } from '../core/scene/defaults.ts';
import { stage as text } from '../text/en/stage.ts';
import type { ScaleBar } from '../ui/arrow-scale.ts';
import { createArrowScale } from './arrow-scale.ts';
import { axesThrough, createAxesLayer } from './axes-layer.ts';
import type { DrawAxes } from '../ui/axes.ts';
import { createDrawing, type Held, type Pointer, type StageSize, type DrawnFrames } from './drawing.ts';
import { listenToStage } from './gestures.ts';
import { createLens, type Lens } from './lens.ts';
import { writeRaised } from './mark-layer.ts';
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
  const now = options.now ?? browserClock.now;
  const canvas = createCanvas(container.ownerDocument);
  // Asked for here and not by three, which would write to the console where there is none.
  const context = canvas.getContext('webgl2', {
    // It only shows what is drawn elsewhere, whole: see `RenderTarget`.
    alpha: true,
    antialias: false,
    depth: false,
    preserveDrawingBuffer: options.keep === true,
  });
  tellStage(context !== null);
  if (!context) return null;
  container.append(canvas);
  const arrowScale = createArrowScale(container);

  const lens = createLens();
  const axes = createAxesLayer(container);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const isCalm = () => options.still === true || calm.matches;
  const listeners = new AbortController();
  const { signal } = listeners;
  const refresh = () => {
    drawing.spoil();
    app.invalidate();
  };
  // Listens before three does, which would log what is dealt with here.
  const held = holdPicture(canvas, signal, refresh, () =>
    createPicture(canvas, context, refresh, app.invalidate, options.transparent === true),
  );
  const room = createRoom(container, refresh);
  const drawing = createDrawing(app, { canvas, lens, axes, arrowScale }, held, room, now, isCalm);
  const resetCamera = () => {
    drawing.setHand(false);
    const { projection } = app.state.scene.view.camera;
    app.setView({ camera: { ...homeCamera, projection } }, 'camera');
  };
  const places = createPlaces(lens, held, drawing.shown);
  const stopListening = listenToStage(canvas, app, {
    lens,
    ...places,
    home: resetCamera,
    beforeCamera: drawing.setHand,
  });
  listenToPointer(canvas, signal, drawing.pointer, app.invalidate);

  return {
    canvas,
    axesCanvas: axes.canvas,
    get drawnFrames() {
      return drawing.shown.frames;
    },
    get scaleBars() {
      return arrowScale.bars;
    },
    pixelOf: places.pixelOf,
    draw: drawing.draw,
    resetCamera,
    glide: drawing.glide,
    drawAt: drawing.drawAt,
    axes: () => (drawing.shown.seen ? axesThrough(drawing.shown.seen, lens) : () => {}),
    settled: async () => held.picture?.settled(),
    dispose() {
      stopListening();
      listeners.abort();
      room.dispose();
      held.drop();
      // Browsers hold few contexts: this one is given back now and not when it is collected.
      context.getExtension('WEBGL_lose_context')?.loseContext();
      canvas.remove();
      arrowScale.element.remove();
      axes.dispose();
    },
  };
}

/** The picture, which is lost with its context and made again. */
function holdPicture(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  refresh: () => void,
  make: () => Picture,
): Held & { drop(): void } {
  const held: { picture: Picture | null; drop(): void } = {
    picture: null,
    drop() {
      held.picture?.dispose();
      held.picture = null;
    },
  };
  const onLost = (event: Event) => {
    event.preventDefault();
    held.drop();
  };
  const onRestored = () => {
    held.picture = make();
    refresh();
  };
  canvas.addEventListener('webglcontextlost', onLost, { signal });
  canvas.addEventListener('webglcontextrestored', onRestored, { signal });
  held.picture = make();
  return held;
}

/** Size of a container, kept so that no frame has to lay the page out to know it. */
function createRoom(container: HTMLElement, changed: () => void): StageSize {
  let [width, height] = [container.clientWidth, container.clientHeight];
  const resized = new ResizeObserver(([entry]) => {
    if (entry) [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
    changed();
  });
  resized.observe(container);
  const stopWatching = watchPixelRatio(changed);
  const room = {
    width: 0,
    height: 0,
    ratio: 0,
    fit(): boolean {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      if (room.width === width && room.height === height && room.ratio === ratio) return false;
      Object.assign(room, { width, height, ratio });
      return true;
    },
    forget() {
      room.width = 0;
    },
    dispose() {
      resized.disconnect();
      stopWatching();
    },
  };
  return room;
}

function listenToPointer(
  canvas: HTMLCanvasElement,
  signal: AbortSignal,
  pointer: Pointer,
  invalidate: () => void,
): void {
  const onEnterOrLeave = (event: PointerEvent) => {
    pointer.isInside = event.type === 'pointerenter';
  };
  const onHold = (event: PointerEvent) => {
    pointer.isHolding = event.type === 'gotpointercapture';
    invalidate();
  };
  canvas.addEventListener('pointerenter', onEnterOrLeave, { signal });
  canvas.addEventListener('pointerleave', onEnterOrLeave, { signal });
  canvas.addEventListener('gotpointercapture', onHold, { signal });
  canvas.addEventListener('lostpointercapture', onHold, { signal });
}

/** What of the last frame is seen at which pixels. */
function createPlaces(lens: Lens, held: Held, shown: DrawnFrames) {
  const spot = new Float64Array(3);
  const screen = new Float64Array(3);
  const distanceTo = (px: number, py: number) => {
    projectPlace(lens, spot, screen);
    return Math.hypot(screen[0]! - px, screen[1]! - py);
  };
  return {
    pixelOf(x: number, y: number): readonly [px: number, py: number] | null {
      const { last } = shown;
      if (!last || !writeRaised(last.derived.surface, x, y, spot)) return null;
      projectPlace(lens, spot, screen);
      return [screen[0]!, screen[1]!];
    },
    surfaceAt(px: number, py: number) {
      const { last } = shown;
      return last && pickSurface(lens, last.derived.surface, px, py);
    },
    startNear(px: number, py: number, radius: number) {
      const { last } = shown;
      return (
        last !== null && (held.picture?.marks.start(last, spot) ?? false) && distanceTo(px, py) <= radius
      );
    },
    startAt(px: number, py: number) {
      const { last } = shown;
      if (!last) return null;
      const level = held.picture?.marks.start(last, spot) ? spot[2]! : 0.5;
      return dragOver(lens, last.derived.surface, px, py, level);
    },
    runNear(px: number, py: number, radius: number) {
      const { last } = shown;
      const { picture } = held;
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
