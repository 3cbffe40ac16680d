import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';
import { lettersOf, PLACE } from './letters.ts';
import { packText } from './pack.ts';
import { plainScript } from './plain-script.ts';

/** The name of the one file. */
export const singleFile = 'fall-line.html';

/** A worker as the page starts it, by the address of its module. */
const workerCall = /new Worker\(new URL\('[^']+', import\.meta\.url\), \{ type: 'module' \}\)/g;
/** How the page begins. */
const pageStart = /^void start\(\);$/m;

/**
 * Makes one HTML file of the page, which needs no server and no network: all scripts in one that is the workers', too,
 * all style sheets in one with the typefaces inside, both packed, and a script that unpacks them (`unpack.ts`).
 *
 * @param addressed the page's HTML with the address at which it is published
 */
export function inOneFile(addressed: (html: string) => string): Plugin {
  let root = '';
  let workers = 0;
  return {
    name: 'in-one-file',
    enforce: 'post',
    config: (given) => ({
      publicDir: false,
      build: {
        outDir: given.build?.outDir ?? 'dist-single',
        assetsInlineLimit: Number.MAX_SAFE_INTEGER,
        cssCodeSplit: false,
        modulePreload: false,
        chunkSizeWarningLimit: 4000,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    }),
    configResolved(config) {
      ({ root } = config);
    },
    transform: {
      order: 'pre',
      filter: { id: /\/src\/.*\.ts$/ },
      handler(code, id) {
        if (id.endsWith('/src/main.ts')) return alsoWorker(code);
        if (!workerCall.test(code)) return null;
        workers += 1;
        // Of the text that the page itself is of: see `unpack.ts`.
        return code.replace(workerCall, 'new Worker(globalThis.ownScript)');
      },
    },
    generateBundle: {
      // After Vite's own last touches.
      order: 'post',
      async handler(_options, bundle) {
        if (workers === 0) throw new Error('No module starts a worker as it is looked for.');
        // As a worker it is no module: a file's page may start none of these.
        const script = only(bundle, '.js').replaceAll('import.meta', '({ url: location.href })');
        const style = only(bundle, '.css');
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({
          type: 'asset',
          fileName: singleFile,
          source: await singlePage(addressed(readFileSync(`${root}/index.html`, 'utf8')), {
            script: `dispatchEvent(new Event('unpacked'));${script}`,
            style,
            icon: readFileSync(`${root}/public/icon.svg`, 'utf8'),
            unpack: await plainScript(fileURLToPath(new URL('unpack.ts', import.meta.url)), 'unpack'),
          }),
        });
      },
    },
  };
}

/** The page's first module, which without a document is a worker: both have most of their code in common. */
function alsoWorker(code: string): string {
  if (!pageStart.test(code)) throw new Error('The page does not begin as it is known.');
  return code.replace(
    pageStart,
    "void (typeof document === 'undefined' ? import('./workers/worker.ts') : start());",
  );
}

/** The text of the only file of a kind in a bundle. */
function only(bundle: Rolldown.OutputBundle, extension: string): string {
  const files = Object.values(bundle).filter(({ fileName }) => fileName.endsWith(extension));
  const [file] = files;
  if (!file || files.length > 1)
    throw new Error(
      `One ${extension} file was expected: ${files.map(({ fileName }) => fileName).join(', ')}`,
    );
  return file.type === 'chunk' ? file.code : String(file.source);
}

interface Parts {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
  readonly unpack: string;
}

/** The page's own HTML with its parts inside instead of their addresses, in UTF-16. */
async function singlePage(html: string, parts: Parts): Promise<Uint8Array> {
  const { script, style, icon } = parts;
  const unpack = parts.unpack.length % 2 === 0 ? parts.unpack : `${parts.unpack}\n`;
  // Nothing from anywhere: what runs is known by its hash, and what is fetched lies inside.
  const policy = [
    "default-src 'none'",
    `script-src ${hash(putIn)} ${hash(unpack)} ${hash(script)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    'img-src data: blob:',
    'media-src data: blob:',
    'font-src data:',
    'connect-src data: blob:',
    'worker-src blob:',
    // The preview of an embed is this file once more.
    "frame-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const { rest, plain, lengths } = withoutBase64(style + script);
  const packed = Buffer.concat([plain, await packText(Buffer.from(rest))]);
  const address = `data:image/svg+xml,${encodeURIComponent(icon)}`;
  let page = html;
  const put = (what: RegExp, instead: string) => {
    if (!what.test(page)) throw new Error(`The page has nothing like ${what}.`);
    page = page.replace(what, () => instead);
  };
  put(/(?<=http-equiv="Content-Security-Policy"\s+content=")[^"]*/, policy);
  put(/(?<=<link rel="icon" href=")[^"]*/, address);
  put(/<link rel="apple-touch-icon"[^>]*>\s*/, '');
  put(/<link rel="manifest"[^>]*>\s*/, '');
  put(/<!--[^]*?-->\s*/g, '');
  // A picture for links beside it, and what is said while its own files come.
  put(/<meta (property="og:image|name="twitter)[^>]*>\s*/g, '');
  put(/<div class="first-text">[^]*?(?=<noscript>)/, '');
  put(/(?<=<\/noscript>)[^]*?<\/div>\s*/, '');
  put(/<link rel="stylesheet"[^>]*>\s*/, '');
  put(/<script type="module"[^>]*><\/script>\s*/, '');
  put(
    /(?=<\/body>)/,
    `<script type="text/plain" id="packed" data-bytes="${packed.length}" data-style="${style.length}" data-plain="${lengths.join(' ')}">${lettersOf(packed)}</script>
    <script type="text/plain" id="unpack">${pairsOf(unpack)}</script><script>${putIn}</script>
  `,
  );
  // The mark at the beginning goes before what a server or the page itself says of its characters.
  return Buffer.from(`\ufeff${page}`, 'utf16le');
}

/** Puts the script that unpacks in as an element, from its pairs of signs: in UTF-16 it is half as long so. */
const putIn =
  "{const t=document.getElementById('unpack'),s=document.createElement('script');s.textContent=t.textContent.replace(/./gs,c=>{const n=c.charCodeAt()-13312;return String.fromCharCode(n>>7,n&127)});t.replaceWith(s)}";

function pairsOf(text: string): string {
  if (!/^[\0-\x7f]*$/.test(text)) throw new Error('The script that unpacks has other signs than ASCII.');
  return text.replace(/../gs, (pair) =>
    String.fromCharCode(13312 + (pair.charCodeAt(0) << 7) + pair.charCodeAt(1)),
  );
}

/** Typefaces and data that are written in base64, which packs them a hundredth larger, taken out as the bytes that they are. */
function withoutBase64(text: string): { rest: string; plain: Buffer; lengths: readonly number[] } {
  if (text.includes(PLACE)) throw new Error('The page has the sign that stands for bytes.');
  const all: Buffer[] = [];
  const rest = text.replace(/(?:[A-Za-z0-9+/]{4}){500,}/g, (letters) => {
    const bytes = Buffer.from(letters, 'base64');
    if (bytes.toString('base64') !== letters) return letters;
    all.push(bytes);
    return PLACE;
  });
  return { rest, plain: Buffer.concat(all), lengths: all.map(({ length }) => length) };
}

/** A script or style sheet as a content security policy names it. */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
