/** Composition root of a lesson in a host's page: `?embed&lesson=momentum#velocity`. */
import { browserClock } from '../app/clock.ts';
import { readFragment } from '../core/scene/url.ts';
import { createDispatcher } from '../embed/dispatcher.ts';
import { createGate } from '../embed/gate.ts';
import { createLiveStage, type LiveStage } from '../embed/live-stage.ts';
import { keepManners } from '../embed/manners.ts';
import { type EmbedOptions, readOptions } from '../embed/options.ts';
import type { ParentLink } from '../embed/parent-link.ts';
import { watchSight } from '../embed/sight.ts';
import { snapshotOf } from '../embed/snapshot.ts';
import { course } from '../lessons/course/index.ts';
import { embed as embedText } from '../text/en/embed.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html } from '../ui/dom.ts';
import type { Read, ReadOptions } from './lesson.ts';
import '../styles/embed.css';
import '../text/en/scene-faults.ts';

/** The height at which a lesson is read well, in CSS pixels: beside its stage, and under it where the frame is narrow. */
const HEIGHT = { wide: 640, narrow: 760 } as const;
const NARROW = 900;

/** Fills the page with the lesson that the address names, and serves the page around it. */
export async function startLessonEmbed(root: HTMLElement, link: ParentLink): Promise<void> {
  const id = new URLSearchParams(location.search).get('lesson') ?? '';
  const entry = course.find((each) => each.id === id);
  if (!entry) {
    root.append(html('p', { class: 'reader-unknown' }, text.unknown(id)));
    document.documentElement.dataset['ready'] = '';
    return;
  }
  const { options, problems } = readOptions(location.search);
  const [{ readLesson }, lesson] = await Promise.all([import('./lesson.ts'), entry.load()]);
  const gate = createGate(browserClock);
  const theme = createHostTheme(options);
  const hosted: ReadOptions['hosted'] = {
    clock: gate,
    theme: theme.follow,
    told: (answer) => link.emit('answer', answer),
    begun: (read) => serve(read),
    hold(container, app, make) {
      live = createLiveStage(container, {
        make,
        invalidate: () => app.invalidate(),
        isIdle: () => app.state.scene.curve,
        failed() {},
      });
      live.setShown(...sight);
      return live;
    },
  };
  /** The stage, and whether it is in view and has a size. */
  let live: LiveStage | null = null;
  let sight: readonly [inView: boolean, hasSize: boolean] = [false, false];
  leadOut(root);

  const serve = ({ app, parts, goToId }: Read) => {
    watchSight(root, (...now) => {
      sight = now;
      gate.set(now[0]);
      live?.setShown(...now);
    });
    keepOneScroll(root, () => app.pointing !== null);
    let height = 0;
    const measure = () => {
      const next = root.clientWidth < NARROW ? HEIGHT.narrow : HEIGHT.wide;
      if (next !== height) link.emit('height', { height: next });
      height = next;
    };
    const partOf = (given: unknown) => parts.find((part) => part.id === given);
    const dispatch = createDispatcher({
      app,
      now: browserClock.now,
      // A part's id is where one reads; any other scene stands beside it until another part is read.
      read(given) {
        const part = partOf(given);
        return part ? { ...part.restored, problems: [] } : readFragment(given);
      },
      load({ scene, playhead }, given) {
        const part = partOf(given);
        if (part) goToId(part.id);
        else app.load(scene, playhead);
      },
      setTheme: theme.set,
      subscribe(events) {
        link.subscribe(events);
        link.emit('ready', { version: 1, title: text.window(lesson.title) });
        link.emit('height', { height });
        if (problems.length > 0) link.emit('problem', { problems });
      },
      snapshot(params) {
        app.flush();
        const drawn = [...root.querySelectorAll<HTMLCanvasElement>('.stage canvas')];
        const shown = drawn.filter((canvas) => canvas.clientWidth > 0);
        return snapshotOf(shown, params, getComputedStyle(document.documentElement).backgroundColor);
      },
    });
    new ResizeObserver(measure).observe(root);
    measure();
    link.serve(dispatch);
  };

  // What was read is the business of Fall Line's own page.
  const forget = () => Promise.resolve({ reads() {}, draws() {} });
  await readLesson(root, lesson, { address: 'read', follow: forget, hosted });
}

/** The theme that the address or the host asks for, else the system's. */
function createHostTheme({ theme }: EmbedOptions) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let wished: 'light' | 'dark' | 'auto' = theme === 'light' || theme === 'dark' ? theme : 'auto';
  let show: (theme: 'light' | 'dark') => void = () => {};
  const now = () => (wished === 'auto' ? (dark.matches ? 'dark' : 'light') : wished);
  const tell = () => {
    document.documentElement.dataset['theme'] = now();
    show(now());
  };
  dark.addEventListener('change', tell);
  return {
    follow(next: typeof show) {
      document.documentElement.dataset['theme'] = now();
      show = next;
      return { now: now() };
    },
    set(next: typeof wished) {
      wished = next;
      tell();
    },
  };
}

/** Links lead to pages of their own, and not from the article: but those to a part. */
function leadOut(root: HTMLElement): void {
  root.addEventListener(
    'click',
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (!link || link.getAttribute('href')?.startsWith('#')) return;
      link.target = '_blank';
      link.rel = 'noopener';
    },
    { capture: true },
  );
}

/** The wheel and one finger over the stage scroll the article, and say what turns the stage. */
function keepOneScroll(root: HTMLElement, takes: () => boolean): void {
  const stage = root.querySelector<HTMLElement>('.reader-stage .stage');
  if (!stage) return;
  const hint = html('p', { class: 'embed-hint', 'aria-hidden': 'true' });
  stage.after(hint);
  let hiding: ReturnType<typeof setTimeout> | undefined;
  keepManners(root, stage, takes, (of) => {
    const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
    const key = isMac ? embedText.commandKey : embedText.controlKey;
    hint.textContent = of === 'wheel' ? embedText.hintWheel(key) : embedText.hintTouch;
    hint.classList.add('is-shown');
    clearTimeout(hiding);
    hiding = setTimeout(() => hint.classList.remove('is-shown'), 2200);
  });
}
