import { glossary as text } from '../../text/en/glossary.ts';
import { html, setText } from '../../ui/dom.ts';
import { lessonLink, sceneLink } from '../addresses.ts';
import type { CourseEntry } from '../course/index.ts';
import { foldedLetters } from '../search.ts';
import { termIds, termWords } from './words.ts';
import { terms, type TermId } from './terms.ts';

/** What the page needs of other rooms. */
export interface GlossaryPieces {
  /** A formula as an element. */
  readonly setTex: (tex: string) => HTMLElement;
  readonly course: readonly Pick<CourseEntry, 'id' | 'title'>[];
}

/** All terms in the order of the alphabet, each with its address, and a field that finds them. */
export function createGlossary(pieces: GlossaryPieces): {
  readonly element: HTMLElement;
  /** Shows one term, whatever is searched for; false where there is none of this id. */
  show(id: string): boolean;
} {
  const rows = termIds.map((id) => ({ id, element: createTerm(id, pieces), words: searchedOf(id) }));
  const field = html('input', { type: 'search', autocomplete: 'off', 'aria-label': text.search });
  field.placeholder = text.search;
  const said = html('p', { class: 'contents-note', role: 'status' });
  const find = () => {
    const query = foldedLetters(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { element, words } of rows) {
      element.hidden = !query.every((word) => words.includes(word));
      if (!element.hidden) count++;
    }
    setText(said, count === 0 ? text.none : text.found(count));
  };
  field.addEventListener('input', find);
  find();
  return {
    element: html(
      'main',
      { class: 'contents' },
      html('h1', {}, text.name),
      html('p', { class: 'contents-says' }, text.says),
      html('div', { class: 'contents-search', role: 'search' }, field, said),
      html('div', { class: 'glossary' }, ...rows.map(({ element }) => element)),
    ),
    show(id) {
      const row = rows.find((each) => each.id === id);
      if (!row) return false;
      field.value = '';
      find();
      row.element.scrollIntoView();
      row.element.focus({ preventScroll: true });
      return true;
    },
  };
}

function createTerm(id: TermId, { setTex, course }: GlossaryPieces): HTMLElement {
  const { name, also, says } = termWords[id];
  const { tex, scene, lesson } = terms[id];
  const heading = html('h2', { id: `term-${id}` }, name);
  const title = course.find((each) => each.id === lesson)?.title ?? '';
  return html(
    'section',
    { class: 'glossary-term', id, tabindex: '-1', 'aria-labelledby': heading.id },
    heading,
    html('p', { class: 'glossary-also' }, text.also(also.join(', '))),
    html('p', {}, says),
    html(
      'div',
      { class: 'glossary-formula', tabindex: '0', role: 'group', 'aria-label': text.formula(name) },
      setTex(tex),
    ),
    html(
      'p',
      { class: 'glossary-ways' },
      html('a', { href: sceneLink(scene), 'aria-label': text.see(name) }, text.seeIt),
      html('a', { href: lessonLink(lesson) }, text.read(title)),
    ),
  );
}

function searchedOf(id: TermId): string {
  const { name, also, says } = termWords[id];
  return foldedLetters([name, ...also, says].join(' '));
}
