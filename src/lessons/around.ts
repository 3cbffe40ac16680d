import type { Lesson } from '../core/lesson/lesson.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html } from '../ui/dom.ts';
import { lessonLink } from './addresses.ts';
import type { Neighbour } from './frame.ts';

/** What stands over a lesson's text. @param place "Lesson 3 of 9"; '' for one that is not of the course */
export function lessonHead({ title, minutes }: Lesson, place: string): HTMLElement[] {
  return [
    html(
      'p',
      { class: 'reader-of' },
      html('b', {}, place || text.name),
      html('span', {}, text.minutes(minutes)),
    ),
    html('h1', {}, title),
  ];
}

/** What stands under it: what one can do now, the sources, the way on. */
export function lessonEnd({ teaches, sources }: Lesson, next: Neighbour | undefined): HTMLElement {
  const end = html('section', { class: 'reader-end', 'aria-label': text.end.heading });
  if (teaches !== '') end.append(html('h2', {}, text.end.teaches), html('p', {}, teaches));
  if (sources.length > 0) {
    const links = sources.map(({ title, url }) =>
      html('li', {}, html('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title)),
    );
    end.append(html('h2', {}, text.end.sources), html('ul', { class: 'reader-sources' }, ...links));
  }
  const way = next
    ? html('a', { class: 'ask-button is-main', href: lessonLink(next.id) }, text.end.next(next.title))
    : html('a', { class: 'ask-button is-main', href: lessonLink() }, text.end.contents);
  end.append(html('p', { class: 'reader-way' }, way));
  return end;
}
