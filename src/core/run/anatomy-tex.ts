import { evaluate } from '../expression/evaluate.ts';
import { toTex } from '../expression/tex.ts';
import type { Expression } from '../expression/tree.ts';
import { symbolsOf } from '../optimizers/symbols.ts';
import type { OptimizerEntry, UpdatePart } from '../optimizers/types.ts';
import { type AnatomyLine, partsOf, type Value } from './anatomy.ts';
import type { StepMark } from './arrows.ts';

/** The lines of an anatomy as TeX: in symbols, with this step's numbers, and their results. */

/** TeX of a symbol that stands for a part of the update, from its plain TeX: a place for its colour. */
export type Decorate = (tex: string, key: string, part: UpdatePart) => string;

export interface LineTex {
  /** The rule: m \leftarrow \beta_1 m + (1 - \beta_1) g. */
  readonly symbols: string;
  /** Its right side with this step's numbers: 0.9 m + 0.1 g. Null where it says nothing new. */
  readonly numbers: string | null;
}

/** TeX of every name of a rule, those of parts decorated. */
export function decoratedSymbols(entry: OptimizerEntry, decorate: Decorate): ReadonlyMap<string, string> {
  const parts = partsOf(entry);
  return new Map(
    [...symbolsOf(entry)].map(([key, tex]) => {
      const part = parts.get(key);
      return [key, part ? decorate(tex, key, part) : tex] as const;
    }),
  );
}

/** A line as TeX; `symbols` are those of `decoratedSymbols`, or of `symbolsOf` for plain ones. */
export function lineTex(
  line: AnatomyLine,
  symbols: ReadonlyMap<string, string>,
  noisy: boolean,
  isOfBatch = false,
): LineTex {
  const assigned = symbols.get(line.key) ?? line.key;
  if (line.found) {
    const definition = line.found.tex((name) => symbols.get(name) ?? name);
    return { symbols: `${assigned} = ${definition}`, numbers: null };
  }
  if (line.formula === null) {
    const position = symbols.get('theta') ?? '\\theta';
    return {
      symbols: `${assigned} = \\nabla f${isOfBatch ? '_B' : ''}(${position})${noisy ? ' + \\xi' : ''}`,
      numbers: null,
    };
  }
  const right = toTex(line.formula, { names: symbols });
  return {
    symbols: `${assigned} \\leftarrow ${right}`,
    numbers: numbersTex(line.formula, line.inputs, symbols, right),
  };
}

/** TeX of what an arrow is, in the rule's symbols; what is carried over is of the update before: b_{t-1}, what is clipped clip(g). */
export function markTex({ formula }: StepMark, entry: OptimizerEntry): string {
  if (!formula) return '';
  const names = [...symbolsOf(entry)].flatMap(([key, tex]): [string, string][] => [
    [key, tex],
    [`${key}:before`, `${tex}_{t-1}`],
    [`${key}:clipped`, `\\operatorname{clip}(${tex})`],
  ]);
  return toTex(formula, { names: new Map(names), format: shortNumber });
}

/**
 * The right side with the numbers that it reads. In a line of vectors, what is known is computed: 0.1 for
 * 1 - beta1; a line of numbers is left as it stands, its result being the computation.
 */
function numbersTex(
  formula: Expression,
  inputs: ReadonlyMap<string, Value>,
  symbols: ReadonlyMap<string, string>,
  right: string,
): string | null {
  const numbers = new Map<string, number>();
  for (const [name, value] of inputs) if (typeof value === 'number') numbers.set(name, value);
  if (numbers.size === 0) return null;
  const folded = fold(formula, numbers);
  const tex =
    folded.kind === 'number'
      ? toTex(formula, { names: symbols, values: numbers, format: shortNumber })
      : toTex(folded, { names: symbols, format: shortNumber });
  return tex === right ? null : tex;
}

/** The tree with its known names replaced by their numbers and what is then constant computed. */
function fold(tree: Expression, numbers: ReadonlyMap<string, number>): Expression {
  const number = (value: number): Expression => ({ kind: 'number', value, start: tree.start, end: tree.end });
  switch (tree.kind) {
    case 'number':
      return tree;
    case 'name': {
      const value = numbers.get(tree.name);
      return value === undefined ? tree : number(value);
    }
    case 'negation': {
      const operand = fold(tree.operand, numbers);
      return operand.kind === 'number' ? number(-operand.value) : { ...tree, operand };
    }
    case 'call': {
      const args = tree.args.map((arg) => fold(arg, numbers));
      const folded: Expression = { ...tree, args };
      return args.every((arg) => arg.kind === 'number') ? number(evaluate(folded, {})) : folded;
    }
    case 'binary': {
      const folded: Expression = {
        ...tree,
        left: fold(tree.left, numbers),
        right: fold(tree.right, numbers),
      };
      const constant = folded.left.kind === 'number' && folded.right.kind === 'number';
      return constant ? number(evaluate(folded, {})) : folded;
    }
  }
}

/** As it was typed where that is short, else four significant digits; a power of ten below 0.0001. */
function shortNumber(value: number): string {
  const exact = String(value);
  const rounded = exact.length <= 7 ? value : Number(value.toPrecision(4));
  return rounded !== 0 && Math.abs(rounded) < 1e-4 ? rounded.toExponential() : String(rounded);
}
