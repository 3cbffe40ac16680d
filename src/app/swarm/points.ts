import { whyFailed } from '../failure.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { SwarmMapView, SwarmPart } from '../../workers/protocol.ts';
import type { App } from '../app.ts';
import type { AppView, Frame } from '../state.ts';
import { type AskedSwarm, swarmOf } from './asked.ts';

/** Particles of a swarm in doubles, for the map. */
export interface SwarmPoints {
  readonly asked: AskedSwarm;
  readonly part: SwarmPart;
  /** Where each ends; null where nobody asks for it. */
  readonly ends: Float32Array | null;
  /** What was made of them for the map. */
  readonly view: SwarmMapView | null;
}

/** Particles that are computed at most: of more, every so many. */
export const MOST_POINTS = 100_000;

interface Held {
  points: SwarmPoints | null;
  /** Why there are none: the rule has none, or what went wrong, in a sentence. */
  failure: 'searches' | { readonly sentence: string } | null;
}

const held = new WeakMap<AskedSwarm, Held>();
let live: Frame | null = null;
/** How the page's own map wants its dots. */
let dots: SwarmMapView | null = null;
let redraw: (() => void) | null = null;
const density: SwarmMapView = { kind: 'density' };

/** Whether a frame is the one that the page draws: of that no script paints dots, however few there are. */
export function isLive(frame: Frame): boolean {
  return frame === live;
}

/** Says how the page's map wants its dots: they are painted anew where that is another way than before. */
export function wantDots(view: SwarmMapView): void {
  if (dots === view) return;
  dots = view;
  redraw?.();
}

/** The particles of a frame: of its own step, and of the page's frame, those of the last step that there are. */
export function swarmPoints(frame: Frame): SwarmPoints | null {
  const asked = swarmOf(frame);
  const points = asked && held.get(asked)?.points;
  if (!points) return null;
  return frame === live || points.part.step === stepOf(frame, asked) ? points : null;
}

export function swarmPointsFailure(asked: AskedSwarm): Held['failure'] {
  return held.get(asked)?.failure ?? null;
}

function stepOf({ state }: Frame, { steps }: AskedSwarm): number {
  return Math.min(state.playhead.step, steps);
}

/** Whether a frame wants them: on its map, or because no stage has a swarm. */
function isWanted({ state }: Frame): boolean {
  const { swarm } = state.scene.view;
  return swarm !== null && swarm.map !== 'none';
}

/** Has the particles computed that frames ask for, by one worker, which keeps them from step to step. */
export function createSwarmPoints(app: Pick<App, 'invalidate'>, connect: () => WorkerClient): AppView {
  let worker: WorkerClient | null = null;
  let work: { readonly asked: AskedSwarm; readonly running: Running<'swarm'> } | null = null;

  const ask = async (asked: AskedSwarm, to: number, wantsEnds: boolean, view: SwarmMapView | null) => {
    worker ??= connect();
    const before = held.get(asked)?.points ?? null;
    const every = Math.ceil(asked.plan.count / MOST_POINTS);
    const running = worker.start('swarm', { ...asked.request, every, to, wantsEnds, view }, () => {});
    const mine = { asked, running };
    work = mine;
    try {
      const part = await running.result;
      if (work !== mine) return;
      const points = part && { asked, part, ends: part.ends ?? before?.ends ?? null, view };
      held.set(asked, { points, failure: points ? null : 'searches' });
    } catch (error) {
      if (work !== mine) return;
      held.set(asked, { points: null, failure: { sentence: whyFailed(error) } });
    }
    work = null;
    app.invalidate();
  };

  return {
    draw(frame) {
      live = frame;
      redraw = app.invalidate;
      const asked = isWanted(frame) ? swarmOf(frame) : null;
      if (work && work.asked !== asked) {
        work.running.cancel();
        work = null;
      }
      if (!asked || work) return;
      const now = held.get(asked);
      const to = stepOf(frame, asked);
      // Lines of a density have no colours of ends.
      const isDotted = frame.state.scene.view.swarm?.map === 'points';
      const wantsEnds = isDotted && asked.wantsEnds && !now?.points?.ends;
      const view = isDotted ? dots : density;
      const isThere = now?.points?.part.step === to && now.points.view === view && !wantsEnds;
      if (!now?.failure && !isThere) void ask(asked, to, wantsEnds, view);
    },
    dispose() {
      live = null;
      dots = null;
      redraw = null;
      work?.running.cancel();
      work = null;
      worker?.stop();
    },
  };
}
