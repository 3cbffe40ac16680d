import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { captionTree } from '../../../src/present/caption-tree.ts';
import { captionFaults, options, setMended } from '../../../src/present/tex-faults.ts';
import { talk } from '../../../src/text/en/talk.ts';

const faults = (markdown: string) =>
  captionFaults(katex, captionTree(markdown)).map((fault) => talk.form.fault(fault));

describe('the editor names', () => {
  test.each([
    ['$\\frac{1}{2$', 'In “\\frac{1}{2” a “}” is missing.'],
    ['$\\frac{1}2}$', 'In “\\frac{1}2}” “}” stands alone.'],
    ['$\\eta \\nambla f$', 'In “\\eta \\nambla f” there is “\\nambla”, which is unknown.'],
    ['$x^$', 'In “x^” there is nothing behind “^”.'],
    ['$\\sqrt$', 'In “\\sqrt” there is nothing behind “\\sqrt”.'],
    ['$x^2^3$', 'In “x^2^3” “^” stands twice.'],
    ['$x_2_3$', 'In “x_2_3” “_” stands twice.'],
    ['$$\\left( x$$', 'In “\\left( x” a “\\right” is missing.'],
    ['$x \\right)$', 'In “x \\right)” “\\right” stands alone.'],
    ['$\\begin{foo}x\\end{foo}$', 'In “\\begin{foo}x\\end{foo}” there is “foo”, which is unknown.'],
    ['$$\n\\begin{aligned}\nx\n$$', 'In “\\begin{aligned} x” a “\\end” is missing.'],
    ['$a & b$', 'In “a & b” “&” stands alone.'],
    ['$5 % x$', 'In “5 % x” all that stands behind % is a comment: a percent sign is \\%.'],
    ['$\\def\\a{\\a}\\a$', 'In “\\def\\a{\\a}\\a” a definition never ends.'],
    ['Step $\\eta \\nabla f', 'The dollar of “$\\eta \\nabla f” opens a formula that is not closed.'],
    ['- $$\\frac12', 'The dollar of “$$\\frac12” opens a formula that is not closed.'],
    ['$\\limits$', 'In “\\limits” “\\limits” cannot stand where it does.'],
    ['$\\color{no such}x$', 'In “\\color{no such}x” “no such” cannot stand where it does.'],
    ['$\\rule{1foo}{2em}$', 'In “\\rule{1foo}{2em}” “fo” cannot stand where it does.'],
    ['$a \\middle| b$', 'In “a \\middle| b” “\\middle” stands alone.'],
    [
      '$$\n\\begin{aligned}x\\end{cases}\n$$',
      'In “\\begin{aligned}x\\end{cases}” “\\end{cases}” cannot stand where it does.',
    ],
    ['$$\nx \\tag{1} \\tag{2}\n$$', 'In “x \\tag{1} \\tag{2}” “\\tag” stands twice.'],
    ['$\\tag{1}$', '“\\tag{1}” is no formula as it stands.'],
  ])('what is wrong in %j', (markdown, sentence) => {
    expect(faults(markdown)).toEqual([sentence]);
  });

  test('nothing of it in KaTeX’s own words, which are English', () => {
    const broken = [
      ...String.raw`\frac\sqrt2 | \sqrt[3 | \left. x | \hat | \text{$ | \verb|x | a \over b \over c | \char | \kern1foo`.split(
        ' | ',
      ),
      ...String.raw`\begin{array}{q}x\end{array} | \newcommand{x}{y} | \renewcommand{\zz}{y} | \def x | \gdef\a#2{x}`.split(
        ' | ',
      ),
      ...String.raw`\begin{CD}A @>>\end{CD} | \big x | \genfrac{}{}{}{9}{a}{b} | \rule{a}{b} | \htmlData{a}{x} | \u{x}`.split(
        ' | ',
      ),
    ];
    const own =
      /^(?:In )?“.*”(?: (?:there is|a) “[^”]*”(?:, which is unknown| is missing)| “[^”]*” (?:stands (?:alone|twice)|cannot stand where it does)| there is nothing behind “[^”]*”| is no formula as it stands)\.$/;
    const said = broken
      .flatMap((tex) => captionFaults(katex, [{ tex, display: false }]))
      .map(talk.form.fault);
    expect(said.length).toBeGreaterThan(14);
    expect(said.filter((sentence) => !own.test(sentence))).toEqual([]);
  });

  test('each of them, in the order of the caption, and a long one by its beginning', () => {
    const long = `$${'x + '.repeat(30)}x^$`;
    expect(faults(`**$a^$** and $b$\n\n> ${long}`)).toEqual([
      'In “a^” there is nothing behind “^”.',
      `In “${'x + '.repeat(12)}…” there is nothing behind “^”.`,
    ]);
  });

  test.each(['$5 and $10', 'from C:\\temp for $5?', '`$\\eta`', '$\\eta\\, \\nabla f$ at 5 %', '$5\\%$', ''])(
    'nothing in %j',
    (markdown) => {
      expect(faults(markdown)).toEqual([]);
    },
  );
});

describe('the room sees', () => {
  /** What a formula says, by its MathML; null where nothing is set. */
  const seen = (tex: string): string | null => {
    let shown = '';
    const isSet = setMended(tex, (source, macros) => {
      shown = katex.renderToString(source, { ...options, macros });
    });
    const mathematics = /<semantics>(.*)<annotation/.exec(shown)?.[1] ?? '';
    return isSet ? mathematics.replaceAll(/<[^>]+>/g, '').replaceAll('\u2061', '') : null;
  };

  test.each([
    ['\\frac{1}{2', '12'],
    ['\\frac{1}2}', '12'],
    ['\\eta \\nambla f', 'ηnamblaf'],
    ['\\one \\two \\one', 'onetwoone'],
    ['5 % x', '5%x'],
    ['5 \\% x', '5%x'],
    ['\\{ x \\}', '{x}'],
    ['x^', null],
    ['a & b', null],
    ['\\a\\b\\c\\d\\e\\f\\g\\h\\i\\j\\k\\l\\m'.replaceAll('\\', '\\zz'), null],
  ])('%s as %j', (tex, expected) => {
    expect(seen(tex)).toBe(expected);
  });
});
