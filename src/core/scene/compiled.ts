import { type CompiledCurve, type CompiledLoss, compileFormula } from '../expression/compile.ts';
import { soleVariable } from '../expression/sole-variable.ts';
import type { Scene } from './scene.ts';

/** Formulas that are kept: the one shown, and those between which one goes back and forth. */
const KEPT = 8;

/** Makes something of a formula once while that is in use. */
function keeping<T>(make: (formula: string) => T): (formula: string) => T {
  const kept = new Map<string, { readonly made: T }>();
  return (formula) => {
    const known = kept.get(formula) ?? { made: make(formula) };
    // The most recently used one stands last.
    kept.delete(formula);
    kept.set(formula, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return known.made;
  };
}

/** The loss of a formula, of two variables, compiled once while it is in use. Throws FormulaError, as `compileFormula` does. */
export const compiled: (formula: string) => CompiledLoss = keeping((formula) => compileFormula(formula));

/** The one variable that a formula depends on, null of any other. Throws FormulaError. */
export const variableOf: (formula: string) => string | null = keeping(soleVariable);

/** The same formula as a loss of the one variable that it has. */
const compiledCurve = keeping((formula) =>
  compileFormula(formula, { variables: [variableOf(formula) ?? 'x'] }),
);

/** The loss of a scene's formula: of one variable where it is drawn as a curve. Throws FormulaError. */
export function lossIn({ formula, curve }: Pick<Scene, 'formula' | 'curve'>): CompiledLoss | CompiledCurve {
  return curve ? compiledCurve(formula) : compiled(formula);
}
