import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { plainScript } from './single/plain-script.ts';
import type { BuiltFile } from '../../src/offline/worker-scope.ts';

const SCRIPT = 'service-worker.js';

/** What the page needs where there is no network; the pictures of its icons are for the system alone. */
const kept = /\.(html|js|css|woff2|svg|webmanifest)$/;

/** Names of this folder have a hash of what is in them. */
const hashed = /^assets\//;

/** Makes the service worker, a plain script of a fixed name, with the list of all files that it keeps. */
export function withServiceWorker(): Plugin {
  let publicDir = '';
  return {
    name: 'with-service-worker',
    apply: 'build',
    configResolved(config) {
      ({ publicDir } = config);
    },
    generateBundle: {
      // After everything else is in the bundle.
      order: 'post',
      async handler(_options, bundle) {
        const own = Object.values(bundle).map(
          (file) => [file.fileName, file.type === 'chunk' ? file.code : file.source] as const,
        );
        const served = readdirSync(publicDir).map(
          (name) => [name, readFileSync(join(publicDir, name))] as const,
        );
        const source = await plainScript(
          fileURLToPath(new URL('../../src/offline/service-worker.ts', import.meta.url)),
          'offline',
        );
        this.emitFile({
          type: 'asset',
          fileName: SCRIPT,
          source: withList(source, listOf([...own, ...served])),
        });
      },
    },
  };
}

/** Those files of a build that are kept, in the order of their names: equal builds have equal lists. */
export function listOf(
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
): BuiltFile[] {
  return files
    .filter(([name]) => kept.test(name))
    .map(([url, content]) => ({ url, revision: hashed.test(url) ? null : digest(content) }))
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/** The script with the list in its place. */
function withList(script: string, files: readonly BuiltFile[]): string {
  const parts = script.split('BUILT_FILES');
  if (parts.length !== 2)
    throw new Error(`One place for the list of files was expected, not ${parts.length - 1}.`);
  return parts.join(JSON.stringify(files));
}
