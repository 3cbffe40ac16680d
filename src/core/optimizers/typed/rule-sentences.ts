import { sayings } from '../../words/words.ts';

/** Every sentence about a rule's text that cannot be taken, beside those about formulas. */
export interface RuleSentences {
  readonly empty: string;
  readonly tooLong: (limit: number) => string;
  readonly tooManyLines: (limit: number) => string;
  readonly tooLarge: (limit: number) => string;
  readonly tooManyParameters: (limit: number) => string;
  readonly tooMuchState: (limit: number) => string;
  readonly tooManyQuestions: (limit: number) => string;
  readonly noSign: string;
  readonly noName: string;
  readonly compound: (name: string, sign: string) => string;
  readonly comparison: (name: string) => string;
  readonly twoSigns: string;
  readonly stepOfName: (name: string) => string;
  readonly coordinateOf: (name: string) => string;
  readonly nabla: (sign: string) => string;
  readonly emptyValue: (name: string) => string;
  readonly startPlace: (name: string) => string;
  readonly declaration: (name: string) => string;
  readonly hugeParameter: (limit: number) => string;
  readonly range: string;
  readonly logRange: string;
  readonly reserved: (name: string) => string;
  readonly underscore: (name: string) => string;
  readonly longName: (limit: number) => string;
  readonly given: (name: string) => string;
  readonly rate: string;
  readonly declaredTwice: (name: string) => string;
  readonly startedTwice: (name: string) => string;
  readonly assignedParameter: (name: string) => string;
  readonly startedParameter: (name: string) => string;
  readonly startOfTheta: string;
  readonly unknown: (name: string) => string;
  readonly unknownRate: string;
  readonly meant: (name: string, meant: string) => string;
  readonly noTheta: string;
  readonly scalar: (name: string) => string;
}

export const ruleSentences = sayings<RuleSentences>();
