import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));

const imported = new Map(sources.map((file) => [file, importsOf(file)]));

/** What a module imports before it runs, but for types. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?'(\.[^']+\.ts)';/gms)].map(([, path = '']) =>
    normalize(join(dirname(file), path)),
  );
}

/** All that is there once a module is. */
function closureOf(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  for (const other of imported.get(file) ?? []) closureOf(other, known);
  return known;
}

/** Rows and sentences of core that few visits need, and the words that are given for them. */
const late = [
  ['src/core/optimizers/all.ts', 'late-rules'],
  ['src/core/losses/curves.ts', 'curve-rows'],
  ['src/core/models/registry.ts', 'model-rows'],
  ['src/core/talk/restore.ts', 'talk-faults'],
  ['src/core/lesson/restore.ts', 'lesson-faults'],
] as const;

test.each(late)('whatever on the page loads %s has its words', (rows, words) => {
  const given = join('src/text/en', `${words}.ts`);
  expect([existsSync(rows), existsSync(given)]).toEqual([true, true]);
  const above = sources.filter((file) => !/^src\/(core|workers|text)\//.test(file));
  const loading = above.filter((file) =>
    (imported.get(file) ?? []).some((path) => path.startsWith('src/core/') && closureOf(path).has(rows)),
  );
  expect(loading.length).toBeGreaterThan(0);
  expect(loading.filter((file) => !closureOf(file).has(given))).toEqual([]);
});
