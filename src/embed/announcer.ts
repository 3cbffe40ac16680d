import type { App } from '../app/app.ts';
import type { AppView, Frame } from '../app/state.ts';
import type { Problem } from './api.ts';
import { documentOfApp } from './dispatcher.ts';
import type { ParentLink } from './parent-link.ts';
import { shownTitle } from './shown-title.ts';

/** Milliseconds between two tellings of a scene that keeps changing. */
const CHANGE_INTERVAL = 250;

/** Tells the host what happens. */
export interface Announcer extends AppView {
  /** Tells again what a newcomer has missed. */
  greet(): void;
  setHeight(height: number): void;
}

/** Tells steps as they are shown, scenes a few times a second, the height when it is another one. */
export function createAnnouncer(app: App, link: ParentLink, problems: readonly Problem[]): Announcer {
  let last: Frame | null = null;
  let height = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellScene = () => {
    timer = undefined;
    link.emit('change', { scene: documentOfApp(app), title: shownTitle(app) });
  };
  return {
    greet() {
      link.emit('ready', { version: 1, title: shownTitle(app) });
      if (height > 0) link.emit('height', { height });
      if (problems.length > 0) link.emit('problem', { problems });
    },
    setHeight(now) {
      if (now === height) return;
      height = now;
      link.emit('height', { height });
    },
    draw(frame) {
      const before = last;
      last = frame;
      if (!before) return;
      const { scene, playhead } = frame.state;
      const was = before.state.playhead;
      if (
        playhead.step !== was.step ||
        playhead.playing !== was.playing ||
        scene.steps !== before.state.scene.steps
      ) {
        link.emit('step', { step: playhead.step, steps: scene.steps, playing: playhead.playing });
      }
      if (scene !== before.state.scene) timer ??= setTimeout(tellScene, CHANGE_INTERVAL);
    },
    dispose() {
      clearTimeout(timer);
    },
  };
}
