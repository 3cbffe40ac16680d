import { settle } from '../core/scene/follow.ts';
import type { Scene } from '../core/scene/scene.ts';
import { unasked } from './asking.ts';
import type { Clock } from './clock.ts';
import type { RootApp } from './create-app.ts';
import { createHistory, type History } from './history.ts';
import type { createPlayer } from './player.ts';
import type { createPlayheadActions } from './playhead-actions.ts';
import { withCamera } from './scene-edits.ts';
import type { Beginning, Past } from './situation.ts';
import type { State } from './state.ts';
import { createTyping, type Typing } from './typing.ts';

/** An edit of this group moves the camera: shown at once, but nothing that undo should step through. */
const cameraGroup = 'camera';

/** The one document: how it is edited, what it was before, and what it was opened with. */
export interface EditedDocument {
  readonly typing: Typing;
  readonly canReset: boolean;
  readonly history: History<Past>;
  /** Shows a scene in the present one's place, which is no edit. */
  show(scene: Scene): void;
  /** The present scene is about to become another that stands for the same: what began with it begins with that one. */
  standsFor(scene: Scene): void;
  /** What an App has of it. */
  readonly actions: Pick<RootApp, 'edit' | 'load' | 'reset' | 'undo' | 'redo' | 'exchange'>;
}

/** @param themed what a scene is drawn with, which follows from its theme */
export function createDocument(
  clock: Clock,
  player: ReturnType<typeof createPlayer>,
  playing: ReturnType<typeof createPlayheadActions>,
  state: () => State,
  set: (change: Partial<State>) => void,
  themed: (scene: Scene) => Partial<State>,
): EditedDocument {
  let history = createHistory<Past>();
  let beginning: Beginning = { scene: state().scene, playhead: state().playhead };

  const show = (scene: Scene) => {
    let { playhead } = state();
    const { steps } = scene;
    if (playhead.step > steps) {
      player.restart(steps, clock.now());
      playhead = { ...playhead, step: steps };
    }
    set({
      scene,
      playhead,
      selected: Math.min(state().selected, scene.optimizers.length - 1),
      ...themed(scene),
    });
  };
  const now = (): Past => ({ scene: state().scene, beginning });
  const goTo = (past: Past | null) => {
    if (!past) return;
    ({ beginning } = past);
    show(withCamera(past.scene, state().scene));
  };
  const edit = (change: (scene: Scene) => Scene, group?: string) => {
    const before = state().scene;
    const changed = change(before);
    if (changed === before) return;
    const next = settle(changed, before);
    if (group !== cameraGroup) history.push(now(), group);
    show(next);
  };
  const typing = createTyping(clock, state, set, edit);

  return {
    typing,
    get canReset() {
      return state().scene !== beginning.scene || state().draft !== null;
    },
    get history() {
      return history;
    },
    show,
    standsFor(scene) {
      if (beginning.scene === state().scene) beginning = { ...beginning, scene };
    },
    actions: {
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
        show(scene);
      },
      reset() {
        typing.drop();
        const { scene, playhead } = beginning;
        if (scene !== state().scene) history.push(now(), undefined);
        playing.pause();
        set({ asked: unasked });
        show(scene);
        playing.seek(playhead.step);
      },
      undo() {
        typing.drop();
        goTo(history.undo(now()));
      },
      redo() {
        typing.drop();
        goTo(history.redo(now()));
      },
      exchange(change) {
        typing.rest();
        const { scene, playhead, selected, draft, stage } = state();
        const next = change({ scene, playhead, selected, draft, stage, history, beginning });
        const { history: past, beginning: begun, ...shown } = next;
        [history, beginning] = [past, begun];
        player.restart(shown.playhead.step, clock.now());
        set({ ...shown, hover: null, lit: null, ...themed(shown.scene) });
      },
    },
  };
}
