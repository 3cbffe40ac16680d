import type { App } from '../app/app.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';

/**
 * Canvases that lie on each other and follow the size of their box and the resolution of the screen. They are drawn on
 * in figure pixels: CSS pixels, each `scale` times as large, so that what is drawn by pixels grows as a whole.
 */
export interface CanvasStack {
  /** One drawing context a layer, the bottom one first, scaled to figure pixels. */
  readonly layers: readonly CanvasRenderingContext2D[];
  /** In figure pixels; zero before the box has been laid out. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the canvas that a figure pixel has a side. */
  readonly ratio: number;
  /** CSS pixels that a figure pixel has a side. */
  readonly scale: number;
  /** Counts the changes of size: a drawing of another number is gone. */
  readonly version: number;
  setScale(scale: number): void;
  dispose(): void;
}

/** Device pixels drawn for a CSS pixel at most: beyond it nobody sees a difference. */
const maxRatio = 3;

/** The size of a box in figure pixels of a scale, and the pixels of the screen that one of them has a side. */
export function figureSize(
  box: { readonly clientWidth: number; readonly clientHeight: number },
  density: number,
  scale: number,
): { width: number; height: number; ratio: number } {
  return {
    width: box.clientWidth / scale,
    height: box.clientHeight / scale,
    ratio: Math.min(density || 1, maxRatio) * scale,
  };
}

/** A frame is asked for when the size or the resolution has changed and all layers are blank. */
export function stackCanvases(
  box: HTMLElement,
  count: number,
  app: Pick<App, 'invalidate' | 'flush'>,
): CanvasStack {
  const layers = Array.from({ length: count }, () => {
    const canvas = document.createElement('canvas');
    canvas.className = 'chart-layer';
    canvas.setAttribute('aria-hidden', 'true');
    box.append(canvas);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser draws no two-dimensional canvas.');
    return context;
  });
  const stack = { layers, width: 0, height: 0, ratio: 1, scale: 1, version: 0, setScale, dispose };

  const fit = () => {
    const { width, height, ratio } = figureSize(box, window.devicePixelRatio, stack.scale);
    if (width === stack.width && height === stack.height && ratio === stack.ratio) return;
    Object.assign(stack, { width, height, ratio, version: stack.version + 1 });
    for (const { canvas } of layers) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    for (const context of layers) context.setTransform(ratio, 0, 0, ratio, 0, 0);
    app.invalidate();
  };
  // The browser is about to show the picture of the new size: drawn in the next one, the layers would flicker.
  const observer = new ResizeObserver(() => {
    const { version } = stack;
    fit();
    if (stack.version !== version) app.flush();
  });
  observer.observe(box);

  const stopWatching = watchPixelRatio(fit);
  fit();

  function setScale(scale: number): void {
    // A box that had no size when it was last measured may have been shown since.
    if (scale === stack.scale && stack.width > 0) return;
    stack.scale = scale;
    fit();
  }
  function dispose(): void {
    observer.disconnect();
    stopWatching();
    for (const { canvas } of layers) canvas.remove();
  }
  return stack;
}
