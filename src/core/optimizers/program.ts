import { Graph, type NodeId } from '../expression/graph.ts';
import { lower } from '../expression/lower.ts';
import { questions, reductions } from '../expression/rule-functions.ts';
import { type CallExpression, type Expression, namesIn } from '../expression/tree.ts';
import { keepingRecent } from '../math/keeping.ts';
import { actsOf, BASE_RATE, numbersOf, type ReadLine, readRule } from './read-rule.ts';
import type { HyperparameterValues, OptimizerEntry } from './types.ts';

/**
 * A rule's lines as one graph of expressions, at the values of its switches: what every printer of the rule folds.
 *
 * Variables have a role. Those of the step are one number: `t`, `lr`, hyperparameters, scalars of the state, powers
 * beta^t, what a reduction has made of all components. Those of the component are a vector: theta, the gradient, vectors
 * of the state, what the loss was asked for. A node in which one of the latter stands is of the component, too.
 * Hyperparameters are variables and no constants: another value of one is the same program, unless other lines act.
 */
export interface Program {
  readonly entry: OptimizerEntry;
  readonly graph: Graph;
  /** What the variables of the graph are, by their index. */
  readonly variables: readonly Variable[];
  readonly lines: readonly ProgramLine[];
  /** What theta and the state are after the update, where that is not what they were. */
  readonly stores: readonly { readonly key: string; readonly node: NodeId }[];
  readonly reduced: readonly Reduced[];
  readonly asked: readonly LossQuery[];
  /** Whether the rule reads the gradient at theta, and the loss there. */
  readonly readsGradient: boolean;
  readonly readsLoss: boolean;
  /** Whether a line that may act assigns a name or reads it. */
  uses(name: string): boolean;
  /** Whether a node has a value for each component. */
  isVector(node: NodeId): boolean;
  /** The node of an expression over the names as they stand just before a line. */
  lowerBefore(line: ProgramLine, tree: Expression): NodeId;
}

export type Variable =
  | { readonly kind: 'given'; readonly key: 't' | 'lr' | 'loss' | 'dimension' }
  | { readonly kind: 'hyperparameter' | 'scalar' | 'vector'; readonly key: string }
  /** base^(t - back), of a base that hyperparameters alone decide. */
  | { readonly kind: 'power'; readonly base: NodeId; readonly back: number }
  | { readonly kind: 'reduced' | 'asked'; readonly index: number }
  /** What a search has left in the state. */
  | { readonly kind: 'found vector' | 'found scalar'; readonly key: string };

/** One number made of a node's values for all components, added up or compared in their order. */
export interface Reduced {
  readonly operation: 'sum' | 'max' | 'min';
  readonly node: NodeId;
}

/** `standardNormal` is none to the loss: a standard normal draw for each component. */
export type Question = 'grad' | 'value' | 'hvp' | 'hessianDiagonal' | 'standardNormal';

/** A question, of the loss an evaluation, where `holds` is null or not 0. */
export interface LossQuery {
  readonly question: Question;
  readonly args: readonly NodeId[];
  readonly holds: NodeId | null;
}

export interface ProgramLine extends ReadLine {
  readonly place: number;
  readonly node: NodeId;
  /** The condition that it takes part; null for one that always does. */
  readonly holds: NodeId | null;
  /** The program's question that it puts. */
  readonly asked: number | null;
}

const programs = new WeakMap<OptimizerEntry, Map<string, Program>>();

/** The program of a rule at these values; the same one for all values at which the same lines act. */
export const programOf: (entry: OptimizerEntry, values: HyperparameterValues) => Program = keepingRecent(
  (entry, values) => {
    const numbers = numbersOf(entry, values);
    const acts = readRule(entry).lines.map((line) => actsOf(line, numbers));
    const key = acts.join();
    let known = programs.get(entry);
    if (!known) programs.set(entry, (known = new Map()));
    let program = known.get(key);
    if (!program) known.set(key, (program = new Builder(entry, acts).program()));
    return program;
  },
);

class Builder {
  readonly #entry: OptimizerEntry;
  readonly #graph = new Graph();
  readonly #variables: Variable[] = [];
  readonly #ids = new Map<string, NodeId>();
  readonly #reduced: Reduced[] = [];
  readonly #asked: LossQuery[] = [];
  readonly #lines: ProgramLine[] = [];
  readonly #vector: boolean[] = [];
  readonly #settled: boolean[] = [];
  #condition: NodeId | null = null;

