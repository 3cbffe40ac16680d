import { describe, expect, test } from 'vitest';
import { Differentiator } from '../../../../src/core/expression/differentiate.ts';
import { Graph, type NodeId, reachable } from '../../../../src/core/expression/graph.ts';
import { lower } from '../../../../src/core/expression/lower.ts';
import { parseExpression } from '../../../../src/core/expression/parse.ts';
import { assignLocals, straightLine } from '../../../../src/core/expression/wasm-code.ts';

/** A graph of x and y with the root of a formula's value. */
function graphOf(text: string): { readonly graph: Graph; readonly root: NodeId } {
  const graph = new Graph();
  const root = lower(graph, parseExpression(text), (name) =>
    name === 'x' || name === 'y' ? graph.variable(name === 'x' ? 0 : 1) : undefined,
  );
  return { graph, root };
}

/** Nodes, and bytes of WebAssembly code, of a formula's value, of that with its gradient, and of its Hessian. */
function sizesOf(text: string): { readonly nodes: number; readonly bytes: number }[] {
  const { graph, root } = graphOf(text);
  const differentiator = new Differentiator(graph);
  const by = (id: NodeId, variable: number) => differentiator.derivative(id, variable);
  const [gx, gy] = [by(root, 0), by(root, 1)];
  const parts = [[root], [root, gx, gy], [by(gx, 0), by(gy, 0), by(gy, 1)]];
  return parts.map((roots) => ({
    nodes: reachable(graph, roots).length,
    bytes: straightLine(graph, roots, () => 0).code.length,
  }));
}

const nested = (open: string, inner: string, close: string, times: number) =>
  open.repeat(times) + inner + close.repeat(times);

/** What one more level may add to the nodes and the bytes of the value, of the gradient's and of the Hessian's code. */
describe.each([
  ['a tower of powers', (n: number) => nested('x^(', 'x', ')', n), [1, 11, 33], [4, 56, 197]],
  ['a tower over y', (n: number) => nested('x^(', 'y', ')', n), [1, 13, 44], [4, 76, 260]],
  ['sines', (n: number) => nested('sin(', 'x y', ')', n), [1, 4, 15], [2, 18, 82]],
  ['clamps', (n: number) => nested('max(0, y - min(1, ', 'x', '))', n), [3, 21, 0], [10, 147, 0]],
  ['roots of clamps', (n: number) => nested('sqrt(max(0, y + ', 'x', '))', n), [3, 23, 64], [8, 140, 391]],
])('%s', (_name, formula, nodes, bytes) => {
  test('grow by a constant a level', () => {
    const [few, many] = [sizesOf(formula(20)), sizesOf(formula(60))];
    many.forEach((size, i) => {
      expect((size.nodes - few[i]!.nodes) / 40, `nodes ${i}`).toBeLessThanOrEqual(nodes[i]!);
      expect((size.bytes - few[i]!.bytes) / 40, `bytes ${i}`).toBeLessThanOrEqual(bytes[i]!);
    });
  });
});

test('a number is written once where it is used often', () => {
  const [value] = sizesOf(Array.from({ length: 50 }, () => 'sin(0.1x) - 0.1').join('+'));
  expect(value!.bytes).toBeLessThan(500);
  const terms = Array.from({ length: 50 }, (_, k) => `sin(${k}x)^0.3`).join('+');
  // Nine bytes each for the numbers that differ.
  expect(sizesOf(terms)[0]!.bytes).toBeLessThan(50 * 20);
});

describe.each([
  ['a long sum', Array.from({ length: 400 }, (_, k) => `x^${k}`).join('+')],
  ['a long product', Array.from({ length: 400 }, (_, k) => `y^${k}`).join('*')],
  ['long differences of quotients', `1${'-x/(y-2'.repeat(150)}${')'.repeat(150)}`],
  ['sines in sines', nested('sin(x+', 'y', ')', 190)],
])('of %s', (_name, text) => {
  test('no code is nested deeper than 64 nodes', () => {
    const { graph, root } = graphOf(text);
    const differentiator = new Differentiator(graph);
    const roots = [root, differentiator.derivative(root, 0), differentiator.derivative(root, 1)];
    const order = reachable(graph, roots);
    const { local } = assignLocals(graph, roots, order, 2);
    const height = new Map<NodeId, number>();
    let deepest = 0;
    for (const id of order) {
      const inner = graph.node(id).args.map((arg) => (local[arg]! < 0 ? (height.get(arg) ?? 0) : 0));
      height.set(id, 1 + Math.max(0, ...inner));
      deepest = Math.max(deepest, height.get(id)!);
    }
    expect(deepest).toBeGreaterThan(2);
    expect(deepest).toBeLessThanOrEqual(66);
  });
});
