import { statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { Row } from './table.ts';

/** The size of what `npm run build:single` makes, as it lies on a stick. */
export async function singleRow(): Promise<Row> {
  const folder = join(process.cwd(), 'node_modules', '.cache', 'fall-line', 'single');
  await build({ mode: 'single', logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
  return {
    name: 'The single file, with everything in it',
    figure: statSync(join(folder, 'fall-line.html')).size / 1000,
    unit: 'kB',
    bound: 'max',
    limit: 1000,
  };
}
