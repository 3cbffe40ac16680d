import { pageAddress } from '../app/page-address.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html } from '../ui/dom.ts';
import { mark } from '../ui/icons.ts';
import { lessonLink } from './addresses.ts';

/** The head of a page of the lessons. @param here the page's own name; null for the contents */
export function createHead(here: string | null, ...actions: readonly Node[]): HTMLElement {
  const at = (name: string) => html('span', { 'aria-current': 'page' }, name);
  const contents = here === null ? at(text.name) : html('a', { href: lessonLink() }, text.name);
  return html(
    'header',
    { class: 'reader-head' },
    html('a', { class: 'reader-home', href: pageAddress() }, mark(), html('b', {}, text.page)),
    html(
      'nav',
      { class: 'reader-path', 'aria-label': text.landmarks.path },
      contents,
      ...(here === null ? [] : [html('span', { class: 'reader-here' }, at(here))]),
    ),
    html('div', { class: 'header-tools' }, ...actions),
  );
}

/** A lesson beside another, as a link. */
export interface Neighbour {
  readonly id: string;
  readonly title: string;
}

export interface Foot {
  readonly element: HTMLElement;
  /** Shows which lessons are read to their end. */
  show(isRead: (id: string) => boolean): void;
}

/**
 * The foot of the column: the lesson before, one dot for each lesson, the next one.
 *
 * @param at the place of this lesson among them; -1 for none of them
 */
export function createFoot(all: readonly Neighbour[], at: number): Foot {
  const link = (lesson: Neighbour | undefined, kind: 'previous' | 'next') =>
    lesson
      ? html(
          'a',
          { class: `reader-${kind}`, href: lessonLink(lesson.id) },
          html('span', {}, text[kind]),
          html('b', {}, lesson.title),
        )
      : html('span', { class: `reader-${kind}` });
  const dots = all.map((_, i) => html('i', { class: `reader-dot${i === at ? ' is-here' : ''}` }));
  const element = html(
    'nav',
    { class: 'reader-foot', 'aria-label': text.landmarks.neighbours },
    link(all[at - 1], 'previous'),
    html('div', { class: 'reader-dots', 'aria-hidden': 'true' }, ...dots),
    link(at < 0 ? undefined : all[at + 1], 'next'),
  );
  return {
    element,
    show(isRead) {
      all.forEach(({ id }, i) => dots[i]?.classList.toggle('is-read', isRead(id)));
    },
  };
}
