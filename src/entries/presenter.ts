/** Composition root of the presenter's window. */
import { browserClock } from '../app/clock.ts';
import { createApp, type RootApp } from '../app/create-app.ts';
import { createMap } from '../charts/map/map.ts';
import { defaultScene } from '../core/scene/defaults.ts';
import { defaultPlayhead } from '../core/scene/limits.ts';
import { readFragment } from '../core/scene/url.ts';
import type { Talk } from '../core/talk/talk.ts';
import { type Situation, situationOf } from '../app/situation.ts';
import { preparedScenes } from '../present/prepared.ts';
import { startPresenter } from '../present/presenter/presenter.ts';
import { withTheme } from '../present/theme.ts';
import { browserTimer } from '../present/timer.ts';
import { present } from '../text/en/present.ts';
import '../text/en/scene-faults.ts';

export async function openPresenter(root: HTMLElement, session: string): Promise<void> {
  document.title = present.presenter.title;
  const [showNow, showNext] = [createPicture(), createPicture()];
  let fragment: string | null = null;
  let current = situationOf(defaultScene(), defaultPlayhead);
  let shown: Talk | null = null;
  let prepared = preparedScenes({ version: 1, title: '', scenes: [] });
  const pictures = {
    now(element: HTMLElement, next: string, step: number) {
      if (next !== fragment) current = situationOf(readFragment(next).scene, defaultPlayhead);
      fragment = next;
      showNow(element, current, step);
    },
    next(element: HTMLElement, talk: Talk, at: number) {
      const scene = talk.scenes[at];
      if (!scene) return;
      if (talk !== shown) prepared = preparedScenes(talk);
      shown = talk;
      const { enter } = scene;
      const situation = prepared(at);
      // What it will have shown when it is over.
      const last = enter.kind === 'range' ? enter.to : situation.scene.steps;
      showNext(element, situation, enter.kind === 'still' ? situation.playhead.step : last);
    },
  };
  await startPresenter(root, session, { now: Date.now, timer: browserTimer }, pictures);
}

/** A scene at a step, seen from above, in an element: always the same one. */
function createPicture(): (element: HTMLElement, situation: Situation, step: number) => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const app: RootApp = createApp({
    scene: defaultScene(),
    clock: browserClock,
    systemTheme: dark.matches ? 'dark' : 'light',
    loadModels: () => void import('./models.ts').then(({ connectModels }) => connectModels(app)),
  });
  dark.addEventListener('change', () => app.setSystemTheme(dark.matches ? 'dark' : 'light'));
  let mounted = false;
  let shown: Situation['scene'] | null = null;
  return (element, situation, step) => {
    if (situation.scene !== shown) app.exchange(() => withTheme(situation, 'auto'));
    shown = situation.scene;
    app.seek(step);
    if (!mounted) app.mount(createMap(element, app, document.createElement('div')));
    mounted = true;
  };
}
