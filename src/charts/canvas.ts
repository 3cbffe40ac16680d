/** Canvases that lie on each other and follow the size of their box and the resolution of the screen. */
export interface CanvasStack {
  /** One drawing context a layer, the bottom one first, scaled to CSS pixels. */
  readonly layers: readonly CanvasRenderingContext2D[];
  /** In CSS pixels; zero before the box has been laid out. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** Counts the changes of size: a drawing of another number is gone. */
  readonly version: number;
  dispose(): void;
}

/** Device pixels drawn for a CSS pixel at most: beyond it nobody sees a difference. */
const maxRatio = 3;

/** @param resized called after the size or the resolution has changed and all layers are blank */
export function stackCanvases(box: HTMLElement, count: number, resized: () => void): CanvasStack {
  const layers = Array.from({ length: count }, () => {
    const canvas = document.createElement('canvas');
    canvas.className = 'chart-layer';
    canvas.setAttribute('aria-hidden', 'true');
    box.append(canvas);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('This browser draws no two-dimensional canvas.');
    return context;
  });
  const stack = { layers, width: 0, height: 0, ratio: 1, version: 0, dispose };

  const fit = () => {
    const width = box.clientWidth;
    const height = box.clientHeight;
    const ratio = Math.min(window.devicePixelRatio || 1, maxRatio);
    if (width === stack.width && height === stack.height && ratio === stack.ratio) return;
    Object.assign(stack, { width, height, ratio, version: stack.version + 1 });
    for (const { canvas } of layers) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    for (const context of layers) context.setTransform(ratio, 0, 0, ratio, 0, 0);
    resized();
  };
  const observer = new ResizeObserver(fit);
  observer.observe(box);

  // A window moved to another screen changes the ratio without changing any size.
  let screen = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const moved = () => {
    screen.removeEventListener('change', moved);
    screen = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    screen.addEventListener('change', moved);
    fit();
  };
  screen.addEventListener('change', moved);
  fit();

  function dispose(): void {
    observer.disconnect();
    screen.removeEventListener('change', moved);
    for (const { canvas } of layers) canvas.remove();
  }
  return stack;
}
