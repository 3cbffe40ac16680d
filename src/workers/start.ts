import { createClient, type WorkerClient } from './client.ts';
import type { Reply } from './protocol.ts';

/** Starts a worker. An idle one costs nothing but its memory. */
export function startWorker(): WorkerClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const client = createClient({
    post: (order) => worker.postMessage(order),
    listen: (receive) =>
      worker.addEventListener('message', (event: MessageEvent<Reply>) => receive(event.data)),
    broken: (report) => worker.addEventListener('error', (event) => report(event.message)),
  });
  return { ...client, stop: () => worker.terminate() };
}
