import type { Failure, Loss, Vector } from '../math/loss.ts';

/** Values of a rule's hyperparameters by key (PyTorch's names in camel case). */
export type HyperparameterValues = Readonly<Record<string, number | boolean>>;

/** What a reader is told of a hyperparameter. */
export interface HyperparameterWords {
  /** Sentence-case name: Learning rate. */
  readonly label: string;
  /** What it does, in one sentence, with the field's term. */
  readonly meaning: string;
}

export interface Hyperparameter extends HyperparameterRow, HyperparameterWords {}

/** A hyperparameter as data; its words are found by its key. */
export interface HyperparameterRow {
  /** PyTorch's name in camel case: lr, momentum, beta1, weightDecay ... */
  readonly key: string;
  /** Plain-text symbol for a control: β₁. */
  readonly symbol: string;
  /** TeX of the symbol: \beta_1. Empty where it is its label. */
  readonly tex: string;
  readonly kind: 'number' | 'boolean';
  /** PyTorch's default, except for `lr` where PyTorch's is for networks and a surface wants its own. */
  readonly default: number | boolean;
  /** The slider's range; a number box accepts more: see `hardMin`, `hardMax`. */
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** Bounds outside of which the rule has no meaning (inclusive); infinite when unbounded. */
  readonly hardMin: number;
  readonly hardMax: number;
  /** What other code calls a switch's two states, off first. */
  readonly names?: readonly [off: string, on: string];
  /** A count: controls take whole numbers, a rule given another takes its whole part. */
  readonly whole?: true;
  /** Declared by the text of a rule: its key is its name. */
  readonly declared?: true;
  /** Of any rule, beside its own: see knobs.ts. */
  readonly knob?: true;
}

/** The role of a named part of an update, for its colour and its arrow. */
export type UpdatePart =
  | 'gradient'
  | 'decay'
  | 'velocity'
  | 'firstMoment'
  | 'secondMoment'
  | 'correctedFirstMoment'
  | 'correctedSecondMoment'
  | 'scaling'
  | 'rate'
  | 'pull'
  | 'noise'
  | 'scalar'
  | 'step'
  | 'point'
  | 'position';

/**
 * How a value comes about that no formula gives element by element: a search along a line, a system of equations,
 * a product over all components. The update leaves it in its state, under the line's key.
 */
export interface Found {
  /** The names that it is found from. */
  readonly reads: readonly string[];
  /** Its definition; `of` gives the TeX of a name. */
  tex(of: (name: string) => string): string;
  /** Of one of many rounds: which it is, from 0. */
  readonly round?: Round;
}

export interface Round {
  readonly nth: number;
  /** It makes of each singular value s of a matrix a s + b s^3 + c s^5; null of one that divides all by one number. */
  readonly polynomial: readonly [a: number, b: number, c: number] | null;
}

/**
 * One assignment of the update rule, element by element, in the order of computation:
 * `key <- formula`. In `formula` the assigned name stands for its previous value, every other name for its
 * latest one. Names: hyperparameter keys, `t` (1 at the first update), `gradient`, `theta`, and the keys of
 * state and earlier lines.
 */
export interface EquationLine {
  readonly key: string;
  readonly part: UpdatePart;
  readonly formula: string;
  /** The value is found by the update; the formula is then the key alone. */
  readonly found?: Found;
  /**
   * The line takes part where this holds, without it always: a comparison of hyperparameters (a switch is 1 or 0), `t`
   * and scalars that lines before it have assigned.
   */
  readonly when?: string;
}

/**
 * One update, in place. `theta` and `gradient` have the dimension of the problem; `gradient` may be
 * overwritten. `state` is packed: the vectors of `Rule.vectors` one after another, then its scalars, then its
 * blocks.
 * `t` counts updates from 1. `lr` is this update's learning rate. Allocates nothing.
 */
export type Update = (
  theta: Float64Array,
  gradient: Float64Array,
  state: Float64Array,
  t: number,
  lr: number,
) => void;

/** A part of the state that is neither a vector nor a number: a simplex, a history. Shown in no equation. */
export interface Block {
  readonly key: string;
  length(dimension: number): number;
}

/** How often a loss was asked for its value, gradient and Hessian. */
export interface Evaluations {
  readonly values: number;
  readonly gradients: number;
  readonly hessians: number;
}

/** An update that no lines say in full, because it searches. */
export interface Search {
  /** It is of matrices: of a loss whose variables are in none, its runs end where they begin. */
  readonly ofMatrices?: true;
  /** Larger parts of the state, after the scalars. */
  readonly blocks?: readonly Block[];
  /** What `updates` updates have cost, of which the update itself counted `counted` in its scalar `evaluations`. */
  evaluations(updates: number, counted: number): Evaluations;
  /** The update for these values, with everything that does not change from step to step resolved once. */
  update(values: HyperparameterValues, dimension: number, loss: Loss): Update;
  /** Why what the update finds at `theta` is not finite, given that it is not; without it, by an overflow. */
  failure?(values: HyperparameterValues, loss: Loss, theta: Vector): Failure;
}

export interface Rule {
  /** Names of the vectors kept between updates, in packed order. */
  readonly vectors: readonly string[];
  /** Names of the scalars kept between updates, after the vectors. */
  readonly scalars: readonly string[];
  /** What they begin at where that is not zero: formulas of the hyperparameters, of `theta`, the start, and of `index`, from 0. */
  readonly starts?: Readonly<Record<string, string>>;
  /** TeX of names that other rules use otherwise, or not at all. */
  readonly symbols?: Readonly<Record<string, string>>;
  /** The rule: from these lines everything else is made. What a search finds stands in them as `found`. */
  readonly lines: readonly EquationLine[];
  readonly search?: Search;
}

/** The bound of linear stability of a rule with constant coefficients. */
export interface Stability {
  /**
   * On a quadratic the rule converges along a direction of curvature lambda > 0 exactly while lr * lambda is
   * below this; lambda counts L2 weight decay in.
   */
  readonly product: number;
  /** The largest stable learning rate as plain text in the rule's symbols: 2(1+μ)/λmax. */
  readonly formula: string;
}

/** What a reader is told of a rule. */
export interface RuleWords {
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** Which of its points is drawn, where it has several: in a few words for legends, and whole. */
  readonly drawn?: { readonly short: string; readonly long: string } | undefined;
  /** What is said of its hyperparameters otherwise than of those of other rules, by their keys. */
  readonly hyperparameters?: Readonly<Record<string, Partial<HyperparameterWords>>>;
  /** What is said of those that its text declares. */
  readonly declared?: string;
}

/** One row of the registry, with its words. */
export interface OptimizerEntry extends RuleRow, Pick<RuleWords, 'name' | 'summary' | 'drawn'> {
  readonly hyperparameters: readonly Hyperparameter[];
}

/** One row of the registry as data. Controls, links, equations, tests and documentation follow from it. */
export interface RuleRow {
  readonly id: string;
  /**
   * What the length of a step follows: 'gradient' when it is proportional to the gradient, 'lr' when the rule
   * divides the gradient's size out, 'free' when it does neither (Adadelta, Rprop's own step sizes).
   */
  readonly stepScale: 'gradient' | 'lr' | 'free';
  readonly hyperparameters: readonly HyperparameterRow[];
  /** Options of other code that this rule is one case of, with their value in it. */
  readonly fixed?: Readonly<Record<string, string | number>>;
  readonly rule: Rule;
  /** The bound on lr * curvature at these values; null, or left out, where the rule has none. */
  readonly stability?: (values: HyperparameterValues) => Stability | null;
}
