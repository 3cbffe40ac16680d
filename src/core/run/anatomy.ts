import { type Expression, namesIn } from '../expression/tree.ts';
import type { Loss } from '../math/loss.ts';
import { evaluateLines } from '../optimizers/lines.ts';
import { programOf } from '../optimizers/program.ts';
import { BASE_RATE, readRule } from '../optimizers/read-rule.ts';
import { stateSize } from '../optimizers/state.ts';
import type { Value } from '../optimizers/tree-value.ts';
import type { Found, HyperparameterValues, OptimizerEntry, UpdatePart } from '../optimizers/types.ts';
import { positionAt } from './position.ts';
import type { Run, StepState } from './types.ts';

/**
 * One update taken apart: the lines of the rule that act in it, in the order of computation, each with what it
 * reads and what it assigns. Follows from the registry's lines alone; nothing here knows one optimizer.
 */

export type { Value } from '../optimizers/tree-value.ts';

/** Something with a name and, at this step, a value. */
export interface NamedValue {
  /** The name in the rule's formulas. */
  readonly key: string;
  readonly part: UpdatePart;
  readonly value: Value;
}

export interface AnatomyLine extends NamedValue {
  /** The key; for the second line that assigns it `key:2`, and so on. Tells the lines of an anatomy apart. */
  readonly id: string;
  /** What is computed; null for the gradient that the loss gives, and for what the update found. */
  readonly formula: Expression | null;
  /** How the update found it, for what no formula gives. */
  readonly found: Found | null;
  /** Whether it clips what it assigns: see knobs.ts. */
  readonly clips: boolean;
  /** What each name in the formula stands for: for the assigned name its value before. */
  readonly inputs: ReadonlyMap<string, Value>;
}

/** Computation in the order in which it is explained. */
export const stageNames = ['gradient', 'moments', 'correction', 'step'] as const;
export type StageName = (typeof stageNames)[number];

export interface AnatomyStage {
  readonly name: StageName;
  /** Which of the rule's rounds it is, from 0: see rounds.ts. */
  readonly round?: number;
  readonly lines: readonly AnatomyLine[];
}

export interface Anatomy {
  readonly entry: OptimizerEntry;
  /** Those that were set, but for `lr`: that of this update. */
  readonly values: HyperparameterValues;
  /** The step that the update leaves. */
  readonly step: number;
  /** What the update starts from: the position, and what is carried over from the update before. */
  readonly before: readonly NamedValue[];
  /** The draw that was added to the exact gradient; null without noise. */
  readonly noise: Float64Array | null;
  /** The gradient is that of the step's minibatch. */
  readonly isOfBatch: boolean;
  readonly lines: readonly AnatomyLine[];
  /** The same lines by stages; those without a line are left out. */
  readonly stages: readonly AnatomyStage[];
}

/** The stage to which a part belongs. */
const stageOf: Readonly<Record<UpdatePart, StageName>> = {
  gradient: 'gradient',
  decay: 'gradient',
  velocity: 'moments',
  firstMoment: 'moments',
  secondMoment: 'moments',
  scalar: 'moments',
  correctedFirstMoment: 'correction',
  correctedSecondMoment: 'correction',
  scaling: 'step',
  rate: 'step',
  pull: 'step',
  noise: 'step',
  step: 'step',
  point: 'step',
  position: 'step',
};

/**
 * The anatomy of the update that leaves `step`, 0 to `run.steps`. The run must be of this entry, these values
 * (all of them) and this loss. The last line assigns the position that the run has at `step + 1`.
 */
