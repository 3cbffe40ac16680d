/** What the service worker uses of its global scope: the page's own types have none of it. */
export interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchLike) => void): void;
}

/** A file of the build that is kept, by its address relative to the page. */
export interface BuiltFile {
  readonly url: string;
  /** Hash of what is in it; null where the name has one. */
  readonly revision: string | null;
}

interface Extendable {
  waitUntil(until: Promise<unknown>): void;
}

interface FetchLike extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
