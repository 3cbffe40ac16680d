import { browserClock } from '../app/clock.ts';

/** Milliseconds out of view after which nobody is likely to come back at once. */
const GONE = 10_000;

/**
 * Tells when the document, which may be a frame in another one, has been out of view for a while or its tab behind others,
 * and when it is seen again. Returns what ends that.
 */
export function watchSeen(told: (isSeen: boolean) => void): () => void {
  let isInView = true;
  let stop = () => {};
  const look = () => {
    stop();
    const isSeen = isInView && document.visibilityState === 'visible';
    if (isSeen) told(true);
    else stop = browserClock.after(GONE, () => told(false));
  };
  const crossing = new IntersectionObserver((entries) => {
    isInView = entries.at(-1)!.isIntersecting;
    look();
  });
  crossing.observe(document.documentElement);
  document.addEventListener('visibilitychange', look);
  return () => {
    stop();
    crossing.disconnect();
    document.removeEventListener('visibilitychange', look);
  };
}
