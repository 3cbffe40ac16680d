/** Composition root of a lesson that is read beside its stage. */
import { browserClock, type Clock } from '../app/clock.ts';
import { createApp, type RootApp } from '../app/create-app.ts';
import { askedLater } from '../app/lessons/asked-later.ts';
import type { ShownPart } from '../app/lessons/showing.ts';
import { pageQuery } from '../app/page-address.ts';
import { loadRules, loadRulesOf } from '../app/rules.ts';
import type { AppView, Frame } from '../app/state.ts';
import { type Lesson, scenesOf } from '../core/lesson/lesson.ts';
import { readFragment } from '../core/scene/url.ts';
import { lessonEnd, lessonHead } from '../lessons/around.ts';
import { course } from '../lessons/course/index.ts';
import { createFoot, createHead, type Foot } from '../lessons/frame.ts';
import { createReader, type Reader } from '../lessons/reader.ts';
import { readerKeys } from '../lessons/reader-keys.ts';
import { createReadingTheme } from '../lessons/theme.ts';
import { listenToKeys } from '../panels/keys.ts';
import type { CardOptions } from '../panels/ask/card.ts';
import { createNotice } from '../panels/notice.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { panels as panelsText } from '../text/en/panels.ts';
import { nameScene } from '../ui/document-title.ts';
import { html } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { iconButton } from '../ui/icon-button.ts';
import { startWorker } from '../workers/start.ts';
import { createLessonStage, type HoldStage } from './lesson-stage.ts';
import { createPartAddress } from './part-address.ts';
import '../styles/lesson.css';
import '../text/en/scene-faults.ts';

/** Milliseconds of a turn from scene to scene. */
const GLIDE = 500;

const isCalm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The parts of a lesson, and what fetches the code that scenes later than the first need; null where it is all there. */
interface Parts {
  readonly shown: readonly ShownPart[];
  readonly complete: (() => Promise<void>) | null;
}

/**
 * The parts with their scenes, once the rules that the first picture shows have come: a third of the lessons have rules or
 * models of which their first scene knows nothing. A model comes after it: until its runs are recorded there is nothing of
 * it to see. A reader's theme counts, and no scene's.
 *
 * @param at the part that is read first
 */
async function shownParts(lesson: Lesson, at: number): Promise<Parts> {
  const { parts } = lesson;
  const fragments = scenesOf(parts);
  const read = () => readAll(lesson, fragments);
  let restored = read();
  // What could not be taken may be a rule that is not loaded yet.
  const isRefused = (i: number) => restored[i]!.problems.length > 0;
  let hasModels = false;
  const lacks = (i: number) => isRefused(i) || (!hasModels && isModel.test(fragments[i]!));
  /** Fetches the rules of parts that could not be taken; all where these were not enough. */
  const fetchRules = async (of: (i: number) => boolean) => {
    for (const load of [() => loadRulesOf(fragments.filter((_, i) => of(i) && isRefused(i))), loadRules]) {
      if (!restored.some((_, i) => of(i) && isRefused(i))) return;
      await load();
      restored = read();
    }
  };
  const complete = async () => {
    if (fragments.some((fragment) => isModel.test(fragment)))
      (await import('../app/known-models.ts')).openModels();
    hasModels = true;
    restored = read();
    await fetchRules(() => true);
  };
  await fetchRules((i) => i === at);
  const isWhole = !fragments.some((_, i) => lacks(i));
  const shown = parts.map(({ id, enter }, i) => ({
    id,
    enter,
    fragment: fragments[i]!,
    get restored() {
      return restored[i]!;
    },
    get isWhole() {
      return !lacks(i);
    },
  }));
  return { shown, complete: isWhole ? null : complete };
}

const isModel = /(?:^|&)model=/i;

function readAll(lesson: Lesson, fragments: readonly string[]) {
  const restored = fragments.map(readFragment);
  const hidden = askedLater(
    lesson,
    restored.map(({ scene }) => scene),
  );
  return restored.map(({ scene, playhead, problems }, i) => ({
    scene: {
      ...scene,
      view: { ...scene.view, theme: 'auto' as const, future: scene.view.future && !hidden[i] },
    },
    playhead,
    problems,
  }));
}

