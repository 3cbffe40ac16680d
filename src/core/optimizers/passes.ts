import { type NodeId, reachable } from '../expression/graph.ts';
import type { Program, Variable } from './program.ts';

/**
 * A program cut where it must wait for all components: a reduction is known when every component has been gone through,
 * an answer of the loss when its question is complete. Each pass computes anew what it needs of the ones before it.
 */
export interface Pass {
  /** Indices into the program's reductions and questions that are complete behind it. */
  readonly reduced: readonly number[];
  readonly asked: readonly number[];
  /** Behind the last one theta and the state are written. */
  readonly stores: Program['stores'];
}

export function passesOf({ graph, variables, reduced, asked, stores }: Program): readonly Pass[] {
  const levels = new Map<NodeId, number>();
  /** The pass in which a node can be computed. */
  const levelOf = (node: NodeId): number => {
    const known = levels.get(node);
    if (known !== undefined) return known;
    const { op, value, args } = graph.node(node);
    const level = op === 'variable' ? levelOfVariable(variables[value]!) : highest(args);
    levels.set(node, level);
    return level;
  };
  const highest = (nodes: readonly NodeId[]) => Math.max(0, ...nodes.map(levelOf));
  const levelOfReduced = (index: number) => levelOf(reduced[index]!.node);
  const levelOfAsked = (index: number) => highest(askedNodes(index));
  const askedNodes = (index: number) => {
    const { args, holds } = asked[index]!;
    return holds === null ? args : [...args, holds];
  };
  const levelOfVariable = (variable: Variable): number => {
    if (variable.kind === 'reduced') return levelOfReduced(variable.index) + 1;
    return variable.kind === 'asked' ? levelOfAsked(variable.index) + 1 : 0;
  };

  /** Reductions and questions that the result depends on. */
  const needed = { reduced: new Set<number>(), asked: new Set<number>() };
  const need = (nodes: readonly NodeId[]): void => {
    for (const id of reachable(graph, nodes)) {
      const { op, value } = graph.node(id);
      const variable = op === 'variable' ? variables[value]! : null;
      if (variable?.kind !== 'reduced' && variable?.kind !== 'asked') continue;
      const { kind, index } = variable;
      if (needed[kind].has(index)) continue;
      needed[kind].add(index);
      need(kind === 'reduced' ? [reduced[index]!.node] : askedNodes(index));
    }
  };
  need(stores.map(({ node }) => node));

  const last = highest(stores.map(({ node }) => node));
  return Array.from({ length: last + 1 }, (_, level) => ({
    reduced: [...needed.reduced].filter((index) => levelOfReduced(index) === level),
    asked: [...needed.asked].filter((index) => levelOfAsked(index) === level),
    stores: level === last ? stores : [],
  }));
}
