import { build } from 'vite';

/** A module and what it imports as one plain script of its own, minified. Runs in Node, while the page is built. */
export async function plainScript(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      write: false,
      lib: { entry, formats: ['iife'], name, fileName: () => 'script.js' },
    },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error(`${entry} was not built.`);
  return output.output[0].code;
}
