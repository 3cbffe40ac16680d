import { describe, expect, test } from 'vitest';
import { captionTree, type CaptionNode } from '../../../src/present/caption-tree.ts';

/** The tree as one line: tag[...], and formulas in dollars or other signs, twice where they are displayed. */
function outline(parts: readonly CaptionNode[], [open, close]: readonly string[] = ['$', '$']): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('tex' in part)
        return part.display ? `${open}${open}${part.tex}${close}${close}` : `${open}${part.tex}${close}`;
      const attributes = Object.entries(part.attributes).map(([name, value]) => ` ${name}=${value}`);
      return `${part.tag}${attributes.join('')}[${outline(part.children, [open!, close!])}]`;
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

  test.each([
    // Money, as Pandoc decides it.
    ['$5 and $10', 'p[$5 and $10]'],
    ['$5 … $10', 'p[$5 … $10]'],
    ['from $5 to $10 per $x$', 'p[from $5 to $10 per <x>]'],
    ['$20,000 and $30,000', 'p[$20,000 and $30,000]'],
    ['$5-$10, ($5/$10)', 'p[$5-$10, ($5/$10)]'],
    ['US$5 or US$10', 'p[US$5 or US$10]'],
    ['5$ and 10$', 'p[5$ and 10$]'],
    ['5 $ and 10 $', 'p[5 $ and 10 $]'],
    ['$5', 'p[$5]'],
    ['the slope $s costs $5', 'p[the slope $s costs $5]'],
    ['*$5* or **$10**', 'p[em[$5] or strong[$10]]'],
    ['$5\n\nand $x$', 'p[$5]p[and <x>]'],
    ['- $5\n- $x$', 'ul[li[p[$5]]li[p[<x>]]]'],
    ['it is $$$ and more $$$', 'p[it is $$$ and more $$$]'],
    ['$$ and $$$$', 'p[$$ and $$$$]'],
    ['$ x$ and $x $', 'p[$ x$ and $x $]'],
    ['$x$2', 'p[$x$2]'],
    // Escaped.
    ['\\$5 and \\$10', 'p[$5 and $10]'],
    ['\\$x\\$', 'p[$x$]'],
    ['`$x$` and ``$5``', 'p[code[$x$] and code[$5]]'],
    ['$\\$5$', 'p[<\\$5>]'],
    ['\\\\$x$', 'p[\\<x>]'],
    ['$x\\ $', 'p[<x\\>]'],
    // Mathematics.
    ['$2/\\lambda$', 'p[<2/\\lambda>]'],
    ['$2$ to $3$', 'p[<2> to <3>]'],
    ['$a$$b$', 'p[<a><b>]'],
    ['($x$), $y$.', 'p[(<x>), <y>.]'],
    ['$a_1*b$ and *c*', 'p[<a_1*b> and em[c]]'],
    ['$a\nb$', 'p[<a\nb>]'],
    ['$\\text{for $5}$', 'p[<\\text{for $5}>]'],
    ['$\\text{a {$b$} c}$', 'p[<\\text{a {$b$} c}>]'],
    ['$\\text{a$', 'p[<\\text{a>]'],
    ['**loss** $f$: $5', 'p[strong[loss] <f>: $5]'],
    ['| $f$ |', 'p[| <f> |]'],
    ['> $a\n> b$', 'blockquote[p[<a\nb>]]'],
    // Displayed.
    ['$$x$$', '<<x>>'],
    ['$$ x $$', '<<x>>'],
    ['so $$x$$ is', 'p[so <<x>> is]'],
    ['so $$ x $$, $5', 'p[so <<x>>, $5]'],
    ['so\n$$\na\n+ b\n$$\nis', 'p[so]<<a\n+ b>>p[is]'],
    ['$$ a\n- b $$  \nis', '<<a\n- b>>p[is]'],
    ['$$\na\n---\n# b\n$$', '<<a\n---\n# b>>'],
    ['- one\n  $$\n  a\n  + b\n  $$\n- two', 'ul[li[p[one]<<a\n+ b>>]li[p[two]]]'],
    ['> $$\n> a\n> > b\n> $$', 'blockquote[<<a\n> b>>]'],
    ['$$a\n\nb$$', 'p[$$a]p[b$$]'],
    ['$$a', 'p[$$a]'],
    ['> $$ a\nb $$', 'blockquote[p[<<a\nb>>]]'],
    ['> $$ a\n- b $$', 'blockquote[p[$$ a]]ul[li[p[b $$]]]'],
    ['```\n$$x$$\n```', 'pre[code[$$x$$]]'],
  ])('has the formulas of %j', (markdown, expected) => {
    expect(outline(captionTree(markdown), ['<', '>'])).toBe(expected);
  });

  test('that nests without end is cut down to what was typed', () => {
    const outlined = outline(captionTree(`${'> '.repeat(900)}x`));
    expect(outlined.split('blockquote').length - 1).toBe(12);
    expect(outlined).toContain('> x');
  });
});
