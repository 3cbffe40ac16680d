import type { NodeId } from '../expression/graph.ts';
import { operate } from '../expression/operations.ts';
import type { Program } from './program.ts';

/** The value of a node that hyperparameters alone decide. */
export function settledValue(program: Program, node: NodeId, numbers: ReadonlyMap<string, number>): number {
  const { op, name, args, value } = program.graph.node(node);
  if (op === 'variable') {
    const variable = program.variables[value]!;
    return variable.kind === 'hyperparameter' ? numbers.get(variable.key)! : Number.NaN;
  }
  const [a = 0, b = 0, c = 0] = args.map((arg) => settledValue(program, arg, numbers));
  return operate(op, name, value, a, b, c);
}
