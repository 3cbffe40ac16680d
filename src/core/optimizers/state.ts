import { numbersOf, readRule } from './read-rule.ts';
import { componentOf, type Value } from './tree-value.ts';
import type { HyperparameterValues, OptimizerEntry, Rule } from './types.ts';

/** What a rule keeps between updates, packed: its vectors one after another, its scalars, its blocks. */

/** The length of a rule's packed state. */
export function stateSize({ vectors, scalars, search }: Rule, dimension: number): number {
  const numbers = vectors.length * dimension + scalars.length;
  return (search?.blocks ?? []).reduce((size, block) => size + block.length(dimension), numbers);
}

/** Copies of the named parts of a packed state. */
export function unpackState(
  { vectors, scalars, search }: Rule,
  state: Float64Array,
  dimension: number,
): Record<string, Value> {
  const scalarsFrom = vectors.length * dimension;
  let at = scalarsFrom + scalars.length;
  return Object.fromEntries<Value>([
    ...vectors.map((key, k) => [key, state.slice(k * dimension, (k + 1) * dimension)] as const),
    ...scalars.map((key, k) => [key, state[scalarsFrom + k]!] as const),
    ...(search?.blocks ?? []).map((block) => {
      const from = at;
      at += block.length(dimension);
      return [block.key, state.slice(from, at)] as const;
    }),
  ]);
}

/** Writes the state before the first update, from `start`. */
export function startState(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  start: Float64Array,
  state: Float64Array,
): void {
  state.fill(0);
  const { vectors, scalars } = entry.rule;
  const { starts } = readRule(entry);
  if (starts.size === 0) return;
  const n = start.length;
  const inputs = new Map<string, Value>([
    ['index', Float64Array.from(start, (_, i) => i)],
    ...numbersOf(entry, values),
    ['theta', start],
  ]);
  for (const [key, tree] of starts) {
    const vector = vectors.indexOf(key);
    if (vector < 0) state[vectors.length * n + scalars.indexOf(key)] = componentOf(tree, inputs, 0);
    else for (let i = 0; i < n; i++) state[vector * n + i] = componentOf(tree, inputs, i);
  }
}
