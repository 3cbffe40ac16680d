import { createAddress, browserAddress } from '../app/address.ts';
import type { App } from '../app/app.ts';
import { isOpen } from '../app/asking.ts';
import { browserClock } from '../app/clock.ts';
import { createApp, type RootApp } from '../app/create-app.ts';
import { samplesFor } from '../app/samples.ts';
import type { AppView } from '../app/state.ts';
import type { EmbedPanel } from '../core/scene/panels.ts';
import type { Scene } from '../core/scene/scene.ts';
import { readFragment } from '../core/scene/url.ts';
import { embed as text } from '../text/en/embed.ts';
import { side as sideText } from '../text/en/side.ts';
import type { Slot } from '../ui/panel.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';
import { startWorker } from '../workers/start.ts';
import { createAnnouncer } from './announcer.ts';
import type { Problem } from './api.ts';
import { createDispatcher } from './dispatcher.ts';
import { createFolds, type Folds } from './folds.ts';
import { createGate } from './gate.ts';
import { createHostKeys } from './host-keys.ts';
import { keptPlace } from './keep-place.ts';
import { lateCurve, lateMarks, lateQuestion } from './late-views.ts';
import { type EmbedLayout, layOutEmbed } from './layout.ts';
import { createLiveStage } from './live-stage.ts';
import { keepManners } from './manners.ts';
import { createOpener } from './opener.ts';
import { type EmbedOptions, readOptions } from './options.ts';
import type { ParentLink } from './parent-link.ts';
import { type EmbedParts, fillEmbed } from './parts.ts';
import type { Pieces } from './pieces.ts';
import { createEmbedPlaying } from './playing.ts';
import { restricted } from './restricted.ts';
import { shownTitle } from './shown-title.ts';
import { watchSight } from './sight.ts';
import { takeSnapshot } from './snapshot.ts';
import { createStandIn } from './stand-in.ts';
import { createWheelHint } from './wheel-hint.ts';
import { createWishedTheme, type WishedTheme } from './wished-theme.ts';

