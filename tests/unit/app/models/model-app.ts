import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createApp, type RootApp } from '../../../../src/app/create-app.ts';
import { createModelPart } from '../../../../src/app/models/model-part.ts';
import { defaultScene } from '../../../../src/core/scene/defaults.ts';
import { onModel } from '../../../../src/core/scene/follow.ts';
import type { Scene } from '../../../../src/core/scene/scene.ts';
import { createClient } from '../../../../src/workers/client.ts';
import { averageJob } from '../../../../src/workers/average-job.ts';
import { planeJob, sharpnessJob } from '../../../../src/workers/plane-job.ts';
import type { Reply, Order, Port } from '../../../../src/workers/protocol.ts';
import { type JobTable, serve } from '../../../../src/workers/serve.ts';
import { sliceJob } from '../../../../src/workers/slice-job.ts';
import { forgetJob, trackJob } from '../../../../src/workers/track-job.ts';
import { trainJob } from '../../../../src/workers/train-job.ts';
import { manualClock } from '../manual-clock.ts';

const open: MessagePort[] = [];
const apps: RootApp[] = [];

/** Gives back what the apps of a test hold: to be called after each. */
export function closeApps(): void {
  for (const app of apps.splice(0)) app.dispose();
  for (const port of open.splice(0)) port.close();
}

/** The worker's side on a real channel; the orders that it is given are kept. */
function connect(orders: Order[], jobs: Partial<JobTable>) {
  const { port1, port2 } = new MessageChannel();
  open.push(port1);
  const end = <In, Out>(port: MessagePort): Port<In, Out> => ({
    post: (message, transfer) => port.postMessage(message, transfer ?? []),
    listen: (receive) => port.on('message', receive),
  });
  serve(end<Order, Reply>(port2), {
    train: trainJob,
    track: trackJob,
    average: averageJob,
    forget: forgetJob,
    slice: sliceJob,
    plane: planeJob,
    sharpness: sharpnessJob,
    ...jobs,
  });
  const page = end<Reply, Order>(port1);
  const client = createClient({
    ...page,
    post(order) {
      orders.push(order);
      page.post(order);
    },
    broken: () => {},
  });
  return { ...client, stop: () => port1.close() };
}

/** An app on a model, with real workers' jobs, and its frames by a clock of one's own. */
export function appOn(
  id: string,
  options: Record<string, number | string | boolean> = {},
  change: (scene: Scene) => Scene = (scene) => scene,
  jobs: Partial<JobTable> = {},
  most?: number,
) {
  const clock = manualClock();
  const orders: Order[] = [];
  const workers = { started: 0, stopped: 0 };
  const app = createApp({
    scene: change(onModel(defaultScene(), { id, options })),
    clock,
    systemTheme: 'light',
  });
  app.useModels(
    createModelPart(
      () => {
        workers.started += 1;
        const client = connect(orders, jobs);
        return {
          ...client,
          stop() {
            workers.stopped += 1;
            client.stop();
          },
        };
      },
      app.invalidate,
      () => {},
      most,
    ),
    () => {},
  );
  apps.push(app);
  const until = async (isSo: () => boolean) => {
    while (!isSo()) {
      clock.tick(16);
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.tick(16);
  };
  return {
    app,
    orders,
    workers,
    clock,
    until,
    there: () => until(() => app.derived.model?.progress === null && app.derived.surface.grid.nx > 2),
    whole: () => until(() => app.derived.model?.progress === null && app.derived.model.isFine),
  };
}
