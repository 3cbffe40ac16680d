/** Composition root of the full page. */
import { browserAddress, createAddress, readAddress } from '../app/address.ts';
import { browserClock } from '../app/clock.ts';
import { createComparison } from '../app/comparison.ts';
import { createApp, type RootApp } from '../app/create-app.ts';
import { lazyView } from '../ui/lazy-view.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';
import { playsByItself } from '../app/own-start.ts';
import { isPresentationAsked } from '../app/presenting.ts';
import { samplesFor } from '../app/samples.ts';
import type { Problem } from '../core/scene/document.ts';
import { defaultScene } from '../core/scene/defaults.ts';
import { createFileTools } from '../panels/file.ts';
import { createStrip } from '../panels/compare/strip.ts';
import { createMenu, menuItem } from '../panels/menu.ts';
import { createLateTools, type PagePieces } from './late-tools.ts';
import { createShell, type Shell } from '../panels/shell.ts';
import { createWindowTitle } from '../panels/title.ts';
import { createPrinting } from '../ui/printing.ts';
import { compare as compareText } from '../text/en/compare.ts';
import { embedButton as embedText } from '../text/en/embed-button.ts';
import { lateTools as lateText } from '../text/en/late-tools.ts';
import { panels as panelsText } from '../text/en/panels.ts';
import { scene as sceneText } from '../text/en/scene.ts';
import { stage as stageText } from '../text/en/stage.ts';
import { createStage } from '../view3d/stage.ts';
import { startWorker } from '../workers/start.ts';

/** Fills the page. Settles when everything is in its place. */
export async function startPage(root: HTMLElement): Promise<void> {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const opening = await readAddress(browserAddress).catch(() => null);
  const models = () => import('./models.ts');
  let modelsLoaded: Promise<void> | null = null;
  const loadModels = () =>
    (modelsLoaded ??= models().then(
      ({ showModels }) => showModels(app, root, shell, shell.notify),
      () => shell.notify(panelsText.modelsFailed),
    ));
  // Fetched before the first picture, which would be another's without it.
  const { model } = opening?.scene ?? {};
  if (model)
    await models()
      .then(({ fetchData }) => fetchData(model))
      .catch(() => {});
  const app: RootApp = createApp({
    scene: opening?.scene ?? defaultScene(),
    ...(opening && { playhead: opening.playhead }),
    clock: browserClock,
    systemTheme: dark.matches ? 'dark' : 'light',
    startSampling: startWorker,
    loadModels,
  });
  const { playhead: untouched } = app.state;
  dark.addEventListener('change', () => app.setSystemTheme(dark.matches ? 'dark' : 'light'));

  const shell = createShell(root, app, (what) => late.run(what));
  const stage = createStage(shell.stage, app);
  if (app.state.scene.model) await loadModels();
  app.mount(shell);
  if (stage) app.mount(stage);

  const sayProblems = problemSayer(shell, stage !== null);
  const sayUnread = () => shell.notify(sceneText.unread);
  if (opening) sayProblems(opening.problems);
  else sayUnread();
  const embed = embedItem(root, app, shell);
  const printing = createPrinting({
    load: async () => (await import('./print.ts')).loadScenePaper({ app, shell }),
  });
  const pieces: PagePieces = { app, root, shell, stage, printing, sayProblems };
  const late = createLateTools(pieces);
  const files = createFileTools(app, root, {
    loaded: sayProblems,
    refused: shell.notify,
    other: late.openTalkFile,
  });
  const openTalk = (fragment: string) => {
    // A talk that is to be presented at once does not take the place of one's own.
    if (!isPresentationAsked(location.search)) late.openTalkLink(fragment);
  };
  const isOwnScene = browserAddress.read() === '';
  app.mount(createWindowTitle(app, isOwnScene));
  app.mount(createAddress(app, browserAddress, sayProblems, sayUnread, openTalk));
  const [link, save] = files.share;
  const share = createMenu('share', lateText.share, [link, embed, ...late.share, save], lateText.share);
  shell.actions.append(...late.elements, share, ...files.elements);
  shell.rest.append(files.open);

  const comparison = createComparison(app, startWorker);
  app.mount(createStrip(shell.strip, app, comparison));
  mountLateViews(app, shell);

  measureStage(app, shell);

  const loadPanels = async () => {
    try {
      const { mountPanels } = await import('./panels.ts');
      mountPanels(app, shell, comparison, stage, isOwnScene);
    } catch {
      shell.notify(panelsText.panelsFailed);
    }
    keepOffline(root);
  };

  await shell.ready;
  // Mounted last, drawn last: by then the frame is complete.
  const unmount = app.mount({
    draw() {
      document.documentElement.dataset['ready'] = '';
      unmount();
      // After the browser has shown it.
      setTimeout(() => void loadPanels());
    },
    dispose() {},
  });
  if (isPresentationAsked(location.search)) {
    late.run('present');
    return;
  }
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (playsByItself(browserAddress.read(), untouched, app.state, isCalm)) app.play();
}

