import type { Backend, Evaluator } from './evaluator.ts';
import { type Graph, type NodeId, reachable } from './graph.ts';
import { functionRow, operate } from './operations.ts';

/**
 * The graph run node by node in plain JavaScript: the reference that the compiled form is held against, and what
 * takes its place where WebAssembly is not to be had.
 */
export function interpreter(graph: Graph): Backend {
  return {
    name: 'interpreter',
    evaluator: (roots) => program(graph, roots),
    sampler: (root) => {
      const { call } = program(graph, [root]);
      return (x0, dx, nx, y0, dy, ny, out) => {
        for (let j = 0; j < ny; j++) {
          for (let i = 0; i < nx; i++) out[j * nx + i] = call(x0 + i * dx, y0 + j * dy);
        }
      };
    },
  };
}

/** Computes one node: reads the slots of its arguments. */
type Instruction = (slots: Float64Array) => number;

function program(graph: Graph, roots: readonly NodeId[]): Evaluator {
  const order = reachable(graph, roots);
  const slotOf = new Map(order.map((id, slot) => [id, slot]));
  // The first two slots hold the variables.
  const slots = new Float64Array(order.length + 2);
  const at = (id: NodeId | undefined) => (id === undefined ? 0 : slotOf.get(id)! + 2);
  const instructions = order.map((id) => instruction(graph, id, at));
  const results = roots.slice(1).map(at);
  const first = at(roots[0]);
  const rest = new Float64Array(results.length);
  const call = (x: number, y: number): number => {
    slots[0] = x;
    slots[1] = y;
    for (let i = 0; i < instructions.length; i++) slots[i + 2] = instructions[i]!(slots);
    for (let i = 0; i < results.length; i++) rest[i] = slots[results[i]!]!;
    return slots[first]!;
  };
  return { call, rest };
}

function instruction(graph: Graph, id: NodeId, at: (id: NodeId | undefined) => number): Instruction {
  const { op, name, args, value } = graph.node(id);
  const [a, b, c] = [at(args[0]), at(args[1]), at(args[2])];
  switch (op) {
    case 'variable':
      return (slots) => slots[value]!;
    case 'call': {
      const { evaluate } = functionRow(name);
      return (slots) => evaluate(slots[a]!, slots[b]!);
    }
    default:
      return (slots) => operate(op, name, value, slots[a]!, slots[b]!, slots[c]!);
  }
}
