import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('src', file));

/** What a module imports before it runs, but for types. */
const imported = new Map(
  sources.map((file) => [file, pathsIn(file, /^(?:import|export)\s(?!type\b)[^;]*?'(\.[^']+\.ts)';/gms)]),
);
/** What it imports later. */
const importedLater = new Map(sources.map((file) => [file, pathsIn(file, /\bimport\('(\.[^']+\.ts)'\)/g)]));

function pathsIn(file: string, pattern: RegExp): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(pattern)].map(([, path = '']) => normalize(join(dirname(file), path)));
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
  ['src/core/scene/scene-sentences.ts', 'scene-faults'],
  ['src/core/models/registry.ts', 'model-rows'],
  ['src/core/talk/restore.ts', 'talk-faults'],
  ['src/core/lesson/restore.ts', 'lesson-faults'],
] as const;

/**
 * What is loaded by and by, from the page's first module on, that has these rows without their words. Behind a module that
 * has the words they are there: what it imports later need not bring them.
 */
function wordless(rows: string, words: string): string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  const load = (root: string, by: string): void => {
    if (seen.has(root)) return;
    seen.add(root);
    const there = closureOf(root);
    if (there.has(words)) return;
    if (there.has(rows)) found.push(`${root} by ${by}`);
    for (const file of there) for (const next of importedLater.get(file) ?? []) load(next, file);
  };
  load('src/main.ts', 'the page');
  return found;
}

test.each(late)('whatever on the page loads %s has its words', (rows, words) => {
  const given = join('src/text/en', `${words}.ts`);
  expect(sources).toEqual(expect.arrayContaining([rows, given]));
  expect(closureOf('src/main.ts').has(rows) || wordless(rows, 'nothing').length > 0).toBe(true);
  expect(wordless(rows, given)).toEqual([]);
});
