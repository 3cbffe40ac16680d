import type { FormulaGraph } from '../expression/compile.ts';
import { Graph, type NodeId, reachable } from '../expression/graph.ts';
import type { NoiseScaling } from '../math/noise.ts';
import type { Program, Variable } from './program.ts';

/**
 * A whole step of a run as one graph, component by component: the loss of a formula and its gradient at theta, noise on
 * it, and the rule's update. No operation is simplified away or put in another order, so that it gives the bits of
 * the formula's own evaluator and of the update's.
 */
export interface Unrolled {
  readonly graph: Graph;
  /** What the variables of the graph are, by their index. */
  readonly inputs: readonly Input[];
  /** The loss at theta. */
  readonly value: NodeId;
  /** What the update writes: theta and the state after the step. */
  readonly stores: readonly { readonly place: number; readonly node: NodeId }[];
}

export type Input =
  /** Of theta, which comes first, or of the packed state behind it. */
  | { readonly kind: 'kept'; readonly place: number }
  | { readonly kind: 'hyperparameter'; readonly key: string }
  /** The number of the update, from 1, and its learning rate. */
  | { readonly kind: 't' | 'rate' }
  /** base^(t - back), of a node of the program. */
  | { readonly kind: 'power'; readonly base: NodeId; readonly back: number }
  /** What noise of deviation 1 has drawn for a component, and what it is multiplied by. */
  | { readonly kind: 'draw'; readonly component: number }
  /** What the rule itself has drawn for a component, a standard normal. */
  | { readonly kind: 'normal'; readonly component: number }
  | { readonly kind: 'deviation' };

/** Whether a program is all that its rule does. */
export function canUnroll({ entry }: Program): boolean {
  return !entry.rule.search;
}

/** @param noise null for none; else what its deviation is a multiple of */
export function unroll(
  program: Program,
  formula: FormulaGraph,
  dimension: number,
  noise: NoiseScaling | null,
): Unrolled {
  const graph = new Graph();
  const inputs: Input[] = [];
  const ids = new Map<string, NodeId>();
  const input = (one: Input): NodeId => {
    const name = Object.values(one).join(' ');
    let id = ids.get(name);
    if (id === undefined) ids.set(name, (id = graph.variable(inputs.push(one) - 1)));
    return id;
  };
  const each = Array.from({ length: dimension }, (_, i) => i);
  const total = (nodes: readonly NodeId[]) => sumOf(graph, nodes);
  const noisy = noise && ((exact: readonly NodeId[]) => withNoise(graph, exact, noise, input));
  const at = formulaOn(graph, formula, noisy);

  const { vectors, scalars } = program.entry.rule;
  const theta = each.map((i) => input({ kind: 'kept', place: i }));
  const placeOf = (key: string, i: number): number => {
    if (key === 'theta') return i;
    const vector = vectors.indexOf(key);
    return vector < 0
      ? (1 + vectors.length) * dimension + scalars.indexOf(key)
      : (1 + vector) * dimension + i;
  };

  const variable = (one: Variable, i: number): NodeId => {
    switch (one.kind) {
      case 'given':
        if (one.key === 'dimension') return graph.constant(dimension);
        if (one.key === 'loss') return at(theta).value;
        return input({ kind: one.key === 't' ? 't' : 'rate' });
      case 'vector':
        if (one.key === 'gradient') return at(theta).gradient[i]!;
        return input({ kind: 'kept', place: placeOf(one.key, i) });
      case 'scalar':
        return input({ kind: 'kept', place: placeOf(one.key, 0) });
      case 'hyperparameter':
        return input({ kind: 'hyperparameter', key: one.key });
      case 'power':
        return input(one);
      case 'reduced': {
        const { operation, node } = program.reduced[one.index]!;
        const all = each.map((k) => nodeOf(node, k));
        if (operation === 'sum') return total(all);
        const none = graph.constant(operation === 'max' ? -Infinity : Infinity);
        return all.reduce((most, node_) => graph.call(operation, most, node_), none);
      }
      case 'asked': {
        const { question, args } = program.asked[one.index]!;
        if (question === 'standardNormal') return input({ kind: 'normal', component: i });
        const [place, direction] = args;
        const point = at(each.map((k) => nodeOf(place!, k)));
        if (question === 'value') return point.value;
        if (question === 'grad') return point.gradient[i]!;
        const row = point.hessian().slice(i * dimension, (i + 1) * dimension);
        const along = each.map((k) =>
          question === 'hvp' ? nodeOf(direction!, k) : graph.constant(k === i ? 1 : 0),
        );
        return product(graph, row, along);
      }
      case 'found vector':
      case 'found scalar':
        throw new TypeError('What a search finds has no place in a graph.');
    }
  };
  const nodes = new Map<number, NodeId>();
  /** A node of the program for a component; one that belongs to the step is the same for all. */
  const nodeOf = (id: NodeId, i: number): NodeId => {
    const place = id * dimension + (program.isVector(id) ? i : 0);
    let made = nodes.get(place);
    if (made !== undefined) return made;
    const { op, name, args, value } = program.graph.node(id);
    if (op === 'constant') made = graph.constant(value);
    else if (op === 'variable') made = variable(program.variables[value]!, i);
    else
      made = graph.make(
        op,
        args.map((arg) => nodeOf(arg, i)),
        name,
        value,
      );
    nodes.set(place, made);
    return made;
  };

  const stores = program.stores.flatMap(({ key, node }) =>
    (scalars.includes(key) ? [0] : each).map((i) => ({ place: placeOf(key, i), node: nodeOf(node, i) })),
  );
  // What is written is carried along, whether it is read or not.
  for (const { place } of stores) input({ kind: 'kept', place });
  return { graph, inputs, value: at(theta).value, stores };
}

