import {
  type Failure,
  type Loss,
  type LossPart,
  multiply,
  type SecondOrder,
  type Vector,
} from '../math/loss.ts';
import { Differentiator } from './differentiate.ts';
import type { Backend, Evaluator, GridSampler } from './evaluator.ts';
import { failureOf } from './failure.ts';
import { type Formula, lowerFormula, readFormula } from './formula.ts';
import { Graph, type NodeId } from './graph.ts';
import { graphToTex } from './graph-tex.ts';
import { interpreter } from './interpret.ts';
import { toTex } from './tex.ts';
import type { Expression } from './tree.ts';
import type { Variables } from './variables.ts';
import { webAssembly } from './wasm.ts';

/** What a loss made from a formula has beside its numbers. */
interface OfFormula extends SecondOrder {
  /** Its names that are no variables, with their values. */
  readonly values: ReadonlyMap<string, number>;
  /** The formula as given. */
  readonly text: string;
  readonly tree: Expression;
  readonly backend: Backend['name'];
  /** The formula as TeX. */
  readonly tex: string;
  valueAndGradient(p: Vector, out: Float64Array): number;
  failure(p: Vector, part: LossPart): Failure | null;
}

/** A loss of one variable made from a formula. */
export interface CompiledCurve extends OfFormula {
  readonly dimension: 1;
  readonly variables: readonly [string];
  /** The derivative as TeX; null where it would be too long to read. */
  readonly gradientTex: readonly [string | null];
  /** The second derivative as TeX; null where it would be too long to read. */
  readonly hessianTex: readonly [string | null];
}

/** A loss of two variables made from a formula. */
export interface CompiledLoss extends OfFormula {
  readonly dimension: 2;
  /** The names of the variables: x and y, or the formula's own. */
  readonly variables: Variables;
  /** The derivatives by x and y as TeX; null where one would be too long to read. */
  readonly gradientTex: readonly [x: string | null, y: string | null];
  /** The second derivatives as TeX, row-major; null where one would be too long to read. */
  readonly hessianTex: readonly [xx: string | null, xy: string | null, yx: string | null, yy: string | null];
  sampleGrid: GridSampler;
}

export interface CompileOptions {
  readonly backend?: Backend['name'];
  /** The variables, one or two, and no other; by default what the text says: see variables.ts. */
  readonly variables?: readonly string[];
}

/**
 * Compiles a formula in x and y, or in two names of its own, those of `variables` or what occurs (see variables.ts); see
 * parse.ts for the grammar, functions.ts for the functions and the derivatives taken where none exists. Where `variables`
 * names one, it is a loss of that one variable, of dimension 1; a text that happens to name but one is of dimension 2.
 * Other names need a value in front: `a = 2; a x^2 + y^2`. Throws FormulaError, with a sentence and the place, on anything
 * else. 'wasm' is the default and falls back to the interpreter where WebAssembly is missing or forbidden; both give
 * the same bits.
 *
 * @example
 * const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');
 * console.log(loss.value([-1.2, 1]), loss.gradient([1, 1]).join(' '));
 * // 24.199999999999996 0 0
 * const curve = compileFormula('a = 3; w^4 - a w', { variables: ['w'] });
 * console.log(curve.dimension, curve.hessian([2])[0]);
 * // 1 48
 */
export function compileFormula(
  text: string,
  options: CompileOptions & { readonly variables: readonly [string] },
): CompiledCurve;
export function compileFormula(text: string, options?: CompileOptions): CompiledLoss;
export function compileFormula(
  text: string,
  { backend = 'wasm', variables }: CompileOptions = {},
): CompiledCurve | CompiledLoss {
  const formula = readFormula(text, variables ? { variables } : {});
  return formula.dimension === 1
    ? new CurveFormula(text, formula, backend)
    : new SurfaceFormula(text, formula, backend);
}