/** What makes the words into nodes. */
async function words(): Promise<(markdown: string) => Node> {
  const [{ captionNodes }, { loadTex }, { linkTerms }] = await Promise.all([
    import('../present/caption.ts'),
    import('../present/tex.ts'),
    import('../lessons/glossary/link-terms.ts'),
  ]);
  await loadTex();
  // Once in all that is said: a text that is written again has those that it had.
  const texts = new Map<string, string>();
  return (markdown) =>
    linkTerms(captionNodes(markdown), (id) => {
      if (!texts.has(id)) texts.set(id, markdown);
      return texts.get(id) !== markdown;
    });
}

/** What follows the reader, whose code comes after the first picture. */
export interface ReaderFollower {
  /** Called with the id of each part as it is read, and whether it is the last one. */
  reads(part: string, isLast: boolean): void;
  /** Called with each frame, and the id of the part that is read. */
  draws(frame: Frame, part: string): void;
}

export interface ReadOptions {
  /** Whether each part of the lesson has an address, and whether that is written as one reads: a host's is its own. */
  readonly address: 'written' | 'read' | 'none';
  /** What could not be taken of it, in sentences. */
  readonly problems?: readonly string[];
  /** Fetches what follows. */
  readonly follow: (foot: Foot) => Promise<ReaderFollower>;
  /** What a host's page is told and asked for; left out, the lesson fills a page of its own. */
  readonly hosted?: {
    readonly clock: Clock;
    readonly theme: (show: (theme: 'light' | 'dark') => void) => Reading;
    readonly told: NonNullable<CardOptions['told']>;
    readonly hold: HoldStage;
    /** Called when everything is in its place. */
    readonly begun: (read: Read) => void;
  };
}

/** The theme that one reads in, and what changes it where the reader may. */
interface Reading {
  readonly now: 'light' | 'dark';
  readonly button?: HTMLElement;
}

/** A lesson that is being read. */
export interface Read {
  readonly app: RootApp;
  readonly parts: readonly ShownPart[];
  readonly goToId: (id: string) => void;
}