export function anatomyOf(
  entry: OptimizerEntry,
  set: HyperparameterValues,
  run: Omit<Run, 'end'>,
  step: number,
  loss: Loss,
): Anatomy {
  const { dimension } = run;
  const theta = positionAt(run, step).slice();
  const after = run.updateFrom(step);
  const gradient = after['gradient'] as Float64Array;
  const lr = Number(after['lr']);
  const values = 'lr' in set ? { ...set, lr } : set;
  const kept = run.stateAt(step);
  const results = evaluateLines(entry, {
    values: set,
    lr,
    t: step + 1,
    theta,
    gradient,
    state: packState(entry, kept, dimension),
    loss,
    found: after,
  });

  const parts = partsOf(entry);
  const trees = new Map(readRule(entry).lines.map(({ line, tree }) => [line, tree]));
  /** What each name stands for, line by line. */
  const now = new Map<string, Value>(entry.hyperparameters.map(({ key }) => [key, Number(values[key])]));
  now.set('t', step + 1);
  now.set(BASE_RATE, Number(set['lr']));
  const carried = new Map<string, Value>(Object.entries(kept).filter(([key]) => isState(entry, key)));
  carried.set('theta', theta);
  const read = new Set(['theta']);

  const given: AnatomyLine = {
    id: 'gradient',
    key: 'gradient',
    part: 'gradient',
    value: gradient,
    formula: null,
    found: null,
    clips: false,
    inputs: new Map([['theta', theta]]),
  };
  now.set('gradient', gradient);
  const computed: AnatomyLine[] = [];
  // A rule that asks for no gradient at the position is shown none.
  const { readsGradient, readsLoss } = programOf(entry, set);
  if (readsLoss) now.set('loss', run.losses[step]!);
  const counts = new Map([['gradient', readsGradient ? 1 : 0]]);
  const lastLine = results.findLast(({ line: { key } }) => key === 'theta')?.line;
  for (const { line, value } of results) {
    const tree = trees.get(line)!;
    const inputs = new Map<string, Value>();
    for (const name of line.found?.reads ?? namesOf(tree)) {
      let input = now.get(name);
      if (input === undefined) {
        input = carried.get(name);
        if (input === undefined) continue;
        read.add(name);
      }
      inputs.set(name, input);
    }
    const nth = (counts.get(line.key) ?? 0) + 1;
    counts.set(line.key, nth);
    // The position is the run's own number: the update may have rounded in another order than the equations.
    const assigned = line === lastLine ? (after['theta'] as Float64Array) : value;
    now.set(line.key, assigned);
    computed.push({
      id: nth === 1 ? line.key : `${line.key}:${nth}`,
      key: line.key,
      part: line.part,
      value: assigned,
      formula: line.found ? null : tree,
      found: line.found ?? null,
      clips: /^clip\w+ != 0/.test(line.when ?? ''),
      inputs,
    });
  }

  const lines = readsGradient ? [given, ...computed] : computed;
  const before = ['theta', ...entry.rule.vectors, ...entry.rule.scalars]
    .filter((key) => read.has(key))
    .map((key): NamedValue => ({ key, part: parts.get(key) ?? 'scalar', value: carried.get(key)! }));
  // What a minibatch lacks of the whole gradient is no draw of noise.
  const isOfBatch = loss.minibatches !== undefined;
  const noise = readsGradient && !isOfBatch ? noiseOf(loss, theta, gradient) : null;
  return { entry, values, step, before, noise, isOfBatch, lines, stages: inStages(lines) };
}

/** The part that a name of the rule plays: that of the first line which computes it. */
export function partsOf(entry: OptimizerEntry): ReadonlyMap<string, UpdatePart> {
  const known = partTables.get(entry);
  if (known) return known;
  const parts = new Map<string, UpdatePart>([
    ['theta', 'position'],
    ['gradient', 'gradient'],
  ]);
  for (const { key, part } of entry.rule.lines) if (!parts.has(key)) parts.set(key, part);
  partTables.set(entry, parts);
  return parts;
}

const partTables = new WeakMap<OptimizerEntry, ReadonlyMap<string, UpdatePart>>();

/** Lines are explained in the order of computation: none goes back to a stage that is over. */
function inStages(lines: readonly AnatomyLine[]): AnatomyStage[] {
  const stages: { name: StageName; lines: AnatomyLine[] }[] = [];
  let reached = 0;
  for (const line of lines) {
    reached = Math.max(reached, stageNames.indexOf(stageOf[line.part]));
    const name = stageNames[reached]!;
    const stage = stages.at(-1);
    if (stage?.name === name) stage.lines.push(line);
    else stages.push({ name, lines: [line] });
  }
  return stages;
}

function isState({ rule }: OptimizerEntry, key: string): boolean {
  return rule.vectors.includes(key) || rule.scalars.includes(key);
}

/** The packed state; a part that these values do not use is left zero. */
export function packState({ rule }: OptimizerEntry, kept: StepState, dimension: number): Float64Array {
  const state = new Float64Array(stateSize(rule, dimension));
  rule.vectors.forEach((key, k) => {
    const value = kept[key];
    if (typeof value === 'object') state.set(value, k * dimension);
  });
  rule.scalars.forEach((key, k) => {
    const value = kept[key];
    if (typeof value === 'number') state[rule.vectors.length * dimension + k] = value;
  });
  let at = rule.vectors.length * dimension + rule.scalars.length;
  for (const { key, length } of rule.search?.blocks ?? []) {
    const value = kept[key];
    if (typeof value === 'object') state.set(value, at);
    at += length(dimension);
  }
  return state;
}

function noiseOf(loss: Loss, theta: Float64Array, gradient: Float64Array): Float64Array | null {
  const exact = loss.gradient(theta);
  if (exact.every((component, i) => Object.is(component, gradient[i]))) return null;
  return exact.map((component, i) => gradient[i]! - component);
}

const namesOfTrees = new WeakMap<Expression, readonly string[]>();

function namesOf(tree: Expression): readonly string[] {
  const known = namesOfTrees.get(tree);
  if (known) return known;
  const names = [...new Set(namesIn(tree))];
  namesOfTrees.set(tree, names);
  return names;
}
