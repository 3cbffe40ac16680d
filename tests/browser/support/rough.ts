/**
 * Has the stage drawn with one sample a pixel, edges unsmoothed: in a fraction of the time. Runs in the page before any
 * of its scripts.
 */
export function drawRough(): void {
  const { prototype } = WebGL2RenderingContext;
  const { renderbufferStorageMultisample } = prototype;
  prototype.renderbufferStorageMultisample = function (target, _samples, format, width, height) {
    renderbufferStorageMultisample.call(this, target, 0, format, width, height);
  };
}

/**
 * Leaves the stage blank: it is asked for every picture and counts it, but no processor paints one in a graphics
 * card's place, which takes most of the time of a page. Runs after `drawRough`.
 */
export function drawNothing(): void {
  const { prototype } = WebGL2RenderingContext;
  prototype.drawArrays = () => {};
  prototype.drawElements = () => {};
  prototype.drawElementsInstanced = () => {};
}

/**
 * Has the processor paint all canvases of a plain pen but the stage's axes, which golden pictures hold to the pixel,
 * without a graphics card that it has to imitate. Runs in the page before any of its scripts.
 */
export function paintPlainly(): void {
  const { prototype } = HTMLCanvasElement;
  const getContext = prototype.getContext as (...given: unknown[]) => unknown;
  prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: object) {
    const isPlain = kind === '2d' && !this.classList.contains('stage-axes');
    return getContext.call(this, kind, isPlain ? { ...options, willReadFrequently: true } : options);
  } as typeof prototype.getContext;
}
