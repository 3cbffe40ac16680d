import { compileFormula, type FormulaGraph, formulaGraph } from '../../../../src/core/expression/compile.ts';
import { Graph, type NodeId, reachable } from '../../../../src/core/expression/graph.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';

/** The losses on which every printer of a rule is held to the interpreter, for any number of parameters. */

/** A loss that is the sum of one function of each coordinate, and of neighbours' product. */
export interface Kind {
  readonly name: string;
  /** Of coordinate i from 0. */
  readonly f: (x: number, i: number) => number;
  readonly df: (x: number, i: number) => number;
  readonly ddf: (x: number, i: number) => number;
  readonly text: (x: string, i: number) => string;
  readonly coupling: number;
}

export const kinds: readonly Kind[] = [
  {
    name: 'bowl',
    f: (x, i) => ((i + 1) * x * x) / 2,
    df: (x, i) => (i + 1) * x,
    ddf: (_x, i) => i + 1,
    text: (x, i) => `${(i + 1) / 2}*${x}^2`,
    coupling: 0,
  },
  {
    name: 'tilted bowl',
    f: (x) => x * x,
    df: (x) => 2 * x,
    ddf: () => 2,
    text: (x) => `${x}^2`,
    coupling: 0.5,
  },
  {
    name: 'wells',
    f: (x) => x ** 4 / 4 - x * x,
    df: (x) => x ** 3 - 2 * x,
    ddf: (x) => 3 * x * x - 2,
    text: (x) => `${x}^4/4 - ${x}^2`,
    coupling: 0.125,
  },
  {
    name: 'ripples',
    f: (x) => x * x + Math.cos(3 * x),
    df: (x) => 2 * x - 3 * Math.sin(3 * x),
    ddf: (x) => 2 - 9 * Math.cos(3 * x),
    text: (x) => `${x}^2 + cos(3*${x})`,
    coupling: 0,
  },
  {
    name: 'plain far off',
    f: (x) => Math.log(1 + x * x),
    df: (x) => (2 * x) / (1 + x * x),
    ddf: (x) => (2 - 2 * x * x) / (1 + x * x) ** 2,
    text: (x) => `log(1 + ${x}^2)`,
    coupling: 0,
  },
];

/** By hand, of n parameters. */
export function lossOf({ f, df, ddf, coupling }: Kind, n: number): Loss {
  return {
    dimension: n,
    value: (p) =>
      Array.from(p).reduce((sum, x, i) => sum + f(x, i) + (i > 0 ? coupling * x * p[i - 1]! : 0), 0),
    gradient(p, out = new Float64Array(n)) {
      for (let i = 0; i < n; i++) out[i] = df(p[i]!, i) + coupling * ((p[i - 1] ?? 0) + (p[i + 1] ?? 0));
      return out;
    },
    hessian(p, out = new Float64Array(n * n)) {
      out.fill(0);
      for (let i = 0; i < n; i++) {
        out[i * n + i] = ddf(p[i]!, i);
        if (i > 0) out[i * n + i - 1] = out[(i - 1) * n + i] = coupling;
      }
      return out;
    },
  };
}

/** As the formula that says the same. */
export function formulaOf({ text, coupling }: Kind, n: 1 | 2): Loss {
  if (n === 1) return compileFormula(text('x', 0), { variables: ['x'] });
  return compileFormula(`${text('x', 0)} + ${text('y', 1)} + ${coupling}*x*y`);
}

/** As a graph of any number of variables: that of one coordinate, as often as there are any. */
export function graphOf({ text, coupling }: Kind, n: number): FormulaGraph {
  const graph = new Graph();
  const xs = Array.from({ length: n }, (_, i) => graph.variable(i));
  const own = xs.map((x, i): [NodeId, NodeId, NodeId] => {
    const one = formulaGraph(compileFormula(text('x', i), { variables: ['x'] }))!;
    const copies = new Map<NodeId, NodeId>();
    for (const id of reachable(one.graph, [one.value, one.partials[0]!, one.seconds()[0]!])) {
      const { op, name, args, value } = one.graph.node(id);
      const given = args.map((arg) => copies.get(arg)!);
      const leaf = op === 'variable' ? x : op === 'constant' ? graph.constant(value) : null;
      copies.set(id, leaf ?? graph.make(op, given, name, value));
    }
    return [copies.get(one.value)!, copies.get(one.partials[0]!)!, copies.get(one.seconds()[0]!)!];
  });
  const by = graph.constant(coupling);
  const add = (a: NodeId, b: NodeId) => graph.make('add', [a, b]);
  const times = (a: NodeId, b: NodeId) => graph.make('mul', [a, b]);
  const pairs = xs.slice(1).map((x, i) => times(by, times(x, xs[i]!)));
  return {
    graph,
    value: [...own.map(([value]) => value), ...pairs].reduce(add),
    partials: own.map(([, slope], i) =>
      [i - 1, i + 1].filter((k) => k in xs).reduce((sum, k) => add(sum, times(by, xs[k]!)), slope),
    ),
    seconds: () =>
      xs.flatMap((_, i) =>
        own.map(([, , second], k) => {
          if (i === k) return second;
          return Math.abs(i - k) === 1 ? by : graph.constant(0);
        }),
      ),
  };
}
