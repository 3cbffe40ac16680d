import type { Failure, Loss, LossPart, Vector } from '../math/loss.ts';
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

/** A loss of two variables made from a formula. */
export interface CompiledLoss extends Loss {
  readonly dimension: 2;
  /** The names of the variables: x and y, or the formula's own. */
  readonly variables: Variables;
  /** Its other names with their values. */
  readonly values: ReadonlyMap<string, number>;
  /** The formula as given. */
  readonly text: string;
  readonly tree: Expression;
  readonly backend: Backend['name'];
  /** The formula as TeX. */
  readonly tex: string;
  /** The derivatives by x and y as TeX; null where one would be too long to read. */
  readonly gradientTex: readonly [x: string | null, y: string | null];
  /** The second derivatives as TeX, row-major; null where one would be too long to read. */
  readonly hessianTex: readonly [xx: string | null, xy: string | null, yx: string | null, yy: string | null];
  valueAndGradient(p: Vector, out: Float64Array): number;
  failure(p: Vector, part: LossPart): Failure | null;
  sampleGrid: GridSampler;
}

export interface CompileOptions {
  readonly backend?: Backend['name'];
  /** The variables, one or two; by default what the text says: see variables.ts. */
  readonly variables?: readonly string[];
}

/**
 * Compiles a formula in x and y, or in two names of its own, those of `variables` or what occurs (see variables.ts); see
 * parse.ts for the grammar, functions.ts for the functions and the derivatives taken where none exists. Other names need
 * a value in front: `a = 2; a x^2 + y^2`. Throws FormulaError, with a sentence and the place, on anything else.
 * 'wasm' is the default and falls back to the interpreter where WebAssembly is missing or forbidden; both give
 * the same bits.
 */
export function compileFormula(
  text: string,
  { backend = 'wasm', variables }: CompileOptions = {},
): CompiledLoss {
  return new CompiledFormula(text, readFormula(text, variables ? { variables } : {}), backend);
}

class CompiledFormula implements CompiledLoss {
  readonly dimension = 2;
  readonly text: string;
  readonly tree: Expression;
  readonly variables: Variables;
  readonly values: ReadonlyMap<string, number>;
  readonly #graph = new Graph();
  readonly #root: NodeId;
  readonly #differentiator: Differentiator;
  #backend: Backend;
  readonly #value: Evaluator;
  #gradient: Evaluator | undefined;
  #hessian: Evaluator | undefined;
  #sampler: GridSampler | undefined;

  constructor(text: string, formula: Formula, backend: Backend['name']) {
    this.text = text;
    this.tree = formula.tree;
    this.variables = formula.variables;
    this.values = formula.values;
    this.#root = lowerFormula(this.#graph, formula);
    this.#differentiator = new Differentiator(this.#graph);
    this.#backend = backend === 'wasm' ? webAssembly(this.#graph) : interpreter(this.#graph);
    this.#value = this.#compiled([this.#root]);
  }

  get backend(): Backend['name'] {
    return this.#backend.name;
  }

  get tex(): string {
    return toTex(this.tree);
  }

  get gradientTex(): readonly [x: string | null, y: string | null] {
    return [this.#texOf(this.#partial(0)), this.#texOf(this.#partial(1))];
  }

  get hessianTex(): readonly [xx: string | null, xy: string | null, yx: string | null, yy: string | null] {
    const [byX, mixed, byY] = this.#secondPartials();
    const xy = this.#texOf(mixed);
    return [this.#texOf(byX), xy, xy, this.#texOf(byY)];
  }

  value(p: Vector): number {
    return this.#value.call(p[0]!, p[1]!);
  }

  gradient(p: Vector, out = new Float64Array(2)): Float64Array {
    this.valueAndGradient(p, out);
    return out;
  }

  valueAndGradient(p: Vector, out: Float64Array): number {
    const { call, rest } = (this.#gradient ??= this.#compiled([
      this.#root,
      this.#partial(0),
      this.#partial(1),
    ]));
    const value = call(p[0]!, p[1]!);
    out[0] = rest[0]!;
    out[1] = rest[1]!;
    return value;
  }

  hessian(p: Vector, out = new Float64Array(4)): Float64Array {
    const { call, rest } = (this.#hessian ??= this.#compiled(this.#secondPartials()));
    out[0] = call(p[0]!, p[1]!);
    out[1] = rest[0]!;
    out[2] = rest[0]!;
    out[3] = rest[1]!;
    return out;
  }

  failure(p: Vector, part: LossPart): Failure | null {
    const roots = {
      value: () => [this.#root],
      gradient: () => [this.#partial(0), this.#partial(1)],
      hessian: () => this.#secondPartials(),
    };
    const variables = this.variables.map((_, i) => ({ value: p[i]!, failure: null }));
    return failureOf(this.#graph, roots[part](), variables);
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
    this.#sampler ??= this.#withFallback((backend) => backend.sampler(this.#root));
    this.#sampler(x0, dx, nx, y0, dy, ny, out);
  }

  #partial(variable: number): NodeId {
    return this.#differentiator.derivative(this.#root, variable);
  }

  #secondPartials(): [xx: NodeId, xy: NodeId, yy: NodeId] {
    const [gx, gy] = [this.#partial(0), this.#partial(1)];
    const second = (id: NodeId, variable: number) => this.#differentiator.derivative(id, variable);
    return [second(gx, 0), second(gy, 0), second(gy, 1)];
  }

  #texOf(id: NodeId): string | null {
    return graphToTex(this.#graph, id, this.variables);
  }

  #compiled(roots: readonly NodeId[]): Evaluator {
    return this.#withFallback((backend) => backend.evaluator(roots));
  }

  /** WebAssembly can be missing, switched off by a content security policy, or out of memory. */
  #withFallback<T>(make: (backend: Backend) => T): T {
    try {
      return make(this.#backend);
    } catch (error) {
      if (this.#backend.name === 'interpreter') throw error;
      this.#backend = interpreter(this.#graph);
      return make(this.#backend);
    }
  }
}
