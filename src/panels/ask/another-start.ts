import type { App } from '../../app/app.ts';
import type { Domain } from '../../core/geometry/types.ts';
import { limits } from '../../core/scene/limits.ts';

/** Steps of a sequence that fills a square evenly: each start is far from those before. */
const [ALONG, ACROSS] = [0.754877666, 0.569840291] as const;
/** How far from the edge of what is seen a new start stays, as a share. */
const MARGIN = 0.1;

/** Asks the same question from another start. */
export function startElsewhere(app: App): void {
  // By the next seed: a class that begins with one link has the same starts, in the same order.
  const seed = (app.state.scene.seed + 1) % (limits.seed + 1);
  app.edit((now) => ({ ...now, seed }), 'another start');
  app.setStart(anotherStart(app.state.scene.domain, seed), 'another start');
  app.askAgain();
}

function anotherStart([x0, x1, y0, y1]: Domain, count: number): [number, number] {
  const within = (from: number, to: number, share: number) =>
    Number((from + (MARGIN + (1 - 2 * MARGIN) * (share % 1)) * (to - from)).toPrecision(3));
  return [within(x0, x1, 0.5 + count * ALONG), within(y0, y1, 0.5 + count * ACROSS)];
}
