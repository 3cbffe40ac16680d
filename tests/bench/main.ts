import { cpus } from 'node:os';
import { digitsRows } from './digits.ts';
import { engineRows } from './engine.ts';
import { mapRows } from './maps.ts';
import { pageRows } from './page.ts';
import { singleRow } from './single.ts';
import { report } from './table.ts';

/** Runs all benchmarks, or with `engine` or `page` one half, with `maps` those of maps and swarms; true when every limit holds. */
export async function main(args: readonly string[]): Promise<boolean> {
  const only = args[0];
  console.log(
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}\n`,
  );
  if (only === 'maps') return report([...mapRows(), ...(await pageRows(true))]);
  const engine = only === 'page' ? true : report([...engineRows(), ...mapRows(), ...(await digitsRows())]);
  const page = only === 'engine' ? true : report([await singleRow(), ...(await pageRows(false))]);
  return engine && page;
}
