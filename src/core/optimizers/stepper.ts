import { hessianVectorOf, type Loss } from '../math/loss.ts';
import { Powers } from '../math/powers.ts';
import { normalStream, RULE_NOISE } from '../math/random.ts';
import { layoutOf, type Layout } from './layout.ts';
import { giveBack, takeMemory } from './memory.ts';
import { type Pass, passesOf } from './passes.ts';
import { type LossQuery, type Program, programOf } from './program.ts';
import { ProgramValues } from './program-values.ts';
import { type CompiledProgram, compileProgram, instantiateProgram } from './program-wasm.ts';
import { numbersOf } from './read-rule.ts';
import { settledValue } from './settled.ts';
import { stateSize } from './state.ts';
import type { HyperparameterValues, OptimizerEntry, Update } from './types.ts';

/** An update at work: a place for what it reads and writes, and the update of it, in place and without allocations. */
export interface Stepper {
  readonly backend: BackendName | 'search';
  readonly theta: Float64Array;
  /** What the rule is given as the gradient; left undefined by an update. */
  readonly gradient: Float64Array;
  /** Packed: the vectors of the rule one after another, its scalars, its blocks. */
  readonly state: Float64Array;
  /**
   * Of a game in turns: puts into `gradient`, which is that at theta, what update `t` gives the rule in its place. `step` does
   * so itself.
   */
  look?(t: number, lr: number, loss: number): void;
  /** Update `t`, from 1, at this learning rate and with the loss at theta, for a rule that reads it. */
  step(t: number, lr: number, loss: number): void;
  /** Its arrays are another's from here on. */
  release(): void;
}

/** The gradient that update `t` is given at a point, with whatever noise there is. */
export type GradientAt = (t: number, at: Float64Array, out: Float64Array) => void;

export interface LossOracle {
  readonly loss: Loss;
  /** The exact one, where it is left out. */
  readonly gradientAt?: GradientAt;
  /** What a rule that draws is given in update t: a standard normal each. Where it is left out, those of seed 0. */
  readonly normals?: Normals;
}

export type Normals = (t: number, out: Float64Array) => void;

/** What a rule draws in the runs of a seed. */
/** @param others what other draws are called than those that runs meet */
export function ruleNormals(seed: number, others = ''): Normals {
  const stream = normalStream(seed, RULE_NOISE + others);
  return (t, out) => stream(t - 1, out);
}

export type BackendName = 'wasm' | 'interpreter';

export function createStepper(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  dimension: number,
  ground: LossOracle,
  backend: BackendName = 'wasm',
): Stepper {
  const plain = () => plainStepper(entry, values, dimension, ground, backend);
  return ground.loss.turns && players ? players.stepper(entry, values, dimension, ground, plain) : plain();
}

/** Updates on a game of two players: `players.ts`. */
export interface Players {
  isOfOneLoss(entry: OptimizerEntry, values: HyperparameterValues, loss: Loss): boolean;
  stepper(
    entry: OptimizerEntry,
    values: HyperparameterValues,
    dimension: number,
    ground: LossOracle,
    plain: () => Stepper,
  ): Stepper;
}

/** Null until there is a game: its code comes with it. */
let players: Players | null = null;

export function registerPlayers(own: Players): void {
  players = own;
}

/** Whether the loss is a game that a rule cannot be played on. */
export function isRefused(entry: OptimizerEntry, values: HyperparameterValues, loss: Loss): boolean {
  return players?.isOfOneLoss(entry, values, loss) === true;
}

function plainStepper(
  entry: OptimizerEntry,
  values: HyperparameterValues,
  dimension: number,
  ground: LossOracle,
  backend: BackendName,
): Stepper {
  if (entry.rule.search) return searching(entry, values, dimension, ground);
  const program = programOf(entry, values);
  const numbers = numbersOf(entry, values);
  if (backend === 'wasm') {
    try {
      return compiled(program, numbers, dimension, ground);
    } catch {
      // WebAssembly can be missing, switched off by a content security policy, or out of memory.
    }
  }
  return interpreted(program, numbers, dimension, ground);
}

