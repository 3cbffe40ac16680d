import { withParameterValue } from '../core/scene/parameters.ts';
import type { ScenePlayhead } from '../core/scene/document.ts';
import { follow, settle, suggestAgain } from '../core/scene/follow.ts';
import { strict } from '../core/scene/model-door.ts';
import { defaultPlayhead, isDomain, isPlace } from '../core/scene/limits.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { WorkerClient } from '../workers/client.ts';
import type { App } from './app.ts';
import { createHider, isOpen, locked, settledState, unasked, withGuess } from './asking.ts';
import type { Clock } from './clock.ts';
import type { FoundCritical } from './critical.ts';
import { createDeriver } from './derive.ts';
import { coloured, plainFigure, refigured } from './figure.ts';
import { createHistory } from './history.ts';
import { createModelSlot } from './model-slot.ts';
import { sceneOnCurve } from './on-curve.ts';
import { createOptimizerActions } from './optimizer-actions.ts';
import { createPlayer } from './player.ts';
import { advanced, createPlayheadActions } from './playhead-actions.ts';
import { createSampler } from './sampler.ts';
import { onEntry, placed, withCamera } from './scene-edits.ts';
import { createScheduler } from './scheduler.ts';
import { shownWith } from './shown-state.ts';
import type { Beginning, Past, Situation } from './situation.ts';
import type { AppView, Derived, Figure, ModelPart, State } from './state.ts';
import { createTyping } from './typing.ts';

/** An edit of this group moves the camera: shown at once, but nothing that undo should step through. */
const cameraGroup = 'camera';

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

