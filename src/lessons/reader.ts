import type { RootApp } from '../app/create-app.ts';
import { createGates, type Gates } from '../app/lessons/gates.ts';
import { createLessonShowing, restsOf, type LessonShowing, type ShownPart } from '../app/lessons/showing.ts';
import type { AppView, Frame } from '../app/state.ts';
import { shownName } from '../app/surface-name.ts';
import type { Lesson } from '../core/lesson/lesson.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html, setText } from '../ui/dom.ts';
import { plainWords } from './plain-words.ts';
import { createPartView, type PartPieces, type PartView } from './part-view.ts';
import { partAt, readingLine } from './reading-line.ts';

/** What a lesson is read with. */
export interface ReaderPieces extends Omit<PartPieces, 'say'> {
  readonly app: RootApp;
  /** Fetches what makes Markdown with TeX into nodes; asked for after the first picture. */
  readonly words: () => Promise<PartPieces['say']>;
  readonly isCalm: () => boolean;
  /** Called when another part is read. */
  readonly reads: (part: number) => void;
  /** Says that something could not be loaded. */
  readonly notify: (sentence: string) => void;
}

/** The column of a lesson's text, which decides what the stage shows. */
export interface Reader extends AppView {
  readonly element: HTMLElement;
  /** The part that is read. */
  readonly at: number;
  /** Goes to a part, or a number of parts on. */
  goTo(part: number): void;
  /** Shows the part that is read once more: its scene could not be read whole before. */
  renew(): void;
  /** To the part of an id, past questions above it; to the first where there is none. */
  goToId(id: string): void;
}

/**
 * @param parts the lesson's parts with their scenes
 * @param head what stands over the text
 * @param end what stands under it
 */
export function createReader(
  lesson: Lesson,
  parts: readonly ShownPart[],
  { head, end }: { readonly head: readonly Node[]; readonly end: readonly Node[] },
  pieces: ReaderPieces,
): Reader {
  const { app } = pieces;
  const gates = createGates(parts);
  let say: PartPieces['say'] = plainWords;
  const views = viewsOf(lesson, parts, { ...pieces, say: (markdown) => say(markdown) });
  const said = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  const showOpen = openBehind(gates, views, end);
  const element = html(
    'div',
    { class: 'reader-scroll', tabindex: 0, role: 'region', 'aria-label': text.landmarks.text },
    html('article', { class: 'reader-text' }, ...head, ...views.map((view) => view.element), ...end),
    said,
  );

  const forgetFormulas = watchFormulas(element);

  let last: Frame | null = null;
  const place = createPlace(element, views, gates);
  const showing = createLessonShowing(app, parts, pieces.isCalm);
  let isSaid = true;
  const openQuestion = () => openQuestionAt(parts, views, showing, place, pieces);
  const goTo = readAlong(element, app, views, gates, showing, place, (part) => {
    isSaid = false;
    if (last) openQuestion();
    pieces.reads(part);
  });

  const rest = () => {
    views.forEach((view, i) => {
      if (parts[i]?.fragment !== parts[showing.at]?.fragment) view.rest();
    });
    app.invalidate();
  };
  const completeWords = async () => {
    try {
      say = await pieces.words();
      // What stands above may take another height: the part that is read stays where it is.
      place.keep(views[showing.at], () => {
        for (const view of views) view.write();
      });
      place.pinAgain();
    } catch {
      pieces.notify(text.notLoaded);
    }
    element.removeAttribute('data-tex-awaited');
    rest();
  };
  element.toggleAttribute('data-tex-awaited', true);

  return {
    element,
    get at() {
      return showing.at;
    },
    goTo,
    renew: () => showing.renew(),
    goToId(id) {
      const part = lesson.parts.findIndex((each) => each.id === id);
      gates.openTo(part);
      showOpen();
      goTo(part);
    },
    draw(frame) {
      const isFirst = last === null;
      last = frame;
      const fragment = parts[showing.at]?.fragment;
      // Not while the runs are on their way to what was asked.
      const { scene, asked, playhead } = frame.state;
      const isAnswered = scene.ask !== null && asked.isLocked && !playhead.playing;
      if (fragment !== undefined && isAnswered && gates.answer(fragment)) {
        showOpen();
        // What has opened makes the column longer, and so the line higher: what was answered stays beside its runs.
        place.pin();
      }
      views.forEach((view, i) => {
        if (parts[i]?.fragment === fragment) view.draw(frame);
      });
      if (isFirst) {
        setTimeout(() => {
          rest();
          openQuestion();
          void completeWords();
        });
      }
      if (!isSaid) {
        isSaid = true;
        setText(said, sentenceOf(frame));
      }
    },
    dispose() {
      forgetFormulas();
      element.remove();
    },
  };
}

/** The parts with their words and questions. */
function viewsOf(lesson: Lesson, parts: readonly ShownPart[], pieces: PartPieces): readonly PartView[] {
  const rests = restsOf(parts);
  return lesson.parts.map((part, i) => {
    const own = parts[i]!;
    const asksHere =
      own.restored.scene.ask !== null && parts.findIndex(({ fragment }) => fragment === own.fragment) === i;
    return createPartView(part, i + 1, own, { asksHere, rest: rests[i] ?? null }, pieces);
  });
}

/**
 * Shows the part that is scrolled to or touched.
 *
 * @param reads called when another part is read
 * @returns what goes to a part
 */
