import type { Nodes, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { mathFromMarkdown } from 'mdast-util-math';
import { dollars } from './caption-math.ts';

/** The elements that a caption can have. */
export type CaptionTag =
  | 'p'
  | 'h3'
  | 'em'
  | 'strong'
  | 'br'
  | 'hr'
  | 'blockquote'
  | 'ul'
  | 'ol'
  | 'li'
  | 'code'
  | 'pre'
  | 'span'
  | 'a';

/** A part of a caption: text, a formula, or an element with parts of its own. */
export type CaptionNode =
  | string
  | { readonly tex: string; readonly display: boolean }
  | {
      readonly tag: CaptionTag;
      readonly attributes: Readonly<Record<string, string | number>>;
      readonly children: readonly CaptionNode[];
    };

/** What is nested deeper is shown as it was typed. */
const MAX_DEPTH = 12;

/**
 * What a caption says: Markdown (CommonMark) with TeX between dollars. Nothing typed becomes markup: raw HTML is text,
 * pictures are their description, and links lead only to the web and to mail.
 */
export function captionTree(markdown: string): readonly CaptionNode[] {
  const tree = fromMarkdown(markdown, {
    extensions: [dollars(markdown)],
    mdastExtensions: [mathFromMarkdown()],
  });
  return childrenOf(tree, markdown, 0);
}

function childrenOf(node: Nodes, source: string, depth: number): CaptionNode[] {
  if (!('children' in node)) return [];
  return node.children.flatMap((child) => partsOf(child, source, depth + 1));
}

function partsOf(node: RootContent, source: string, depth: number): CaptionNode[] {
  if (depth > MAX_DEPTH) return [typed(node, source)];
  const element = (
    tag: CaptionTag,
    attributes: Readonly<Record<string, string | number>> = {},
    children: readonly CaptionNode[] = childrenOf(node, source, depth),
  ) => [{ tag, attributes, children }];
  switch (node.type) {
    case 'text':
      // A share stays in one piece.
      return [node.value.replaceAll(/(\d) %/g, '$1\u00A0%')];
    case 'paragraph':
      return element('p');
    case 'heading':
      return element('h3');
    case 'emphasis':
      return element('em');
    case 'strong':
      return element('strong');
    case 'break':
      return element('br');
    case 'thematicBreak':
      return element('hr');
    case 'blockquote':
      return element('blockquote');
    case 'list':
      return node.ordered ? element('ol', { start: node.start ?? 1 }) : element('ul');
    case 'listItem':
      return element('li');
    case 'inlineCode':
      return element('code', {}, [node.value]);
    case 'code':
      return element('pre', {}, element('code', {}, [node.value]));
    case 'inlineMath':
      return [{ tex: node.value.trim(), display: typed(node, source).startsWith('$$') }];
    case 'math':
      return [{ tex: node.value.trim(), display: true }];
    case 'link':
      return leads(node.url)
        ? element('a', { href: node.url, target: '_blank', rel: 'noopener noreferrer' })
        : element('span');
    case 'image':
    case 'imageReference':
      return [node.alt ?? ''];
    case 'definition':
      return [];
    default:
      return [typed(node, source)];
  }
}

/** The text that a node was made from. */
function typed({ position }: RootContent, source: string): string {
  return source.slice(position?.start.offset, position?.end.offset);
}

function leads(address: string): boolean {
  return URL.canParse(address) && ['http:', 'https:', 'mailto:'].includes(new URL(address).protocol);
}
