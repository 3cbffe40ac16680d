import { describe, expect, test } from 'vitest';
import { captionTree, type CaptionNode } from '../../../src/present/caption-tree.ts';

/** The tree as one line: tag[...], and formulas in dollars. */
function outline(parts: readonly CaptionNode[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('tex' in part) return part.display ? `$$${part.tex}$$` : `$${part.tex}$`;
      const attributes = Object.entries(part.attributes).map(([name, value]) => ` ${name}=${value}`);
      return `${part.tag}${attributes.join('')}[${outline(part.children)}]`;
    })
    .join('');
}

describe('a caption', () => {
  test.each([
    ['plain', 'p[plain]'],
    ['**All** of *it* `x`', 'p[strong[All] of em[it] code[x]]'],
    ['Step $\\eta\\, \\nabla f$.', 'p[Step $\\eta\\, \\nabla f$.]'],
    ['$$\n\\frac{1}{2}\n$$', '$$\\frac{1}{2}$$'],
    ['one\n\ntwo  \nthree', 'p[one]p[twobr[]three]'],
    ['## Title\n\n- a\n- b $x$', 'h3[Title]ul[li[p[a]]li[p[b $x$]]]'],
    ['3. c\n4. d', 'ol start=3[li[p[c]]li[p[d]]]'],
    ['> said\n\n---\n\n```\n<code>\n```', 'blockquote[p[said]]hr[]pre[code[<code>]]'],
    [
      '[web](https://example.org)',
      'p[a href=https://example.org target=_blank rel=noopener noreferrer[web]]',
    ],
    ['[mail](mailto:a@b.c)', 'p[a href=mailto:a@b.c target=_blank rel=noopener noreferrer[mail]]'],
    ['a price of 5 \\$', 'p[a price of 5 $]'],
  ])('%j', (markdown, expected) => {
    expect(outline(captionTree(markdown))).toBe(expected);
  });

  test.each([
    ['[x](javascript:alert(1))', 'p[span[x]]'],
    ['[x](JaVaScRiPt:alert(1))', 'p[span[x]]'],
    ['[x](data:text/html,y)', 'p[span[x]]'],
    ['[x](//evil.example)', 'p[span[x]]'],
    ['[x](relative)', 'p[span[x]]'],
    ['![a *picture*](https://example.org/a.png)', 'p[a picture]'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a <b onclick=x>b</b>', 'p[a <b onclick=x>b</b>]'],
    ['[x][y]\n\n[y]: https://example.org', 'p[[x][y]]'],
  ])('shows %j as no more than text', (markdown, expected) => {
    expect(outline(captionTree(markdown))).toBe(expected);
  });

  test('that nests without end is cut down to what was typed', () => {
    const outlined = outline(captionTree(`${'> '.repeat(900)}x`));
    expect(outlined.split('blockquote').length - 1).toBe(12);
    expect(outlined).toContain('> x');
  });
});