/** Fills the page with a lesson. Settles when everything is in its place. */
export async function readLesson(root: HTMLElement, lesson: Lesson, options: ReadOptions): Promise<void> {
  if (lesson.parts.length === 0) throw new Error(`The lesson ${lesson.id} has no parts.`);
  const { hosted } = options;
  const address =
    options.address === 'none'
      ? null
      : createPartAddress((id) => reader.goToId(id), options.address === 'written');
  const linked = lesson.parts.findIndex(({ id }) => id === address?.part());
  const { shown: parts, complete } = await shownParts(lesson, Math.max(0, linked));
  const first = parts[Math.max(0, linked)]!;
  const { scene } = first.restored;
  const show = (now: 'light' | 'dark') => app.setSystemTheme(now);
  const theme: Reading = hosted ? hosted.theme(show) : createReadingTheme(show);
  const notice = createNotice();
  // What later scenes need, and what models are restored with.
  const whole = afterPicture(async () => {
    await complete?.();
    reader.renew();
  });
  const app: RootApp = createApp({
    scene,
    playhead: first.restored.playhead,
    clock: hosted?.clock ?? browserClock,
    systemTheme: theme.now,
    startSampling: startWorker,
    loadModels: () =>
      void Promise.all([whole.begun.then(() => import('./models.ts')), whole.done]).then(
        ([{ showModels }]) => showModels(app, root, null, notice.show),
        () => notice.show(panelsText.modelsFailed),
      ),
  });

  const at = course.findIndex(({ id }) => id === lesson.id);
  const side = createLessonStage(app, notice.show, hosted?.hold);
  const foot = createFoot(course, at);
  let follower: ReaderFollower | null = null;
  const idOf = (part: number) => parts[part]?.id ?? '';
  const follow = () => follower?.reads(idOf(reader.at), reader.at === parts.length - 1);
  const reader: Reader = createReader(
    lesson,
    parts,
    {
      head: lessonHead(lesson, at < 0 ? '' : text.of(at + 1, course.length)),
      end: [lessonEnd(lesson, course[at + 1])],
    },
    {
      app,
      words,
      card: async () =>
        (await import('./ask.ts')).createCard(app, false, [], hosted ? { told: hosted.told } : {}),
      knobs: async (container) => (await import('./challenge-knobs.ts')).challengeKnobs(container, app),
      isCalm,
      notify: notice.show,
      reads(part) {
        address?.write(idOf(part));
        follow();
      },
    },
  );
  const embeds = options.address === 'written' ? () => idOf(reader.at) : null;
  const tools = lessonTools(root, lesson, at >= 0, embeds, notice.show);
  root.classList.add('reader');
  root.classList.toggle('is-hosted', hosted !== undefined);
  root.append(
    ...(theme.button ? [createHead(lesson.title, ...tools, theme.button)] : []),
    notice.element,
    html('main', { class: 'reader-column' }, reader.element, ...(hosted ? [] : [foot.element])),
    side.element,
  );
  nameScene(text.window(lesson.title));
  reader.goToId(address?.part() ?? '');
  await side.mount();
  app.mount(reader);
  const begin = async () => {
    await whole.done;
    follower = await options.follow(foot);
    follow();
    app.invalidate();
  };
  app.mount(
    whenDrawn(
      () => {
        side.glide(isCalm() ? 0 : GLIDE);
        // Without it one reads as well; nothing is remembered.
        setTimeout(() => {
          whole.begin();
          void begin().catch(() => {});
          // Not in development; and the single file is offline as it is.
          if (!hosted && import.meta.env.MODE === 'production')
            void import('./offline.ts').then(({ keepOffline }) => keepOffline(root)).catch(() => {});
        });
      },
      (frame) => follower?.draws(frame, idOf(reader.at)),
    ),
  );
  hosted?.begun({ app, parts, goToId: (id) => reader.goToId(id) });
  const { problems = [] } = options;
  if (problems.length > 0) notice.show(text.problems(problems));
  listenToKeys(app, null, readerKeys(reader));
}

/**
 * The buttons over a lesson.
 *
 * @param isOfCourse one that was read from a file has no address to be presented by
 * @param embeds the part that a copied snippet begins with; null where there is none to copy
 */
function lessonTools(
  root: HTMLElement,
  lesson: Lesson,
  isOfCourse: boolean,
  embeds: (() => string) | null,
  notify: (sentence: string) => void,
): readonly HTMLElement[] {
  const orSay = (act: () => Promise<void>) => () => void act().catch(() => notify(text.notLoaded));
  const papers = async () => (await import('./lesson-papers.ts')).openLessonPapers(root, lesson);
  const copy = async (part: string) => {
    const { copyLessonSnippet } = await import('./lesson-snippet.ts');
    notify((await copyLessonSnippet(lesson, part)) ? text.embedded : text.notEmbedded);
  };
  return [
    ...(isOfCourse ? [presentLink(lesson.id)] : []),
    iconButton('print', text.print, orSay(papers)),
    ...(embeds
      ? [
          iconButton(
            'embed',
            text.embed,
            orSay(async () => copy(embeds())),
          ),
        ]
      : []),
  ];
}

/** What is done once there is a picture: `begun` settles then, `done` when it is over, whatever has become of it. */
function afterPicture(act: () => Promise<void>) {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  return { begin, begun, done: begun.then(act).catch(() => {}) };
}

/** The way to the room. */
function presentLink(id: string): HTMLElement {
  const href = pageQuery(`?present=${encodeURIComponent(id)}`);
  return html(
    'a',
    { class: 'icon-button', href, 'aria-label': text.present, title: text.present },
    icon('present'),
  );
}

/** Says of the page that its first picture is complete, and calls back. Mounted last, drawn last. */
function whenDrawn(first: () => void, each: (frame: Frame) => void): AppView {
  let isFirst = true;
  return {
    draw(frame) {
      if (isFirst) {
        document.documentElement.dataset['ready'] = '';
        first();
      }
      isFirst = false;
      each(frame);
    },
    dispose() {},
  };
}