export function createApp(options: AppOptions): RootApp {
  const { clock } = options;
  let systemTheme = options.systemTheme;
  let resolution = 257;
  const themed = ({ view: { theme } }: Scene, figure: Figure) =>
    coloured(theme === 'auto' ? systemTheme : theme, figure);
  const opened: State = {
    scene: options.scene,
    playhead: { ...(options.playhead ?? defaultPlayhead), playing: false },
    selected: options.scene.optimizers.length - 1,
    hover: null,
    draft: null,
    dropped: null,
    stage: null,
    lit: null,
    picked: null,
    asked: unasked,
    ...themed(options.scene, plainFigure),
    figure: plainFigure,
  };
  let state = settledState(opened, opened);

  const views = new Set<AppView>();
  const sampler = createSampler(clock, () => scheduler.invalidate(), options.startSampling ?? null);
  const derive = createDeriver(sampler);
  let found: FoundCritical | null = null;
  let history = createHistory<Past>();
  let beginning: Beginning = { scene: state.scene, playhead: state.playhead };
  const player = createPlayer();
  let drawn: { state: State; derived: Derived } | null = null;
  const models = createModelSlot(options.models ?? null, options.loadModels);
  const whole = (): Derived => {
    const shown = models.derive(state);
    if (shown) return shown;
    // What was shown before stays until a model can be shown.
    return (state.scene.model ? drawn?.derived : null) ?? derive(state, resolution, found);
  };

  const hide = createHider();
  const derived = () => (isOpen(state) ? hide(whole()) : whole());

  const deriveFrame = (): Derived => {
    const before = drawn?.state.scene;
    const { domain, formula } = state.scene;
    sampler.beginFrame(before !== undefined && (before.domain !== domain || before.formula !== formula));
    return derived();
  };

  /** Takes over where a model's plane has put the scene. */
  const followModel = () => {
    const scene = models.follow(state);
    if (scene === state.scene) return;
    if (beginning.scene === state.scene) beginning = { ...beginning, scene };
    state = { ...state, scene };
  };

  const onCurve = shownWith(sceneOnCurve);
  let stale = true;
  let pointing: App['pointing'] = null;

  const scheduler = createScheduler(clock, () => {
    followModel();
    if (state.playhead.playing) {
      const playhead = advanced(player, state, models.ready(state.scene), clock.now());
      if (playhead !== state.playhead) state = { ...state, playhead };
    }
    const made = deriveFrame();
    const shown = state.scene.curve ? onCurve(state) : models.shown(state);
    const frame = { state: shown, derived: made };
    // Between two steps of a slow playback there is nothing new to draw.
    if (stale || !drawn || drawn.state !== frame.state || drawn.derived !== frame.derived) {
      stale = false;
      drawn = frame;
      for (const view of views) view.draw(frame);
    }
    if (state.playhead.playing) scheduler.invalidate();
  });

  const set = (change: Partial<State>) => {
    state = settledState({ ...state, ...change }, state);
    scheduler.invalidate();
  };

  const setScene = (scene: Scene) => {
    const step = Math.min(state.playhead.step, scene.steps);
    const playhead = step === state.playhead.step ? state.playhead : { ...state.playhead, step };
    if (playhead !== state.playhead) player.restart(step, clock.now());
    set({
      scene,
      playhead,
      selected: Math.min(state.selected, scene.optimizers.length - 1),
      ...themed(scene, state.figure),
    });
  };

  const now = (): Past => ({ scene: state.scene, beginning });
  const goTo = (past: Past | null) => {
    if (!past) return;
    ({ beginning } = past);
    setScene(withCamera(past.scene, state.scene));
  };

  const edit = (change: (scene: Scene) => Scene, group?: string) => {
    const changed = change(state.scene);
    if (changed === state.scene) return;
    const next = settle(changed, state.scene);
    if (group !== cameraGroup) history.push(now(), group);
    setScene(next);
  };

  const typing = createTyping({ clock, state: () => state, set, edit });

  const playing = createPlayheadActions({ clock, player, state: () => state, set });

  const app: RootApp = {
    get state() {
      return state;
    },
    get derived() {
      return derived();
    },
    mount(view) {
      views.add(view);
      app.invalidate();
      return () => void views.delete(view);
    },
    invalidate() {
      stale = true;
      scheduler.invalidate();
    },

    edit,
    load(scene, playhead) {
      typing.drop();
      history.push(now(), undefined);
      beginning = { scene, playhead };
      const { speed, loop } = playhead;
      const step = Math.min(playhead.step, scene.steps);
      player.restart(step, clock.now());
      set({
        playhead: { step, speed, loop, playing: false },
        selected: scene.optimizers.length - 1,
        hover: null,
        stage: null,
        lit: null,
      });
      setScene(scene);
    },
    reset() {
      typing.drop();
      const { scene, playhead } = beginning;
      if (scene !== state.scene) history.push(now(), undefined);
      playing.pause();
      set({ asked: unasked });
      setScene(scene);
      playing.seek(playhead.step);
    },
    get canReset() {
      return state.scene !== beginning.scene || state.draft !== null;
    },
    get canUndo() {
      return history.canUndo;
    },
    get canRedo() {
      return history.canRedo;
    },
    undo() {
      typing.drop();
      goTo(history.undo(now()));
    },
    redo() {
      typing.drop();
      goTo(history.redo(now()));
    },

    setLoss(id) {
      const there = onEntry(state.scene, id);
      if (there === state.scene) return;
      typing.drop();
      edit(() => there);
    },
    typeFormula: (text) => typing.type(text),
    setFormula: (text) => typing.take(text),
    setParameter: (name, value, group) =>
      edit((scene) => withParameterValue(scene, name, value) ?? scene, group),
    setDomain(domain) {
      if (isDomain(domain)) edit((scene) => placed(scene, 'domain', domain), 'domain');
    },
    setStart(start, group) {
      // A model begins at its initial weights.
      if (state.scene.model) return;
      if (!start.every(isPlace)) return;
      edit((scene) => placed(scene, 'start', start), group);
    },
    ...createOptimizerActions({ state: () => state, set, edit }),
    suggest(what) {
      edit((scene) => suggestAgain(scene, what));
    },
    setView(change, group) {
      edit((scene) => ({ ...scene, view: { ...scene.view, ...change } }), group);
    },

    ...playing,
    select(index) {
      if (index !== state.selected) set({ selected: index });
    },
    hover(at) {
      if (at !== state.hover) set({ hover: at });
    },

    setStage(stage) {
      if (stage !== null) playing.pause();
      if (stage !== state.stage) set({ stage });
    },
    light(key) {
      if (key !== state.lit) set({ lit: key });
    },
    pick: (row) => set({ picked: row }),
    get pointing() {
      return pointing;
    },
    takePlaces(by) {
      pointing = by;
    },
    guess: (guess) => set({ asked: withGuess(state.asked, guess) }),
    lock() {
      const changed = locked(state);
      if (changed) set(changed);
    },
    askAgain: () => set({ asked: unasked }),
    setFigure(change) {
      const changed = refigured(state, change);
      if (changed) set(changed);
    },

    setSystemTheme(theme) {
      systemTheme = theme;
      if (state.scene.view.theme === 'auto') set(coloured(theme, state.figure));
    },
    setCritical(next) {
      found = next;
      scheduler.invalidate();
    },
    useModels(part, report) {
      models.use(part);
      // What was taken before the models' own code could look at it.
      const { scene } = state;
      if (!scene.model) return;
      const whole = follow({ ...scene, model: strict(scene.model, report) });
      if (beginning.scene === scene) beginning = { ...beginning, scene: whole };
      setScene(whole);
    },
    setResolution(samples) {
      if (samples === resolution) return;
      resolution = samples;
      app.invalidate();
    },
    exchange(change) {
      typing.rest();
      const { scene, playhead, selected, draft, stage } = state;
      const {
        history: past,
        beginning: begun,
        ...shown
      } = change({ scene, playhead, selected, draft, stage, history, beginning });
      [history, beginning] = [past, begun];
      player.restart(shown.playhead.step, clock.now());
      set({ ...shown, hover: null, lit: null, ...themed(shown.scene, state.figure) });
    },
    flush: scheduler.flush,
    dispose() {
      typing.dispose();
      scheduler.dispose();
      sampler.dispose();
      models.dispose();
      for (const view of views) view.dispose();
      views.clear();
    },
  };
  return app;
}
