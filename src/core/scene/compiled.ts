import { type CompiledCurve, type CompiledLoss, compileFormula } from '../expression/compile.ts';
import { soleVariable } from '../expression/sole-variable.ts';
import { keeping } from '../math/keeping.ts';
import type { Scene } from './scene.ts';

/** Formulas that are kept: as many as the catalog has, and some of one's own. */
const KEPT = 64;

/** The loss of a formula, of two variables, compiled once while it is in use. Throws FormulaError, as `compileFormula` does. */
export const compiled: (formula: string) => CompiledLoss = keeping(KEPT, (formula) =>
  compileFormula(formula),
);

/** The one variable that a formula depends on, null of any other. Throws FormulaError. */
export const variableOf: (formula: string) => string | null = keeping(KEPT, soleVariable);

/** The same formula as a loss of the one variable that it has. */
const compiledCurve = keeping(KEPT, (formula: string) =>
  compileFormula(formula, { variables: [variableOf(formula) ?? 'x'] }),
);

/** The loss of a scene's formula: of one variable where it is drawn as a curve. Throws FormulaError. */
export function lossIn({ formula, curve }: Pick<Scene, 'formula' | 'curve'>): CompiledLoss | CompiledCurve {
  return curve ? compiledCurve(formula) : compiled(formula);
}
