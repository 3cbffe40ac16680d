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

type CompiledFormula = CompiledLoss | CompiledCurve;

/** The names of the variables, and of the derivatives by them, as TeX. */
function leftSides({ variables }: CompiledFormula): readonly string[] {
  const [x = '', y = ''] = variables.map((name) => symbolTex(name) ?? name);
  if (variables.length === 1) return [`f(${x})`, `f'(${x})`, `f''(${x})`];
  return [
    `f(${x}, ${y})`,
    `\\frac{\\partial f}{\\partial ${x}}`,
    `\\frac{\\partial f}{\\partial ${y}}`,
    `\\frac{\\partial^2 f}{\\partial ${x}^2}`,
    `\\frac{\\partial^2 f}{\\partial ${x}\\,\\partial ${y}}`,
    `\\frac{\\partial^2 f}{\\partial ${y}^2}`,
  ];
}

const DERIVATIVES = 5;

export function createFormulaBlock(math: MathSetter, invalidate: () => void): FormulaBlock {
  const formula = math.box('step-formula');
  const boxes = Array.from({ length: DERIVATIVES }, () => math.box('step-derivative'));
  const summary = html('summary', {});
  const fold = html(
    'details',
    { class: 'step-fold' },
    summary,
    ...boxes.map(({ element }) => html('p', {}, element)),
  );
  fold.addEventListener('toggle', invalidate);
  const element = html('div', { class: 'step-function' }, html('p', {}, formula.element), fold);
  return {
    element,
    draw(loss) {
      element.hidden = !isCompiled(loss);
      if (!isCompiled(loss)) return;
      const [, ...derivatives] = leftSides(loss);
      const { tex, plain } = formulaOf(loss);
      show(formula, tex, plain);
      setText(summary, loss.dimension === 1 ? text.derivativesAlong : text.derivatives);
      if (!fold.open) return;
      const { gradient, hessian } = texOf(loss);
      const [xx, xy, , yy] = hessian;
      const shown = loss.dimension === 1 ? [...gradient, xx] : [...gradient, xx, xy, yy];
      boxes.forEach(({ element: { parentElement } }, i) =>
        parentElement?.toggleAttribute('hidden', i >= shown.length),
      );
      shown.forEach((tex, i) => {
        const right = tex ?? `\\text{${text.tooLong}}`;
        show(boxes[i]!, `\\displaystyle ${derivatives[i]!} = ${right}`, '');
      });
    },
  };
}

/** What a loss is, as TeX and as it was typed: f(x, y) = …, and the values of its parameters. */
export function formulaOf(loss: CompiledFormula): { readonly tex: string; readonly plain: string } {
  const values = [...loss.values].map(([name, value]) => `,\\quad ${symbolTex(name)} = ${formatTex(value)}`);
  return {
    tex: `\\displaystyle ${leftSides(loss)[0]} = ${texOf(loss).tex}${values.join('')}`,
    plain: `f(${loss.variables.map(symbolText).join(', ')}) = ${loss.text}`,
  };
}

/** Sets a formula; one that is wider than the panel scrolls, and can be reached with the keyboard for that. */
function show(box: MathBox, tex: string, plain: string): void {
  if (!box.show(tex, plain)) return;
  const { element } = box;
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}

interface FunctionTex {
  readonly tex: string;
  readonly gradient: CompiledFormula['gradientTex'];
  readonly hessian: CompiledFormula['hessianTex'];
}

const printed = new WeakMap<CompiledFormula, FunctionTex>();

/** Printing derivatives takes longer than a frame may: once a formula, the derivatives when they are looked at. */
function texOf(loss: CompiledFormula): FunctionTex {
  const known = printed.get(loss);
  if (known) return known;
  let gradient: FunctionTex['gradient'] | undefined;
  let hessian: FunctionTex['hessian'] | undefined;
  const made: FunctionTex = {
    tex: loss.tex,
    get gradient() {
      return (gradient ??= loss.gradientTex);
    },
    get hessian() {
      return (hessian ??= loss.hessianTex);
    },
  };
  printed.set(loss, made);
  return made;
}

export function isCompiled(loss: Loss): loss is CompiledFormula {
  return 'hessianTex' in loss;
}