/** What stands in the stage's place or over it, each loaded when a scene first asks for it. */
function mountLateViews(app: RootApp, shell: Shell): void {
  app.mount(
    lazyView(
      ({ state: { scene } }) => scene.view.layout === 'multiples' && !scene.curve,
      async () => {
        const { createMultiples } = await import('../charts/multiples/multiples.ts');
        return createMultiples(shell.stage, app);
      },
      () => shell.notify(compareText.multiples.failed),
    ),
  );

  app.mount(
    lazyView(
      ({ state }) => state.scene.curve,
      async () => {
        const { createCurve } = await import('../charts/curve/curve.ts');
        return createCurve(shell.stage, app);
      },
      () => shell.notify(panelsText.curveFailed),
    ),
  );

  app.mount(
    lazyView(
      ({ state }) => state.scene.ask !== null,
      async () => {
        const hiding = shell.side.querySelectorAll<HTMLElement>('.slot:not(.slot-map, .slot-chart)');
        const card = (await import('./ask.ts')).createCard(app, true, [...hiding]);
        shell.strip.after(card.element);
        return card;
      },
      () => {
        // Nobody would be asked, and nothing ever seen.
        app.lock();
        shell.notify(lateText.askFailed);
      },
    ),
  );
}

/** Says what of a scene that was opened could not be taken. */
function problemSayer(shell: Shell, hasStage: boolean): (problems: readonly Problem[]) => void {
  return (problems) => {
    const sentences: string[] = hasStage ? [] : [stageText.noWebGL];
    const say = problems.every(({ mended }) => mended) ? sceneText.mended : sceneText.problems;
    if (problems.length > 0) sentences.push(say(problems.map(({ message }) => message)));
    if (sentences.length > 0) shell.notify(sentences.join(' '));
    else shell.hideNotice();
  };
}

/** Opens the dialog of what is embedded, whose code comes with the first click. */
function embedItem(root: HTMLElement, app: RootApp, shell: Shell): HTMLElement {
  return menuItem('embed', embedText.open, () => {
    import('../embed/dialog.ts').then(
      ({ openEmbedDialog }) => openEmbedDialog(root, app),
      () => shell.notify(embedText.notLoaded),
    );
  });
}

/** As many samples as the stage has pixels to show. */
function measureStage(app: RootApp, { stage }: Shell): void {
  const measure = () => {
    app.setResolution(samplesFor(Math.max(stage.clientWidth, stage.clientHeight) * devicePixelRatio));
  };
  new ResizeObserver(measure).observe(stage);
  watchPixelRatio(measure);
}

/** Not in development; and the single file is offline as it is. */
function keepOffline(root: HTMLElement): void {
  if (import.meta.env.MODE !== 'production') return;
  // Without it everything works, with a network.
  import('./offline.ts').then((offline) => offline.keepOffline(root)).catch(() => {});
}
