/** Test files that run at once, on two cores: a third of the time a test waits for the page's clock, not for a core. */
export const WORKERS = 3;

/** One set of flags for every picture: software rendering, so that it repeats to the byte, and no network. */
export const browserFlags = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  '--disable-lcd-text',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** For golden pictures: text and boxes painted by the processor itself, not by a graphics card that it has to imitate. */
export const pictureFlags = [...browserFlags, '--disable-gpu-rasterization'];

/** Browsers by what a test looks at. */
export const flagsOf = {
  /**
   * All but golden pictures. The processor paints the canvases and puts the page together, in place of a graphics card
   * that it has to imitate: a page opens in half of the time. It reads back what a stage draws, if it draws; see also
   * `drawRough` and `drawNothing`.
   */
  quick: [...pictureFlags, '--disable-accelerated-2d-canvas', '--disable-gpu-compositing'],
  /** Golden pictures, with the smooth edges that users see: slow. */
  smooth: pictureFlags,
} as const;

export type BrowserKind = keyof typeof flagsOf;

/**
 * Device pixels of a CSS pixel where a test looks at no pixels: a quarter of them, and a surface of fewer samples, are
 * drawn in less than half of the time. The layout is the same.
 */
export const COARSE = 0.5;
