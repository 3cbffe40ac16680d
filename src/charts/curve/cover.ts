import type { App } from '../../app/app.ts';

/** What the legend covers of the upper right corner, in CSS pixels: nothing where it stands beside the stage. */
export function watchCover(stage: HTMLElement, element: HTMLElement, app: App) {
  const legend = stage.parentElement?.querySelector<HTMLElement>(':scope > .legend');
  const cover = { width: 0, height: 0 };
  const measure = () => {
    if (!legend) return;
    const over = legend.offsetTop - stage.offsetTop;
    const isBeside = legend.offsetHeight === 0 || over < -1 || over >= element.clientHeight / 2;
    const [width, height] = isBeside ? [0, 0] : [legend.offsetWidth, over + legend.offsetHeight];
    if (width === cover.width && height === cover.height) return;
    Object.assign(cover, { width, height });
    app.invalidate();
    // Drawn in the next picture, the curve would jump.
    app.flush();
  };
  const observer = new ResizeObserver(measure);
  for (const each of [legend, element]) if (each) observer.observe(each);
  return Object.assign(cover, { dispose: () => observer.disconnect() });
}
