import type { Answer, JobName, Jobs, Order, Port, Progress } from './protocol.ts';

/** A job in small parts: yields how far it is, returns its result. */
export type Job<K extends JobName> = (request: Jobs[K]['request']) => Generator<Progress, Jobs[K]['result']>;

/** How long a job works before it looks whether it has been cancelled, in milliseconds. */
const slice = 25;

/** The worker's side: carries out orders, reports how far each is, and stops one that is cancelled. */
export function serve(port: Port<Order, Answer>, jobs: { readonly [K in JobName]: Job<K> }): void {
  const running = new Set<number>();

  const carryOut = async (order: Extract<Order, { kind: 'start' }>) => {
    const { id } = order;
    running.add(id);
    try {
      const parts = jobs[order.job](order.request);
      let until = performance.now() + slice;
      for (;;) {
        const part = parts.next();
        if (part.done) {
          port.post({ kind: 'done', id, result: part.value });
          return;
        }
        if (performance.now() < until) continue;
        port.post({ kind: 'progress', id, ...part.value });
        await nextTask();
        if (!running.has(id)) {
          port.post({ kind: 'cancelled', id });
          return;
        }
        until = performance.now() + slice;
      }
    } catch (error) {
      port.post({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      running.delete(id);
    }
  };

  port.listen((order) => {
    if (order.kind === 'cancel') running.delete(order.id);
    else void carryOut(order);
  });
}

/** Lets the messages that have come in be read. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}
