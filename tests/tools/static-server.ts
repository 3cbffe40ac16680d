import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

export interface StaticServer {
  /** http://127.0.0.1:port/prefix/ */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves a folder's files under a path, as any plain web host would, on a free port of this machine. Who asks before
 * they are `made` waits for them, and is told what went wrong with it.
 */
export async function serveFolder(
  folder: string,
  prefix = '/',
  headers: Readonly<Record<string, string>> = {},
  made: Promise<unknown> = Promise.resolve(),
): Promise<StaticServer> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const inside = path.startsWith(prefix) ? path.slice(prefix.length) || 'index.html' : '';
    const file = normalize(join(folder, inside));
    const size = inside && file.startsWith(folder + sep) ? fileSize(file) : null;
    if (size === null) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': size,
      // As public hosts of static files do; a sandboxed frame, which has no origin, can load nothing without it.
      'access-control-allow-origin': '*',
      ...headers,
    });
    createReadStream(file).pipe(response);
  };
  const server = createServer((request, response) => {
    made.then(
      () => answer(request, response),
      (reason: unknown) => response.writeHead(500).end(String(reason)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileSize(file: string): number | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? stat.size : null;
}
