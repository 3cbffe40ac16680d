import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { losses, recordRun } from '../../../src/core/index.ts';
import { createClient } from '../../../src/workers/client.ts';
import type { Reply, Order, Port, JobProgress, SweepRequest } from '../../../src/workers/protocol.ts';
import { serve } from '../../../src/workers/serve.ts';
import { sweepJob } from '../../../src/workers/sweep-job.ts';

/** Both sides of the protocol on a real channel: what passes is copied, as to a worker. */
function connect() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1);
  const end = <In, Out>(port: MessagePort): Port<In, Out> => ({
    post: (message) => port.postMessage(message),
    listen: (receive) => port.on('message', receive),
  });
  let report: (message: string) => void = () => {};
  serve(end<Order, Reply>(port2), { sweep: sweepJob });
  const client = createClient({
    ...end<Reply, Order>(port1),
    broken: (then) => {
      report = then;
    },
  });
  return { client, breakDown: (message: string) => report(message) };
}

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

const ground = { start: [-1, 1], steps: 200, noise: 0.1, seed: 3 };
const request: SweepRequest = {
  formula: losses[0]?.formula ?? '',
  curve: false,
  runs: [
    { ...ground, optimizer: { id: 'sgd' } },
    { ...ground, optimizer: { id: 'adam', beta1: 0.8 } },
  ],
  rates: [1e-4, 1e-3, 1e3],
};
const long: SweepRequest = {
  ...request,
  runs: request.runs.map((run) => ({ ...run, steps: 5000 })),
  rates: Array.from({ length: 10_000 }, (_, i) => 1e-4 + i * 1e-9),
};

describe('the sweep, through the protocol', () => {
  test('gives a curve an optimizer, of the very runs of the page', async () => {
    const { client } = connect();
    const curves = await client.start('sweep', request, () => {}).result;
    const loss = losses[0]?.loss;
    if (!loss) throw new Error('the catalog is empty');
    expect(curves).toHaveLength(2);
    const run = recordRun({ ...ground, loss, optimizer: { id: 'adam', beta1: 0.8, lr: 1e-3 } });
    expect(curves?.[1]?.losses[1]).toBe(run.losses[200]);
    expect(curves?.[0]?.losses[2]).toBeNaN();
    expect(curves?.[0]?.best).not.toBeNull();
  });

  test('tells how far it is, and stops when it is cancelled', async () => {
    const { client } = connect();
    const seen: JobProgress[] = [];
    const running = client.start('sweep', long, (progress) => {
      seen.push(progress);
      if (seen.length === 2) running.cancel();
    });
    expect(await running.result).toBeNull();
    expect(seen[0]?.total).toBe(20_000);
    expect(seen[1]?.done).toBeGreaterThan(seen[0]?.done ?? 0);
    expect(seen.at(-1)?.done).toBeLessThan(20_000);
  });

  test('a cancelled one leaves the worker free for the next', async () => {
    const { client } = connect();
    const first = client.start('sweep', long, () => {});
    const second = client.start('sweep', request, () => {});
    first.cancel();
    expect(await first.result).toBeNull();
    expect(await second.result).toHaveLength(2);
  });

  test('an error comes back as its sentence', async () => {
    const { client } = connect();
    const running = client.start(
      'sweep',
      { ...request, runs: [{ ...ground, optimizer: { id: 'nonsense' } }] },
      () => {},
    );
    await expect(running.result).rejects.toThrow('No optimizer is called "nonsense"');
  });

  test('of an order that has been answered nothing more is told', async () => {
    let answer: (answer: Reply) => void = () => {};
    let breakDown: (message: string) => void = () => {};
    const orders: Order[] = [];
    const client = createClient({
      post: (order) => void orders.push(order),
      listen: (receive) => (answer = receive),
      broken: (report) => (breakDown = report),
    });
    const seen: string[] = [];
    const begin = (name: string) =>
      client.start('sweep', request, ({ done }) => void seen.push(`${name} ${done}`)).result;
    const results = Promise.allSettled([begin('done'), begin('cancelled'), begin('failed'), begin('broken')]);
    const ids = orders.map(({ id }) => id);
    const [first = 0, second = 0, third = 0, fourth = 0] = ids;
    const tell = (done: number) => {
      for (const id of ids) answer({ kind: 'progress', id, done, total: 9 });
    };
    expect(new Set(ids).size).toBe(4);
    tell(1);
    answer({ kind: 'done', id: first, result: [] });
    tell(2);
    answer({ kind: 'cancelled', id: second });
    tell(3);
    answer({ kind: 'failed', id: third, message: 'no' });
    tell(4);
    breakDown('gone');
    tell(5);
    answer({ kind: 'done', id: fourth, result: [] });
    expect(seen.toSorted()).toEqual([
      'broken 1',
      'broken 2',
      'broken 3',
      'broken 4',
      'cancelled 1',
      'cancelled 2',
      'done 1',
      'failed 1',
      'failed 2',
      'failed 3',
    ]);
    expect(await results).toEqual([
      { status: 'fulfilled', value: [] },
      { status: 'fulfilled', value: null },
      { status: 'rejected', reason: new Error('no') },
      { status: 'rejected', reason: new Error('gone') },
    ]);
  });

  test('an order that is done leaves the worker nothing to cancel, and its number may come again', async () => {
    const answers: Reply[] = [];
    let order: (order: Order) => void = () => {};
    const underWay = serve(
      { post: (one) => void answers.push(one), listen: (receive) => (order = receive) },
      { sweep: sweepJob },
    );
    const start: Order = { kind: 'start', id: 1, job: 'sweep', request };
    const count = (kind: Reply['kind']) => answers.filter((one) => one.kind === kind).length;
    order({ kind: 'cancel', id: 1 });
    order(start);
    expect([...underWay]).toEqual([1]);
    await expect.poll(() => count('done')).toBe(1);
    await expect.poll(() => underWay.size).toBe(0);
    order({ kind: 'cancel', id: 1 });
    order(start);
    await expect.poll(() => count('done')).toBe(2);
    expect(count('cancelled')).toBe(0);
  });

  test('of what failed or was cancelled nothing is kept either', async () => {
    const answers: Reply[] = [];
    let order: (order: Order) => void = () => {};
    const underWay = serve(
      { post: (one) => void answers.push(one), listen: (receive) => (order = receive) },
      { sweep: sweepJob },
    );
    order({ kind: 'start', id: 1, job: 'slice', request: null as never });
    order({ kind: 'start', id: 2, job: 'sweep', request: long });
    order({ kind: 'cancel', id: 2 });
    await expect.poll(() => answers.map(({ kind, id }) => `${kind} ${id}`)).toContain('cancelled 2');
    expect(answers.map(({ kind, id }) => `${kind} ${id}`)).toContain('failed 1');
    await expect.poll(() => underWay.size).toBe(0);
  });

  test('a job that a worker does not know fails with its name', async () => {
    const answers: Reply[] = [];
    let order: (order: Order) => void = () => {};
    serve({ post: (one) => void answers.push(one), listen: (receive) => (order = receive) }, {});
    order({ kind: 'start', id: 5, job: 'sweep', request });
    await expect
      .poll(() => answers)
      .toEqual([{ kind: 'failed', id: 5, message: expect.stringContaining('"sweep"') }]);
  });

  test('a worker that breaks down fails what waits for it', async () => {
    const { client, breakDown } = connect();
    const running = client.start('sweep', long, () => {});
    breakDown('the script could not be loaded');
    await expect(running.result).rejects.toThrow('could not be loaded');
    running.cancel();
  });
});
