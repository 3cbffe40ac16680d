import { type Client, createClient } from './client.ts';
import type { Answer } from './protocol.ts';

/** Starts the worker that sweeps. It lives as long as the page: an idle worker costs nothing but its memory. */
export function startSweepWorker(): Client {
  const worker = new Worker(new URL('./sweep-worker.ts', import.meta.url), { type: 'module' });
  return createClient({
    post: (order) => worker.postMessage(order),
    listen: (receive) =>
      worker.addEventListener('message', (event: MessageEvent<Answer>) => receive(event.data)),
    broken: (report) => worker.addEventListener('error', (event) => report(event.message)),
  });
}
