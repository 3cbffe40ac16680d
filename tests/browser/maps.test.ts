import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { digests } from '../fuzz/map-grounds.ts';
import { sharedBrowser } from './support/browser.ts';

/** Maps whose pixels `fuzz/maps.test.ts` holds to the recorder's runs, made by the same engine in a browser. */
test('maps of starts are the same to the bit in a browser', async () => {
  const entry = 'maps:entry.ts';
  const grounds = fileURLToPath(new URL('../fuzz/map-grounds.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry ? `import { digests } from ${JSON.stringify(grounds)}; made = digests();` : null,
      },
    ],
    build: { write: false, minify: false, rolldownOptions: { input: entry, output: { format: 'iife' } } },
  });
  const [output] = [built].flat();
  const [chunk, ...more] = output && 'output' in output ? output.output : [];
  if (more.length > 0 || chunk?.type !== 'chunk') throw new Error('The engine is not one script.');
  const page = await (await sharedBrowser()).newPage();
  const made: unknown = await page.evaluate(`{ let made; ${chunk.code}; made }`);
  expect(made).toEqual(digests());
  expect(new Set(made as string[]).size).toBe(36);
  await page.close();
});
