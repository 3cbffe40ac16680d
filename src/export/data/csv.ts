import { harmless } from '../../ui/spreadsheet.ts';
import { printNumber } from '../../core/scene/number-list.ts';
import type { ExportSource } from '../source.ts';
import { type Cell, tabled, tableOf } from './columns.ts';

/** How numbers and the cells of a row are set off: by point and comma, or by comma and semicolon. */
export type Decimals = 'point' | 'comma';

const separators: Readonly<Record<Decimals, string>> = { point: ',', comma: ';' };

/**
 * Every run of a scene as one table, tidy and long, in RFC 4180: pandas opens it with `pd.read_csv(file)`, to the last
 * bit with `float_precision="round_trip"`. With a decimal comma cells are set off by semicolons, as spreadsheets in
 * most of Europe and South America want it. Numbers are the shortest text that reads back to them; what is not finite
 * is NaN, Infinity or -Infinity; what a rule does not have is empty.
 */
export function csvText(source: ExportSource, decimals: Decimals = 'point'): string {
  return [...csvParts(source, decimals)].join('');
}

/** Rows of one piece: a long table is never one string. */
const ROWS = 4096;

/** The same in pieces, for a file: the header, then some thousand rows each. */
export function* csvParts(source: ExportSource, decimals: Decimals = 'point'): Generator<string> {
  const table = tableOf(source);
  const row = (cells: readonly Cell[]) =>
    cells.map((value) => cell(value, decimals)).join(separators[decimals]);
  yield `${row(table.columns)}\r\n`;
  for (const one of tabled(source)) {
    const settings = row(table.settings(one));
    for (let from = 0; from <= one.run.steps; from += ROWS) {
      let part = '';
      for (let step = from; step <= Math.min(one.run.steps, from + ROWS - 1); step++) {
        part += `${row(table.step(one, step))}${separators[decimals]}${settings}\r\n`;
      }
      yield part;
    }
  }
}

function cell(value: Cell, decimals: Decimals): string {
  if (value === null) return '';
  if (typeof value === 'number') {
    const text = printNumber(value);
    return decimals === 'comma' ? text.replace('.', ',') : text;
  }
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const text = harmless(value);
  const isPlain = !/["\r\n]/.test(text) && !text.includes(separators[decimals]);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}
