import { compile } from '@mdx-js/mdx';
import { build, type Plugin } from 'vite';

/** What a host's own build makes of a component in JSX and of an article in MDX: one script that renders both. */
export async function reactHost(jsx: string, mdx: string): Promise<string> {
  const modules: Readonly<Record<string, string>> = {
    'host:page.jsx': `import { createRoot } from 'react-dom/client';
      import Article from 'host:article.js';
      const Component = () => <>${jsx}</>;
      createRoot(document.getElementById('react')).render(<Component />);
      createRoot(document.getElementById('mdx')).render(<Article />);`,
    'host:article.js': String(await compile(mdx)),
  };
  const host: Plugin = {
    name: 'host',
    enforce: 'pre',
    resolveId: (id) => (id in modules ? id : null),
    load: (id) => modules[id] ?? null,
  };
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [host],
    oxc: { jsx: { runtime: 'automatic' } },
    build: { write: false, rolldownOptions: { input: 'host:page.jsx' } },
  });
  const [output] = [built].flat();
  const chunks = output && 'output' in output ? output.output : [];
  const [chunk] = chunks;
  if (chunks.length !== 1 || chunk?.type !== 'chunk') throw new Error('The host is not one script.');
  return chunk.code;
}
