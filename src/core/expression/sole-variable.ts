import { readFormula } from './formula.ts';
import { namesIn } from './tree.ts';

/** The one variable that a formula depends on; null where it reads two or none, or names two in front. Throws FormulaError. */
export function soleVariable(text: string): string | null {
  const { tree, variables, declared } = readFormula(text);
  if (declared.length > 1) return null;
  const read = new Set(namesIn(tree));
  const own = variables.filter((name) => read.has(name));
  return own.length === 1 ? own[0]! : null;
}
