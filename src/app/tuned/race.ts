import type { Raced } from '../../core/run/tuned.ts';
import { newRace } from '../../core/scene/race.ts';
import type { RaceView } from '../../core/scene/scene.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { JobProgress, RaceRequest } from '../../workers/protocol.ts';
import type { App } from '../app.ts';
import { whyFailed } from '../failure.ts';
import { raceKey, raceRequestOf, racersOf, stepsOfRace, withTuned } from './request.ts';

/** A race that is over, as it was asked for. */
export interface RaceReport {
  readonly request: RaceRequest;
  /** The places of the optimizers in the scene. */
  readonly places: readonly number[];
  readonly results: readonly Raced[];
}

/** A race of the scene's optimizers, each tuned with as many trials as the others. */
export interface TunedRace {
  /** As the scene says; as it is opened where the scene has none. */
  readonly choice: RaceView;
  /** Steps that it takes in all, at most. */
  readonly steps: number;
  readonly report: RaceReport | null;
  /** Whether the scene, or what is chosen, has changed since in a way that changes the race. */
  readonly isStale: boolean;
  readonly progress: JobProgress | null;
  readonly failure: string | null;
  start(): void;
  cancel(): void;
  /** Puts what tuning has found into the scene, as one edit. */
  take(): void;
  dispose(): void;
}

export function createTunedRace(app: App, connect: () => WorkerClient): TunedRace {
  let worker: WorkerClient | null = null;
  let running: Running<'race'> | null = null;
  let report: RaceReport | null = null;
  let progress: JobProgress | null = null;
  let failure: string | null = null;
  const race: TunedRace = {
    get choice() {
      return app.state.scene.view.race ?? newRace;
    },
    get steps() {
      return stepsOfRace(app.state.scene, race.choice);
    },
    get report() {
      return report;
    },
    get isStale() {
      return (
        report !== null && raceKey(report.request) !== raceKey(raceRequestOf(app.state.scene, race.choice))
      );
    },
    get progress() {
      return progress;
    },
    get failure() {
      return failure;
    },
    start() {
      if (!progress) void run();
    },
    cancel: () => running?.cancel(),
    take() {
      const found = report;
      if (found && !race.isStale) app.edit((scene) => withTuned(scene, found.places, found.results));
    },
    dispose() {
      worker?.stop();
      worker = null;
    },
  };
  const run = async () => {
    const { scene } = app.state;
    const request = raceRequestOf(scene, race.choice);
    const places = racersOf(scene).map(({ index }) => index);
    progress = { done: 0, total: 1 };
    failure = null;
    app.invalidate();
    try {
      worker ??= connect();
      running = worker.start('race', request, (at) => {
        progress = at;
        app.invalidate();
      });
      const results = await running.result;
      if (results) report = { request, places, results };
    } catch (error) {
      worker?.stop();
      worker = null;
      failure = whyFailed(error);
    }
    running = null;
    progress = null;
    app.invalidate();
  };
  return race;
}
