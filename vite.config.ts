import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { inOneFile } from './tests/tools/single/one-file.ts';
import { plainScript } from './tests/tools/single/plain-script.ts';
import { leanGui } from './tests/tools/lean-gui.ts';
import { leanShaders } from './tests/tools/lean-shaders.ts';
import { firstRooms } from './tests/tools/first-rooms.ts';
import { leanThree } from './tests/tools/lean-three.ts';
import { withKatexFaces } from './tests/tools/katex-faces.ts';
import { styledKatex } from './tests/tools/styled-katex.ts';
import { homepage, withAddress, withPublicAddress } from './tests/tools/with-public-address.ts';
import { measuresInSheets } from './tests/tools/measure-sheet.ts';
import { paletteInHtml, paletteInSheets } from './tests/tools/palette-sheet.ts';
import { smaller } from './tests/tools/smaller.ts';
import { withDigits, withDigitsFile } from './tests/tools/with-digits.ts';
import { withServiceWorker } from './tests/tools/with-service-worker.ts';
import { withoutChecks } from './tests/tools/without-checks.ts';

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

/** What other programs import: the engine, which has no DOM, and the element. Each one module that needs nothing. */
function packaged(): UserConfig {
  const entry = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  return {
    publicDir: false,
    plugins: [withDigitsFile()],
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

/**
 * What comes together is one file: it packs 10 kB smaller than as forty. Of the page: what every visit begins with, the
 * rows of controls, then the map, then chart and step. An embed's visit has some of them alone.
 */
const together = [
  // The map has them in its menu, and lessons have a map without the controls.
  { name: 'layer-words', includeDependenciesRecursively: false, test: /text\/en\/overlays/ },
  ...firstRooms,
  {
    name: 'map',
    test: /charts\/(map\/|ink|canvas|describe|round-numbers|steps\/step-scale)|text\/en\/(charts|marks)|ui\/(critical-marks|mark-tips|mark-name)|charts\/steps\/limit|app\/curvature|core\/geometry\/isolines|late-palette|(panels|text\/en)\/invitations/,
  },
  // What reads and writes a link.
  {
    name: 'door',
    includeDependenciesRecursively: false,
    test: /core\/scene\/(readings|repair|url|across|document|migrations|(camera|model|average|schedule|setting|setting-map|swarm|ask|data)-kind|run-name|schema|unmarked|restore|kinds|call|sentences|match-name)\.ts|text\/en\/scene-faults/,
  },
  { name: 'answers', test: /core\/ask\/answer|app\/verdict|charts\/overlays\/guess/ },
  {
    name: 'steps',
    test: /charts\/(steps\/(?!limit|schedule)|axis)|panels\/step\/(?!average|derivatives)|core\/run\/anatomy-tex|entries\/(first-)?panels|app\/(kept-draft|critical-search)|ui\/near|bound-text|rate-mark\.ts/,
  },
  {
    name: 'overlays',
    // What these share with the stage's is loaded with the stage's alone.
    includeDependenciesRecursively: false,
    test: /charts\/(overlays\/(?!guess)|swarm\/layer|starts\/(words|pointed|figure)|maps\/(pointed|share))|(app\/swarm\/|core\/run\/swarm-)(density|points)|text\/en\/(starts|swarm-map|map-work)\./,
  },
].map((group, i, { length }) => ({ ...group, priority: length - i }));

function page(mode: string): UserConfig {
  return {
    // Relative addresses, so that `dist/` works from any sub-path.
    base: './',
    plugins: [
      // `npm run build:single` makes one file, which has nothing beside it.
      mode === 'single'
        ? inOneFile((html) => withAddress(html, homepage()))
        : [
            withEmbedElement(),
            smaller(['base', 'page', 'stage', 'map', 'steps']),
            withPublicAddress(),
            withServiceWorker(),
          ],
      paletteInHtml(),
      withoutChecks(),
      withDigits(),
      leanThree(),
      leanGui(),
      leanShaders(),
      styledKatex(),
      withKatexFaces(
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
    css: { postcss: { plugins: [paletteInSheets(), measuresInSheets()] } },
    // A sandboxed frame has no origin: its scripts and typefaces come as from elsewhere.
    preview: { cors: true },
    build: {
      target: 'es2022',
      assetsInlineLimit: 0,
      // What preloads modules in browsers that cannot: nothing needs it.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
      ...(mode !== 'single' && {
        rolldownOptions: { output: { codeSplitting: { groups: together } } },
      }),
    },
  };
}

export default defineConfig(({ mode }) => (mode === 'package' ? packaged() : page(mode)));
