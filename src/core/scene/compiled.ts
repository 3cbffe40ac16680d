import { type CompiledLoss, compileFormula } from '../expression/compile.ts';

/** Formulas that are kept: the one shown, and those between which one goes back and forth. */
const KEPT = 8;

const kept = new Map<string, CompiledLoss>();

/** The loss of a formula, compiled once while it is in use. Throws FormulaError, as `compileFormula` does. */
export function compiled(formula: string): CompiledLoss {
  const known = kept.get(formula) ?? compileFormula(formula);
  // The most recently used one stands last.
  kept.delete(formula);
  kept.set(formula, known);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return known;
}