function searching(
  { rule }: OptimizerEntry,
  values: HyperparameterValues,
  dimension: number,
  { loss }: LossOracle,
): Stepper {
  const [theta, gradient] = [new Float64Array(dimension), new Float64Array(dimension)];
  const state = new Float64Array(stateSize(rule, dimension));
  const isWithout = rule.search!.ofMatrices === true && !loss.matrices?.length;
  const update: Update = isWithout
    ? (at) => at.fill(Number.NaN)
    : rule.search!.update(values, dimension, loss);
  return {
    backend: 'search',
    theta,
    gradient,
    state,
    step: (t, lr) => update(theta, gradient, state, t, lr),
    release() {},
  };
}

/** What is made of a program for a dimension, once. */
interface Made extends CompiledProgram {
  readonly layout: Layout;
  readonly passes: readonly Pass[];
  readonly instances: WeakMap<WebAssembly.Memory, Instance>;
}

/** A program over a memory, with its parts of it. */
interface Instance extends Pick<Stepper, 'theta' | 'gradient' | 'state'> {
  readonly passes: readonly (() => void)[];
  readonly doubles: Float64Array;
  /** What is asked behind each pass. */
  readonly questions: readonly (readonly PlacedQuestion[])[];
}

interface PlacedQuestion {
  readonly asked: LossQuery;
  readonly args: readonly Float64Array[];
  readonly answer: Float64Array;
  readonly holds: number;
}

const known = new WeakMap<Program, Map<number, Made>>();

function madeOf(program: Program, dimension: number): Made {
  let all = known.get(program);
  if (!all) known.set(program, (all = new Map()));
  let made = all.get(dimension);
  if (!made) {
    const layout = layoutOf(program, dimension);
    const passes = passesOf(program);
    made = { ...compileProgram(program, passes, layout), layout, passes, instances: new WeakMap() };
    all.set(dimension, made);
  }
  return made;
}

function instanceOf(program: Program, made: Made, memory: WebAssembly.Memory): Instance {
  const { layout, instances } = made;
  const before = instances.get(memory);
  // A memory that has grown has another buffer.
  if (before?.doubles.buffer === memory.buffer) return before;
  const { dimension } = layout;
  const doubles = new Float64Array(memory.buffer, 0, layout.size);
  const part = (place: number, length: number) => doubles.subarray(place, place + length);
  const placed = (index: number): PlacedQuestion => {
    const place = layout.asked[index]!;
    return {
      asked: program.asked[index]!,
      args: place.args.map((from) => part(from, dimension)),
      answer: part(place.answer, dimension),
      holds: place.holds,
    };
  };
  const instance: Instance = {
    passes: before?.passes ?? instantiateProgram(made, memory),
    doubles,
    theta: part(layout.theta, dimension),
    gradient: part(layout.gradient, dimension),
    state: part(layout.state, stateSize(program.entry.rule, dimension)),
    questions: made.passes.map(({ asked }) => asked.map(placed)),
  };
  instances.set(memory, instance);
  return instance;
}

function compiled(
  program: Program,
  numbers: ReadonlyMap<string, number>,
  dimension: number,
  ground: LossOracle,
): Stepper {
  const made = madeOf(program, dimension);
  const places = made.layout.variables;
  const memory = takeMemory(made.layout.size);
  const { passes, doubles, theta, gradient, state, questions } = instanceOf(program, made, memory);

  let [timePlace, ratePlace, lossPlace] = [-1, -1, -1];
  const powers: { readonly place: number; readonly back: number; readonly of: Powers }[] = [];
  // What else reads the lines may have added variables that the update does not know.
  for (let index = 0; index < places.length; index++) {
    const variable = program.variables[index]!;
    const place = places[index]!;
    if (variable.kind === 'hyperparameter') doubles[place] = numbers.get(variable.key)!;
    else if (variable.kind === 'power') {
      const of = powersOf(settledValue(program, variable.base, numbers));
      powers.push({ place, back: variable.back, of });
    } else if (variable.kind === 'given') {
      if (variable.key === 'dimension') doubles[place] = dimension;
      else if (variable.key === 't') timePlace = place;
      else if (variable.key === 'lr') ratePlace = place;
      else lossPlace = place;
    }
  }
  const ask = program.asked.length > 0 ? asking(ground, dimension) : null;
  const [first] = passes;

  return {
    backend: 'wasm',
    theta,
    gradient,
    state,
    step(t, lr, loss) {
      if (timePlace >= 0) doubles[timePlace] = t;
      if (ratePlace >= 0) doubles[ratePlace] = lr;
      if (lossPlace >= 0) doubles[lossPlace] = loss;
      for (let k = 0; k < powers.length; k++) {
        const { place, back, of } = powers[k]!;
        doubles[place] = of.at(t - back);
      }
      first!();
      if (passes.length === 1) return;
      for (let k = 0; ; ) {
        const after = questions[k]!;
        for (let q = 0; q < after.length; q++) {
          const { asked, args, answer, holds } = after[q]!;
          if (asked.holds === null || doubles[holds] !== 0) ask!(asked, args, answer, t);
        }
        if (++k === passes.length) return;
        passes[k]!();
      }
    },
    release: () => giveBack(memory),
  };
}

