import { programOf } from './program.ts';
import { numbersOf, readRule } from './read-rule.ts';
import { valueOf } from './tree-value.ts';
import type { Evaluations, HyperparameterValues, OptimizerEntry } from './types.ts';

/**
 * What the first `updates` updates have cost: a rule that searches counts for itself, any other asks as its lines say.
 * A line that asks at some steps only says at which by `t` and hyperparameters.
 *
 * @param counted what the rule has counted after each update, for one that does
 */
export function costOf(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  counted: Float64Array | null,
): (updates: number) => Evaluations {
  const { search } = entry.rule;
  if (search) return (updates) => search.evaluations(updates, counted?.[updates] ?? 0);
  const { asked, lines, readsGradient, readsLoss } = programOf(entry, values);
  const numbers = numbersOf(entry, values);
  /** How many of the updates put a question. */
  const times = (index: number, updates: number): number => {
    const when = asked[index]!.holds === null ? null : lines.find((line) => line.asked === index)?.when;
    if (!when) return updates;
    let count = 0;
    for (let t = 1; t <= updates; t++) {
      count += valueOf(when, { number: (name) => (name === 't' ? t : numbers.get(name)) }) ?? 1;
    }
    return count;
  };
  return (updates) => {
    const cost = { values: readsLoss ? updates : 0, gradients: readsGradient ? updates : 0, hessians: 0 };
    asked.forEach(({ question }, index) => {
      if (question === 'standardNormal') return;
      const kind = question === 'value' ? 'values' : question === 'grad' ? 'gradients' : 'hessians';
      cost[kind] += times(index, updates);
    });
    return cost;
  };
}

/** Whether an update of the rule may cost other than one gradient. */
export function countsOtherwise(entry: OptimizerEntry): boolean {
  const { search } = entry.rule;
  return (
    (search !== undefined && !search.ofMatrices) ||
    readRule(entry).lines.some(({ question }) => question !== null && question.name !== 'standardNormal')
  );
}
