/** The exact derivatives of a formula, whose code comes when they are first looked at. */
import { symbolTex } from '../../core/expression/symbols.ts';
import { step as text } from '../../text/en/step.ts';
import { html } from '../../ui/dom.ts';
import { type CompiledFormula, showFormula } from './formula-block.ts';
import type { MathSetter } from './math.ts';

/** Of two variables there are so many. */
const MOST = 5;

/** The names of the derivatives by the variables, as TeX: of first order, then of second. */
function leftSides({ variables }: CompiledFormula): readonly string[] {
  const [x = '', y = ''] = variables.map((name) => symbolTex(name) ?? name);
  if (variables.length === 1) return [`f'(${x})`, `f''(${x})`];
  return [
    `\\frac{\\partial f}{\\partial ${x}}`,
    `\\frac{\\partial f}{\\partial ${y}}`,
    `\\frac{\\partial^2 f}{\\partial ${x}^2}`,
    `\\frac{\\partial^2 f}{\\partial ${x}\\,\\partial ${y}}`,
    `\\frac{\\partial^2 f}{\\partial ${y}^2}`,
  ];
}

const printed = new WeakMap<CompiledFormula, readonly (string | null)[]>();

/** Printing derivatives takes longer than a frame may: once a formula. */
function rightSides(loss: CompiledFormula): readonly (string | null)[] {
  const known = printed.get(loss);
  if (known) return known;
  const { gradientTex, hessianTex } = loss;
  const [xx, xy, , yy] = hessianTex;
  const second = loss.dimension === 1 ? [xx] : [xx, xy, yy];
  const made = [...gradientTex, ...second].map((tex) => tex ?? null);
  printed.set(loss, made);
  return made;
}

/** @param into where they stand, one below the other */
export function createDerivatives(math: MathSetter, into: HTMLElement): (loss: CompiledFormula) => void {
  const boxes = Array.from({ length: MOST }, () => math.box('step-derivative'));
  const rows = boxes.map(({ element }) => html('p', {}, element));
  into.append(...rows);
  return (loss) => {
    const names = leftSides(loss);
    const shown = rightSides(loss);
    rows.forEach((row, i) => row.toggleAttribute('hidden', i >= shown.length));
    shown.forEach((tex, i) => {
      const right = tex ?? `\\text{${text.tooLong}}`;
      showFormula(boxes[i]!, `\\displaystyle ${names[i]!} = ${right}`, '');
    });
  };
}
