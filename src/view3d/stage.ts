import type { App } from '../app/app.ts';
import type { AppView, Frame } from '../app/state.ts';
import { homeCamera } from '../core/scene/defaults.ts';
import { stage as text } from '../text/en/stage.ts';
import type { ScaleBar } from '../ui/arrow-scale.ts';
import type { DrawAxes } from './axes-layer.ts';
import { createDrawing } from './drawing.ts';
import { listenToGestures } from './gestures.ts';
import { placeOf } from './mark-layer.ts';
import { projectPlace } from './picking.ts';
import { createPicture, type Picture } from './picture.ts';
import { createScenery } from './scenery.ts';

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
  const listeners = new AbortController();
  const { signal } = listeners;
  /** Null while the context is lost. Listens before three does, which would log what is dealt with here. */
  let picture: Picture | null = null;
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const isCalm = () => options.still === true || calm.matches;
  const drawing = createDrawing(container, canvas, app, () => picture, { now, isCalm });
  const create = () =>
    createPicture(canvas, context, drawing.refresh, app.invalidate, options.transparent === true);
  const onContextLost = (event: Event) => {
    event.preventDefault();
    picture?.dispose();
    picture = null;
  };
  const onContextRestored = () => {
    picture = create();
    drawing.forgetSize();
    drawing.refresh();
  };
  canvas.addEventListener('webglcontextlost', onContextLost, { signal });
  canvas.addEventListener('webglcontextrestored', onContextRestored, { signal });
  picture = create();

  const resetCamera = () => {
    drawing.hold(false);
    const { projection } = app.state.scene.view.camera;
    app.setView({ camera: { ...homeCamera, projection } }, 'camera');
  };

  const spot = new Float64Array(3);
  const screen = new Float64Array(3);
  const stopListening = listenToGestures(
    canvas,
    app,
    createScenery(drawing, () => picture, resetCamera),
  );

  return {
    canvas,
    axesCanvas: drawing.axesCanvas,
    get drawnFrames() {
      return drawing.drawn.frames;
    },
    get scaleBars() {
      return drawing.arrowScale.bars;
    },
    pixelOf(x, y) {
      const { last } = drawing.drawn;
      if (!last || !placeOf(last.derived.surface, x, y, spot)) return null;
      projectPlace(drawing.lens, spot, screen);
      return [screen[0]!, screen[1]!];
    },
    draw(frame) {
      // In its place stands the curve.
      if (frame.derived.loss.dimension === 1) drawing.drawn.last = null;
      else drawing.draw(frame);
    },
    resetCamera,
    glide: drawing.glide,
    drawAt: drawing.drawAt,
    axes: drawing.axes,
    settled: async () => picture?.settled(),
    dispose() {
      stopListening();
      listeners.abort();
      picture?.dispose();
      picture = null;
      // Browsers hold few contexts: this one is given back now and not when it is collected.
      context.getExtension('WEBGL_lose_context')?.loseContext();
      canvas.remove();
      drawing.dispose();
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
