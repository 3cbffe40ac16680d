import { readFormula } from './formula.ts';
import { printExpression } from './print.ts';
import { soleVariable } from './sole-variable.ts';
import { symbolText } from './symbols.ts';

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * A formula as a line of text for people: "f(x, y) = 0.5x² + 2sin(x)·y". The values of its parameters are left out.
 *
 * @param curve whether it is a function of its one variable
 */
export function formulaText(formula: string, curve = false): string {
  const { tree, variables } = readFormula(formula);
  const names = curve ? [soleVariable(formula) ?? variables[0]] : variables;
  const body = printExpression(tree)
    .replaceAll(/\^(\d+)(?![\d.])/g, (_, power: string) =>
      power.replaceAll(/\d/g, (digit) => superscripts[Number(digit)]!),
    )
    .replaceAll(/(?<![\w.^)/])([\d.]+)\*(?=[a-z(])/gi, '$1')
    .replaceAll('*', '·')
    .replaceAll('-', '−')
    .replaceAll(/[a-z]\w*(?!\w|\()/gi, symbolText);
  return `f(${names.map(symbolText).join(', ')}) = ${body}`;
}
