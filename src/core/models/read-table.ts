import { parseNumber, printNumber } from '../math/number-text.ts';
import type { OwnData } from './types.ts';

/**
 * A table as people have it: text from a spreadsheet or a CSV. Cells are set off by commas, semicolons or tabs, whichever the
 * first line that is not blank has most of; with semicolons or tabs a comma in a number is its decimal point, unless some
 * number has a point. Quotes are RFC 4180's; one that nothing closes is a sign like any other. Reading stops at `limits`,
 * so that a file of any size is read at once.
 */
export interface ReadTable {
  /** The first line where it is none of numbers alone, or has quotes and the next one none; else A, B, C ... */
  readonly columns: readonly string[];
  /** Cells as they stand, row by row; a short row has '' where it has none. */
  readonly rows: readonly (readonly string[])[];
  /** Whether there is more than was read, of either. */
  readonly hasMoreRows: boolean;
  readonly hasMoreColumns: boolean;
  readonly isDecimalComma: boolean;
}

const limits = { rows: 20_000, columns: 64, signs: 8_000_000, cell: 200 } as const;

export function readTable(text: string): ReadTable {
  const part = text.slice(0, limits.signs).replace(/^\uFEFF/, '');
  const separator = separatorOf(part);
  const cells: string[][] = [];
  /** How many cells of each row are in quotes. */
  const quotes: number[] = [];
  let row: string[] = [];
  let quoted = 0;
  let cell = '';
  let isFull = false;
  let [hasMoreColumns, at] = [false, 0];
  const endCell = () => {
    if (row.length < limits.columns) row.push(cell.trim());
    else hasMoreColumns ||= cell.trim() !== '';
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((own) => own !== '')) {
      cells.push(row);
      quotes.push(quoted);
    }
    [row, quoted] = [[], 0];
  };
  for (; at < part.length; at++) {
    const sign = part[at]!;
    const isFirst = sign === '"' && cell.length < limits.cell && cell.trim() === '';
    const closing = isFirst ? closingQuote(part, at + 1, separator) : -1;
    if (closing >= 0) {
      cell = part
        .slice(at + 1, Math.min(closing, at + 1 + 2 * limits.cell))
        .replaceAll('""', '"')
        .slice(0, limits.cell);
      at = closing;
      quoted++;
    } else if (sign === separator) endCell();
    else if (sign === '\n' || sign === '\r') {
      endRow();
      if ((isFull = cells.length > limits.rows)) break;
    } else if (cell.length < limits.cell) cell += sign;
  }
  if (!isFull) endRow();
  const isDecimalComma =
    separator !== ',' &&
    !cells.some((own) => own.some((text) => text.includes('.') && parseNumber(text) !== null));
  const head = cells[0] ?? [];
  const isMarked = quotes[0] !== 0 && quotes[1] === 0;
  const isNamed = isMarked || head.some((own) => own !== '' && cellNumber(own, isDecimalComma) === null);
  const width = Math.max(0, ...cells.slice(0, limits.rows + 1).map(({ length }) => length));
  const columns = Array.from({ length: width }, (_, i) => (isNamed ? head[i] : '') || letter(i));
  const rows = cells
    .slice(isNamed ? 1 : 0, limits.rows + (isNamed ? 1 : 0))
    .map((own) => columns.map((_, i) => own[i] ?? ''));
  return {
    columns,
    rows,
    hasMoreRows: isFull || part.length < text.length,
    hasMoreColumns,
    isDecimalComma,
  };
}

/** The number that a cell is; null for text, nothing, and what is not finite. */
export function cellNumber(cell: string, isDecimalComma: boolean): number | null {
  const value = parseNumber(isDecimalComma ? cell.replace(',', '.') : cell);
  return Number.isFinite(value) ? value : null;
}

/** A table of one's own as such a text, which reads back as the same. */
export function tableText({ columns, values }: OwnData): string {
  const width = columns.length;
  const isPlain = (name: string) => !/[",;\s]/.test(name) && parseNumber(name) === null;
  const names = columns.map((name) => (isPlain(name) ? name : `"${name.replaceAll('"', '""')}"`));
  const lines = Array.from({ length: values.length / width }, (_, row) =>
    values
      .slice(row * width, (row + 1) * width)
      .map(printNumber)
      .join(','),
  );
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

/** What sets off cells: the sign that the first line that is not blank has most of, outside its quotes. */
function separatorOf(text: string): string {
  const from = text.search(/\S/);
  const before = Math.max(text.lastIndexOf('\n', from), text.lastIndexOf('\r', from));
  const line = text.slice(from < 0 ? text.length : before + 1);
  const end = line.search(/[\r\n]/);
  const first = (end < 0 ? line : line.slice(0, end)).replaceAll(/"[^"]*"/g, '');
  return [',', ';', '\t'].reduce((best, sign) => (count(first, sign) > count(first, best) ? sign : best));
}

/** Where the quote is that ends a cell, which a separator or a line's end follows; -1 where there is none. */
function closingQuote(text: string, from: number, separator: string): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at < 0) return -1;
  let next = at + 1;
  while (text[next] === ' ') next++;
  const sign = text[next];
  return sign === undefined || sign === separator || sign === '\n' || sign === '\r' ? at : -1;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function letter(i: number): string {
  return i < 26 ? String.fromCharCode(65 + i) : `${letter(Math.floor(i / 26) - 1)}${letter(i % 26)}`;
}
