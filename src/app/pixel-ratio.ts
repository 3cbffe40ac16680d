/** Calls back when a CSS pixel has become another number of pixels: zoomed, or moved to another screen, which changes no size. */
export function watchPixelRatio(changed: () => void): () => void {
  let screen = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  const moved = () => {
    stop();
    screen = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    screen.addEventListener('change', moved);
    changed();
  };
  const stop = () => screen.removeEventListener('change', moved);
  screen.addEventListener('change', moved);
  return () => stop();
}
