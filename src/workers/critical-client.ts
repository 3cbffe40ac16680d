import { type Client, createClient } from './client.ts';
import type { Answer } from './protocol.ts';

/** Starts the worker that looks for minima, saddles and maxima; `stop` ends it. */
export function startCriticalWorker(): Client & { stop(): void } {
  const worker = new Worker(new URL('./critical-worker.ts', import.meta.url), { type: 'module' });
  const client = createClient({
    post: (order) => worker.postMessage(order),
    listen: (receive) =>
      worker.addEventListener('message', (event: MessageEvent<Answer>) => receive(event.data)),
    broken: (report) => worker.addEventListener('error', (event) => report(event.message)),
  });
  return { ...client, stop: () => worker.terminate() };
}
