import { createClient, type WorkerClient } from '../../../../src/workers/client.ts';
import type { Reply, Order } from '../../../../src/workers/protocol.ts';
import { serve } from '../../../../src/workers/serve.ts';
import { raceJob } from '../../../../src/workers/race-job.ts';
import { settingsJob } from '../../../../src/workers/settings-job.ts';
import { swarmJob } from '../../../../src/workers/swarm-job.ts';
import { startsJob } from '../../../../src/workers/starts-job.ts';

/** Both sides of workers in one thread, with what was asked of them, and how many were started and ended. */
export function mapWorkers() {
  const orders: Order[] = [];
  const count = { started: 0, stopped: 0 };
  const connect = (): WorkerClient => {
    count.started++;
    let toPage: (answer: Reply) => void = () => {};
    let toWorker: (order: Order) => void = () => {};
    serve(
      {
        // As from another thread: what waits in this one has its turn between.
        post: (answer) => setImmediate(() => toPage(answer)),
        listen: (receive) => (toWorker = receive),
      },
      { starts: startsJob, settings: settingsJob, swarm: swarmJob, race: raceJob },
    );
    const client = createClient({
      post(order) {
        orders.push(order);
        toWorker(order);
      },
      listen: (receive) => (toPage = receive),
      broken: () => {},
    });
    return { ...client, stop: () => void count.stopped++ };
  };
  return { connect, orders, count };
}
