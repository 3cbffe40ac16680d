/** Calls back when a CSS pixel has become another number of pixels: zoomed, or moved to another screen, which changes no size. */
export function watchPixelRatio(changed: () => void): () => void {
  let ratio = window.devicePixelRatio;
  let screen = query(ratio);
  const look = () => {
    if (window.devicePixelRatio === ratio) return;
    ratio = window.devicePixelRatio;
    screen.removeEventListener('change', look);
    screen = query(ratio);
    screen.addEventListener('change', look);
    changed();
  };
  screen.addEventListener('change', look);
  // Some changes reach the layout alone.
  const pixels = new ResizeObserver(look);
  try {
    pixels.observe(document.documentElement, { box: 'device-pixel-content-box' });
  } catch {
    // Safari does not measure in them.
  }
  return () => {
    screen.removeEventListener('change', look);
    pixels.disconnect();
  };
}

function query(ratio: number): MediaQueryList {
  return matchMedia(`(resolution: ${ratio}dppx)`);
}
