/** The side of a lesson that shows: stage, legend and transport, and whatever else a scene beside a text may need. */
import { pageAddress } from '../app/page-address.ts';
import { isOpen } from '../app/asking.ts';
import type { RootApp } from '../app/create-app.ts';
import { samplesFor } from '../app/samples.ts';
import { linkTo, writeFragment } from '../core/scene/url.ts';
import { createAwaited } from '../lessons/awaited.ts';
import { createLegend } from '../panels/legend.ts';
import { createTransport } from '../panels/transport.ts';
import type { AppView } from '../app/state.ts';
import { compare as compareText } from '../text/en/compare.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { panels as panelsText } from '../text/en/panels.ts';
import { stage as stageText } from '../text/en/stage.ts';
import { html } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { lazyView } from '../ui/lazy-view.ts';
import { watchPixelRatio } from '../ui/pixel-ratio.ts';
import type { Stage } from '../view3d/stage.ts';

export interface LessonStage {
  readonly element: HTMLElement;
  /** Mounts what draws, once the element is on the page. Settles when what the scene needs has come. */
  mount(): Promise<void>;
  /** From now on the surface turns and changes in so many milliseconds from one scene to the next. */
  glide(duration: number): void;
}

/** Holds a stage that may have to do without its context: it is made when it has one. */
export type HoldStage = (container: HTMLElement, app: RootApp, make: () => Stage | null) => AppView;

/**
 * @param notify shows a sentence that concerns the whole page
 * @param hold holds the stage in an article; left out, it stays as long as the page
 */
export function createLessonStage(
  app: RootApp,
  notify: (sentence: string) => void,
  hold?: HoldStage,
): LessonStage {
  const container = html('div', { class: 'stage' });
  const legend = createLegend(app);
  const transport = createTransport(app);
  const frame = html('div', { class: 'stage-frame' }, container, legend.element, createOpener(app));
  const element = html(
    'section',
    { class: 'middle reader-stage', 'aria-label': text.landmarks.stage },
    frame,
    transport.element,
  );
  let stage: Stage | null = null;
  let fetched: Promise<void> | null = null;
  let duration = 0;
  /** The surface: a lesson on curves does without its code, which is a third of all. */
  const fetchStage = async () => {
    const { createStage } = await import('../view3d/stage.ts');
    const make = () => {
      // On paper the stage is a picture: what was drawn is kept.
      stage = createStage(container, app, { keep: true });
      if (stage) stage.glide(duration);
      else notify(stageText.noWebGL);
      return stage;
    };
    const held = hold ? hold(container, app, make) : make();
    if (held) app.mount(held);
  };
  return {
    element,
    glide(next) {
      duration = next;
      stage?.glide(next);
    },
    async mount() {
      if (!app.state.scene.curve) await (fetched = fetchStage());
      app.mount({
        draw({ state }) {
          document.documentElement.toggleAttribute('data-curve', state.scene.curve);
          document.documentElement.toggleAttribute('data-asking', isOpen(state));
          if (!state.scene.curve)
            fetched ??= fetchStage().catch(() => {
              fetched = null;
              notify(text.notLoaded);
            });
        },
        dispose() {},
      });
      app.mount(createAwaited(frame));
      app.mount(legend);
      app.mount(transport);
      mountRare(app, container, frame, (x, y) => stage?.pixelOf(x, y) ?? null, notify);
      const measure = () => {
        const { clientWidth, clientHeight } = container;
        app.setResolution(samplesFor(Math.max(clientWidth, clientHeight) * devicePixelRatio));
      };
      new ResizeObserver(measure).observe(container);
      watchPixelRatio(measure);
    },
  };
}

/** The way to the page, with the scene as it is shown. */
function createOpener(app: RootApp): HTMLElement {
  const opener = html(
    'a',
    {
      class: 'reader-scene',
      href: pageAddress(),
      target: '_blank',
      rel: 'noopener',
      title: text.asScene,
    },
    icon('open'),
    html('span', {}, text.asScene),
  );
  const point = () => {
    opener.href = linkTo(pageAddress(), writeFragment(app.state.scene, app.state.playhead));
  };
  for (const type of ['pointerenter', 'focus', 'pointerdown'] as const) opener.addEventListener(type, point);
  return opener;
}

/** Curves, small multiples, digits, marks: their code comes with the first scene that has some. */
function mountRare(
  app: RootApp,
  container: HTMLElement,
  frame: HTMLElement,
  pixelOf: Stage['pixelOf'],
  notify: (sentence: string) => void,
): void {
  app.mount(
    lazyView(
      ({ state }) => state.scene.curve,
      async () => (await import('../charts/curve/curve.ts')).createCurve(container, app),
      () => notify(panelsText.curveFailed),
    ),
  );
  app.mount(
    lazyView(
      ({ state: { scene } }) => scene.view.layout === 'multiples' && !scene.curve,
      async () => (await import('../charts/multiples/multiples.ts')).createMultiples(container, app),
      () => notify(compareText.multiples.failed),
    ),
  );
  app.mount(
    lazyView(
      ({ derived }) => derived.model?.entry.picture === 'digits',
      async () => (await import('../panels/models/digits/strip.ts')).createDigitsStrip(frame),
      () => {},
    ),
  );
  app.mount(
    lazyView(
      () => document.documentElement.hasAttribute('data-ready'),
      async () => (await import('./embed-marks.ts')).createEmbedMarks(container, app, pixelOf),
      () => {},
    ),
  );
}