  constructor(entry: OptimizerEntry, acts: readonly string[]) {
    this.#entry = entry;
    const { vectors } = entry.rule;
    for (const [k, read] of readRule(entry).lines.entries()) {
      if (acts[k] === 'never') continue;
      const { key, found } = read.line;
      const place = this.#lines.length;
      const before = (name: string) => this.#nodeOf(name, place);
      const holds = acts[k] === 'always' ? null : this.#lower(read.when!, before);
      this.#condition = holds;
      const value = found
        ? this.#variable({ kind: vectors.includes(key) ? 'found vector' : 'found scalar', key })
        : this.#lower(read.tree, before);
      const other = holds === null ? value : (before(key) ?? this.#graph.constant(0));
      const node = holds === null ? value : this.#graph.where(holds, value, other);
      this.#lines.push({ ...read, place, node, holds, asked: this.#askedBy(value) });
    }
  }

  program(): Program {
    const { rule } = this.#entry;
    const after = this.#lines.length;
    const stores = ['theta', ...rule.vectors, ...rule.scalars].flatMap((key) => {
      const isWritten = this.#lines.some(({ line }) => line.key === key);
      return isWritten && !rule.search ? [{ key, node: this.#nodeOf(key, after)! }] : [];
    });
    return {
      entry: this.#entry,
      graph: this.#graph,
      variables: this.#variables,
      lines: this.#lines,
      stores,
      reduced: this.#reduced,
      asked: this.#asked,
      readsGradient: rule.search ? this.#reads('gradient') : this.#ids.has('vector gradient'),
      readsLoss: this.#ids.has('given loss'),
      uses: (name) => this.#reads(name) || this.#lines.some(({ line }) => line.key === name),
      isVector: (node) => this.#isVector(node),
      lowerBefore: (line, tree) => this.#lower(tree, (name) => this.#nodeOf(name, line.place)),
    };
  }

  #askedBy(node: NodeId): number | null {
    const { op, value } = this.#graph.node(node);
    const variable = op === 'variable' ? this.#variables[value] : undefined;
    return variable?.kind === 'asked' ? variable.index : null;
  }

  #reads(name: string): boolean {
    return this.#lines.some(({ line, tree }) => (line.found?.reads ?? namesIn(tree)).includes(name));
  }

  /** What a name stands for before the line at a place; undefined for a constant of the language. */
  #nodeOf(name: string, place: number): NodeId | undefined {
    const line = this.#lines.findLast(({ line: { key } }, k) => k < place && key === name);
    if (line) return line.node;
    const { hyperparameters, rule } = this.#entry;
    if (name === 't' || name === 'lr' || name === 'loss') return this.#variable({ kind: 'given', key: name });
    if (name === 'theta' || name === 'gradient' || rule.vectors.includes(name)) {
      return this.#variable({ kind: 'vector', key: name });
    }
    if (rule.scalars.includes(name)) return this.#variable({ kind: 'scalar', key: name });
    const isSet = hyperparameters.some(({ key }) => key === name);
    if (isSet) return this.#variable({ kind: 'hyperparameter', key: name });
    return name === BASE_RATE ? this.#variable({ kind: 'hyperparameter', key: 'lr' }) : undefined;
  }

  #variable(variable: Variable): NodeId {
    const name = Object.values(variable).join(' ');
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#graph.variable(this.#variables.push(variable) - 1);
      this.#ids.set(name, id);
    }
    return id;
  }

  #lower(tree: Expression, before: (name: string) => NodeId | undefined): NodeId {
    return lower(this.#graph, tree, before, (part, args) =>
      part.kind === 'call' ? this.#call(part, args) : this.#power(part, args),
    );
  }

  #call(tree: CallExpression, args: readonly NodeId[]): NodeId | undefined {
    const { name } = tree;
    if (name === 'pow') return this.#power(tree, args);
    if (reductions.get(name)?.arity === args.length) return this.#reduction(name, args);
    if (!isQuestion(name)) return undefined;
    // The gradient at theta is the one that every update is given.
    if (name === 'grad' && args[0] === this.#ids.get('vector theta')) return this.#nodeOf('gradient', 0);
    const holds = this.#condition;
    const same = (one: LossQuery) =>
      one.question === name && one.holds === holds && String(one.args) === String(args);
    const known = this.#asked.findIndex(same);
    const index = known < 0 ? this.#asked.push({ question: name, args, holds }) - 1 : known;
    return this.#variable({ kind: 'asked', index });
  }

  #reduction(name: string, [a, b = a]: readonly NodeId[]): NodeId {
    const graph = this.#graph;
    switch (name) {
      case 'dot':
        return this.#total('sum', graph.mul(a!, b!));
      case 'norm':
        return graph.call('sqrt', this.#total('sum', graph.mul(a!, a!)));
      case 'mean':
        return graph.div(this.#total('sum', a!), this.#variable({ kind: 'given', key: 'dimension' }));
      case 'max':
      case 'min':
        return this.#total(name, a!);
      default:
        return this.#total('sum', a!);
    }
  }

  #total(operation: Reduced['operation'], node: NodeId): NodeId {
    const known = this.#reduced.findIndex((one) => one.operation === operation && one.node === node);
    const index = known < 0 ? this.#reduced.push({ operation, node }) - 1 : known;
    return this.#variable({ kind: 'reduced', index });
  }

  /** base^t and base^(t - 1), of a base that no step changes. */
  #power(tree: Expression, [base, exponent]: readonly NodeId[]): NodeId | undefined {
    if (tree.kind === 'binary' && tree.operator !== '^') return undefined;
    const t = this.#ids.get('given t');
    const graph = this.#graph;
    if (t === undefined || !this.#isSettled(base!)) return undefined;
    const back = exponent === t ? 0 : exponent === graph.sub(t, graph.constant(1)) ? 1 : null;
    return back === null ? undefined : this.#variable({ kind: 'power', base: base!, back });
  }

  #isVector(node: NodeId): boolean {
    return this.#told(this.#vector, node, (variable) => this.#isVectorVariable(variable), 'some');
  }

  #isVectorVariable(variable: Variable): boolean {
    if (variable.kind === 'asked') return this.#asked[variable.index]!.question !== 'value';
    return variable.kind === 'vector' || variable.kind === 'found vector';
  }

  /** Whether hyperparameters alone decide it. */
  #isSettled(node: NodeId): boolean {
    return this.#told(this.#settled, node, ({ kind }) => kind === 'hyperparameter', 'every');
  }

  #told(
    known: boolean[],
    node: NodeId,
    ofVariable: (variable: Variable) => boolean,
    among: 'some' | 'every',
  ): boolean {
    const before = known[node];
    if (before !== undefined) return before;
    const { op, value, args } = this.#graph.node(node);
    const told =
      op === 'variable'
        ? ofVariable(this.#variables[value]!)
        : args[among]((arg) => this.#told(known, arg, ofVariable, among));
    known[node] = told;
    return told;
  }
}

function isQuestion(name: string): name is Question {
  return questions.has(name);
}
