import { watchPixelRatio } from '../ui/pixel-ratio.ts';

/**
 * The place that a canvas has on the page: its size, and whether a pointer is on it.
 *
 * @param refresh called when it has another size
 * @param invalidate called when it is held or let go
 */
export function createSeat(
  container: HTMLElement,
  canvas: HTMLCanvasElement,
  refresh: () => void,
  invalidate: () => void,
) {
  const listeners = new AbortController();
  const { signal } = listeners;
  const seat = { width: 0, height: 0, ratio: 0, isInside: false, isHeld: false };
  /** Size of the container, kept so that no frame has to lay the page out to know it. */
  let room = { width: container.clientWidth, height: container.clientHeight };
  const resized = new ResizeObserver(([entry]) => {
    if (entry)
      room = { width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) };
    refresh();
  });
  resized.observe(container);
  signal.addEventListener('abort', watchPixelRatio(refresh));
  const onEnterOrLeave = (event: PointerEvent) => {
    seat.isInside = event.type === 'pointerenter';
  };
  const onHold = (event: PointerEvent) => {
    seat.isHeld = event.type === 'gotpointercapture';
    invalidate();
  };
  canvas.addEventListener('pointerenter', onEnterOrLeave, { signal });
  canvas.addEventListener('pointerleave', onEnterOrLeave, { signal });
  canvas.addEventListener('gotpointercapture', onHold, { signal });
  canvas.addEventListener('lostpointercapture', onHold, { signal });

  return Object.assign(seat, {
    /** Takes over the size of the container; true when it has changed. */
    fit(): boolean {
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      if (room.width === seat.width && room.height === seat.height && ratio === seat.ratio) return false;
      Object.assign(seat, room, { ratio });
      return true;
    },
    /** The next picture is of another size than the last. */
    forget(): void {
      seat.width = 0;
    },
    dispose(): void {
      listeners.abort();
      resized.disconnect();
    },
  });
}
