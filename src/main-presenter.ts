/** Composition root of the presenter's window. */
import { browserClock } from './app/clock.ts';
import { createApp } from './app/create-app.ts';
import { createMap } from './charts/map.ts';
import { defaultScene } from './core/scene/defaults.ts';
import type { Talk } from './core/talk/talk.ts';
import { preparedScenes } from './present/prepared.ts';
import { startPresenter } from './present/presenter/presenter.ts';
import { withTheme } from './present/theme.ts';
import { browserTimer } from './present/timer.ts';
import { present } from './text/en/present.ts';

export async function openPresenter(root: HTMLElement, session: string): Promise<void> {
  document.title = present.presenter.title;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const app = createApp({
    scene: defaultScene(),
    clock: browserClock,
    systemTheme: dark.matches ? 'dark' : 'light',
  });
  dark.addEventListener('change', () => app.setSystemTheme(dark.matches ? 'dark' : 'light'));

  let mounted = false;
  let shown: Talk | null = null;
  let prepared = preparedScenes({ version: 1, title: '', scenes: [] });
  const showNext = (picture: HTMLElement, talk: Talk, at: number) => {
    const scene = talk.scenes[at];
    if (!scene) return;
    if (talk !== shown) prepared = preparedScenes(talk);
    shown = talk;
    app.exchange(() => withTheme(prepared(at), 'auto'));
    const { enter } = scene;
    // What it will have shown when it is over.
    if (enter.kind === 'range') app.seek(enter.to);
    else if (enter.kind !== 'still') app.seek(app.state.scene.steps);
    if (!mounted) app.mount(createMap(picture, app, document.createElement('div')));
    mounted = true;
  };
  await startPresenter(root, session, { now: Date.now, timer: browserTimer }, showNext);
}
