import { languageNow } from '../text/spoken.ts';
import {
  dueQuestions,
  isFinished,
  lastRead,
  nextDue,
  partsRead,
  type Progress,
} from '../app/lessons/progress.ts';
import type { ProgressStore } from '../app/lessons/store.ts';
import type { Lesson } from '../core/lesson/lesson.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html, setText } from '../ui/dom.ts';
import { blindLink, glossaryLink, lessonLink, reviewLink } from './addresses.ts';
import type { CourseEntry } from './course/index.ts';
import { search } from './search.ts';

export interface ContentsPieces {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly notify: (sentence: string) => void;
  /** Saves the progress to a file. */
  readonly save: () => void;
  /** Takes the progress of a file's text. */
  readonly open: (content: string) => void;
  /** Reads the lesson of a file's text. */
  readonly read: (content: string) => Promise<void>;
}

/** All lessons: where to begin, what is due, what each teaches and what was read of it, and what is remembered. */
export function createContents(
  course: readonly CourseEntry[],
  store: ProgressStore,
  pieces: ContentsPieces,
): { readonly element: HTMLElement } {
  const rows = course.map((entry, i) => createRow(entry, i + 1));
  const review = html('section', { class: 'contents-card', 'aria-labelledby': 'review' });
  const ways = html('ul', { class: 'contents-ways' });
  const progress = createProgressCard(store, pieces);
  const show = () => {
    const { progress: now } = store;
    for (const row of rows) row.show(now);
    review.replaceChildren(html('h2', { id: 'review' }, text.review.heading), ...reviewOf(now, pieces.now()));
    ways.replaceChildren(...waysOf(course, now).map((way) => html('li', {}, way)));
    progress.show();
  };
  store.listen(show);
  show();
  const found = createSearch(course, pieces);
  const element = html(
    'main',
    { class: 'contents' },
    html('h1', {}, text.name),
    html('p', { class: 'contents-says' }, text.contents.says),
    html('p', { class: 'contents-says' }, html('a', { href: glossaryLink() }, text.contents.glossary)),
    html('p', { class: 'contents-says' }, html('a', { href: blindLink }, text.contents.blind)),
    html('h2', {}, text.contents.path),
    ways,
    review,
    found,
    html('ol', { class: 'contents-list' }, ...rows.map(({ element: row }) => row)),
    progress.element,
  );
  return { element };
}

function createRow({ id, title, teaches, minutes }: CourseEntry, number: number) {
  const state = html('span', { class: 'contents-state' });
  return {
    element: html(
      'li',
      {},
      html('span', { class: 'contents-number', 'aria-hidden': 'true' }, String(number)),
      html(
        'div',
        {},
        html('a', { href: lessonLink(id) }, title),
        html('p', {}, teaches),
        html('p', { class: 'contents-note' }, html('span', {}, text.minutes(minutes)), state),
      ),
    ),
    show(progress: Progress) {
      const count = partsRead(progress, id).length;
      const isRead = isFinished(progress, id);
      setText(state, isRead ? text.contents.isRead : count > 0 ? text.contents.partsRead(count) : '');
      state.classList.toggle('is-read', isRead);
    },
  };
}

function reviewOf(progress: Progress, now: number): readonly HTMLElement[] {
  const due = dueQuestions(progress, now).length;
  if (due > 0)
    return [
      html('p', {}, text.review.due(due)),
      html('p', {}, html('a', { class: 'ask-button is-main', href: reviewLink() }, text.review.begin)),
    ];
  const next = nextDue(progress);
  const date = next === null ? null : new Date(next).toLocaleDateString(languageNow(), { dateStyle: 'long' });
  return [html('p', {}, date === null ? text.review.none : text.review.later(date))];
}

function waysOf(course: readonly CourseEntry[], progress: Progress): readonly HTMLElement[] {
  const last = lastRead(progress);
  const begun = last && course.find(({ id }) => id === last.lesson);
  const goOn = begun
    ? [
        html(
          'a',
          { class: 'ask-button is-main', href: lessonLink(begun.id, last.part) },
          text.contents.goOn(begun.title),
        ),
      ]
    : [];
  const others = text.contents.ways
    .filter(({ id }) => course.some((entry) => entry.id === id))
    .map(({ id, says }) => html('a', { class: 'ask-button', href: lessonLink(id) }, says));
  return [...goOn, ...others];
}

function createSearch(course: readonly CourseEntry[], { notify }: ContentsPieces): HTMLElement {
  const field = html('input', { type: 'search', autocomplete: 'off', 'aria-label': text.contents.search });
  field.placeholder = text.contents.search;
  const said = html('p', { class: 'contents-note', role: 'status' });
  const list = html('ul', { class: 'contents-found' });
  let loading: Promise<readonly Lesson[]> | null = null;
  const find = async () => {
    loading ??= Promise.all(course.map((entry) => entry.load()));
    const query = field.value;
    let all: readonly Lesson[];
    try {
      all = await loading;
    } catch {
      loading = null;
      notify(text.notLoaded);
      return;
    }
    // Typed on meanwhile.
    if (query !== field.value) return;
    const found = search(all, query);
    setText(said, query.trim() === '' ? '' : text.contents.found(found.length));
    list.replaceChildren(
      ...found.map(({ lesson, part, excerpt }) =>
        html(
          'li',
          {},
          html('a', { href: lessonLink(lesson.id, part ?? undefined) }, lesson.title),
          html('p', {}, excerpt),
        ),
      ),
    );
  };
  field.addEventListener('input', () => void find());
  return html('div', { class: 'contents-search', role: 'search' }, field, said, list);
}

function createProgressCard(store: ProgressStore, pieces: ContentsPieces) {
  const words = text.progress;
  const said = html('p', { role: 'status' });
  const button = (label: string, act: () => void) => {
    const made = html('button', { type: 'button', class: 'ask-button' }, label);
    made.addEventListener('click', act);
    return made;
  };
  let isSure = false;
  const erase = button(words.erase, () => {
    if (isSure) store.erase();
    setText(said, isSure ? words.erased : '');
    isSure = !isSure;
    setText(erase, isSure ? words.eraseSure : words.erase);
  });
  erase.addEventListener('blur', () => {
    isSure = false;
    setText(erase, words.erase);
  });
  const own = filePicker((content) => void pieces.read(content));
  const file = filePicker(pieces.open);
  const note = html('p', { class: 'contents-note' });
  return {
    element: html(
      'section',
      { class: 'contents-card', 'aria-labelledby': 'progress' },
      html('h2', { id: 'progress' }, words.heading),
      note,
      html(
        'div',
        { class: 'ask-buttons' },
        button(words.save, pieces.save),
        button(words.open, file),
        erase,
        button(text.own.open, own),
      ),
      said,
    ),
    show() {
      setText(note, store.kept ? words.says : words.notKept);
    },
  };
}

/** What asks for a file of JSON and gives its text. */
function filePicker(take: (content: string) => void): () => void {
  const picker = html('input', { type: 'file', accept: '.json,application/json' });
  picker.addEventListener('change', () => {
    const [file] = picker.files ?? [];
    picker.value = '';
    void file?.text().then(take);
  });
  return () => picker.click();
}
