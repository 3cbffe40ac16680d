import { numberRow } from './hyperparameters.ts';
import type { EquationLine, Evaluations, HyperparameterRow } from './types.ts';

/** What rules with a line search for the strong Wolfe conditions have in common. */

export const decreaseRow: HyperparameterRow = numberRow({
  key: 'decrease',
  symbol: 'c₁',
  tex: 'c_1',
  default: 1e-4,
  min: 1e-6,
  max: 0.5,
  scale: 'log',
  hardMax: 1,
});

export function flatnessRow(standard: number): HyperparameterRow {
  return numberRow({
    key: 'flatness',
    symbol: 'c₂',
    tex: 'c_2',
    default: standard,
    min: 0.001,
    max: 0.99,
    scale: 'linear',
    hardMax: 1,
  });
}

/** The step length along `direction`, found by the line search. */
export const stepLengthLine: EquationLine = {
  key: 'stepLength',
  part: 'rate',
  formula: 'stepLength',
  found: {
    reads: ['theta', 'direction', 'gradient', 'lr', 'decrease', 'flatness'],
    tex(of) {
      const [theta, d, g, c1, c2] = ['theta', 'direction', 'gradient', 'decrease', 'flatness'].map(of);
      const end = `${theta} + a ${d}`;
      return (
        `a : \\; f(${end}) \\le f(${theta}) + ${c1}\\, a\\, ${g}^\\top ${d}, \\;` +
        ` \\left|\\nabla f(${end})^\\top ${d}\\right| \\le ${c2} \\left|${g}^\\top ${d}\\right|`
      );
    },
  },
};

export const searchedUpdateLine: EquationLine = {
  key: 'update',
  part: 'step',
  formula: '-stepLength*direction',
};

/** A trial is one value and one gradient; those of the accepted one are the next step's own. */
export function searchEvaluations(updates: number, trials: number): Evaluations {
  const count = updates > 0 ? trials + 1 : 0;
  return { values: count, gradients: count, hessians: 0 };
}
