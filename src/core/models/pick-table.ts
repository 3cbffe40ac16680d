import { numberOf, type ReadTable } from './read-table.ts';
import type { OwnData } from './types.ts';

/** What of a read table is to be trained on. */
export interface Picks {
  /** Places of the columns that go in, in their order. */
  readonly inputs: readonly number[];
  /** Place of the column that should come out. */
  readonly target: number;
  /** Whether that names classes, by any text, or is a number. */
  readonly isClasses: boolean;
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

export function pickTable(table: ReadTable, { inputs, target, isClasses, rows }: Picks): Picked {
  const classes = isClasses ? classesOf(table, target) : [];
  const places = new Map(classes.map((name, i) => [name, i]));
  const values: number[] = [];
  let [left, beyond, taken] = [0, 0, 0];
  let firstBad: BadCell | null = null;
  table.rows.forEach((cells, at) => {
    const row: number[] = [];
    for (const [i, column] of [...inputs, target].entries()) {
      const cell = cells[column] ?? '';
      const isClass = isClasses && i === inputs.length;
      const value = isClass ? places.get(cell) : numberOf(cell, table.isDecimalComma);
      if (value === undefined || value === null) {
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
  return { data: taken > 0 ? { columns, values } : null, left, firstBad, beyond, classes };
}

/** Classes are whole numbers from 0 as they are, or texts in the order in which they come; '' is none. */
function classesOf(table: ReadTable, target: number): string[] {
  const found = [...new Set(table.rows.map((cells) => cells[target] ?? ''))].filter((cell) => cell !== '');
  const numbers = found.map((cell) => numberOf(cell, table.isDecimalComma));
  const isPlain = numbers.every(
    (value) => value !== null && Number.isInteger(value) && value >= 0 && value < 16,
  );
  return isPlain
    ? Array.from({ length: Math.max(-1, ...(numbers as number[])) + 1 }, (_, i) => String(i))
    : found;
}

/** Places of columns whose cells are mostly numbers. */
export function numberColumns({ columns, rows, isDecimalComma }: ReadTable): number[] {
  const sample = rows.slice(0, 200);
  return columns.flatMap((_, i) => {
    const good = sample.filter((cells) => numberOf(cells[i] ?? '', isDecimalComma) !== null).length;
    return 2 * good > sample.length ? [i] : [];
  });
}
