/**
 * The service worker: after one visit the page starts without a network.
 *
 * A build is kept whole, in a cache of its own, and is served from there and from nowhere else, so that a page never
 * meets the half of another build. A newer build is fetched beside it and waits until the user asks for it or no
 * page of the old one is open. The build before the active one is kept too: a page of it that is still open finds
 * the parts that it loads late, whose names have a hash of what is in them.
 */
import type { BuiltFile, WorkerScope } from './worker-scope.ts';

declare const self: WorkerScope;
/** The files of this build: the build puts the list in the place of this name (`tests/tools/with-service-worker.ts`). */
declare const BUILT_FILES: readonly BuiltFile[];

const PAGE = 'index.html';
const files = BUILT_FILES;
const { scope } = self.registration;
/** The caches of one copy of Fall Line; another folder of the same origin has its own. */
const prefix = `fall-line ${scope} `;
/** Which build was activated last: a cache with one entry. */
const MARK = `fall-line-active ${scope}`;

/** The name of this build's cache: what is on the list, in short. */
const ownName = digest(JSON.stringify(files)).then((hash) => prefix + hash);

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches every file of the build, or what did not change from a build before; all of them or none. */
async function install(): Promise<void> {
  const name = await ownName;
  try {
    const cache = await caches.open(name);
    await Promise.all(
      files.map(async ({ url, revision }) => {
        const kept = revision === null ? await fromOthers(url) : undefined;
        await cache.put(scope + url, kept ?? (await fetchWhole(url)));
      }),
    );
    await checkPage(cache);
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

async function fetchWhole(url: string): Promise<Response> {
  const response = await fetch(scope + url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // A browser takes no redirected response for an address that was navigated to.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/** Throws when the page is of another build than this list, as in the midst of an upload. */
async function checkPage(cache: Cache): Promise<void> {
  const page = (await (await cache.match(scope + PAGE))?.text()) ?? '';
  const listed = new Set(files.map(({ url }) => url));
  for (const [url] of page.matchAll(/assets\/[\w.-]+/g)) {
    if (!listed.has(url)) throw new Error(`The page is of another build: ${url}`);
  }
}

/** A file from another build's cache. */
async function fromOthers(url: string): Promise<Response | undefined> {
  const own = await ownName;
  for (const name of await caches.keys()) {
    if (!name.startsWith(prefix) || name === own) continue;
    const found = await (await caches.open(name)).match(scope + url);
    if (found) return found;
  }
  return undefined;
}

/** Keeps this build and the one before it, and no other. */
async function activate(): Promise<void> {
  const own = await ownName;
  const mark = await caches.open(MARK);
  const before = await (await mark.match(scope))?.text();
  if (before !== own) await mark.put(scope, new Response(own));
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== own && name !== before) await caches.delete(name);
  }
  // The first visit's page too loads its late parts from here.
  await self.clients.claim();
}

/** The file that an address means, whatever its query; null for what is none of the build's. */
function fileOf(address: string): string | null {
  const { origin, pathname } = new URL(address);
  const path = origin + pathname;
  if (!path.startsWith(scope)) return null;
  const url = path.slice(scope.length) || PAGE;
  return url.startsWith('assets/') || files.some((file) => file.url === url) ? url : null;
}

async function serve(url: string, request: Request): Promise<Response> {
  const cache = await caches.open(await ownName);
  const kept =
    (await cache.match(scope + url)) ?? (url.startsWith('assets/') ? await fromOthers(url) : undefined);
  return kept ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', ({ data }) => {
  if (data === 'activate') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const url = event.request.method === 'GET' ? fileOf(event.request.url) : null;
  if (url !== null) event.respondWith(serve(url, event.request));
});
