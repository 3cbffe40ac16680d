import type { FormulaGraph } from '../expression/compile.ts';
import { printGlsl } from '../expression/glsl.ts';
import { glslCall, glslNumber } from '../expression/glsl-functions.ts';
import type { NoiseScaling } from '../math/noise.ts';
import type { NodeId } from '../expression/graph.ts';
import type { Program } from './program.ts';
import { stateSize } from './state.ts';
import { canUnroll, unroll } from './unroll.ts';

/** A step of a run of a formula's loss as a function in GLSL ES 3.00, in floats. */
export interface GlslStep {
  /**
   *     float NAME(inout float kept[K], float t, float rate, float hyperparameters[H])
   *
   * makes update t, from 1, and returns the loss before it. `kept` is theta and behind it the packed state. Where powers
   * are given, `float powers[P]` follows; with noise `float draws[N], float deviation`: a draw of deviation 1 for each
   * component, and what they are multiplied by; of a rule that draws itself `float normals[N]`.
   */
  readonly text: string;
  /** Whether the rule draws. */
  readonly draws: boolean;
  /** K */
  readonly kept: number;
  /** Of what is kept, that which some update reads or writes, in its order: the rest belongs to lines that do not act. */
  readonly places: readonly number[];
  /** The keys of the hyperparameters, in their order; where there is none, H is 1. */
  readonly hyperparameters: readonly string[];
  /** The powers that are given, base^(t - back); where there is none, P is 1. */
  readonly powers: readonly { readonly base: NodeId; readonly back: number }[];
}

export interface StepOptions {
  /** What noise is a multiple of; null for none. */
  readonly noise: NoiseScaling | null;
  /** Whether powers of hyperparameters, which all runs of a step have in common, are given and not computed. */
  readonly givenPowers: boolean;
}

/**
 * The step of a rule at the values that its program was made for, under a name of the caller's. Functions that it calls
 * are added to `used`. Null for a rule that searches.
 */
export function printStep(
  program: Program,
  formula: FormulaGraph,
  name: string,
  used: Set<string>,
  { noise, givenPowers }: StepOptions = { noise: null, givenPowers: false },
): GlslStep | null {
  if (!canUnroll(program)) return null;
  const dimension = formula.partials.length;
  const { graph, inputs, value, stores } = unroll(program, formula, dimension, noise);
  const kept = dimension + stateSize(program.entry.rule, dimension);
  const keys: string[] = [];
  const hyperparameter = (key: string): string => {
    if (!keys.includes(key)) keys.push(key);
    return `hyperparameters[${keys.indexOf(key)}]`;
  };

  /** What a power's base is made of. */
  const ofProgram = (index: number): string => {
    const variable = program.variables[index]!;
    if (variable.kind !== 'hyperparameter')
      throw new TypeError(`A power's base depends on a ${variable.kind}.`);
    return hyperparameter(variable.key);
  };
  const powered = inputs.flatMap((input) => (input.kind === 'power' ? [input] : []));
  const bases = givenPowers ? [] : powered.map(({ base }) => base);
  const names = { variable: ofProgram, prefix: 'b', used };
  const { statements: before, results } = printGlsl(program.graph, bases, names);
  const baseOf = (node: number) => results[bases.indexOf(node)]!;

  const ofStep = (index: number): string => {
    const input = inputs[index]!;
    switch (input.kind) {
      case 'kept':
        return `kept[${input.place}]`;
      case 'hyperparameter':
        return hyperparameter(input.key);
      case 'power':
        return givenPowers ? `powers[${powered.indexOf(input)}]` : `p${index}`;
      case 't':
      case 'rate':
        return input.kind;
      case 'draw':
        return `draws[${input.component}]`;
      case 'normal':
        return `normals[${input.component}]`;
      case 'deviation':
        return 'deviation';
    }
  };
  const powers = inputs.flatMap((input, index) => {
    if (input.kind !== 'power' || givenPowers) return [];
    const exponent = input.back === 0 ? 't' : `t - ${glslNumber(input.back)}`;
    return [`float p${index} = ${glslCall('pow', [baseOf(input.base), exponent], used)};`];
  });
  const roots = [value, ...stores.map(({ node }) => node)];
  const code = printGlsl(graph, roots, { variable: ofStep, prefix: 'n', used });
  // What is stored is read before any of it is written.
  const [loss, ...after] = code.results;
  const lines = [
    ...before,
    ...powers,
    ...code.statements,
    `float loss = ${loss!};`,
    ...after.map((result, k) => `float s${k} = ${result};`),
    ...stores.map(({ place }, k) => `kept[${place}] = s${k};`),
    'return loss;',
  ];
  const draws = inputs.some(({ kind }) => kind === 'normal');
  const ofNoise = noise === null ? '' : `, float draws[${dimension}], float deviation`;
  const drawn = `${ofNoise}${draws ? `, float normals[${dimension}]` : ''}`;
  const given = givenPowers ? `, float powers[${Math.max(1, powered.length)}]` : '';
  const hyperparameters = `float hyperparameters[${Math.max(1, keys.length)}]${given}${drawn}`;
  return {
    text: `float ${name}(inout float kept[${kept}], float t, float rate, ${hyperparameters}) {\n  ${lines.join('\n  ')}\n}`,
    draws,
    kept,
    places: Array.from({ length: kept }, (_, k) => k).filter(
      (k) =>
        inputs.some((input) => input.kind === 'kept' && input.place === k) ||
        stores.some(({ place }) => place === k),
    ),
    hyperparameters: keys,
    powers: givenPowers ? powered.map(({ base, back }) => ({ base, back })) : [],
  };
}
