import { type Client, createClient } from './client.ts';
import type { Answer } from './protocol.ts';

/** Starts the worker that samples surfaces; `stop` ends it. */
export function startGridWorker(): Client & { stop(): void } {
  const worker = new Worker(new URL('./grid-worker.ts', import.meta.url), { type: 'module' });
  const client = createClient({
    post: (order) => worker.postMessage(order),
    listen: (receive) =>
      worker.addEventListener('message', (event: MessageEvent<Answer>) => receive(event.data)),
    broken: (report) => worker.addEventListener('error', (event) => report(event.message)),
  });
  return { ...client, stop: () => worker.terminate() };
}