/** Fills the page with an embed, as its address says, and serves the page around it. */
export function mountEmbed(root: HTMLElement, link: ParentLink, pieces: Pieces): void {
  const { options, problems: wrong } = readOptions(location.search);
  const opening = readFragment(browserAddress.read());
  const problems: readonly Problem[] = [...opening.problems, ...wrong];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const gate = createGate(browserClock);
  const app: RootApp = createApp({
    scene: opening.scene,
    playhead: keptPlace('', opening.playhead, opening.playhead, options),
    clock: gate,
    loadModels: () =>
      pieces.models(app, root, () => parts.sections.find(({ part }) => part === 'model')?.slot ?? null),
    systemTheme: dark.matches ? 'dark' : 'light',
    startSampling: startWorker,
  });

  const wished = createWishedTheme(app, options);
  dark.addEventListener('change', () => app.setSystemTheme(dark.matches ? 'dark' : 'light'));
  const playing = createEmbedPlaying(app, gate, options);
  playing.begin();
  const guest = restricted(app, options.interact);
  const layout = layOutEmbed(root, options);
  const { stage, main, side } = layout;
  showLook(app);

  const mountPanel = async (id: EmbedPanel, slot: Slot): Promise<readonly AppView[]> => {
    const { panel } = await pieces.panels();
    return (await panel(id))(slot, { app, reader: guest, page: null });
  };
  // The map's tools stand over it.
  const standIn = createStandIn(
    stage,
    () => mountPanel('map', { body: stage, note: stage, title: stage }),
    () => app.invalidate(),
  );
  const live = options.show.includes('stage')
    ? createLiveStage(stage, {
        make: () => pieces.stage(stage, guest, options.background === 'none'),
        invalidate: () => app.invalidate(),
        isIdle: () => app.state.scene.curve,
        failed: () => standIn.miss('surface', text.noWebGL),
      })
    : null;
  watchSight(root, (inView, hasSize) => {
    gate.set(inView);
    root.dataset['draws'] = String(inView);
    live?.setShown(inView, hasSize);
    playing.playOnce();
  });
  const parts = fillEmbed({ app, options, pieces, layout, mountPanel, measure: () => measure() });
  layout.ground.append(createOpener(app, wished, opening.scene.view.theme));
  if (main.childElementCount > 0) root.append(main);
  if (side.childElementCount > 0) root.append(side);
  const folds = foldsOf(layout, parts, options);

  keepManners(root, stage, () => app.pointing !== null, createWheelHint(layout.hint));
  pieces.keys(
    app,
    createHostKeys(options.arrows, (key) => link.emit('key', key)),
  );
  const announcer = createAnnouncer(app, link, problems);
  const dispatch = createDispatcher({
    app,
    now: browserClock.now,
    load: playing.load,
    setTheme: wished.set,
    subscribe(events) {
      link.subscribe(events);
      announcer.greet();
    },
    snapshot: (params) => takeSnapshot(app, live, layout, pieces, params),
  });

  const named = createNamed(app, wished, parts.views);
  app.mount(named);
  if (live) {
    app.mount(live);
    app.mount(lateCurve(guest, pieces, stage, standIn, named.nameAgain));
    app.mount(standIn);
  }
  app.mount(lateQuestion(app, guest, pieces, options, layout, link));
  // Frames are drawn in view only: what is never seen looks for nothing.
  if (live || options.show.includes('map') || options.show.includes('chart'))
    app.mount(lateMarks(app, pieces, stage));
  app.mount(announcer);
  // The address is read, and read again when the host changes it, but never written: it is the host's.
  const loading: App = Object.assign(Object.create(app) as App, {
    load: (...[scene, playhead]: Parameters<App['load']>) =>
      playing.load({ scene, playhead }, browserAddress.read()),
  });
  app.mount(createAddress(loading, { ...browserAddress, replace: () => {} }, () => {}));

  const measure = () => {
    app.setResolution(samplesFor(Math.max(stage.clientWidth, stage.clientHeight) * devicePixelRatio));
    announcer.setHeight(folds.fit());
  };
  watchSizes([root, main, side, parts.knobs], measure, app);
  link.serve(dispatch);
  document.documentElement.dataset['ready'] = '';
}

function showLook({ state }: App): void {
  const { documentElement } = document;
  documentElement.dataset['theme'] = state.theme;
  documentElement.toggleAttribute('data-curve', state.scene.curve);
  documentElement.toggleAttribute('data-asking', isOpen(state));
}

/** The parts that are folded where there is no room for all of them, under their names. */
function foldsOf(
  { root, main, frame, stage, side }: EmbedLayout,
  parts: EmbedParts,
  options: EmbedOptions,
): Folds {
  return createFolds(
    { root, main, frame, stage, side },
    options.knobs.length > 0 ? { element: parts.knobs, name: text.folds.knobs } : null,
    parts.sections.map(({ part, section }) => ({
      element: section,
      name: part === 'controls' || part === 'model' ? text.folds[part] : sideText[part].fold,
    })),
    text.landmarks.folds,
  );
}

/** What is true of the whole document, theme and title, and the views that are there from the start. */
function createNamed(
  app: App,
  wished: WishedTheme,
  views: readonly AppView[],
): AppView & { readonly nameAgain: () => void } {
  let titled: Scene | null = null;
  return {
    // What is shown has a name only when its code has come.
    nameAgain() {
      titled = null;
    },
    draw({ state }) {
      wished.keep();
      showLook(app);
      if (state.scene !== titled) document.title = shownTitle(app);
      titled = state.scene;
      for (const view of views) view.draw({ state, derived: app.derived });
    },
    dispose() {},
  };
}

/** Measures when a size has changed, or how many pixels there are to it. */
function watchSizes(elements: readonly HTMLElement[], measure: () => void, app: App): void {
  // A frame that is out of view may be told of no sizes until it is in view; its place has to be kept before.
  if (elements[0]!.clientWidth > 0) measure();
  const measured = new ResizeObserver(measure);
  for (const element of elements) measured.observe(element);
  watchPixelRatio(() => {
    measure();
    app.invalidate();
  });
}
