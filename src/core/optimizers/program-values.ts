import type { GraphNode, NodeId } from '../expression/graph.ts';
import { functionRow, operate } from '../expression/operations.ts';
import { Powers } from '../math/powers.ts';
import type { LossQuery, Program, Reduced, Variable } from './program.ts';
import type { Value } from './tree-value.ts';

/** What an update is made of; nothing of it is written to. */
export interface ProgramInputs {
  readonly hyperparameters: ReadonlyMap<string, number>;
  readonly t: number;
  readonly lr: number;
  readonly loss: number;
  /** Theta, the gradient, and the parts of the state before the update. */
  readonly parts: Readonly<Record<string, Value>>;
  /** What the update left in the state, where it searches. */
  readonly found?: Readonly<Record<string, Value>>;
  /** Answers of the loss. */
  ask(question: LossQuery, args: readonly Float64Array[], out: Float64Array): void;
}

/**
 * A program run node by node in plain JavaScript: the reference of the compiled form, what takes its place where there
 * is no WebAssembly, and what tells each line's value.
 */
export class ProgramValues {
  readonly #program: Program;
  readonly #dimension: number;
  /** The value of each node that is a number, and of each that has one a component. */
  readonly #numbers: number[] = [];
  readonly #vectors: Float64Array[] = [];
  readonly #instructions: ((inputs: ProgramInputs) => void)[] = [];
  readonly #powers = new Map<number, Powers>();

  constructor(program: Program, dimension: number) {
    this.#program = program;
    this.#dimension = dimension;
  }

  /** Of a node, as the last run left it; overwritten by the next. */
  of(node: NodeId): Value {
    return this.#vectors[node] ?? this.#numbers[node]!;
  }

  run(inputs: ProgramInputs): void {
    const { nodes } = this.#program.graph;
    // Whoever reads the lines may have added nodes since the last run.
    for (let id = this.#instructions.length; id < nodes.length; id++) {
      this.#numbers.push(Number.NaN);
      if (this.#program.isVector(id)) this.#vectors[id] = new Float64Array(this.#dimension);
      this.#instructions.push(this.#instruction(id));
    }
    for (const instruction of this.#instructions) instruction(inputs);
  }

  #instruction(id: NodeId): (inputs: ProgramInputs) => void {
    const { op, args, value } = this.#program.graph.node(id);
    const numbers = this.#numbers;
    const [a = id, b = id, c = id] = args;
    if (op === 'variable') {
      const variable = this.#program.variables[value]!;
      return (inputs) => this.#enter(id, variable, inputs);
    }
    const compute = arithmetic(this.#program.graph.node(id));
    const out = this.#vectors[id];
    if (!out) return () => void (numbers[id] = compute(numbers[a]!, numbers[b]!, numbers[c]!));
    const [va, vb, vc] = [a, b, c].map((arg) => this.#vectors[arg]);
    return () => {
      const [na, nb, nc] = [numbers[a]!, numbers[b]!, numbers[c]!];
      for (let i = 0; i < out.length; i++) {
        out[i] = compute(va ? va[i]! : na, vb ? vb[i]! : nb, vc ? vc[i]! : nc);
      }
    };
  }

  /** Writes the value of a variable. */
  #enter(id: NodeId, variable: Variable, inputs: ProgramInputs): void {
    if (variable.kind === 'asked') {
      this.#ask(id, this.#program.asked[variable.index]!, inputs);
      return;
    }
    const value = this.#variable(variable, inputs);
    const out = this.#vectors[id];
    if (!out) this.#numbers[id] = Number(value);
    else if (typeof value === 'object') out.set(value);
    else out.fill(value);
  }

  #variable(variable: Variable, inputs: ProgramInputs): Value {
    switch (variable.kind) {
      case 'given':
        return variable.key === 'dimension' ? this.#dimension : inputs[variable.key];
      case 'hyperparameter':
        return inputs.hyperparameters.get(variable.key) ?? Number.NaN;
      case 'scalar':
      case 'vector':
        return inputs.parts[variable.key] ?? Number.NaN;
      case 'found scalar':
      case 'found vector':
        return inputs.found?.[variable.key] ?? Number.NaN;
      case 'power':
        return this.#power(this.#numbers[variable.base]!, inputs.t - variable.back);
      case 'reduced':
        return this.#reduce(this.#program.reduced[variable.index]!);
      case 'asked':
        return Number.NaN;
    }
  }

  #ask(id: NodeId, asked: LossQuery, inputs: ProgramInputs): void {
    if (asked.holds !== null && this.#numbers[asked.holds] === 0) return;
    const args = asked.args.map(
      (arg) => this.#vectors[arg] ?? new Float64Array(this.#dimension).fill(this.#numbers[arg]!),
    );
    const out = this.#vectors[id] ?? new Float64Array(1);
    inputs.ask(asked, args, out);
    if (!this.#vectors[id]) this.#numbers[id] = out[0]!;
  }

  #power(base: number, exponent: number): number {
    let powers = this.#powers.get(base);
    if (!powers) {
      // A slider runs through many.
      if (this.#powers.size > 8) this.#powers.clear();
      this.#powers.set(base, (powers = new Powers(base)));
    }
    return powers.at(exponent);
  }

  #reduce({ operation, node }: Reduced): number {
    const vector = this.#vectors[node];
    let total = operation === 'sum' ? 0 : operation === 'max' ? -Infinity : Infinity;
    for (let i = 0; i < this.#dimension; i++) {
      const one = vector ? vector[i]! : this.#numbers[node]!;
      if (operation === 'sum') total += one;
      else total = operation === 'max' ? Math.max(total, one) : Math.min(total, one);
    }
    return total;
  }
}

function arithmetic({ op, name, value }: GraphNode): (a: number, b: number, c: number) => number {
  switch (op) {
    case 'add':
      return (a, b) => a + b;
    case 'sub':
      return (a, b) => a - b;
    case 'mul':
      return (a, b) => a * b;
    case 'div':
      return (a, b) => a / b;
    case 'call': {
      // Some take more arguments than their rows say, as Math.max does.
      const { evaluate } = functionRow(name);
      return (a, b) => evaluate(a, b);
    }
    default:
      return (a, b, c) => operate(op, name, value, a, b, c);
  }
}
