import { html } from '../../ui/dom.ts';
import { glossaryLink } from '../addresses.ts';
import type { TermId } from './terms.ts';
import { termIds, termWords } from './words.ts';

/** Words that stand in every second sentence, mostly without being meant as terms. */
const plain: ReadonlySet<TermId> = new Set<TermId>([
  'start',
  'step',
  'loss',
  'model',
  'parameter',
  'noise',
  'plane',
  'seed',
  'schedule',
  'minimum',
  'maximum',
  'integral',
]);

/** Of a name in small letters the term. */
const byName = new Map(
  termIds.filter((id) => !plain.has(id)).map((id) => [termWords[id].name.toLowerCase(), id] as const),
);

/**
 * Any of the names, the longest that fits, in the singular or the plural, as a word of its own. They are letters, blanks,
 * hyphens and apostrophes: nothing that means more in an expression. In braces it is a live number.
 */
const names = new RegExp(
  `(?<![\\p{L}\\p{N}{-])(${[...byName.keys()]
    .toSorted((a, b) => b.length - a.length)
    .join('|')})s?(?![\\p{L}\\p{N}-])`,
  'giu',
);

/** In what no word is made a link: formulas, links, headings, and what is meant as it is typed. */
const CLOSED = 'a, button, code, pre, h1, h2, h3, .tex, .tex-display';

/**
 * Has the first of each term in a text lead to the glossary, with its sentence as a tooltip.
 *
 * @param isLinked whether a term is not to be linked here
 */
export function linkTerms(text: DocumentFragment, isLinked: (id: TermId) => boolean): DocumentFragment {
  const linked = new Set<TermId>();
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (!node.parentElement?.closest(CLOSED)) nodes.push(node);
  }
  for (const node of nodes) {
    const pieces: (string | HTMLElement)[] = [];
    let end = 0;
    for (const found of node.data.matchAll(names)) {
      const id = byName.get(found[1]!.toLowerCase());
      if (id === undefined || linked.has(id) || isLinked(id)) continue;
      linked.add(id);
      pieces.push(
        node.data.slice(end, found.index),
        html('a', { class: 'term', href: glossaryLink(id), title: termWords[id].says }, found[0]),
      );
      end = found.index + found[0].length;
    }
    if (end > 0) node.replaceWith(...pieces, node.data.slice(end));
  }
  return text;
}
