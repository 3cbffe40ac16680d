/**
 * Leads from the words of controls and equations to the glossary: beside the row that is pointed at, or has the focus,
 * stands a button that opens a card with its term.
 */
import { glossary as text } from '../../text/en/glossary.ts';
import { html } from '../../ui/dom.ts';
import { icon } from '../../ui/icons.ts';
import { glossaryLink, lessonLink, sceneLink } from '../addresses.ts';
import type { CourseEntry } from '../course/index.ts';
import { findTerm } from './find-term.ts';
import { terms, type TermId } from './terms.ts';
import { termWords } from './words.ts';

export interface CardPieces {
  /** A formula as an element. */
  readonly setTex: (tex: string) => HTMLElement;
  readonly course: readonly Pick<CourseEntry, 'id' | 'title'>[];
}

/** What a row is called: a control by its label, without its symbol; a line by its tooltip. */
function nameOf(row: Element): string {
  const label = row.querySelector(':scope > .lil-name')?.firstChild?.textContent;
  return label ?? row.getAttribute('title') ?? '';
}

/**
 * A button that opens the card of a term, to stand in the row that has it.
 *
 * @param root where the card opens
 */
export function createTermSign(
  root: HTMLElement,
  pieces: CardPieces,
): {
  readonly element: HTMLElement;
  /** Puts it into a row, or away from all where this has no term. */
  readonly offer: (row: Element) => void;
} {
  const sign = html('a', { class: 'term-sign', target: '_blank', rel: 'noopener' }, icon('lessons'));
  const card = html('div', { class: 'term-card', popover: 'auto' });
  let shown: TermId | null = null;
  const offer = (row: Element) => {
    if (sign.parentElement === row) return;
    const id = findTerm(nameOf(row));
    if (id === null) return sign.remove();
    shown = id;
    sign.href = glossaryLink(id);
    sign.title = termWords[id].says;
    sign.setAttribute('aria-label', text.open(termWords[id].name));
    row.append(sign);
  };
  sign.addEventListener('click', (event) => {
    if (shown === null || event.ctrlKey || event.metaKey || !('showPopover' in card)) return;
    event.preventDefault();
    card.replaceChildren(...cardOf(shown, pieces));
    root.append(card);
    card.showPopover();
    const at = sign.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = card;
    const [right, bottom] = [innerWidth - offsetWidth - 8, innerHeight - offsetHeight - 8];
    card.style.left = `${Math.max(8, Math.min(right, at.left))}px`;
    card.style.top = `${Math.max(8, Math.min(bottom, at.bottom + 4))}px`;
  });
  return { element: sign, offer };
}

function cardOf(id: TermId, { setTex, course }: CardPieces): readonly HTMLElement[] {
  const { name, says } = termWords[id];
  const { tex, scene, lesson } = terms[id];
  const title = course.find((each) => each.id === lesson)?.title ?? '';
  const way = (href: string, words: string) => html('a', { href, target: '_blank', rel: 'noopener' }, words);
  return [
    html('h3', {}, name),
    html('p', {}, says),
    html('div', { class: 'term-formula' }, setTex(tex)),
    html(
      'p',
      { class: 'term-ways' },
      way(sceneLink(scene), text.seeIt),
      way(lessonLink(lesson), text.read(title)),
      way(glossaryLink(id), text.name),
    ),
  ];
}
