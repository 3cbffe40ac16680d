import { memo } from '../../app/memo.ts';
import type { CompiledCurve, CompiledLoss } from '../../core/expression/compile.ts';
import { symbolTex, symbolText } from '../../core/expression/symbols.ts';
import { formatTex } from '../../core/math/format.ts';
import type { Loss } from '../../core/math/loss.ts';
import { step as text } from '../../text/en/step.ts';
import { html, setText } from '../../ui/dom.ts';
import type { MathBox, MathSetter } from './math.ts';

/** The formula, and folded under it its exact derivatives. */
export interface FormulaBlock {
  readonly element: HTMLElement;
  draw(loss: Loss): void;
}

export type CompiledFormula = CompiledLoss | CompiledCurve;

export function createFormulaBlock(math: MathSetter, invalidate: () => void): FormulaBlock {
  const formula = math.box('step-formula');
  const written = memo(formulaOf);
  const summary = html('summary', {});
  const fold = html('details', { class: 'step-fold' }, summary);
  let derivatives: ((loss: CompiledFormula) => void) | null = null;
  fold.addEventListener('toggle', () => {
    invalidate();
    // Without it the fold stays empty, and is asked for again.
    import('./derivatives.ts').then(
      ({ createDerivatives }) => {
        derivatives ??= createDerivatives(math, fold);
        invalidate();
      },
      () => {},
    );
  });
  const element = html('div', { class: 'step-function' }, html('p', {}, formula.element), fold);
  return {
    element,
    draw(loss) {
      element.hidden = !isCompiled(loss);
      if (!isCompiled(loss)) return;
      const { tex, plain } = written(loss);
      showFormula(formula, tex, plain);
      setText(summary, loss.dimension === 1 ? text.derivativesAlong : text.derivatives);
      if (fold.open) derivatives?.(loss);
    },
  };
}

/** What a loss is, as TeX and as it was typed: f(x, y) = …, and the values of its parameters. */
export function formulaOf(loss: CompiledFormula): { readonly tex: string; readonly plain: string } {
  const values = [...loss.values].map(([name, value]) => `,\\quad ${symbolTex(name)} = ${formatTex(value)}`);
  const names = loss.variables.map((name) => symbolTex(name) ?? name).join(', ');
  return {
    tex: `\\displaystyle f(${names}) = ${loss.tex}${values.join('')}`,
    plain: `f(${loss.variables.map(symbolText).join(', ')}) = ${loss.text}`,
  };
}

/** Sets a formula; one that is wider than the panel scrolls, and can be reached with the keyboard for that. */
export function showFormula(box: MathBox, tex: string, plain: string): void {
  if (!box.show(tex, plain)) return;
  const { element } = box;
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}

export function isCompiled(loss: Loss): loss is CompiledFormula {
  return 'hessianTex' in loss;
}
