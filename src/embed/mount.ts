import { pageAddress } from '../app/page-address.ts';
import { createAddress, browserAddress } from '../app/address.ts';
import type { App } from '../app/app.ts';
import { isOpen } from '../app/asking.ts';
import { browserClock } from '../app/clock.ts';
import { createApp, type RootApp } from '../app/create-app.ts';
import { lazyView } from '../ui/lazy-view.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';
import { samplesFor } from '../app/samples.ts';
import { shownView } from '../app/shown-view.ts';
import type { AppView, Frame } from '../app/state.ts';
import { type EmbedPanel, embedPanels } from '../core/scene/panels.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { Restored } from '../core/scene/document.ts';
import { linkTo, readFragment, writeFragment } from '../core/scene/url.ts';
import { embed as text } from '../text/en/embed.ts';
import { side as sideText } from '../text/en/side.ts';
import type { MountPanel, Slot, SlotSection } from '../ui/panel.ts';
import { createAnnouncer } from './announcer.ts';
import { startWorker } from '../workers/start.ts';
import type { Events, Problem } from './api.ts';
import { createDispatcher } from './dispatcher.ts';
import { html } from '../ui/dom.ts';
import { createGate } from './gate.ts';
import { createFolds } from './folds.ts';
import { createHostKeys, type HostKeys } from './host-keys.ts';
import { keptPlace } from './keep-place.ts';
import { createLiveStage, type StageLike } from './live-stage.ts';
import { keepManners } from './manners.ts';
import { type Knob, type Part, readOptions } from './options.ts';
import type { ParentLink } from './parent-link.ts';
import { restricted } from './restricted.ts';
import { shownTitle } from './shown-title.ts';
import { pictureOf } from './snapshot.ts';
import { watchSight } from './sight.ts';
import { createStandIn } from './stand-in.ts';
import { createWishedTheme } from './wished-theme.ts';

type Made = AppView & { readonly element: HTMLElement };

/** What may stand beside the stage, whose code comes when some of it is needed. */
export interface PanelMakers {
  /** Fetches what makes a panel of the full page. */
  readonly panel: (id: EmbedPanel) => Promise<MountPanel>;
  readonly controls: (container: HTMLElement, app: App) => AppView;
}

/** What shows a curve, whose code comes with the first one. */
export interface CurvePieces {
  createCurve(stage: HTMLElement, app: App): AppView;
  /** A picture of a frame at a size in pixels, of the stage's proportions where a side is left out. */
  pictureOfCurve(
    frame: Frame,
    stage: HTMLElement,
    size: { readonly width?: number; readonly height?: number },
  ): HTMLCanvasElement;
}

/** The pieces of the full page that an embed is put together from. */
export interface Pieces {
  readonly stage: (container: HTMLElement, app: App, transparent: boolean) => StageLike | null;
  readonly legend: (app: App) => Made;
  readonly transport: (app: App) => Made;
  readonly section: (part: Part) => SlotSection;
  /** Lets the keys act while the focus is inside. */
  readonly keys: (app: App, host: HostKeys) => void;
  readonly panels: () => Promise<PanelMakers>;
  /** The card of a scene's question. */
  readonly ask: (
    app: App,
    movesStart: boolean,
    more: { readonly points: boolean; readonly told: (answer: Events['answer']) => void },
  ) => Promise<Made>;
  /** What draws a loss of one variable in the stage's place. */
  readonly curve: () => Promise<CurvePieces>;
  readonly knobs: (container: HTMLElement, app: App, knobs: readonly Knob[]) => Promise<AppView>;
  /** Has the app show models; asked for with the first scene that has one. `picture` gives the place of what the parameters do. */
  readonly models: (app: RootApp, root: HTMLElement, picture: () => Slot | null) => void;
  /** What looks for minima where they are not known, and names the marks on the stage. */
  readonly marks: (stage: HTMLElement, app: RootApp) => Promise<AppView>;
}

const sideParts = ['model', ...embedPanels, 'controls'] as const;

