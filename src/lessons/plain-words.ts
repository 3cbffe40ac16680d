import { html } from '../ui/dom.ts';

/** Formulas between dollars, as far as they can be told without reading Markdown. */
const formulas = /(\$\$[^]+?\$\$|\$[^\s$][^$\n]*\$)/;

/**
 * A text as paragraphs, before what reads Markdown and sets formulas is there: it takes about the room that it will take.
 */
export function plainWords(markdown: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const paragraph of markdown.split(/\n\s*\n/)) {
    const pieces = paragraph
      .split(formulas)
      .map((piece, i) =>
        i % 2 === 0 ? piece.replaceAll(/(\d) %/g, '$1\u00A0%') : html('span', { class: 'tex' }, piece),
      );
    fragment.append(html('p', {}, ...pieces));
  }
  return fragment;
}