function sumOf(graph: Graph, nodes: readonly NodeId[]): NodeId {
  return nodes.reduce((sum, node) => graph.make('add', [sum, node]), graph.constant(0));
}

/** As `multiply` has it: what is multiplied by 0 is left out. */
function product(graph: Graph, row: readonly NodeId[], along: readonly NodeId[]): NodeId {
  const none = graph.constant(0);
  return row.reduce((sum, entry, k) => {
    const times = graph.make('mul', [entry, along[k]!]);
    const more = row.length === 1 ? times : graph.make('add', [sum, times]);
    return graph.where(graph.make('equal', [along[k]!, none]), sum, more);
  }, none);
}

/** A formula where the step asks for it. */
interface Point {
  readonly value: NodeId;
  /** With the noise that the step has. */
  readonly gradient: readonly NodeId[];
  /** Row-major. */
  hessian(): readonly NodeId[];
}

/** Copies a formula into a step's graph, once for each point. */
function formulaOn(
  graph: Graph,
  formula: FormulaGraph,
  noisy: ((exact: readonly NodeId[]) => readonly NodeId[]) | null,
): (coordinates: readonly NodeId[]) => Point {
  const points = new Map<string, Point>();
  return (coordinates) => {
    const name = coordinates.join();
    const known = points.get(name);
    if (known) return known;
    const copies = new Map<NodeId, NodeId>();
    const copied = (roots: readonly NodeId[]): NodeId[] => {
      for (const id of reachable(formula.graph, roots)) {
        if (copies.has(id)) continue;
        const { op, name: called, args, value } = formula.graph.node(id);
        const given = args.map((arg) => copies.get(arg)!);
        if (op === 'constant') copies.set(id, graph.constant(value));
        else copies.set(id, op === 'variable' ? coordinates[value]! : graph.make(op, given, called, value));
      }
      return roots.map((id) => copies.get(id)!);
    };
    const [value, ...exact] = copied([formula.value, ...formula.partials]);
    const point: Point = {
      value: value!,
      gradient: noisy ? noisy(exact) : exact,
      hessian: () => copied(formula.seconds()),
    };
    points.set(name, point);
    return point;
  };
}

/** A gradient with what is drawn for each component. */
function withNoise(
  graph: Graph,
  exact: readonly NodeId[],
  scaling: NoiseScaling,
  input: (one: Input) => NodeId,
): readonly NodeId[] {
  const deviation = input({ kind: 'deviation' });
  const length = () =>
    graph.call(
      'sqrt',
      sumOf(
        graph,
        exact.map((g) => graph.make('mul', [g, g])),
      ),
    );
  const scale = scaling === 'constant' ? deviation : graph.make('mul', [deviation, length()]);
  return exact.map((g, i) =>
    graph.make('add', [g, graph.make('mul', [scale, input({ kind: 'draw', component: i })])]),
  );
}
