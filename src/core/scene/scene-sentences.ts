import { sayings } from '../words/words.ts';

/** An end of a range, as it is written. */
export interface RangeEnd {
  readonly value: string;
  readonly exclusive: boolean;
}

/** Nouns for what a value must be. */
interface Forms {
  /** An end that is null is open. */
  readonly number: (whole: boolean, low: RangeEnd | null, high: RangeEnd | null) => string;
  readonly either: (first: string, second: string) => string;
  readonly oneOf: (names: readonly string[]) => string;
  readonly anyOf: (names: readonly string[]) => string;
  readonly onOrOff: string;
  readonly twoNumbers: (low: string, high: string) => string;
  readonly fourNumbers: (low: string, high: string) => string;
  readonly interval: (max: number) => string;
  readonly aFormula: string;
  readonly aText: (max: number) => string;
  readonly aLongerOne: string;
  readonly optimizers: string;
  readonly question: (kinds: readonly string[]) => string;
  readonly model: (ids: readonly string[]) => string;
  readonly option: string;
  readonly plane: (kinds: readonly string[]) => string;
  readonly camera: string;
  readonly settingMap: (shows: readonly string[]) => string;
  readonly swarm: (starts: readonly string[]) => string;
  readonly race: (searches: readonly string[]) => string;
  readonly numberNames: string;
  readonly axis: string;
  readonly range: (isLog: boolean) => string;
  readonly anotherThan: (name: string) => string;
  readonly target: string;
  readonly data: string;
  readonly aVersion: string;
  readonly aList: string;
  readonly anObject: string;
  readonly nothing: string;
  readonly ofType: (type: string) => string;
}

/** What a value is called. */
interface Places {
  readonly of: (name: string, owner: string) => string;
  readonly ofCamera: (name: string, camera: string) => string;
  readonly ofAverage: (name: string) => string;
  readonly ofSchedule: (name: string, kind: string) => string;
  readonly schedule: (kind: string) => string;
  readonly values: (rule: string) => string;
  readonly options: (model: string) => string;
}

/** Every sentence about outside data that could not be taken. `name` is the key in the link or file. */
export interface SceneSentences extends Forms, Places {
  readonly mustBe: (name: string, form: string, found: string, near?: string) => string;
  readonly formula: (message: string) => string;
  readonly rule: (line: number, message: string) => string;
  readonly parameter: (name: string) => string;
  readonly noFormula: string;
  readonly unusedFormula: (loss: string) => string;
  readonly unusedLoss: (found: string) => string;
  readonly noCurve: string;
  readonly unusedByModel: (name: string) => string;
  readonly modelStart: string;
  readonly unknownKey: (found: string, near?: string) => string;
  readonly cutData: (rows: number, wanted: string) => string;
  readonly askWithout: (name: string) => string;
  readonly askUnseen: string;
  readonly dataWithout: string;
  readonly twice: (name: string) => string;
  readonly unknownOptimizer: (found: string, near?: string) => string;
  readonly noOptimizer: string;
  readonly unknownValue: (owner: string, found: string, known: string) => string;
  readonly tooMany: (count: number, limit: number) => string;
  readonly tooMuchWork: (steps: number, allowed: number) => string;
  readonly beyondEnd: (step: number, steps: number) => string;
  readonly domain: (form: string, share: string, found: string) => string;
  readonly newer: (version: number) => string;
  readonly mended: (name: string, found: string, read: string) => string;
  readonly parted: (name: string) => string;
  readonly joined: string;
  readonly encodedWhole: string;
  readonly unseen: string;
  readonly before: (head: string) => string;
  readonly behind: (tail: string) => string;
  readonly tooLong: (limit: number) => string;
  readonly notADocument: string;
  readonly more: string;
}

export const sceneSentences = sayings<SceneSentences>();
