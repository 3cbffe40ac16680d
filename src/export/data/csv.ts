import { harmless } from '../../app/spreadsheet.ts';
import { printNumber } from '../../core/scene/numbers.ts';
import type { ExportSource } from '../source.ts';
import { type Cell, tableOf } from './columns.ts';

/**
 * Every run of a scene as one table, tidy and long, in RFC 4180: pandas opens it with `pd.read_csv(file)`, to the last
 * bit with `float_precision="round_trip"`. Numbers are the shortest text that reads back to them; what is not finite
 * is NaN, Infinity or -Infinity; what a rule does not have is empty.
 */
export function csvText(source: ExportSource): string {
  return [...csvParts(source)].join('');
}

/** Rows of one piece: a long table is never one string. */
const ROWS = 4096;

/** The same in pieces, for a file: the header, then some thousand rows each. */
export function* csvParts(source: ExportSource): Generator<string> {
  const table = tableOf(source);
  yield line(table.columns);
  for (const one of source.runs) {
    const settings = table.settings(one).map(cell).join(',');
    for (let from = 0; from <= one.run.steps; from += ROWS) {
      let part = '';
      for (let step = from; step <= Math.min(one.run.steps, from + ROWS - 1); step++) {
        part += `${table.step(one, step).map(cell).join(',')},${settings}\r\n`;
      }
      yield part;
    }
  }
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return printNumber(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  const text = harmless(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
