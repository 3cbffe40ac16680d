/** Whether an element is to be seen: in the viewport of the page around the frame, in a tab that is shown. */
export interface Sight {
  /** Tells it again. */
  tell(): void;
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
  let hasSize = false;
  const tell = () => {
    const isOpen = document.visibilityState === 'visible';
    changed(isOpen && hasSize && intersects, isOpen && hasSize);
  };
  const crossing = new IntersectionObserver((entries) => {
    intersects = entries.at(-1)?.isIntersecting ?? false;
    tell();
  });
  crossing.observe(root);
  const resized = new ResizeObserver(() => {
    hasSize = root.clientWidth > 0 && window.innerHeight > 0;
    tell();
  });
  resized.observe(root);
  document.addEventListener('visibilitychange', tell);
  return {
    tell,
    dispose() {
      crossing.disconnect();
      resized.disconnect();
      document.removeEventListener('visibilitychange', tell);
    },
  };
}
