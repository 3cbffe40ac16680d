import type { App } from '../../app/app.ts';
import { shareStarts } from '../../app/starts/shared.ts';
import type { AppView } from '../../app/state.ts';
import { watchSeen } from '../../ui/seen.ts';
import { startWorker } from '../../workers/start.ts';

/** Has the map of starts of a stage computed where no map stands beside it, which would. */
export function createStartsOfStage(app: App, connect = startWorker): AppView {
  const source = shareStarts(app, connect);
  const stopWatching = watchSeen(source.setSeen);
  return {
    draw: source.draw,
    dispose() {
      stopWatching();
      source.dispose();
    },
  };
}
