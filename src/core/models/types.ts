import type { SecondOrder, Vector } from '../math/loss.ts';
import type { ParameterShape } from './parameters.ts';

export type OptionValue = number | boolean | string;
export type ModelOptions = Readonly<Record<string, OptionValue>>;

interface OptionBase {
  /** In camel case; its name in a link. */
  readonly key: string;
  /** It is of the model's own data: of a table of one's own it changes nothing. */
  readonly ofData?: true;
  /** Whether it changes anything beside the others, and with these columns of inputs; without it, always. */
  counts?(options: ModelOptions, columns: readonly string[]): boolean;
}

export interface NumberOption extends OptionBase {
  readonly kind: 'number';
  readonly default: number;
  /** Inclusive. */
  readonly min: number;
  readonly max: number;
  /** Only whole numbers. */
  readonly whole?: true;
}

export interface SwitchOption extends OptionBase {
  readonly kind: 'switch';
  readonly default: boolean;
}

export interface ChoiceOption extends OptionBase {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

/** A formula of x and y. */
export interface FormulaOption extends OptionBase {
  readonly kind: 'formula';
  readonly default: string;
}

/** An option as data; its words are found by its key. */
export type OptionRow = NumberOption | SwitchOption | ChoiceOption | FormulaOption;

export type ModelOption = OptionRow & {
  /** What it changes, in one sentence. */
  readonly meaning: string;
};

/** Rows of data: what goes in, and what should come out. */
export interface Table {
  /** The names of the inputs. */
  readonly columns: readonly string[];
  /** rows x columns, row-major. */
  readonly inputs: Float64Array;
  /** One a row: a class, from 0, or a number. */
  readonly targets: Float64Array;
  /** What these are called, of made data where that says more than that they are targets. */
  readonly target?: string;
}

/** A table of one's own for a model: rows of numbers, of which the last is what should come out, a class from 0 or a number. */
export interface OwnData {
  /** Names, that of the target last. */
  readonly columns: readonly string[];
  /** rows x columns, row-major; finite. */
  readonly values: readonly number[];
}

/** A model on data, made with its options: what optimizers run on, and what its parameters do. */
export interface Model {
  readonly id: string;
  /** All of them. */
  readonly options: ModelOptions;
  /** Of the parameters, on the rows to train with. */
  readonly loss: SecondOrder;
  /** The same without penalties on rows held back; null where there are none. */
  readonly testLoss: SecondOrder | null;
  readonly parameters: readonly ParameterShape[];
  /** Where training begins. */
  initial(seed: number): Float64Array;
  /**
   * Where the loss is about as curved as runs will find it, by which a learning rate is suggested, and how far its parameters
   * move; at the initial weights, and as far as the data is large, where it is left out.
   */
  readonly pace?: { readonly at: Float64Array; readonly width: number };
  /** Of two parameters: it is seen along them, all of it, unless another plane is asked for. */
  readonly isSeenWhole?: boolean;
  readonly train: Table;
  readonly test: Table | null;
  /** Number of classes; 0 where the targets are numbers. */
  readonly classes: number;
  /** What the model makes of rows of inputs: of classes the probability of each, `classes` a row; else a number a row. */
  outputs(p: Vector, inputs: ArrayLike<number>): Float64Array;
  /**
   * The share of the table's rows whose most probable class is theirs, or that which a threshold of the model's finds; NaN
   * where the targets are numbers.
   */
  accuracy(p: Vector, table: Table): number;
}

/**
 * What is drawn of a model's parameters: a decision boundary, a fit to points over time, what it reads in pictures, prices of
 * options, the probability of one of two classes by any columns, an arm between obstacles, a map of
 * deliveries, the course of a recovery, a posterior, matrices, or what two players do.
 */
export type ModelPicture =
  | 'boundary'
  | 'fit'
  | 'digits'
  | 'prices'
  | 'risk'
  | 'arm'
  | 'map'
  | 'recovery'
  | 'posterior'
  | 'matrices'
  | 'players';

/** What a reader is told of a model. */
export interface ModelWords {
  readonly name: string;
  /** What it teaches, in one sentence. */
  readonly lesson: string;
  /** Where model and data come from; how the data is made. */
  readonly source: string;
  /** What of that is said otherwise where a table of one's own takes the place of its data. */
  readonly onOwn?: OwnWords;
  /** What its options change, where that is said otherwise than of those of other models, by their keys. */
  readonly options?: Readonly<Record<string, string>>;
}

type OwnWords = Pick<ModelWords, 'source'> & Partial<Pick<ModelWords, 'name' | 'lesson'>>;

/** One row of the registry of models, with its words. */
export interface ModelEntry extends ModelRow, Pick<ModelWords, 'name' | 'lesson' | 'source'> {
  /** What of that is said otherwise where a table of one's own takes the place of its data; null where none can. */
  readonly onOwn: OwnWords | null;
  readonly options: readonly ModelOption[];
}

/** One row of the registry of models as data; its words are found by its id. */
export interface ModelRow {
  /** Stable name in links: lower case, digits and hyphens. */
  readonly id: string;
  /** Whether a table of one's own may take the place of its data. */
  readonly takesData: boolean;
  readonly picture: ModelPicture;
  readonly options: readonly OptionRow[];
  /**
   * A learning rate for plain gradient descent and how far the parameters move, by its options; found at the initial weights
   * where it is left out.
   */
  rates?(options: ModelOptions): { readonly lr: number; readonly width: number };
  /** How many classes it tells apart, by all of its options; 0 where the targets are numbers. */
  classes(options: ModelOptions): number;
  /** Its own data, by the options. */
  make(options: ModelOptions): { readonly train: Table; readonly test: Table | null };
  /** The model of data, its own or another's; throws RangeError where the data is none for it. */
  build(options: ModelOptions, train: Table, test: Table | null): Omit<Model, 'id' | 'options'>;
}
