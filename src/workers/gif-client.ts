import { type Client, createClient } from './client.ts';
import type { Answer } from './protocol.ts';

/** A worker that makes one animated picture at a time. */
export interface GifWorker extends Client {
  /** Ends the worker; what it was at is never answered. */
  stop(): void;
}

export function startGifWorker(): GifWorker {
  const worker = new Worker(new URL('./gif-worker.ts', import.meta.url), { type: 'module' });
  const client = createClient({
    post: (order) => worker.postMessage(order),
    listen: (receive) =>
      worker.addEventListener('message', (event: MessageEvent<Answer>) => receive(event.data)),
    broken: (report) => worker.addEventListener('error', (event) => report(event.message)),
  });
  return { ...client, stop: () => worker.terminate() };
}
