/** Hosts of static files as they differ: in what they make of a folder, of a path that is none, and of types. */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

interface HostKind {
  /** Of the folder that holds the page. */
  readonly prefix: string;
  /** What is typed into the address bar, and the address that it comes to. */
  readonly typed: string;
  readonly page: string;
  /** Where a path leads by a redirect. */
  readonly moved: Readonly<Record<string, string>>;
  /** What an address gives that has no file: the page, as hosts of single-page apps do, or a status. */
  readonly missing: 'page' | 403 | 404;
  /** Whether a folder's address gives its index. */
  readonly hasIndex: boolean;
  readonly types: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const code = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const known = { ...code, '.svg': 'image/svg+xml', '.png': 'image/png', '.woff2': 'font/woff2' };

export const hostKinds = {
  /** As GitHub Pages. */
  'the pages of a repository': {
    prefix: '/repository/',
    typed: '/repository',
    page: '/repository/',
    moved: { '/repository': '/repository/' },
    missing: 404,
    hasIndex: true,
    types: { ...known, '.webmanifest': 'application/manifest+json' },
    headers: { 'cache-control': 'max-age=600', 'access-control-allow-origin': '*' },
  },
  /** As Cloudflare Pages, with each path that is none given the page. */
  'a host that takes folders': {
    prefix: '/',
    typed: '/index.html',
    page: '/',
    moved: { '/index.html': '/' },
    missing: 'page',
    hasIndex: true,
    types: known,
    headers: { 'cache-control': 'public, max-age=0, must-revalidate' },
  },
  /** As a bucket: each address is a file's, few types are known, and all is kept for long. */
  'a store of files without an index': {
    prefix: '/bucket/fall-line/',
    typed: '/bucket/fall-line/index.html',
    page: '/bucket/fall-line/index.html',
    moved: {},
    missing: 403,
    hasIndex: false,
    types: code,
    headers: { 'cache-control': 'public, max-age=31536000' },
  },
} as const satisfies Readonly<Record<string, HostKind>>;

export type HostName = keyof typeof hostKinds;

export interface Host {
  /** The page, and what is typed into the address bar for it. */
  readonly url: string;
  readonly typed: string;
  /** Paths that were answered by an error. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** Serves a folder as such a host does, from an origin of its own. */
export async function serveAs(name: HostName, folder: string): Promise<Host> {
  const { prefix, typed, page, moved, missing, hasIndex, types, headers }: HostKind = hostKinds[name];
  const refused: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const elsewhere = moved[pathname];
    if (elsewhere !== undefined) {
      response.writeHead(308, { location: elsewhere + search }).end();
      return;
    }
    const inside = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : null;
    const named = inside === '' && hasIndex ? 'index.html' : inside;
    let file = named && fileIn(folder, named);
    if (!file && missing === 'page') file = fileIn(folder, 'index.html');
    if (!file) {
      refused.push(pathname);
      response.writeHead(Number(missing), { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      ...headers,
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin + page,
    typed: origin + typed,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileIn(folder: string, inside: string): string | null {
  const file = normalize(join(folder, decodeURIComponent(inside)));
  return file.startsWith(folder + sep) && statSync(file, { throwIfNoEntry: false })?.isFile() ? file : null;
}
