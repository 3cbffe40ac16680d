import { readFormula } from './formula.ts';
import { printExpression } from './print.ts';
import { symbolText } from './symbols.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A formula as a line of text for people: "f(x, y) = 0.5x² + 2sin(x)·y". The values of its parameters are left out. */
export function formulaText(formula: string): string {
  const { tree, variables } = readFormula(formula);
  const body = printExpression(tree)
    .replaceAll(/\^(\d+)(?![\d.])/g, (_, power: string) =>
      power.replaceAll(/\d/g, (digit) => superscripts[Number(digit)]!),
    )
    .replaceAll(/(?<![\w.^)/])([\d.]+)\*(?=[a-z(])/gi, '$1')
    .replaceAll('*', '·')
    .replaceAll('-', '−')
    .replaceAll(/[a-z]\w*(?!\w|\()/gi, symbolText);
  return `f(${variables.map(symbolText).join(', ')}) = ${body}`;
}
