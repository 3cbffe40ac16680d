import { numberOf, type ReadTable } from './read-table.ts';
import type { OwnData } from './types.ts';

/** What of a read table is to be trained on. */
export interface Picks {
  /** Places of the columns that go in, in their order. */
  readonly inputs: readonly number[];
  /** Place of the column that should come out. */
  readonly target: number;
  /** How many classes the model tells apart, which that column names by any text; 0 where it is a number. */
  readonly classes: number;
  /** Rows that are taken at most. */
  readonly rows: number;
}

/** A cell that is no finite number where one is wanted. */
export interface BadCell {
  /** The row among those of the table, from 1. */
  readonly row: number;
  readonly column: string;
  readonly cell: string;
}

export interface Picked {
  /** Null where no row is whole. */
  readonly data: OwnData | null;
  /** Rows that are left out because a cell of theirs is missing or no number, and the first such cell. */
  readonly left: number;
  readonly firstBad: BadCell | null;
  /** Rows beyond the most that are taken. */
  readonly beyond: number;
  /** Names of the classes by their numbers, in the order in which they come. */
  readonly classes: readonly string[];
}

export function pickTable(table: ReadTable, { inputs, target, classes: told, rows }: Picks): Picked {
  const { names, placeOf } = classesOf(table, told > 0 ? target : null, told);
  const values: number[] = [];
  let [left, beyond, taken] = [0, 0, 0];
  let firstBad: BadCell | null = null;
  table.rows.forEach((cells, at) => {
    const row: number[] = [];
    for (const [i, column] of [...inputs, target].entries()) {
      const cell = cells[column] ?? '';
      const isClass = told > 0 && i === inputs.length;
      const value = isClass ? placeOf(cell) : numberOf(cell, table.isDecimalComma);
      if (value === null) {
        left += 1;
        firstBad ??= { row: at + 1, column: table.columns[column] ?? '', cell };
        return;
      }
      row.push(value);
    }
    if (taken >= rows) beyond += 1;
    else {
      taken += 1;
      values.push(...row);
    }
  });
  const columns = [...inputs, target].map((column) => table.columns[column] ?? '');
  return { data: taken > 0 ? { columns, values } : null, left, firstBad, beyond, classes: names };
}

interface Classes {
  /** By their numbers. */
  readonly names: readonly string[];
  /** The number of the class that a cell names; null for none. */
  placeOf(cell: string): number | null;
}

/**
 * Classes are the numbers that they are where the model has all of these, else whatever stands there in the order in which
 * it comes: 1 and 2 are two classes as well. '' is none.
 */
function classesOf(table: ReadTable, target: number | null, told: number): Classes {
  const cells =
    target === null ? [] : table.rows.map((own) => own[target] ?? '').filter((cell) => cell !== '');
  const labelOf = (cell: string) => numberOf(cell, table.isDecimalComma) ?? cell;
  const found = new Map<number | string, string>();
  for (const cell of cells) if (!found.has(labelOf(cell))) found.set(labelOf(cell), cell);
  const labels = [...found.keys()];
  const numbers = labels.filter((label): label is number => Number.isInteger(label));
  if (numbers.length === labels.length && numbers.every((label) => label >= 0 && label < told)) {
    const names = Array.from({ length: Math.max(-1, ...numbers) + 1 }, (_, i) => String(i));
    return { names, placeOf: (cell) => numberOf(cell, table.isDecimalComma) };
  }
  const places = new Map(labels.map((label, i) => [label, i]));
  return { names: [...found.values()], placeOf: (cell) => places.get(labelOf(cell)) ?? null };
}

/** Places of columns whose cells are mostly numbers. */
export function numberColumns({ columns, rows, isDecimalComma }: ReadTable): number[] {
  const sample = rows.slice(0, 200);
  return columns.flatMap((_, i) => {
    const good = sample.filter((cells) => numberOf(cells[i] ?? '', isDecimalComma) !== null).length;
    return 2 * good > sample.length ? [i] : [];
  });
}

/** How a table of options calls what a model of their prices takes. */
const NAMED = [/strike|exercise/i, /matur|expir|years|tenor/i, /price|premium|mid|quote|call|target/i];

/** Places of strike, maturity and price: the columns that are called so, else those of numbers in their order. */
export function priceColumns(table: ReadTable): number[] {
  const numbers = numberColumns(table);
  const named = NAMED.map((name) => numbers.find((column) => name.test(table.columns[column]!)));
  if (named.every((column) => column !== undefined) && new Set(named).size === named.length) return named;
  return NAMED.map((_, i) => numbers[i] ?? Math.min(i, table.columns.length - 1));
}
