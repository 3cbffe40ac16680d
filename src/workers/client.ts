import type { Reply, JobName, Jobs, Order, Port, JobProgress } from './protocol.ts';

/** A job under way. */
export interface Running<K extends JobName> {
  /** What became of it; null when it was cancelled. Rejects with a sentence when it failed. */
  readonly result: Promise<Jobs[K]['result'] | null>;
  cancel(): void;
}

/** The page's side of a worker. */
export interface Client {
  start<K extends JobName>(
    job: K,
    request: Jobs[K]['request'],
    progress: (progress: JobProgress) => void,
  ): Running<K>;
}

/** That of one which can be ended; what it was at is never answered. */
export interface WorkerClient extends Client {
  stop(): void;
}

/** A line to a worker, which also tells when the worker could not be started or broke down. */
export interface WorkerLine extends Port<Reply, Order> {
  broken(report: (message: string) => void): void;
}

interface Waiting {
  progress(progress: JobProgress): void;
  settle(result: Jobs[JobName]['result'] | null): void;
  fail(error: Error): void;
}

export function createClient(line: WorkerLine): Client {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;

  line.listen((answer) => {
    const order = waiting.get(answer.id);
    if (!order) return;
    if (answer.kind === 'progress') {
      order.progress(answer);
      return;
    }
    waiting.delete(answer.id);
    if (answer.kind === 'failed') order.fail(new Error(answer.message));
    else order.settle(answer.kind === 'done' ? answer.result : null);
  });
  line.broken((message) => {
    for (const order of waiting.values()) order.fail(new Error(message));
    waiting.clear();
  });

  return {
    start(job, request, progress) {
      const id = ++lastId;
      return {
        result: new Promise((settle, fail) => {
          waiting.set(id, { progress, settle, fail });
          line.post({ kind: 'start', id, job, request });
        }),
        cancel: () => line.post({ kind: 'cancel', id }),
      };
    },
  };
}
