import { html } from '../ui/dom.ts';
import { type CaptionNode, captionTree } from './caption-tree.ts';
import { setTex } from './tex.ts';

/**
 * A caption as nodes: Markdown with TeX between dollars. Formulas are plain TeX until KaTeX is there: see `loadTex`.
 */
export function captionNodes(markdown: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  fragment.append(...captionTree(markdown).map(nodeOf));
  return fragment;
}

function nodeOf(part: CaptionNode): Node {
  if (typeof part === 'string') return document.createTextNode(part);
  if ('tex' in part) return setTex(part.tex, part.display);
  return html(part.tag, part.attributes, ...part.children.map(nodeOf));
}
