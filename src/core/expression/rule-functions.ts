import * as tex from './tex-pieces.ts';
import type { TexPiece } from './tex-pieces.ts';
import type { CallExpression } from './tree.ts';

/**
 * What an update rule may call beside the functions of a formula: reductions, which make one number of all components,
 * and questions, each answered once for all components: to the loss, an evaluation each, and `standardNormal(p)`, which costs none: for
 * each component of p a standard normal draw of the step. They are known where the reader is told so.
 *
 *     dot(a, b)   norm(a)   sum(a)   mean(a)   max(a)   min(a)
 *     grad(p)     value(p)   hvp(p, d)   hessianDiagonal(p)   standardNormal(p)
 */
export interface RuleFunction {
  readonly arity: 1 | 2;
  readonly tex: (a: TexPiece, b: TexPiece) => TexPiece;
}

const over =
  (command: string): RuleFunction['tex'] =>
  (a) =>
    tex.call(`${command}_i`, a);

export const reductions: ReadonlyMap<string, RuleFunction> = new Map<string, RuleFunction>([
  ['dot', { arity: 2, tex: tex.inner }],
  ['norm', { arity: 1, tex: tex.norm }],
  ['sum', { arity: 1, tex: over('\\textstyle\\sum') }],
  ['mean', { arity: 1, tex: over('\\operatorname{mean}') }],
  ['max', { arity: 1, tex: over('\\max') }],
  ['min', { arity: 1, tex: over('\\min') }],
]);

export const questions: ReadonlyMap<string, RuleFunction> = new Map<string, RuleFunction>([
  ['grad', { arity: 1, tex: (a) => tex.call('\\nabla f', a) }],
  ['value', { arity: 1, tex: (a) => tex.call('f', a) }],
  ['hvp', { arity: 2, tex: (a, b) => tex.product(tex.call('\\nabla^2 f', a), b) }],
  ['hessianDiagonal', { arity: 1, tex: (a) => tex.call('\\operatorname{diag}\\nabla^2 f', a) }],
  ['standardNormal', { arity: 1, tex: () => tex.piece('\\mathcal{N}(0, 1)', tex.TEX_VALUE) }],
]);

/** What a call is of these: `max(a)` is, `max(a, b)` is a function of a formula. */
export function ruleFunctionOf({ name, args }: CallExpression): RuleFunction | undefined {
  const row = reductions.get(name) ?? questions.get(name);
  return row?.arity === args.length ? row : undefined;
}

/** All of them with the number of their arguments, for the reader. */
export const ruleFunctions: ReadonlyMap<string, number> = new Map(
  [...reductions, ...questions].map(([name, { arity }]) => [name, arity]),
);