/** The graph of a formula: its variables are 0 and 1. */
export interface FormulaGraph {
  readonly graph: Graph;
  readonly value: NodeId;
  /** The first derivatives, one for each variable. */
  readonly partials: readonly NodeId[];
  /** The nodes of the second derivatives, row-major: made when they are asked for. */
  readonly seconds: () => readonly NodeId[];
}

/** The graph of a loss that is made from a formula and runs as WebAssembly; null of any other. */
export function formulaGraph(loss: Loss): FormulaGraph | null {
  return loss instanceof CompiledFormula && loss.backend === 'wasm' ? loss.asGraph() : null;
}

/** A formula's graph with its derivatives, each compiled when first asked for. */
abstract class CompiledFormula {
  readonly text: string;
  readonly tree: Expression;
  readonly values: ReadonlyMap<string, number>;
  protected readonly graph = new Graph();
  protected readonly root: NodeId;
  readonly #formula: Formula;
  readonly #differentiator: Differentiator;
  #backend: Backend;

  constructor(text: string, formula: Formula, backend: Backend['name']) {
    this.text = text;
    this.tree = formula.tree;
    this.values = formula.values;
    this.root = lowerFormula(this.graph, formula);
    this.#formula = formula;
    this.#differentiator = new Differentiator(this.graph);
    this.#backend = backend === 'wasm' ? webAssembly(this.graph) : interpreter(this.graph);
  }

  get backend(): Backend['name'] {
    return this.#backend.name;
  }

  get tex(): string {
    return toTex(this.tree);
  }

