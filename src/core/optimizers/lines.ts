import type { Loss } from '../math/loss.ts';
import { type Program, type ProgramLine, programOf } from './program.ts';
import { ProgramValues } from './program-values.ts';
import { numbersOf } from './read-rule.ts';
import { unpackState } from './state.ts';
import { asking, type GradientAt, type Normals } from './stepper.ts';
import type { Value } from './tree-value.ts';
import type { EquationLine, HyperparameterValues, OptimizerEntry } from './types.ts';

/** An update rule's equations, evaluated line by line: a line in which a vector stands gives a vector, any other a number. */

/** What an update starts from; nothing of it is written to. */
export interface LineInputs {
  readonly values: HyperparameterValues;
  /** The learning rate of this update. */
  readonly lr: number;
  /** The number of this update, from 1. */
  readonly t: number;
  readonly theta: Float64Array;
  readonly gradient: Float64Array;
  /** The packed state before the update. */
  readonly state: Float64Array;
  readonly loss: Loss;
  /** What lines that ask for a gradient are given; the exact one without it. */
  readonly gradientAt?: GradientAt;
  /** What lines that draw are given: see `LossOracle`. */
  readonly normals?: Normals;
  /** What the update has found, by the keys of lines: by a search, or by asking the loss. */
  readonly found?: Readonly<Record<string, Value>>;
}

/** A line that takes part in an update, with what it assigns. */
export interface LineResult {
  readonly line: EquationLine;
  readonly value: Value;
}

/** The lines of an update with their values, which the next evaluation of the program overwrites. */
export interface Evaluation {
  readonly program: Program;
  /** Those that take part, in the order of computation. */
  readonly lines: readonly ProgramLine[];
  readonly values: ProgramValues;
}

/** The lines that take part in an update, in the order of computation. Names without a value are NaN. */
export function evaluateLines(entry: OptimizerEntry, inputs: LineInputs): LineResult[] {
  const { lines, values } = runLines(entry, inputs);
  return lines.map(({ line, node }) => {
    const value = values.of(node);
    return { line, value: typeof value === 'number' ? value : value.slice() };
  });
}

const evaluators = new WeakMap<Program, Map<number, ProgramValues>>();

export function runLines(entry: OptimizerEntry, inputs: LineInputs): Evaluation {
  const { theta, gradient, t, lr, found } = inputs;
  const dimension = theta.length;
  const program = programOf(entry, inputs.values);
  let known = evaluators.get(program);
  if (!known) evaluators.set(program, (known = new Map()));
  let values = known.get(dimension);
  if (!values) known.set(dimension, (values = new ProgramValues(program, dimension)));
  let ask: ReturnType<typeof asking> | undefined;
  values.run({
    hyperparameters: numbersOf(entry, inputs.values),
    t,
    lr,
    loss: program.readsLoss ? inputs.loss.value(theta) : Number.NaN,
    parts: { ...unpackState(entry.rule, inputs.state, dimension), theta, gradient },
    ...(found && { found }),
    ask(asked, args, out) {
      const line = program.lines.find((one) => one.asked !== null && program.asked[one.asked] === asked);
      const answer = line && found?.[line.line.key];
      if (typeof answer === 'object') out.set(answer);
      else if (typeof answer === 'number') out[0] = answer;
      else (ask ??= asking(inputs, dimension))(asked, args, out, t);
    },
  });
  const lines = program.lines.filter(({ holds }) => holds === null || values.of(holds) !== 0);
  return { program, lines, values };
}
