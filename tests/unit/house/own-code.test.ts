import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { minifySync, transformWithOxc } from 'vite';
import { expect, test } from 'vitest';
import { models } from '../../../src/core/models/registry.ts';

/** What a model costs: the code that no other has, of its loss, its picture and its words. */

const [REGISTRY, VIEWS] = ['src/core/models/registry.ts', 'src/panels/models/own-views.ts'] as const;
const LIMIT = 15_000;
const isOfModels = (file: string) => /^src\/(core\/models|panels\/models|text\/en)\//.test(file);

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)(?! type)[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gm,
    ),
  ]
    .map(([, plain, late]) => relative('.', join(dirname(file), plain ?? late!)))
    .filter((one) => isOfModels(one) && existsSync(one));

/** All files that one leads to. */
function reach(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of importsOf(file)) reach(next, found);
  return found;
}

/** The row of each picture, of which a row's file may have several: its file, and that of its own view. */
function rootsOf(): ReadonlyMap<string, readonly string[]> {
  const views = readFileSync(VIEWS, 'utf8');
  const files = importsOf(REGISTRY).filter((file) => readFileSync(file, 'utf8').includes('  picture: '));
  const roots = files.map((file) => {
    const pictures = [...readFileSync(file, 'utf8').matchAll(/picture: '([\w-]+)'/g)].map(
      ([, picture]) => picture!,
    );
    const own = pictures.flatMap((picture) => {
      const view = new RegExp(`^  ${picture}: .*import\\('\\./([^']+)'\\)`, 'm').exec(views)?.[1];
      return view ? [join('src/panels/models', view)] : [];
    });
    return [file, [file, ...new Set(own)]] as const;
  });
  return new Map(roots);
}

test('own code of each model is at most 15 kB, gzipped', async () => {
  const roots = rootsOf();
  // Rows of one file are counted together: each has less.
  const ids = [...roots.keys()].flatMap((file) =>
    models.filter(({ id }) => readFileSync(file, 'utf8').includes(`'${id}'`)),
  );
  expect(new Set(ids)).toEqual(new Set(models));
  const reached = new Map(
    [...roots].map(([file, own]) => [file, new Set(own.flatMap((one) => [...reach(one)]))]),
  );
  const sizes: Record<string, number> = {};
  for (const [file, all] of reached) {
    const others = [...reached].filter(([other]) => other !== file).map(([, one]) => one);
    const own = [...all].filter((one) => !others.some((other) => other.has(one)));
    const codes = await Promise.all(
      own.map(async (one) => {
        const { code } = await transformWithOxc(readFileSync(one, 'utf8'), one);
        return minifySync(one, code, { module: true }).code;
      }),
    );
    sizes[file.replace('src/core/models/', '')] = gzipSync(codes.join('\n'), { level: 9 }).length;
  }
  expect(Object.values(sizes).every((size) => size > 500)).toBe(true);
  for (const [file, size] of Object.entries(sizes)) expect(size, file).toBeLessThan(LIMIT);
});
