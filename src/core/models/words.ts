import { rowWords, sayings } from '../words/words.ts';
import type { ModelEntry, ModelOption, ModelRow, ModelWords } from './types.ts';

/** Words about models, by their ids. */
export const modelWords = rowWords<ModelWords>();

/** What models have in common that they say of their options, by the keys of these. */
export const optionWords = rowWords<string>();

export function modelName(id: string): string {
  return modelWords.of(id)?.name ?? id;
}

/** The model with the words that are there when they are asked for. */
export function wordedModel(row: ModelRow): ModelEntry {
  const words = () => modelWords.of(row.id);
  return {
    ...row,
    options: row.options.map(
      (option): ModelOption => ({
        ...option,
        get meaning() {
          return words()?.options?.[option.key] ?? optionWords.of(option.key) ?? '';
        },
      }),
    ),
    get name() {
      return modelName(row.id);
    },
    get lesson() {
      return words()?.lesson ?? '';
    },
    get source() {
      return words()?.source ?? '';
    },
    get onOwn() {
      return row.takesData ? (words()?.onOwn ?? { source: '' }) : null;
    },
  };
}

/** Sentences about options and tables that a model cannot be made of. `name` is the model's. */
export interface ModelSayings {
  readonly notSwitch: (key: string, found: string) => string;
  readonly notAmong: (key: string, choices: readonly string[], found: string) => string;
  readonly notNumber: (
    key: string,
    range: { readonly min: number; readonly max: number; readonly whole?: boolean },
    found: string,
  ) => string;
  /** `why` is what the formula's reader says; '' where it is no text. */
  readonly notFormula: (key: string, found: string, why: string) => string;
  readonly notOptions: (name: string, found: string) => string;
  readonly noOption: (name: string, found: string, known: readonly string[]) => string;
  readonly noData: (name: string) => string;
  readonly notTwoColumns: (name: string, found: number) => string;
  readonly lineColumns: (found: number) => string;
  readonly lineRows: (most: number, found: number) => string;
  readonly notClass: (name: string, last: number, found: number) => string;
  readonly columns: (most: number, found: number) => string;
  readonly rows: (most: number, found: number) => string;
  /** Rows are counted from 0 here. */
  readonly notFinite: (row: number, column: string, found: number) => string;
  readonly targetNotFinite: (row: number, found: number) => string;
  readonly pixels: (pixels: number, found: number) => string;
  readonly optionColumns: (found: number) => string;
  /** Rows are counted from 1 here and below. */
  readonly strike: (most: number, row: number, found: number) => string;
  readonly maturity: (most: number, row: number, found: number) => string;
  readonly price: (most: number, row: number, found: number) => string;
  readonly armColumns: (found: number) => string;
  readonly armRows: (most: number, found: number) => string;
  readonly place: (most: number, row: number, found: number) => string;
  readonly doseColumns: (found: number) => string;
  readonly doseRows: (most: number, found: number) => string;
  readonly dose: (most: number, row: number, found: number) => string;
  readonly doseCount: (most: number, row: number, found: number) => string;
  readonly doseHits: (count: number, row: number, found: number) => string;
  readonly factColumns: (found: number) => string;
  readonly factRows: (most: number, found: number) => string;
  readonly frequency: (row: number, found: number) => string;
  readonly noFrequency: () => string;
  readonly answer: (last: number, row: number, found: number) => string;
  readonly matrixSize: (most: number, rows: number, columns: number) => string;
  readonly matrixEntry: (most: number, found: number) => string;
  readonly dayColumns: (found: number) => string;
  readonly dayRows: (most: number, found: number) => string;
  readonly day: (most: number, row: number, found: number) => string;
  readonly dayValue: (most: number, row: number, found: number) => string;
  /** `size` is what a row has beside its place. */
  readonly mapColumns: (size: 'weight' | 'delay', found: number) => string;
  readonly mapRows: (size: 'weight' | 'delay', most: number, found: number) => string;
  readonly mapSize: (size: 'weight' | 'delay', most: number, row: number, found: number) => string;
  readonly noWeight: () => string;
  readonly radius: (least: number, most: number, row: number, found: number) => string;
}

export const modelSayings = sayings<ModelSayings>();
