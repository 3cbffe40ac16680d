/** Test files that run at once: a browser draws in software on one core. */
export const WORKERS = 2;

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

/** Edges of the stage unsmoothed: it is drawn in two fifths of the time. For all that looks at no golden picture. */
export const quickFlags = [...browserFlags, '--webgl-msaa-sample-count=0'];
