import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { parseExpression } from '../../../../src/core/expression/parse.ts';
import { printExpression } from '../../../../src/core/expression/print.ts';
import { toTex } from '../../../../src/core/expression/tex.ts';
import { losses } from '../../../../src/core/losses/catalog.ts';

describe('text', () => {
  test.each([
    ['((x))', 'x'],
    ['2x y', '2*x*y'],
    ['x-(y-1)', 'x - (y - 1)'],
    ['(x-y)-1', 'x - y - 1'],
    ['x/(y*2)', 'x/(y*2)'],
    ['(-x)^2', '(-x)^2'],
    ['-(x^2)', '-x^2'],
    ['-(x*y)', '-(x*y)'],
    ['-x*y', '-x*y'],
    ['(2^3)^x', '(2^3)^x'],
    ['2^(3^x)', '2^3^x'],
    ['2^(-x)', '2^-x'],
    ['x*(-y)', 'x*-y'],
    ['atan2( x,y )', 'atan2(x, y)'],
    ['1e-7x', '1e-7*x'],
  ])('%s prints as %s', (text, printed) => {
    expect(printExpression(parseExpression(text))).toBe(printed);
  });
});

describe('TeX', () => {
  test.each([
    ['(1-x)^2 + 100(y-x^2)^2', '(1 - x)^{2} + 100 (y - x^{2})^{2}'],
    ['x/(y+1)', '\\frac{x}{y + 1}'],
    ['(x/y)^2', '\\left(\\frac{x}{y}\\right)^{2}'],
    ['2*3*x', '2 \\cdot 3 x'],
    ['x*2', 'x \\cdot 2'],
    ['x - -y', 'x - (-y)'],
    ['x - (y + 1)', 'x - (y + 1)'],
    ['x + (y + 1)', 'x + y + 1'],
    ['-(x + y)', '-(x + y)'],
    ['sin(x)^2', '\\sin^{2}(x)'],
    ['sin(x^2)', '\\sin(x^{2})'],
    ['sin(x/2)', '\\sin\\left(\\frac{x}{2}\\right)'],
    ['sin(x)^-1', '\\sin(x)^{-1}'],
    ['exp(-x)', 'e^{-x}'],
    ['exp(x)^2', '(e^{x})^{2}'],
    ['exp(x/y)', '\\exp\\left(\\frac{x}{y}\\right)'],
    ['sqrt(x) abs(y)', '\\sqrt{x} \\left|y\\right|'],
    ['pow(x + 1, y)', '(x + 1)^{y}'],
    ['log(x) + log10(y)', '\\ln(x) + \\log_{10}(y)'],
    ['2.5e-7*x', '2.5 \\cdot 10^{-7} x'],
    ['pi + e', '\\pi + e'],
  ])('%s', (text, tex) => {
    expect(compileFormula(text).tex).toBe(tex);
  });

  test('names and numbers of an update rule', () => {
    const rule = parseExpression('-lr*mHat/(sqrt(vHat) + eps)', ['lr', 'mHat', 'vHat', 'eps']);
    const names = new Map([
      ['lr', '\\eta'],
      ['mHat', '\\hat m'],
      ['vHat', '\\hat v'],
    ]);
    expect(toTex(rule, { names })).toBe('\\frac{-\\eta \\hat m}{\\sqrt{\\hat v} + \\mathrm{eps}}');
    const values = new Map([
      ['lr', 0.1],
      ['mHat', -2],
      ['vHat', 4.25],
      ['eps', 1e-8],
    ]);
    expect(toTex(rule, { names, values })).toBe('\\frac{-0.1 (-2)}{\\sqrt{4.25} + 10^{-8}}');
    expect(toTex(rule, { names, values, format: (value) => value.toFixed(1) })).toContain('\\sqrt{4.3}');
  });

  test('a substituted negative number is put in parentheses under a power', () => {
    expect(toTex(parseExpression('x^2 - x'), { values: new Map([['x', -3]]) })).toBe('(-3)^{2} - (-3)');
  });
});

describe('TeX of derivatives', () => {
  test.each([
    ['(1-x)^2 + 100(y-x^2)^2', '-2 (1 - x) - 400 (y - x^{2}) x', '200 (y - x^{2})'],
    ['0.5*(x^2 + 100*y^2)', 'x', '100 y'],
    ['x*y', 'y', 'x'],
    ['1/x', '-\\frac{1}{x^{2}}', '0'],
    ['x/(y^2 + 1)', '\\frac{1}{y^{2} + 1}', '-2 \\cdot \\frac{x y}{(y^{2} + 1)^{2}}'],
    ['20 - 10cos(2 pi x)', '20 \\pi \\sin(2 \\pi x)', '0'],
    [
      'max(x, y)',
      '\\begin{cases} 1 & x > y \\\\ 0 & x < y \\\\ 0.5 & x = y \\end{cases}',
      '\\begin{cases} 0 & x > y \\\\ 1 & x < y \\\\ 0.5 & x = y \\end{cases}',
    ],
    ['x^y', 'y x^{y - 1}', 'x^{y} \\ln(x)'],
  ])('%s', (text, byX, byY) => {
    expect(compileFormula(text).gradientTex).toEqual([byX, byY]);
  });

  test('the Hessian of Rosenbrock', () => {
    expect(compileFormula('(1-x)^2 + 100(y-x^2)^2').hessianTex).toEqual([
      '2 - 400 (y - x^{2} - 2 x^{2})',
      '-400 x',
      '-400 x',
      '200',
    ]);
  });

  test('is given up where no one could read it', () => {
    const tower = compileFormula(`${'sin('.repeat(100)}x${')'.repeat(100)}`);
    expect(tower.gradientTex).toEqual([null, '0']);
  });
});

test.each(losses)('KaTeX accepts all of $id', ({ loss }) => {
  for (const tex of [loss.tex, ...loss.gradientTex, ...loss.hessianTex]) {
    if (tex !== null)
      expect(katex.renderToString(tex, { strict: 'error', displayMode: true })).toContain('katex');
  }
});
