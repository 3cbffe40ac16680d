/**
 * A table as people have it: text from a spreadsheet or a CSV. Cells are set off by commas, semicolons or tabs, whichever the
 * first line has most of; with semicolons or tabs a comma in a number is its decimal point. Quotes are RFC 4180's.
 * Reading stops at `limits`, so that a file of any size is read at once.
 */
export interface ReadTable {
  /** The first line where it is none of numbers alone, else A, B, C ... */
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
  const end = part.search(/[\r\n]/);
  const first = end < 0 ? part : part.slice(0, end);
  const separator = [',', ';', '\t'].reduce((best, sign) =>
    count(first, sign) > count(first, best) ? sign : best,
  );
  const cells: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  let isFull = false;
  let [hasMoreColumns, at] = [false, 0];
  const endCell = () => {
    if (row.length < limits.columns) row.push(cell.trim());
    else hasMoreColumns ||= cell.trim() !== '';
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some((own) => own !== '')) cells.push(row);
    row = [];
  };
  for (; at < part.length; at++) {
    const sign = part[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += cell.length < limits.cell ? sign : '';
      else if (part[at + 1] === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (sign === '"' && cell.trim() === '') isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === '\n' || sign === '\r') {
      endRow();
      if ((isFull = cells.length > limits.rows)) break;
    } else if (cell.length < limits.cell) cell += sign;
  }
  if (!isFull) endRow();
  const isDecimalComma = separator !== ',';
  const head = cells[0] ?? [];
  const isNamed = head.some((own) => own !== '' && numberOf(own, isDecimalComma) === null);
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
export function numberOf(cell: string, isDecimalComma: boolean): number | null {
  const plain = (isDecimalComma ? cell.replace(',', '.') : cell).replace('\u2212', '-');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function letter(i: number): string {
  return i < 26 ? String.fromCharCode(65 + i) : `${letter(Math.floor(i / 26) - 1)}${letter(i % 26)}`;
}
