import { browserClock } from '../app/clock.ts';
import type { App } from '../app/app.ts';
import { createShownMarks } from '../app/shown-marks.ts';

/** The arrows of the explained step as they come and go, which they do at once where motion is not wanted. */
export function createCalmMarks(app: App): ReturnType<typeof createShownMarks> {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  return createShownMarks(app, browserClock.now, () => calm.matches);
}
