import type { Graph, NodeId } from './graph.ts';
import { constants } from './names.ts';
import type { BinaryOperator, Expression } from './tree.ts';

/**
 * Tree -> graph, in the order written. `variable` gives the node of a name that is a variable; other names are
 * constants of the language, or NaN. `special` may give the node of a call or power from those of its arguments; what
 * it leaves is lowered as it is in every formula. Returns the node of the value.
 */
export function lower(
  graph: Graph,
  tree: Expression,
  variable: (name: string) => NodeId | undefined,
  special?: (tree: Expression, args: readonly NodeId[]) => NodeId | undefined,
): NodeId {
  const of = (part: Expression) => lower(graph, part, variable, special);
  switch (tree.kind) {
    case 'number':
      return graph.constant(tree.value);
    case 'name':
      return variable(tree.name) ?? graph.constant(constants.get(tree.name) ?? NaN);
    case 'negation':
      return graph.neg(of(tree.operand));
    case 'call': {
      const args = tree.args.map(of);
      return special?.(tree, args) ?? call(graph, tree.name, args);
    }
    case 'binary': {
      const args = [of(tree.left), of(tree.right)] as const;
      return special?.(tree, args) ?? combine(graph, tree.operator, ...args);
    }
  }
}

function combine(graph: Graph, operator: BinaryOperator, a: NodeId, b: NodeId): NodeId {
  switch (operator) {
    case '+':
      return graph.add(a, b);
    case '-':
      return graph.sub(a, b);
    case '*':
      return graph.mul(a, b);
    case '/':
      return graph.div(a, b);
    case '^':
      return graph.power(a, b);
  }
}

function call(graph: Graph, name: string, args: readonly NodeId[]): NodeId {
  const [a = 0, b = 0, c = 0] = args;
  switch (name) {
    case 'where':
      return graph.where(a, b, c);
    case 'and':
      return graph.both(a, b);
    case 'or':
      return graph.either(a, b);
    case 'not':
      return graph.not(a);
    case '>':
      return graph.make('greater', [a, b]);
    case '<':
      return graph.make('greater', [b, a]);
    case '>=':
      return graph.make('atLeast', [a, b]);
    case '<=':
      return graph.make('atLeast', [b, a]);
    case '==':
      return graph.make('equal', [a, b]);
    case '!=':
      return graph.not(graph.make('equal', [a, b]));
    default:
      return graph.call(name, ...args);
  }
}
