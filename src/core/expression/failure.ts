import type { Failure } from '../math/loss.ts';
import { type Graph, type GraphNode, type NodeId, reachable } from './graph.ts';
import { operate } from './operations.ts';

/**
 * Why a value is not finite: the graph once more, node by node, where each carries how it left the real line.
 *
 * A number `leaves` when the operation that made it has finite arguments and no finite result. It is undefined where
 * mathematics has no value (a logarithm or root of a negative number, a division by a zero that is one); it is an
 * overflow where mathematics has one that lies beyond the doubles. A zero below the smallest double has left the
 * range as well: 1/exp(-1000) overflows, while 1/x at x = 0 is undefined. What follows from an overflow, infinity
 * minus infinity, is one; what follows from an undefined value is undefined.
 */

interface Known {
  readonly value: number;
  readonly failure: Failure | null;
}

/**
 * The failure of the first of `roots` that is undefined, else 'overflow' where one is not finite, else null.
 *
 * @param variables value and failure of each variable by its index
 */
export function failureOf(
  graph: Graph,
  roots: readonly NodeId[],
  variables: readonly Known[],
): Failure | null {
  const known = new Map<NodeId, Known>();
  for (const id of reachable(graph, roots)) known.set(id, follow(graph.node(id), known, variables));
  let found: Failure | null = null;
  for (const root of roots) {
    const { value, failure } = known.get(root)!;
    if (Number.isFinite(value)) continue;
    if (failure === 'undefined') return failure;
    found = 'overflow';
  }
  return found;
}

function follow(node: GraphNode, known: ReadonlyMap<NodeId, Known>, variables: readonly Known[]): Known {
  if (node.op === 'variable') return variables[node.value] ?? { value: Number.NaN, failure: 'undefined' };
  const args = node.args.map((id) => known.get(id)!);
  const [a = 0, b = 0, c = 0] = args.map(({ value }) => value);
  const value = operate(node.op, node.name, node.value, a, b, c);
  // Of a choice only the branch that is taken tells.
  const told = node.op === 'where' ? [args[a !== 0 ? 1 : 2]!] : args;
  return { value, failure: value !== 0 && Number.isFinite(value) ? null : failureAt(node, value, told) };
}

/** Of a node whose value is zero or not finite. */
function failureAt(node: GraphNode, value: number, args: readonly Known[]): Failure | null {
  const came = args.filter(({ failure }) => failure !== null);
  if (value === 0) return came.length > 0 || isUnderflow(node, args) ? 'overflow' : null;
  if (came.some((arg) => arg.failure === 'undefined' && !Number.isFinite(arg.value))) return 'undefined';
  if (isOutside(node, args)) return 'undefined';
  if (came.length > 0) return 'overflow';
  const [a = 0, b = 0] = args.map((arg) => arg.value);
  switch (node.op) {
    case 'constant':
      return Number.isNaN(value) ? 'undefined' : 'overflow';
    case 'div':
      return b === 0 ? 'undefined' : 'overflow';
    case 'whole':
      return a === 0 ? 'undefined' : 'overflow';
    case 'call':
      return a === 0 && (node.name === 'pow' || node.name.startsWith('log')) ? 'undefined' : 'overflow';
    default:
      return 'overflow';
  }
}

/** Functions without a zero that come near it. */
const SHRINKING: ReadonlySet<string> = new Set(['exp', 'sigmoid', 'softplus', 'normcdf']);

/** Whether a zero stands for a number too small for a double. */
function isUnderflow({ op, name }: GraphNode, args: readonly Known[]): boolean {
  const [a = 0, b = 0] = args.map(({ value }) => value);
  if (op === 'mul') return a !== 0 && b !== 0;
  if (op === 'div' || op === 'whole') return a !== 0;
  return op === 'call' && (SHRINKING.has(name) || (name === 'pow' && a !== 0));
}

/** Whether an argument lies where the function has no value, infinitely far out included. */
function isOutside({ op, name }: GraphNode, args: readonly Known[]): boolean {
  if (op !== 'call') return false;
  const [a = 0, b = 0] = args.map(({ value }) => value);
  switch (name) {
    case 'sqrt':
    case 'log':
    case 'log10':
    case 'log2':
      return a < 0;
    case 'asin':
    case 'acos':
      return Math.abs(a) > 1;
    case 'pow':
      return a < 0 && !Number.isInteger(b) && Number.isFinite(b);
    default:
      return false;
  }
}