  failure(p: Vector, part: LossPart): Failure | null {
    const roots = {
      value: () => [this.root],
      gradient: () => this.partials(),
      hessian: () => this.seconds(),
    };
    const variables = Array.from({ length: this.#formula.dimension }, (_, i) => ({
      value: p[i]!,
      failure: null,
    }));
    return failureOf(this.graph, roots[part](), variables);
  }

  asGraph(): FormulaGraph {
    const partials = this.partials();
    const seconds = () => {
      const [xx, xy = xx!, yy = xx!] = this.seconds();
      return partials.length === 1 ? [xx!] : [xx!, xy, xy, yy];
    };
    return { graph: this.graph, value: this.root, partials, seconds };
  }

  /** The nodes of the first derivatives. */
  protected abstract partials(): readonly NodeId[];

  /** The nodes of the second derivatives, each pair of mixed ones once. */
  protected abstract seconds(): readonly NodeId[];

  protected derivative(id: NodeId, variable: number): NodeId {
    return this.#differentiator.derivative(id, variable);
  }

  protected texOf(id: NodeId): string | null {
    return graphToTex(this.graph, id, this.#formula.variables);
  }

  protected compiled(roots: readonly NodeId[]): Evaluator {
    return this.withFallback((backend) => backend.evaluator(roots));
  }

  /** WebAssembly can be missing, switched off by a content security policy, or out of memory. */
  protected withFallback<T>(make: (backend: Backend) => T): T {
    try {
      return make(this.#backend);
    } catch (error) {
      if (this.#backend.name === 'interpreter') throw error;
      this.#backend = interpreter(this.graph);
      return make(this.#backend);
    }
  }
}

class CurveFormula extends CompiledFormula implements CompiledCurve {
  readonly dimension = 1;
  readonly variables: readonly [string];
  readonly #value: Evaluator;
  #gradient: Evaluator | undefined;
  #hessian: Evaluator | undefined;

  constructor(text: string, formula: Formula, backend: Backend['name']) {
    super(text, formula, backend);
    this.variables = [formula.variables[0]];
    this.#value = this.compiled([this.root]);
  }

  get gradientTex(): readonly [string | null] {
    return [this.texOf(this.partials()[0])];
  }

  get hessianTex(): readonly [string | null] {
    return [this.texOf(this.seconds()[0])];
  }

  value(p: Vector): number {
    return this.#value.call(p[0]!, 0);
  }

  gradient(p: Vector, out = new Float64Array(1)): Float64Array {
    this.valueAndGradient(p, out);
    return out;
  }

  valueAndGradient(p: Vector, out: Float64Array): number {
    const { call, rest } = (this.#gradient ??= this.compiled([this.root, ...this.partials()]));
    const value = call(p[0]!, 0);
    out[0] = rest[0]!;
    return value;
  }

  hessian(p: Vector, out = new Float64Array(1)): Float64Array {
    out[0] = this.#second(p[0]!);
    return out;
  }

  hessianVector(p: Vector, d: Vector, out = new Float64Array(1)): Float64Array {
    out[0] = d[0] === 0 ? 0 : this.#second(p[0]!) * d[0]!;
    return out;
  }

  #second(x: number): number {
    return (this.#hessian ??= this.compiled(this.seconds())).call(x, 0);
  }

  protected partials(): readonly [NodeId] {
    return [this.derivative(this.root, 0)];
  }

  protected seconds(): readonly [NodeId] {
    return [this.derivative(this.partials()[0], 0)];
  }
}

class SurfaceFormula extends CompiledFormula implements CompiledLoss {
  readonly dimension = 2;
  readonly variables: Variables;
  readonly #value: Evaluator;
  readonly #matrix = new Float64Array(4);
  #gradient: Evaluator | undefined;
  #hessian: Evaluator | undefined;
  #sampler: GridSampler | undefined;

  constructor(text: string, formula: Formula, backend: Backend['name']) {
    super(text, formula, backend);
    this.variables = formula.variables;
    this.#value = this.compiled([this.root]);
  }

  get gradientTex(): readonly [x: string | null, y: string | null] {
    const [byX, byY] = this.partials();
    return [this.texOf(byX), this.texOf(byY)];
  }

  get hessianTex(): readonly [xx: string | null, xy: string | null, yx: string | null, yy: string | null] {
    const [byX, mixed, byY] = this.seconds();
    const xy = this.texOf(mixed);
    return [this.texOf(byX), xy, xy, this.texOf(byY)];
  }

  value(p: Vector): number {
    return this.#value.call(p[0]!, p[1]!);
  }

  gradient(p: Vector, out = new Float64Array(2)): Float64Array {
    this.valueAndGradient(p, out);
    return out;
  }

  valueAndGradient(p: Vector, out: Float64Array): number {
    const { call, rest } = (this.#gradient ??= this.compiled([this.root, ...this.partials()]));
    const value = call(p[0]!, p[1]!);
    out[0] = rest[0]!;
    out[1] = rest[1]!;
    return value;
  }

  hessian(p: Vector, out = new Float64Array(4)): Float64Array {
    const { call, rest } = (this.#hessian ??= this.compiled(this.seconds()));
    out[0] = call(p[0]!, p[1]!);
    out[1] = rest[0]!;
    out[2] = rest[0]!;
    out[3] = rest[1]!;
    return out;
  }

  hessianVector(p: Vector, d: Vector, out = new Float64Array(2)): Float64Array {
    return multiply(this.hessian(p, this.#matrix), d, out);
  }

  sampleGrid(
    x0: number,
    dx: number,
    nx: number,
    y0: number,
    dy: number,
    ny: number,
    out: Float64Array,
  ): void {
    this.#sampler ??= this.withFallback((backend) => backend.sampler(this.root));
    this.#sampler(x0, dx, nx, y0, dy, ny, out);
  }

  protected partials(): readonly [x: NodeId, y: NodeId] {
    return [this.derivative(this.root, 0), this.derivative(this.root, 1)];
  }

  protected seconds(): readonly [xx: NodeId, xy: NodeId, yy: NodeId] {
    const [gx, gy] = this.partials();
    return [this.derivative(gx, 0), this.derivative(gy, 0), this.derivative(gy, 1)];
  }
}
