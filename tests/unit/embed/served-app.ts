import { createApp } from '../../../src/app/create-app.ts';
import type { EventName } from '../../../src/embed/api.ts';
import { createDispatcher } from '../../../src/embed/dispatcher.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { manualClock } from '../app/manual-clock.ts';

/** A real app behind a dispatcher, with what the rest of an embed would be told. */
export function servedApp() {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(17);
  const told = { theme: '', events: [] as readonly EventName[] };
  const dispatch = createDispatcher({
    app,
    now: clock.now,
    load: ({ scene, playhead }) => app.load(scene, playhead),
    snapshot: ({ type = 'image/png' }) => `data:${type},`,
    setTheme: (theme) => {
      told.theme = theme;
    },
    subscribe: (events) => {
      told.events = events;
    },
  });
  /** The result of a request that must be served. */
  const call = (method: string, params?: object): unknown => {
    const answer = dispatch({ fallLine: 1, id: 1, method, ...(params && { params }) });
    if (!answer || !('result' in answer)) throw new Error(`${method}: ${JSON.stringify(answer)}`);
    return answer.result;
  };
  /** The error of a request that must not be. */
  const fail = (method: string, params?: unknown): { code: string; message: string } => {
    const answer = dispatch({ fallLine: 1, id: 1, method, params });
    if (!answer || !('error' in answer)) throw new Error(`${method} was served`);
    return answer.error;
  };
  return { app, clock, told, dispatch, call, fail };
}
