import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { inOneFile } from './src/single/one-file.ts';
import { plainScript } from './src/single/plain-script.ts';
import { leanThree } from './tests/tools/lean-three.ts';

/** Of KaTeX's twenty typefaces in three formats, those that equations and captions use, as WOFF2. */
function withKatexFonts(...names: readonly string[]): Plugin {
  const needed = new RegExp(`KaTeX_(${names.join('|')})\\.woff2`);
  return {
    name: 'with-katex-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/katex.min.css')) return null;
      const woff2 = code.replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, '');
      return woff2.replace(/@font-face\{[^}]*\}/g, (face) => (needed.test(face) ? face : ''));
    },
  };
}

/** The element for a host's page, a plain script of a fixed name that imports nothing: `embed.js`. */
function withEmbedElement(): Plugin {
  const entry = fileURLToPath(new URL('src/embed/element.ts', import.meta.url));
  const script = () => plainScript(entry, 'FallLine');
  return {
    name: 'with-embed-element',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'embed.js', source: await script() });
    },
    configureServer({ middlewares }) {
      middlewares.use('/embed.js', (_request, response, next) => {
        script().then((code) => response.setHeader('content-type', 'text/javascript').end(code), next);
      });
    },
  };
}

/** The service worker, with the list of all files that it keeps for when there is no network. */
function withServiceWorker() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/offline',
    filename: 'service-worker.ts',
    // Registered by the page itself, late.
    injectRegister: false,
    // The one in `public` is served as it is.
    manifest: false,
    injectManifest: {
      rollupFormat: 'iife',
      target: 'es2022',
      globPatterns: ['**/*.{html,js,css,woff2,svg,webmanifest}'],
      maximumFileSizeToCacheInBytes: 4_000_000,
    },
    integration: {
      configureCustomSWViteBuild: (options) => {
        options.logLevel = 'warn';
      },
    },
  });
}

/** What other programs import: the engine, which has no DOM, and the element. Each one module that needs nothing. */
function packaged(): UserConfig {
  const entry = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  return {
    publicDir: false,
    build: {
      target: 'es2022',
      outDir: 'lib',
      // Whoever bundles them minifies them.
      minify: false,
      lib: {
        entry: { core: entry('src/core/index.ts'), element: entry('src/embed/element.ts') },
        formats: ['es'],
      },
    },
  };
}

function page(mode: string): UserConfig {
  return {
    // Relative addresses, so that `dist/` works from any sub-path.
    base: './',
    plugins: [
      // `npm run build:single` makes one file, which has nothing beside it.
      mode === 'single' ? inOneFile() : [withEmbedElement(), withServiceWorker()],
      leanThree(),
      withKatexFonts(
        'Main-Regular',
        'Main-Bold',
        'Math-Italic',
        'Math-BoldItalic',
        'AMS-Regular',
        'Caligraphic-Regular',
        'Size1-Regular',
        'Size2-Regular',
        'Size3-Regular',
        'Size4-Regular',
      ),
    ],
    // A sandboxed frame has no origin: its scripts and typefaces come as from elsewhere.
    preview: { cors: true },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 700,
      // What every visit begins with is one file: it packs 10 kB smaller than as forty.
      ...(mode !== 'single' && {
        rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'page', tags: ['$initial'] }] } } },
      }),
    },
  };
}

export default defineConfig(({ mode }) => (mode === 'package' ? packaged() : page(mode)));
