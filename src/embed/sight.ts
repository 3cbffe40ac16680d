/** Whether an element is to be seen: in the viewport of the page around the frame, in a tab that is shown. */
export interface Sight {
  dispose(): void;
}

/**
 * Watches an element. An intersection is reckoned with everything that clips the frame, up to the viewport of the
 * outermost page, whatever its origin.
 *
 * @param changed gets whether it is in view, and whether it has a size and a tab at all
 */
export function watchSight(root: HTMLElement, changed: (inView: boolean, hasSize: boolean) => void): Sight {
  let intersects = false;
  const tell = () => {
    // A frame that is out of view may be told of no resizing at all: its size is asked for.
    const hasSize = document.visibilityState === 'visible' && root.clientWidth > 0 && window.innerHeight > 0;
    changed(hasSize && intersects, hasSize);
  };
  const crossing = new IntersectionObserver((entries) => {
    intersects = entries.at(-1)?.isIntersecting ?? false;
    tell();
  });
  crossing.observe(root);
  const resized = new ResizeObserver(tell);
  resized.observe(root);
  document.addEventListener('visibilitychange', tell);
  return {
    dispose() {
      crossing.disconnect();
      resized.disconnect();
      document.removeEventListener('visibilitychange', tell);
    },
  };
}