function readAlong(
  element: HTMLElement,
  app: RootApp,
  views: readonly PartView[],
  gates: Gates,
  showing: LessonShowing,
  place: Place,
  reads: (part: number) => void,
): (part: number) => void {
  const show = (part: number) => {
    if (part === showing.at || !views[part]) return;
    showing.show(part);
    views.forEach((view, i) => view.element.toggleAttribute('data-read', i === part));
    reads(part);
  };
  const follow = () => {
    const part = place.partRead(showing.at);
    if (part !== null) show(part);
  };
  element.addEventListener('scroll', follow, { passive: true });
  /** What is touched is read, before it acts: a card answers the question of its own scene. */
  const touch = ({ target }: Event) => {
    const part = views.findIndex((view) => target instanceof Node && view.element.contains(target));
    if (part < 0) return;
    place.pin();
    if (part === showing.at) return;
    show(part);
    app.flush();
  };
  for (const type of ['pointerdown', 'focusin'] as const)
    element.addEventListener(type, touch, { capture: true });
  const goTo = (part: number) => {
    const to = Math.max(0, Math.min(gates.last, part));
    if (!views[to]) return;
    place.goTo(to);
    show(to);
  };
  // The address may be that of the link already: nobody is told of it then, and the browser scrolls.
  element.addEventListener('click', ({ target }) => {
    // And a question that is asked for is to be seen whole.
    const link = target instanceof Element ? target.closest('.part-link, .ask-waiting button') : null;
    const part = link ? views.findIndex((view) => view.element.contains(link)) : -1;
    if (part >= 0) setTimeout(() => goTo(part));
  });
  return goTo;
}

/** Opens the question of the part that is read, by code that would hold up the first picture. */
function openQuestionAt(
  parts: readonly ShownPart[],
  views: readonly PartView[],
  showing: LessonShowing,
  place: Place,
  { app, notify }: ReaderPieces,
): void {
  // The part with the question of this scene may be one above.
  const asking = parts.findIndex(({ fragment }) => fragment === parts[showing.at]?.fragment);
  const view = views[asking];
  if (!view || view.isOpen) return;
  view.open().then(
    () => {
      // The card takes more room than its question did: what is read stays where it is, and is still read.
      place.keep(views[showing.at] ?? view, () => {
        app.invalidate();
        app.flush();
      });
      place.pin();
    },
    () => {
      // Nobody would be asked, and nothing ever seen.
      app.lock();
      notify(text.notLoaded);
    },
  );
}

/** Closes what stands below an open question, and opens what stood below one that is answered; `end` follows the last. */
function openBehind(gates: Gates, views: readonly PartView[], end: readonly Node[]): () => void {
  const wait = html('p', { class: 'reader-closed' }, text.closed);
  const show = () => {
    views.forEach((view, i) => {
      view.element.hidden = i > gates.last;
      if (gates.isClosing(i)) view.element.append(wait);
    });
    const isWhole = gates.last === views.length - 1 && !gates.isClosing(gates.last);
    wait.hidden = isWhole;
    for (const node of end) if (node instanceof HTMLElement) node.hidden = !isWhole;
  };
  show();
  return show;
}

type Place = ReturnType<typeof createPlace>;

/** Where in the column one reads. */
function createPlace(element: HTMLElement, views: readonly PartView[], gates: Gates) {
  /**
   * Where the column was put: the part that was gone to, touched, answered or whose question has opened is read until the
   * reader scrolls elsewhere. It may stand below the line: reading on never leads back above it.
   */
  let pinned: number | null = null;
  const pin = () => {
    pinned = element.scrollTop;
  };
  return {
    pin,
    /** After a change of heights that moves the column. */
    pinAgain() {
      if (pinned !== null) pin();
    },
    /** The part at the line where one reads; null while the column is where it was put. */
    partRead(at: number): number | null {
      const by = pinned === null ? null : element.scrollTop - pinned;
      if (by !== null && Math.abs(by) < 2) return null;
      const { top, height } = element.getBoundingClientRect();
      const tops = views
        .slice(0, gates.last + 1)
        .map((view) => view.element.getBoundingClientRect().top - top);
      const line = readingLine(element.scrollTop, element.scrollHeight - element.clientHeight, height);
      const part = partAt(tops, line);
      if (by !== null && by > 0 && part < at) return null;
      pinned = null;
      return part;
    },
    /** Has heights change, and a part stand where it stood. */
    keep(view: PartView | undefined, change: () => void) {
      const before = view?.element.getBoundingClientRect().top ?? 0;
      change();
      element.scrollTop += (view?.element.getBoundingClientRect().top ?? 0) - before;
    },
    goTo(part: number) {
      if (part === 0) element.scrollTop = 0;
      else views[part]?.element.scrollIntoView({ block: 'start', behavior: 'instant' });
      pin();
    },
  };
}

/** A formula that is wider than the column is scrolled, by keys too. Returns what ends that. */
function watchFormulas(element: HTMLElement): () => void {
  const reachFormulas = () => {
    for (const formula of element.querySelectorAll<HTMLElement>('.tex-display')) {
      const isWide = formula.scrollWidth > formula.clientWidth;
      if (isWide) formula.tabIndex = 0;
      else formula.removeAttribute('tabindex');
    }
  };
  const formulas = new ResizeObserver(reachFormulas);
  formulas.observe(element.firstElementChild!);
  return () => formulas.disconnect();
}

/** What the stage shows, for those who do not see it. */
function sentenceOf(frame: Frame): string {
  const { scene, playhead } = frame.state;
  const runs = frame.derived.runs.map(({ label }) => label);
  const seen = text.beside(shownName(frame), runs, String(playhead.step), String(scene.steps));
  return scene.ask ? `${seen} ${text.asks}` : seen;
}
