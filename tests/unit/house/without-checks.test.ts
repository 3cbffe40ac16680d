import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { type ClaimedLesson, lessonWithoutClaims } from '../../../src/core/lesson/claimed.ts';
import { type ClaimedTalk, talkWithoutClaims } from '../../../src/core/talk/claimed.ts';
import { withoutChecks } from '../../tools/without-checks.ts';

const root = join(import.meta.dirname, '../../..');
const checksIn = (document: object) => JSON.stringify(document).match(/"is":"[<=>]"/g)?.length ?? 0;

test.each([
  ['src/lessons/course', (it: object) => lessonWithoutClaims(it as ClaimedLesson)],
  ['src/present/talks', (it: object) => talkWithoutClaims(it as ClaimedTalk)],
] as const)('what is built of %s says every word, and has no checks', async (folder, plain) => {
  const into = await mkdtemp(join(tmpdir(), 'fall-line-checks-'));
  try {
    const files = (await readdir(join(root, folder))).filter((file) => !/^(index|writing)\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(2);
    await build({
      root,
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      plugins: [withoutChecks()],
      build: {
        outDir: into,
        minify: false,
        lib: {
          entry: Object.fromEntries(files.map((file) => [file, join(root, folder, file)])),
          formats: ['es'],
        },
        rolldownOptions: { output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' } },
      },
    });
    for (const file of files) {
      const [whole, cut] = await Promise.all(
        [join(root, folder, file), pathToFileURL(join(into, `${file}.mjs`)).href].map(
          async (path) =>
            Object.values((await import(/* @vite-ignore */ path)) as Record<string, object>)[0]!,
        ),
      );
      expect(plain(cut!), file).toEqual(plain(whole!));
      expect(checksIn(whole!), file).toBeGreaterThan(5);
      expect(checksIn(cut!), file).toBe(0);
    }
  } finally {
    await rm(into, { recursive: true });
  }
});
