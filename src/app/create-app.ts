import type { ScenePlayhead } from '../core/scene/document.ts';
import { followSuggestions } from '../core/scene/follow.ts';
import { strict } from '../core/scene/model-door.ts';
import { defaultPlayhead } from '../core/scene/limits.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { WorkerClient } from '../workers/client.ts';
import type { App } from './app.ts';
import { settledState, unasked } from './asking.ts';
import type { Clock } from './clock.ts';
import type { FoundCritical } from './critical.ts';
import { createDocument } from './document.ts';
import { coloured, plainFigure } from './figure.ts';
import { createFrames } from './frames.ts';
import { createOptimizerActions } from './optimizer-actions.ts';
import { createPlayer } from './player.ts';
import { createPlayheadActions } from './playhead-actions.ts';
import { createReaderActions } from './reader-actions.ts';
import { createSceneActions } from './scene-actions.ts';
import type { Situation } from './situation.ts';
import type { ModelPart, State } from './state.ts';

export interface AppOptions {
  readonly scene: Scene;
  readonly clock: Clock;
  readonly systemTheme: 'light' | 'dark';
  readonly playhead?: ScenePlayhead;
  /** Starts a worker for the samples of slow formulas; without it they are coarse while the surface moves. */
  readonly startSampling?: () => WorkerClient;
  /** What shows models, where it is there already. */
  readonly models?: ModelPart;
  /** Fetches what shows models, and gives it to `useModels`; called when a scene has one. */
  readonly loadModels?: () => void;
}

/** The App over a scene, with what only the composition root and tests need beside it. */
export interface RootApp extends App {
  /** The system's theme has changed: it counts while the scene's theme is 'auto'. */
  setSystemTheme(theme: 'light' | 'dark'): void;
  /** What a search has found; it counts while the scene has its formula. */
  setCritical(found: FoundCritical): void;
  /**
   * From here on scenes with models are shown.
   *
   * @param report is told, in sentences, what of the present one cannot be taken
   */
  useModels(part: ModelPart, report: (message: string) => void): void;
  /** Samples a side of the surface's grid; grows with the stage. */
  setResolution(samples: number): void;
  /** Shows another situation in the place of the present one, which is given to `change` to be kept. */
  exchange(change: (now: Situation) => Situation): void;
  dispose(): void;
}

function stateAt({ scene, playhead }: AppOptions, look: Pick<State, 'theme' | 'palette'>): State {
  const opened: State = {
    scene,
    playhead: { ...(playhead ?? defaultPlayhead), playing: false },
    selected: scene.optimizers.length - 1,
    hover: null,
    draft: null,
    dropped: null,
    stage: null,
    lit: null,
    picked: null,
    asked: unasked,
    ...look,
    figure: plainFigure,
  };
  return settledState(opened, opened);
}

export function createApp(options: AppOptions): RootApp {
  const { clock } = options;
  let { systemTheme } = options;
  const lookOf = ({ view: { theme } }: Scene, figure = state.figure) =>
    coloured(theme === 'auto' ? systemTheme : theme, figure);
  let state: State = stateAt(options, lookOf(options.scene, plainFigure));
  let pointing: App['pointing'] = null;

  const now = () => state;
  const set = (change: Partial<State>) => {
    state = settledState({ ...state, ...change }, state);
    frames.ask();
  };
  const player = createPlayer();
  const playing = createPlayheadActions(clock, player, now, set);
  const scenes = createDocument(clock, player, playing, now, set, lookOf);
  const { typing } = scenes;
  const { edit } = scenes.actions;
  const frames = createFrames(
    options,
    player,
    now,
    (change) => {
      state = { ...state, ...change };
    },
    (scene) => {
      scenes.standsFor(scene);
      state = { ...state, scene };
    },
  );

  return {
    get state() {
      return state;
    },
    get derived() {
      return frames.derived();
    },
    get canReset() {
      return scenes.canReset;
    },
    get canUndo() {
      return scenes.history.canUndo;
    },
    get canRedo() {
      return scenes.history.canRedo;
    },
    ...frames.actions,
    ...scenes.actions,
    ...createSceneActions(now, edit, typing),
    ...createOptimizerActions(now, set, edit),
    ...playing,
    ...createReaderActions(now, set, playing.pause),
    get pointing() {
      return pointing;
    },
    takePlaces(by) {
      pointing = by;
    },

    setSystemTheme(theme) {
      systemTheme = theme;
      if (state.scene.view.theme === 'auto') set(lookOf(state.scene));
    },
    useModels(part, report) {
      frames.models.use(part);
      // What was taken before the models' own code could look at it.
      const { scene } = state;
      if (!scene.model) return;
      const whole = followSuggestions({ ...scene, model: strict(scene.model, report) });
      scenes.standsFor(whole);
      scenes.show(whole);
    },
    dispose() {
      typing.dispose();
      frames.end();
    },
  };
}
