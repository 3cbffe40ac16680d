import type { Page } from 'playwright-core';

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
 * card's place, which takes most of the time of a page, and none is put into the page. Runs after `drawRough`.
 */
export function drawNothing(): void {
  const { prototype } = WebGL2RenderingContext;
  prototype.drawArrays = () => {};
  prototype.drawElements = () => {};
  prototype.drawElementsInstanced = () => {};
  prototype.clear = () => {};
  prototype.clearBufferfv = () => {};
  prototype.blitFramebuffer = () => {};
}

/** What the driver says of the browser, which reads a stage back to put it into the page. */
export const READING = /GPU stall due to ReadPixels/;

/** The same but while somebody looks: see `looking`. */
export function drawWhenLookedAt(): void {
  const prototype = WebGL2RenderingContext.prototype as unknown as Record<
    string,
    (...given: unknown[]) => void
  >;
  for (const name of ['drawArrays', 'drawElements', 'drawElementsInstanced']) {
    const draw = prototype[name]!;
    prototype[name] = function (...given) {
      if ('isLookedAt' in globalThis) draw.apply(this, given);
    };
  }
}

/** From here on somebody looks at a page that is drawn when it is looked at, or nobody: what is in the dialogs, too. */
export function look(page: Page, isLookedAt: boolean): Promise<void> {
  return page.evaluate((is) => {
    if (is) Object.assign(globalThis, { isLookedAt: true });
    else Reflect.deleteProperty(globalThis, 'isLookedAt');
  }, isLookedAt);
}

/** Has the stage of a page that is drawn when it is looked at draw its picture anew, whole, and looks. */
export async function looking<T>(page: Page, see: () => Promise<T>): Promise<T> {
  await page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-frames]')!;
    const room = canvas.parentElement!;
    const ofWidth = async (width: string) => {
      // A picture of the old size can still come; what it is of stands in the canvas.
      const before = canvas.width;
      room.style.width = width;
      while (canvas.width === before) await new Promise(requestAnimationFrame);
    };
    // Of another size nothing is kept of what was drawn before.
    await ofWidth(`${room.clientWidth - 2}px`);
    Object.assign(globalThis, { isLookedAt: true });
    await ofWidth('');
  });
  const seen = await see();
  await look(page, false);
  return seen;
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
