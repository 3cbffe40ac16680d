/**
 * What a picture is drawn on before the canvas shows it: colour with several samples a pixel, depth and stencil. What is
 * drawn on it stays there, which the canvas's own buffer would only do for a copy of each picture.
 *
 * It is the framebuffer that is bound, for three as if it were the canvas: three binds none as long as it has no target.
 */
export interface RenderTarget {
  /**
   * Has it be of so many pixels; nothing of what was drawn on it is left.
   *
   * @param smooth whether edges are smoothed
   */
  setSize(width: number, height: number, smooth: boolean): void;
  /** Shows in the canvas, which has as many pixels, what has been drawn. */
  show(): void;
  /** The same, with something done while the canvas itself is the framebuffer that is read. */
  showTo(read: () => void): void;
  dispose(): void;
}

/** What an antialiased canvas has in all browsers. */
const SAMPLES = 4;

/** @param transparent whether it may have pixels that are not opaque */
export function createRenderTarget(gl: WebGL2RenderingContext, transparent: boolean): RenderTarget {
  const framebuffer = gl.createFramebuffer();
  const colors = gl.createRenderbuffer();
  const depths = gl.createRenderbuffer();
  let [across, down] = [0, 0];
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);

  const allocate = (buffer: WebGLRenderbuffer, samples: number, format: GLenum, attachment: GLenum) => {
    gl.bindRenderbuffer(gl.RENDERBUFFER, buffer);
    gl.renderbufferStorageMultisample(gl.RENDERBUFFER, samples, format, across, down);
    gl.framebufferRenderbuffer(gl.FRAMEBUFFER, attachment, gl.RENDERBUFFER, buffer);
  };
  const resolve = () => {
    gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
    gl.blitFramebuffer(0, 0, across, down, 0, 0, across, down, gl.COLOR_BUFFER_BIT, gl.NEAREST);
  };

  const sheet: RenderTarget = {
    setSize(width, height, smooth) {
      [across, down] = [width, height];
      const samples = smooth ? SAMPLES : 0;
      allocate(colors, samples, gl.RGBA8, gl.COLOR_ATTACHMENT0);
      allocate(depths, samples, gl.DEPTH24_STENCIL8, gl.DEPTH_STENCIL_ATTACHMENT);
      if (transparent) return;
      // What is opaque stays so whatever is mixed with it: three knows of no mask of its own for the opacity.
      gl.colorMask(true, true, true, true);
      gl.clearBufferfv(gl.COLOR, 0, [0, 0, 0, 1]);
      gl.colorMask(true, true, true, false);
    },
    show() {
      sheet.showTo(() => {});
    },
    showTo(read) {
      resolve();
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
      read();
      gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer);
    },
    dispose() {
      gl.deleteFramebuffer(framebuffer);
      gl.deleteRenderbuffer(colors);
      gl.deleteRenderbuffer(depths);
    },
  };
  return sheet;
}