/** Fills the page with an embed, as its address says, and serves the page around it. */
export function mountEmbed(root: HTMLElement, link: ParentLink, pieces: Pieces): void {
  const { options, problems: wrong } = readOptions(location.search);
  const opening = readFragment(browserAddress.read());
  const problems: readonly Problem[] = [...opening.problems, ...wrong];
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const gate = createGate(browserClock);
  const app: RootApp = createApp({
    scene: opening.scene,
    playhead: keptPlace('', opening.playhead, opening.playhead, options),
    clock: gate,
    loadModels: () =>
      pieces.models(app, root, () => sections.find(({ part }) => part === 'model')?.slot ?? null),
    systemTheme: dark.matches ? 'dark' : 'light',
    startSampling: startWorker,
  });

  const wished = createWishedTheme(app, options);
  dark.addEventListener('change', () => app.setSystemTheme(dark.matches ? 'dark' : 'light'));

  const shows = (part: Part) => options.show.includes(part);
  let isPlayed = false;
  /** Plays what is shown when it is in view, if it is to play by itself. */
  const playOnce = () => {
    if (isPlayed || !gate.isOpen || !options.autoplay || calm) return;
    isPlayed = true;
    app.play();
  };
  const begin = () => {
    const { loop } = options;
    if (Array.isArray(loop)) app.setPlayhead({ range: [loop[0], loop[1]] });
    // Arrows without the equation that names them explain nothing: they come when a reader chooses a run.
    if (!shows('step')) app.select(-1);
    isPlayed = false;
    playOnce();
  };
  const load = ({ scene, playhead }: Pick<Restored, 'scene' | 'playhead'>, given: object | string) => {
    app.load(scene, keptPlace(given, playhead, app.state.playhead, options));
    begin();
  };
  begin();
  const guest = restricted(app, options.interact);
  const stage = html('div', { class: 'stage' });
  const hint = html('p', { class: 'embed-hint', 'aria-hidden': 'true' });
  const opener = html('a', { class: 'embed-open', target: '_blank', rel: 'noopener' }, text.openPage);
  const frame = html('div', { class: 'stage-frame' }, stage, hint);
  const main = html('main', { class: 'middle embed-main', 'aria-label': text.landmarks.stage });
  const side = html('aside', { class: 'embed-side', 'aria-label': text.landmarks.panels });
  root.classList.add('embed');
  if (options.background === 'none') document.documentElement.classList.add('embed-clear');
  const showLook = () => {
    const { theme: now, scene } = app.state;
    document.documentElement.dataset['theme'] = now;
    document.documentElement.toggleAttribute('data-curve', scene.curve);
    document.documentElement.toggleAttribute('data-asking', isOpen(app.state));
  };
  showLook();

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
  const live = shows('stage')
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
    playOnce();
  });
  if (live) {
    main.append(frame);
    if (options.interact === 'none') stage.inert = true;
  }
  const views: AppView[] = [];
  if (shows('legend')) {
    const legend = pieces.legend(app);
    (live ? frame : main).append(legend.element);
    views.push(legend);
  }
  if (shows('transport')) {
    const transport = pieces.transport(app);
    main.append(transport.element);
    views.push(transport);
  }
  const sections = sideParts.filter(shows).map((part) => ({ part, ...pieces.section(part) }));
  for (const { part, section } of sections) {
    section.hidden = false;
    if (part === 'model') section.classList.toggle('is-still', !['all', 'start'].includes(options.interact));
    side.append(section);
  }
  const fillSections = async () => {
    const makers = await pieces.panels();
    for (const { part, slot } of sections) {
      // Filled by what shows models.
      if (part === 'model') continue;
      const views = part === 'controls' ? [makers.controls(slot.body, app)] : await mountPanel(part, slot);
      for (const view of views) app.mount(shownView(slot.body, app, view));
    }
    // What comes into a folded part changes no size that is watched.
    measure();
  };
  if (sections.length > 0) void fillSections();
  const knobs = html('section', { class: 'embed-knobs', 'aria-label': text.landmarks.knobs });
  if (options.knobs.length > 0) {
    main.append(knobs);
    void pieces.knobs(knobs, app, options.knobs).then((view) => {
      view.draw({ state: app.state, derived: app.derived });
      app.mount(view);
      measure();
    });
  }
  (live ? frame : main).append(opener);
  if (main.childElementCount > 0) root.append(main);
  if (side.childElementCount > 0) root.append(side);
  const folds = createFolds(
    { root, main, frame, stage, side },
    options.knobs.length > 0 ? { element: knobs, name: text.folds.knobs } : null,
    sections.map(({ part, section }) => ({
      element: section,
      name: part === 'controls' || part === 'model' ? text.folds[part] : sideText[part].fold,
    })),
    text.landmarks.folds,
  );

  let hiding: ReturnType<typeof setTimeout> | undefined;
  const takes = () => app.pointing !== null;
  keepManners(root, stage, takes, (of) => {
    const mac = /Mac|iPhone|iPad/.test(navigator.userAgent);
    hint.textContent =
      of === 'wheel' ? text.hintWheel(mac ? text.commandKey : text.controlKey) : text.hintTouch;
    hint.classList.add('is-shown');
    clearTimeout(hiding);
    hiding = setTimeout(() => hint.classList.remove('is-shown'), 2200);
  });
  pieces.keys(
    app,
    createHostKeys(options.arrows, (key) => link.emit('key', key)),
  );

  const announcer = createAnnouncer(app, link, problems);
  const dispatch = createDispatcher({
    app,
    now: () => performance.now(),
    load,
    setTheme: wished.set,
    subscribe(events) {
      link.subscribe(events);
      announcer.greet();
    },
    async snapshot(params) {
      const background = getComputedStyle(document.documentElement).backgroundColor;
      if (live && app.state.scene.curve) {
        const { pictureOfCurve } = await pieces.curve();
        const frame = { state: app.state, derived: app.derived };
        return pictureOf([pictureOfCurve(frame, stage, params)], params, background);
      }
      await live?.prepare();
      const drawn = live?.picture({ state: app.state, derived: app.derived }, params);
      if (drawn) return pictureOf([drawn], params, background);
      app.flush();
      return pictureOf([...root.querySelectorAll<HTMLCanvasElement>('.map-box canvas')], params, background);
    },
  });

  let titled: Scene | null = null;
  app.mount({
    draw({ state }) {
      wished.keep();
      showLook();
      if (state.scene !== titled) document.title = shownTitle(app);
      titled = state.scene;
      for (const view of views) view.draw({ state, derived: app.derived });
    },
    dispose() {},
  });
  if (live) {
    app.mount(live);
    app.mount(
      lazyView(
        ({ state }) => state.scene.curve,
        async () => {
          const { createCurve } = await pieces.curve();
          standIn.miss('curve', null);
          // Its name comes with it.
          titled = null;
          return createCurve(stage, guest);
        },
        () => standIn.miss('curve', text.noCurve),
      ),
    );
    app.mount(standIn);
  }
  app.mount(
    lazyView(
      ({ state }) => state.scene.ask !== null,
      async () => {
        const { interact } = options;
        const card = await pieces.ask(guest, interact === 'all' || interact === 'start', {
          points: interact !== 'none',
          told: (answer) => link.emit('answer', answer),
        });
        if (live) frame.after(card.element);
        else root.prepend(card.element);
        return card;
      },
      // Nobody would be asked, and nothing ever seen.
      () => app.lock(),
    ),
  );
  if (live || shows('map') || shows('chart')) {
    // Frames are drawn in view only: what is never seen looks for nothing.
    app.mount(
      lazyView(
        () => true,
        () => pieces.marks(stage, app),
        () => {},
      ),
    );
  }
  app.mount(announcer);
  // The address is read, and read again when the host changes it, but never written: it is the host's.
  const loading: App = Object.assign(Object.create(app) as App, {
    load: (...[scene, playhead]: Parameters<App['load']>) => load({ scene, playhead }, browserAddress.read()),
  });
  const address = createAddress(loading, { ...browserAddress, replace: () => {} }, () => {});
  app.mount(address);

  const point = () => {
    const { scene, playhead } = app.state;
    // A theme that the article asked for is the article's and not the scene's.
    const view = wished.now === null ? scene.view : { ...scene.view, theme: opening.scene.view.theme };
    opener.href = linkTo(pageAddress(), writeFragment({ ...scene, view }, playhead));
  };
  point();
  for (const type of ['pointerenter', 'focus', 'pointerdown'] as const) opener.addEventListener(type, point);

  const measure = () => {
    app.setResolution(samplesFor(Math.max(stage.clientWidth, stage.clientHeight) * devicePixelRatio));
    announcer.setHeight(folds.fit());
  };
  // A frame that is out of view may be told of no sizes until it is in view; its place has to be kept before.
  if (root.clientWidth > 0) measure();
  const measured = new ResizeObserver(measure);
  for (const element of [root, main, side, knobs]) measured.observe(element);
  watchPixelRatio(() => {
    measure();
    app.invalidate();
  });

  link.serve(dispatch);
  document.documentElement.dataset['ready'] = '';
}
