import { Graph } from './graph.ts';
import { lower } from './lower.ts';
import type { Expression } from './tree.ts';

/**
 * The value of a tree whose names are looked up among the own properties of `scope`; a name that is neither
 * there nor a constant is NaN. For expressions that are read now and then (an update rule shown with its
 * numbers); a loss is compiled instead. The tree is folded as an expression of constants, so the numbers are
 * those of a compiled formula to the bit.
 */
export function evaluate(tree: Expression, scope: Readonly<Record<string, number>>): number {
  const graph = new Graph();
  const value = lower(graph, tree, (name) => {
    const number = Object.hasOwn(scope, name) ? scope[name] : undefined;
    return number === undefined ? undefined : graph.constant(number);
  });
  return graph.constantOf(value) ?? NaN;
}
