// `npm run bench`: bundles the benchmarks as they would be shipped, runs them in plain Node, and prints each
// figure beside its limit. Exits 1 when a limit is broken.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'fall-line', 'bench');
await build({
  logLevel: 'warn',
  configFile: false,
  // tfjs has its gradients in modules that Node does not take as they are.
  ssr: { noExternal: [/@tensorflow/] },
  build: {
    ssr: true,
    outDir: folder,
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: { input: join(import.meta.dirname, 'main.ts'), output: { entryFileNames: 'bench.mjs' } },
  },
});
const { main } = await import(pathToFileURL(join(folder, 'bench.mjs')).href);
process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
