import type { Reply, JobName, Jobs, Order, Port, JobProgress, TrainPart } from './protocol.ts';

/** How far a job is, with what takes away the part of the answer that there is by now. */
export interface Working extends JobProgress {
  /** It is to be told now. */
  readonly isDue?: boolean;
  take?(): TrainPart;
}

/** A job in small parts: yields how far it is, returns its result or the promise of it. */
export type Job<K extends JobName> = (
  request: Jobs[K]['request'],
) => Generator<Working, Jobs[K]['result'] | Promise<Jobs[K]['result']>>;

/** What one worker can do. */
export type JobTable<K extends JobName = JobName> = { readonly [P in K]: Job<P> };

/** Any of them: the client's types see to it that a job gets its own request. */
type AnyJob = (request: never) => ReturnType<Job<JobName>>;

/** How long a job works before it looks whether it has been cancelled, in milliseconds. */
const slice = 25;

/**
 * The worker's side: carries out orders, reports how far each is, and stops one that is cancelled.
 *
 * @returns the numbers of the orders under way; one that has been answered is forgotten
 */
export function serve(port: Port<Order, Reply>, jobs: Partial<JobTable>): ReadonlySet<number> {
  const running = new Set<number>();

  const carryOut = async (order: Extract<Order, { kind: 'start' }>) => {
    const { id } = order;
    running.add(id);
    try {
      const job: AnyJob | undefined = jobs[order.job];
      if (!job) throw new Error(`This worker knows no "${order.job}".`);
      const parts = job(order.request as never);
      let until = performance.now() + slice;
      for (;;) {
        const part = parts.next();
        if (part.done) {
          const result = await part.value;
          port.post({ kind: 'done', id, result }, buffersOf(result));
          return;
        }
        if (performance.now() < until && !part.value.isDue) continue;
        const { done, total, take } = part.value;
        const taken = take?.();
        port.post(
          { kind: 'progress', id, done, total, ...(taken && { part: taken }) },
          taken && buffersOf(taken),
        );
        await nextTask();
        if (!running.has(id)) {
          parts.return(undefined as never);
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
  return running;
}

/** The buffers of a result that is an array of numbers, or has such arrays as its members: they go over uncopied. */
function buffersOf(result: Jobs[JobName]['result'] | TrainPart): ArrayBuffer[] {
  if (result instanceof Float64Array) return [result.buffer];
  if (result === null || typeof result !== 'object' || !('rows' in result)) return [];
  return Object.values(result).flatMap((member) =>
    ArrayBuffer.isView(member) && member.buffer instanceof ArrayBuffer ? [member.buffer] : [],
  );
}

/** Lets the messages that have come in be read. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve));
}
