import type { AppOptions, RootApp } from './create-app.ts';
import type { FoundCritical } from './critical.ts';
import { createHider, isOpen } from './asking.ts';
import { createDeriver } from './derive.ts';
import { createModelSlot, type ModelSlot } from './model-slot.ts';
import type { createPlayer } from './player.ts';
import { advanced } from './playhead-actions.ts';
import { createSurfaceSampler } from './sampler.ts';
import { createScheduler } from './scheduler.ts';
import { shownWith } from './shown-state.ts';
import { noOverlays } from '../core/scene/overlays.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { AppView, Derived, Frame, State } from './state.ts';

/** What is drawn of a state, and when: one frame at most is asked for, and none while nothing has changed. */
export interface Frames {
  readonly models: ModelSlot;
  /** What follows from the state, now. */
  derived(): Derived;
  /** Asks for a frame in which what has changed is drawn. */
  ask(): void;
  /** Ends all that is drawn and computed. */
  end(): void;
  /** What an App has of it. */
  readonly actions: Pick<RootApp, 'mount' | 'invalidate' | 'setCritical' | 'setResolution' | 'flush'>;
}

/**
 * @param keep takes over what the frame itself has found, for which no other is asked
 * @param follow takes over where a model's plane has put the scene
 */
export function createFrames(
  options: Pick<AppOptions, 'clock' | 'startSampling' | 'models' | 'loadModels'>,
  player: ReturnType<typeof createPlayer>,
  state: () => State,
  keep: (change: Partial<State>) => void,
  follow: (scene: Scene) => void,
): Frames {
  const { clock } = options;
  const views = new Set<AppView>();
  const sampler = createSurfaceSampler(clock, () => scheduler.invalidate(), options.startSampling ?? null);
  const derive = createDeriver(sampler);
  const models = createModelSlot(options.models ?? null, options.loadModels);
  const hide = createHider();
  const onCurve = shownWith(sceneOnCurve);
  let resolution = 257;
  let found: FoundCritical | null = null;
  let drawn: Frame | null = null;
  let stale = true;

  const whole = (): Derived => {
    const shown = models.derive(state());
    if (shown) return shown;
    // What was shown before stays until a model can be shown.
    return (state().scene.model ? drawn?.derived : null) ?? derive(state(), resolution, found);
  };
  const derived = () => (isOpen(state()) ? hide(whole()) : whole());

  const deriveFrame = (): Derived => {
    const before = drawn?.state.scene;
    const { domain, formula } = state().scene;
    sampler.beginFrame(before !== undefined && (before.domain !== domain || before.formula !== formula));
    return derived();
  };

  const scheduler = createScheduler(clock, () => {
    const placed = models.follow(state());
    if (placed !== state().scene) follow(placed);
    const { playhead, scene } = state();
    if (playhead.playing) {
      const next = advanced(player, state(), models.ready(scene), clock.now());
      if (next !== playhead) keep({ playhead: next });
    }
    const made = deriveFrame();
    const frame = { state: scene.curve ? onCurve(state()) : models.shown(state()), derived: made };
    // Between two steps of a slow playback there is nothing new to draw.
    if (stale || !drawn || drawn.state !== frame.state || drawn.derived !== frame.derived) {
      stale = false;
      drawn = frame;
      for (const view of views) view.draw(frame);
    }
    if (state().playhead.playing) scheduler.invalidate();
  });
  const invalidate = () => {
    stale = true;
    scheduler.invalidate();
  };

  return {
    models,
    derived,
    ask: scheduler.invalidate,
    end() {
      scheduler.dispose();
      sampler.dispose();
      models.dispose();
      for (const view of views) view.dispose();
      views.clear();
    },
    actions: {
      mount(view) {
        views.add(view);
        invalidate();
        return () => void views.delete(view);
      },
      invalidate,
      setCritical(next) {
        found = next;
        scheduler.invalidate();
      },
      setResolution(samples) {
        if (samples === resolution) return;
        resolution = samples;
        invalidate();
      },
      flush: scheduler.flush,
    },
  };
}

/** The scene without what is drawn of surfaces alone: of the overlays a curve has its tangent and its parabola. */
function sceneOnCurve(scene: Scene): Scene {
  const { view } = scene;
  const { tangent, taylor } = view.overlays;
  return { ...scene, view: { ...view, overlays: { ...noOverlays, tangent, taylor } } };
}
