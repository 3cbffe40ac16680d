import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
  devDependencies: Readonly<Record<string, string>>;
};

/** Run by name, or there for the compiler. */
const tools = /^(@biomejs\/biome|oxlint|oxlint-tsgolint|typescript|@types\/.*)$/;

/** The package that a module's address names; null for a file. */
function packageOf(address: string): string | null {
  const name = /^(?:@[a-z\d-]+\/)?[a-z\d][a-z\d.-]*(?=$|\/)/.exec(address)?.[0];
  return name === undefined || isBuiltin(address) ? null : name;
}

function imported(): ReadonlySet<string> {
  const folders = ['src', 'tests'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|css)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const texts = [...folders, 'vite.config.ts', 'vitest.config.ts'].map((file) =>
    readFileSync(new URL(file, root), 'utf8'),
  );
  const address =
    /(?:\bfrom|^import|@import|\burl\(|\bimport\(|\bresolve\(|\brequire\()\s*['"]([^'"\n]+)['"]|\/node_modules\/([^'`]+)/gm;
  return new Set(
    texts.flatMap((text) =>
      [...text.matchAll(address)].flatMap(([, name, path]) => packageOf(name ?? path ?? '') ?? []),
    ),
  );
}

test('what is imported is declared, and what is declared is imported', () => {
  const used = imported();
  const declared = Object.keys(devDependencies);
  expect(declared.filter((name) => !tools.test(name) && !used.has(name))).toEqual([]);
  expect(
    [...used].filter(
      (name) => name !== 'fall-line' && !declared.includes(name) && !declared.includes(`@types/${name}`),
    ),
  ).toEqual([]);
});
