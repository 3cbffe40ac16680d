import { failureOf } from '../expression/failure.ts';
import { Graph } from '../expression/graph.ts';
import { lower } from '../expression/lower.ts';
import { type Failure, failureAt, type Loss } from '../math/loss.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { type Anatomy, type AnatomyLine, anatomyOf, type Value } from './anatomy.ts';
import type { Run, RunEnd } from './types.ts';

/**
 * Why a recorded run ended before its last step; null where it did not.
 *
 *     loss at `divergedAt` not finite        undefined loss at divergedAt, or overflow at divergedAt
 *     position at `divergedAt` not finite    the gradient at the step before is not finite, and the rule asks for it:
 *                                              undefined gradient at divergedAt - 1, or overflow at divergedAt
 *                                            else the rule's own lines, one by one, tell:
 *                                              undefined step at divergedAt - 1, or overflow at divergedAt
 *
 * What has a value beyond the doubles has overflowed, with all that follows from it; `math/loss.ts` and
 * `expression/failure.ts` say how the two are told apart.
 *
 * @param values all of the hyperparameters
 */
export function endOf(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  run: Omit<Run, 'end'>,
  loss: Loss,
): RunEnd | null {
  const { divergedAt, dimension } = run;
  if (divergedAt === null) return null;
  const overflow: RunEnd = { step: divergedAt, reason: 'overflow' };
  const undefinedLoss: RunEnd = { step: divergedAt, reason: 'undefined loss' };
  if (divergedAt === 0) {
    return failureAt(loss, run.positions, 'value') === 'undefined' ? undefinedLoss : overflow;
  }
  const { steps } = run;
  const anatomy = anatomyOf(entry, values, run, steps, loss);
  const after = anatomy.lines.at(-1)!.value as Float64Array;
  if (after.every(Number.isFinite)) {
    return failureAt(loss, after, 'value') === 'undefined' ? undefinedLoss : overflow;
  }
  const before = run.positions.subarray(steps * dimension, (steps + 1) * dimension);
  const given = anatomy.lines.find(({ formula, found }) => formula === null && found === null);
  if (given && !(given.value as Float64Array).every(Number.isFinite)) {
    return failureAt(loss, before, 'gradient') === 'undefined'
      ? { step: steps, reason: 'undefined gradient' }
      : overflow;
  }
  const found = () => entry.rule.search?.failure?.(values, loss, before) ?? 'overflow';
  return after.some((_, i) => stepFailure(anatomy, i, found) === 'undefined')
    ? { step: steps, reason: 'undefined step' }
    : overflow;
}

/** Why a component of the position after an update is not finite; null where its lines give a finite one. */
function stepFailure({ lines }: Anatomy, i: number, found: () => Failure): Failure | null {
  const failures = new Map<string, Failure | null>();
  for (const line of lines) {
    const value = at(line.value, i);
    let failure: Failure | null = null;
    if (line.formula) failure = lineFailure(line, i, failures);
    else if (!Number.isFinite(value)) failure = found();
    failures.set(line.key, failure);
  }
  return failures.get('theta') ?? null;
}

function lineFailure(
  { formula, inputs }: AnatomyLine,
  i: number,
  failures: ReadonlyMap<string, Failure | null>,
): Failure | null {
  const graph = new Graph();
  const names = [...inputs.keys()];
  const root = lower(graph, formula!, (name) => {
    const index = names.indexOf(name);
    return index < 0 ? undefined : graph.variable(index);
  });
  const variables = [...inputs].map(([name, input]) => {
    const value = at(input, i);
    return { value, failure: failures.get(name) ?? carriedFailure(value) };
  });
  return failureOf(graph, [root], variables);
}

/** Of a number that the update before has left. */
function carriedFailure(value: number): Failure | null {
  if (Number.isFinite(value)) return null;
  return Number.isNaN(value) ? 'undefined' : 'overflow';
}

function at(value: Value, i: number): number {
  return typeof value === 'number' ? value : value[i]!;
}
