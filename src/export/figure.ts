import type { App } from '../app/app.ts';
import type { ScaleBar } from '../ui/arrow-scale.ts';
import { stillClock } from '../app/clock.ts';
import { stillModels } from '../app/models/still-part.ts';
import { createApp } from '../app/create-app.ts';
import { html } from '../ui/dom.ts';
import type { DrawAxes } from '../ui/axes.ts';
import { samplesFor } from '../app/samples.ts';
import type { Derived, FigureStyle, Frame } from '../app/state.ts';
import type { Camera, Scene } from '../core/scene/scene.ts';
import { exporting as text } from '../text/en/export.ts';
import { ExportError } from './export-error.ts';

/** A 3D view that draws a frame when it is told to. */
export interface FigureStage {
  readonly canvas: HTMLCanvasElement;
  readonly scaleBars: readonly ScaleBar[];
  /** Draws at a size in CSS pixels of `ratio` pixels each. */
  drawAt(frame: Frame, width: number, height: number, ratio: number): void;
  /** The axes of what the canvas shows. */
  axes(): DrawAxes;
  /** Settles when the code that the last frame needs has come. */
  settled(): Promise<void>;
  dispose(): void;
}

/** Makes a stage whose canvas keeps what was drawn; null where the browser gives no WebGL. */
export type MakeStage = (
  container: HTMLElement,
  app: App,
  options: { readonly keep: true; readonly still: true; readonly transparent: boolean },
) => FigureStage | null;

/**
 * A maker of one stage, which serves one figure after the other: a graphics card takes long to begin. What one of them
 * shows is gone with the next.
 */
export function oneStage(makeStage: MakeStage): { readonly makeStage: MakeStage; dispose(): void } {
  let stage: FigureStage | null = null;
  return {
    makeStage(...given) {
      const made = (stage ??= makeStage(...given));
      if (!made) return null;
      const { canvas, drawAt, axes, settled } = made;
      return {
        canvas,
        get scaleBars() {
          return made.scaleBars;
        },
        drawAt,
        axes,
        settled,
        dispose() {},
      };
    },
    dispose() {
      stage?.dispose();
      stage = null;
    },
  };
}

export interface FigureOptions {
  readonly scene: Scene;
  /** What is seen of it: of a model that is shown as it is. */
  readonly derived: Derived;
  readonly theme: 'light' | 'dark';
  /** Size in CSS pixels: what type and lines are measured in. */
  readonly width: number;
  readonly height: number;
  /** Pixels that a CSS pixel has a side. */
  readonly ratio: number;
  /** No ground: what lies behind the picture shows through. */
  readonly transparent?: boolean;
  /** Index of the optimizer that is drawn heavier, and whose step has arrows; the last one when left out. */
  readonly selected?: number;
  /** Whether the step of the selected optimizer has its arrows; they only confuse where time runs. */
  readonly arrows?: boolean;
  /** The opened stage of that step, see `State.stage`. */
  readonly stage?: number | null;
  /** For whose eyes it is drawn. */
  readonly style?: FigureStyle;
}

/**
 * A stage apart from the page's, over a scene of its own, at a size and a resolution of its own: what pictures and films
 * are taken from. The same options and the same call draw the same picture, whatever was drawn before: no clock is
 * read, nothing glides, and the surface is sampled as fine as the size asks for. It holds a WebGL context until it is
 * disposed of.
 */
export interface Figure {
  /** Of `width * ratio` times `height * ratio` pixels, rounded down; it keeps what was drawn. */
  readonly canvas: HTMLCanvasElement;
  /** What says how long the arrows of the last picture are, in CSS pixels; they are not drawn into it. */
  readonly scaleBars: readonly ScaleBar[];
  /**
   * Draws a step, with the scene's camera or another one; drawn when it returns.
   *
   * @throws ExportError when the graphics card has taken the context away
   */
  show(step: number, camera?: Camera): void;
  /** The axes of what was shown last. */
  axes(): DrawAxes;
  /** Settles when the code that the picture needs has come. */
  settled(): Promise<void>;
  dispose(): void;
}

/**
 * Settles when all that the scene needs has come; its first step is drawn by then.
 *
 * @throws ExportError where there is no WebGL, or no canvas as large as this
 */
export async function createFigure(makeStage: MakeStage, options: FigureOptions): Promise<Figure> {
  const figure = openFigure(makeStage, options);
  try {
    figure.show(0);
    await figure.settled();
    figure.show(0);
  } catch (error) {
    figure.dispose();
    throw error instanceof ExportError ? error : new ExportError(text.errors.notLoaded, { cause: error });
  }
  return figure;
}

/**
 * The same at once, with nothing drawn yet: what needs code that no stage has needed so far will not be in the picture.
 *
 * @throws ExportError where there is no WebGL
 */
export function openFigure(makeStage: MakeStage, options: FigureOptions): Figure {
  const { scene, theme, width, height, ratio, derived: seen } = options;
  const app = createApp({
    scene,
    clock: stillClock,
    systemTheme: theme,
    ...(seen.model && { models: stillModels(seen) }),
  });
  app.setView({ theme });
  app.setResolution(samplesFor(Math.max(width, height) * ratio));
  app.select(options.selected ?? scene.optimizers.length - 1);
  app.setStage(options.stage ?? null);
  if (options.style) app.setFigure(options.style);

  const stage = makeStage(html('div'), app, {
    keep: true,
    still: true,
    transparent: options.transparent === true,
  });
  if (!stage) {
    app.dispose();
    throw new ExportError(text.errors.noWebGL);
  }
  const { canvas } = stage;
  const context = canvas.getContext('webgl2');
  const dispose = () => {
    stage.dispose();
    app.dispose();
  };
  const show = (step: number, camera?: Camera) => {
    const { state, derived } = app;
    const shown = Math.max(0, Math.min(scene.steps, Math.round(step)));
    const view = camera ? { ...state.scene.view, camera } : state.scene.view;
    const frame: Frame = {
      state: {
        ...state,
        scene: { ...state.scene, view },
        playhead: { ...state.playhead, step: shown, playing: options.arrows === false },
      },
      derived,
    };
    stage.drawAt(frame, width, height, ratio);
    if (!context || context.isContextLost()) throw new ExportError(text.errors.contextLost);
    // A card that cannot draw as large gives less than was asked for and says nothing.
    if (context.drawingBufferWidth < canvas.width || context.drawingBufferHeight < canvas.height)
      throw new ExportError(text.errors.tooLarge);
  };

  return {
    canvas,
    get scaleBars() {
      return stage.scaleBars;
    },
    show,
    axes: stage.axes,
    settled: stage.settled,
    dispose,
  };
}
