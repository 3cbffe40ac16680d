import type { WorkerClient } from '../../../src/workers/client.ts';

/** An order as a worker has it, to be answered by hand. */
export interface HeldOrder {
  readonly job: string;
  readonly request: unknown;
  readonly isCancelled: boolean;
  /** Null is the answer to one that was cancelled. */
  answer(result: unknown): void;
}

/** Workers that answer when a test does, late and out of order where it wants that. */
export function handWorkers() {
  const orders: HeldOrder[] = [];
  const count = { started: 0, stopped: 0 };
  const connect = (): WorkerClient => {
    count.started += 1;
    return {
      start(job, request) {
        let settle: (given: never) => void = () => {};
        const result = new Promise<never>((resolve) => (settle = resolve));
        const answer = (given: unknown) => settle(given as never);
        const order = { job, request, isCancelled: false, answer };
        orders.push(order);
        return {
          result,
          cancel() {
            order.isCancelled = true;
          },
        };
      },
      stop: () => void (count.stopped += 1),
    };
  };
  return { connect, orders, count };
}

/** Lets what waits for an answer take it. */
export const taken = () => new Promise<void>((resolve) => void setImmediate(resolve));