const MOST_POWERS = 32;
const tables = new Map<number, Powers>();

/** The powers of a base; tables are kept, for the next run often has the same. */
export function powersOf(base: number): Powers {
  let powers = tables.get(base);
  if (powers) return powers;
  if (tables.size >= MOST_POWERS) tables.clear();
  tables.set(base, (powers = new Powers(base)));
  return powers;
}

function interpreted(
  program: Program,
  numbers: ReadonlyMap<string, number>,
  dimension: number,
  ground: LossOracle,
): Stepper {
  const { rule } = program.entry;
  const values = new ProgramValues(program, dimension);
  const [theta, gradient] = [new Float64Array(dimension), new Float64Array(dimension)];
  const state = new Float64Array(stateSize(rule, dimension));
  const ask = asking(ground, dimension);
  const scalarsFrom = rule.vectors.length * dimension;
  const part = (key: string): Float64Array => {
    if (key === 'theta') return theta;
    const vector = rule.vectors.indexOf(key);
    const from = vector < 0 ? scalarsFrom + rule.scalars.indexOf(key) : vector * dimension;
    return state.subarray(from, from + (vector < 0 ? 1 : dimension));
  };
  return {
    backend: 'interpreter',
    theta,
    gradient,
    state,
    step(t, lr, loss) {
      const parts = {
        theta,
        gradient,
        ...Object.fromEntries(rule.vectors.map((key) => [key, part(key)])),
        ...Object.fromEntries(rule.scalars.map((key) => [key, part(key)[0]!])),
      };
      const answer = (asked: LossQuery, args: readonly Float64Array[], out: Float64Array) =>
        ask(asked, args, out, t);
      values.run({ hyperparameters: numbers, t, lr, loss, parts, ask: answer });
      // All are computed before any is written.
      const results = program.stores.map(({ node }) => {
        const value = values.of(node);
        return typeof value === 'number' ? value : value.slice();
      });
      program.stores.forEach(({ key }, k) => {
        const result = results[k]!;
        if (typeof result === 'number') part(key).fill(result);
        else part(key).set(result);
      });
    },
    release() {},
  };
}

/** Answers a question. */
export function asking(
  { loss, gradientAt = (_t, at, out) => void loss.gradient(at, out), normals = ruleNormals(0) }: LossOracle,
  dimension: number,
): (asked: LossQuery, args: readonly Float64Array[], answer: Float64Array, t: number) => void {
  const product = hessianVectorOf(loss);
  const unit = new Float64Array(dimension);
  const column = new Float64Array(dimension);
  return ({ question }, [at, direction], answer, t) => {
    switch (question) {
      case 'grad':
        gradientAt(t, at!, answer);
        break;
      case 'value':
        answer[0] = loss.value(at!);
        break;
      case 'hvp':
        product(at!, direction!, answer);
        break;
      case 'standardNormal':
        normals(t, answer);
        break;
      case 'hessianDiagonal':
        // The matrix may be too large to be had as a whole.
        for (let i = 0; i < dimension; i++) {
          unit[i] = 1;
          answer[i] = product(at!, unit, column)[i]!;
          unit[i] = 0;
        }
    }
  };
}
