import { cellNumber, type ReadTable } from './read-table.ts';
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
      const value = isClass ? placeOf(cell) : cellNumber(cell, table.isDecimalComma);
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
  const labelOf = (cell: string) => cellNumber(cell, table.isDecimalComma) ?? cell;
  const found = new Map<number | string, string>();
  for (const cell of cells) if (!found.has(labelOf(cell))) found.set(labelOf(cell), cell);
  const labels = [...found.keys()];
  const numbers = labels.filter((label): label is number => Number.isInteger(label));
  if (numbers.length === labels.length && numbers.every((label) => label >= 0 && label < told)) {
    const names = Array.from({ length: Math.max(-1, ...numbers) + 1 }, (_, i) => String(i));
    return { names, placeOf: (cell) => cellNumber(cell, table.isDecimalComma) };
  }
  const places = new Map(labels.map((label, i) => [label, i]));
  return { names: [...found.values()], placeOf: (cell) => places.get(labelOf(cell)) ?? null };
}

/** Places of columns whose cells are mostly numbers. */
export function numberColumns({ columns, rows, isDecimalComma }: ReadTable): number[] {
  const sample = rows.slice(0, 200);
  return columns.flatMap((_, i) => {
    const good = sample.filter((cells) => cellNumber(cells[i] ?? '', isDecimalComma) !== null).length;
    return 2 * good > sample.length ? [i] : [];
  });
}

/** What a column is wanted for. */
export interface ColumnRole {
  /** Whether a column of this name is meant, in lower case. */
  readonly isCalled: (name: string) => boolean;
  /** Where none is called so, it is the last that nobody has, and not the first; of any text, or of numbers. */
  readonly isLast?: 'any' | 'numbers';
}

/**
 * Places of the columns for some roles: of each the column that is called so, one of numbers if there is, else one of numbers that
 * no other has; null where none is left. What is called right and has no numbers is wrong, and no other takes its place; and of
 * roles without a last one none but the last is guessed beside others that are called right: a column that is missing is not the
 * next one.
 */
export function columnsFor(table: ReadTable, roles: readonly ColumnRole[]): (number | null)[] {
  const numbers = numberColumns(table);
  const taken = new Set<number>();
  const take = (place: number | undefined): number | null => {
    if (place === undefined) return null;
    taken.add(place);
    return place;
  };
  const isFree = (place: number) => !taken.has(place);
  const called = roles.map(({ isCalled }) => {
    const all = [...table.columns.keys()].filter(
      (i) => isFree(i) && isCalled(table.columns[i]!.toLowerCase()),
    );
    return take(all.find((i) => numbers.includes(i)) ?? all[0]);
  });
  // The last is chosen before the first ones fill up from the front.
  const last = roles.map(({ isLast }, i) => {
    if (called[i] !== null || !isLast) return called[i]!;
    const all = [...table.columns.keys()];
    // Of a last one without numbers it is told what is wrong with it.
    return take((isLast === 'any' ? undefined : numbers.findLast(isFree)) ?? all.findLast(isFree));
  });
  const isGuessed = (i: number) =>
    i === roles.length - 1 || called.every((place) => place === null) || roles.some(({ isLast }) => isLast);
  return last.map((place, i) =>
    place === null && !roles[i]!.isLast && isGuessed(i) ? take(numbers.find(isFree)) : place,
  );
}
