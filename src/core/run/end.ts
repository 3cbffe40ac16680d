import { failureOf } from '../expression/failure.ts';
import { Graph } from '../expression/graph.ts';
import { lower } from '../expression/lower.ts';
import type { CallExpression, Expression } from '../expression/tree.ts';
import { type Failure, failureAt, type Loss, type LossPart } from '../math/loss.ts';
import { isRefused } from '../optimizers/stepper.ts';
import { componentOf, reducedOf } from '../optimizers/tree-value.ts';
import type { HyperparameterValues, OptimizerEntry } from '../optimizers/types.ts';
import { type Anatomy, type AnatomyLine, anatomyOf, type Value } from './anatomy.ts';
import { positionAt } from './position.ts';
import type { Run, RunEnd } from './types.ts';

/**
 * Why a recorded run ended before its last step; null where it did not.
 *
 *     loss at `divergedAt` not finite        undefined loss at divergedAt, or overflow at divergedAt
 *     position at `divergedAt` not finite    the gradient at the step before is not finite, and the rule asks for it:
 *                                              undefined gradient at divergedAt - 1, or overflow at divergedAt
 *                                            else the rule's own lines, one by one, tell:
 *                                              undefined step at divergedAt - 1, or overflow at divergedAt
 *     a rule of matrices, a loss without them   no matrix at 0
 *     a rule of one loss, a game of two         two players at 0
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
  const { divergedAt } = run;
  if (divergedAt === null) return null;
  const overflow: RunEnd = { step: divergedAt, reason: 'overflow' };
  const undefinedLoss: RunEnd = { step: divergedAt, reason: 'undefined loss' };
  if (divergedAt === 0) {
    return failureAt(loss, positionAt(run, 0), 'value') === 'undefined' ? undefinedLoss : overflow;
  }
  if (isRefused(entry, values, loss)) return { step: 0, reason: 'two players' };
  if (isWithoutMatrix(entry, loss)) return { step: 0, reason: 'no matrix' };
  const { steps } = run;
  const anatomy = anatomyOf(entry, values, run, steps, loss);
  // A typed rule may compute more behind its position.
  const after = anatomy.lines.findLast(({ key }) => key === 'theta')!.value as Float64Array;
  if (after.every(Number.isFinite)) {
    return failureAt(loss, after, 'value') === 'undefined' ? undefinedLoss : overflow;
  }
  const before = positionAt(run, steps);
  const given = anatomy.lines.find(({ formula, found }) => formula === null && found === null);
  if (given && !(given.value as Float64Array).every(Number.isFinite)) {
    return failureAt(loss, before, 'gradient') === 'undefined'
      ? { step: steps, reason: 'undefined gradient' }
      : overflow;
  }
  const found = () => entry.rule.search?.failure?.(values, loss, before) ?? 'overflow';
  return after.some((_, i) => stepFailure(anatomy, i, found, loss) === 'undefined')
    ? { step: steps, reason: 'undefined step' }
    : overflow;
}

/** Whether a rule is of matrices and the loss has none. */
function isWithoutMatrix({ rule }: OptimizerEntry, { matrices = [] }: Loss): boolean {
  return rule.search?.ofMatrices === true && matrices.length === 0;
}

/** Why a component of the position after an update is not finite; null where its lines give a finite one. */
function stepFailure({ lines }: Anatomy, i: number, found: () => Failure, loss: Loss): Failure | null {
  const failures: Failures = new Map<string, Failure | null>();
  for (const line of lines) {
    const value = at(line.value, i);
    let failure: Failure | null = null;
    if (line.formula) failure = lineFailure(line, i, failures, loss);
    else if (!Number.isFinite(value)) failure = found();
    failures.set(line.key, failure);
  }
  return failures.get('theta') ?? null;
}

type Failures = Map<string, Failure | null>;
type Inputs = AnatomyLine['inputs'];

function lineFailure(line: AnatomyLine, i: number, failures: Failures, loss: Loss): Failure | null {
  const { formula, inputs } = line;
  const question = formula?.kind === 'call' ? QUESTIONS.get(formula.name) : undefined;
  if (formula?.kind !== 'call' || !question) return treeFailure(formula!, i, inputs, failures);
  if (Number.isFinite(at(line.value, i))) return null;
  const [point] = formula.args;
  const asked = Float64Array.from({ length: loss.dimension }, (_, k) => componentOf(point!, inputs, k));
  if (asked.every(Number.isFinite)) return failureAt(loss, asked, question) ?? 'overflow';
  return worst(Array.from(asked, (_, k) => treeFailure(point!, k, inputs, failures))) ?? 'overflow';
}

/** What of the loss an answer is. */
const QUESTIONS: ReadonlyMap<string, LossPart> = new Map([
  ['grad', 'gradient'],
  ['value', 'value'],
  ['hvp', 'hessian'],
  ['hessianDiagonal', 'hessian'],
  // Always finite.
  ['standardNormal', 'value'],
]);

/** Why a component of a tree is not finite. */
function treeFailure(tree: Expression, i: number, inputs: Inputs, failures: Failures): Failure | null {
  const graph = new Graph();
  const names = [...inputs.keys()];
  const variables = [...inputs].map(([name, input]) => {
    const value = at(input, i);
    return { value, failure: failures.get(name) ?? carriedFailure(value) };
  });
  const root = lower(
    graph,
    tree,
    (name) => {
      const index = names.indexOf(name);
      return index < 0 ? undefined : graph.variable(index);
    },
    (part) => {
      const value = part.kind === 'call' ? reducedOf(part, inputs) : undefined;
      if (part.kind !== 'call' || value === undefined) return undefined;
      return graph.variable(
        variables.push({ value, failure: reducedFailure(part, value, inputs, failures) }) - 1,
      );
    },
  );
  return failureOf(graph, [root], variables);
}

/** Why a number made of all components is not finite: for what one of them is not, else it is too large. */
function reducedFailure(
  { args }: CallExpression,
  value: number,
  inputs: Inputs,
  failures: Failures,
): Failure | null {
  if (Number.isFinite(value)) return null;
  const length = [...inputs.values()].find((input) => typeof input === 'object')?.length ?? 1;
  const all = args.flatMap((arg) => Array.from({ length }, (_, k) => treeFailure(arg, k, inputs, failures)));
  return worst(all) ?? 'overflow';
}

function worst(failures: readonly (Failure | null)[]): Failure | null {
  return (
    failures.find((failure) => failure === 'undefined') ??
    failures.find((failure) => failure !== null) ??
    null
  );
}

/** Of a number that the update before has left. */
function carriedFailure(value: number): Failure | null {
  if (Number.isFinite(value)) return null;
  return Number.isNaN(value) ? 'undefined' : 'overflow';
}

function at(value: Value, i: number): number {
  return typeof value === 'number' ? value : value[i]!;
}
