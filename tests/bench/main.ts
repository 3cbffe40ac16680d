import { cpus } from 'node:os';
import { digitsRows } from './digits.ts';
import { engineRows } from './engine.ts';
import { mapRows } from './maps.ts';
import { type PagePart, pageRows } from './page.ts';
import { singleRow } from './single.ts';
import { report, type Row } from './table.ts';

const inBrowser: readonly PagePart[] = ['page', 'models', 'maps'];

/** Rows as they are measured. */
async function* measured(asked: (part: string) => boolean): AsyncGenerator<Row[]> {
  if (asked('engine')) {
    yield engineRows();
    yield mapRows();
    yield await digitsRows();
  }
  if (asked('page')) yield [await singleRow()];
  const parts = inBrowser.filter(asked);
  if (parts.length > 0) yield* pageRows(parts);
}

/** Runs all benchmarks, or the part that is named: `engine`, `page`, `models` or `maps`; true when every limit holds. */
export async function main([only]: readonly string[]): Promise<boolean> {
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}\n`,
  );
  let good = true;
  for await (const rows of measured((part) => only === undefined || only === part))
    good = report(rows) && good;
  return good;
}
