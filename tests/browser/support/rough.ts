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
