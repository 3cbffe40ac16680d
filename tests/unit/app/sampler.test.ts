import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { createSurfaceSampler } from '../../../src/app/sampler.ts';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { sampleGrid } from '../../../src/core/geometry/grid.ts';
import type { Domain } from '../../../src/core/geometry/types.ts';
import { losses } from '../../../src/core/losses/catalog.ts';
import { createClient } from '../../../src/workers/client.ts';
import { gridJob } from '../../../src/workers/grid-job.ts';
import type { Reply, Order, Port } from '../../../src/workers/protocol.ts';
import { serve } from '../../../src/workers/serve.ts';
import { manualClock } from './manual-clock.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** The worker's side on a real channel; the orders that it is given are kept. */
function connect() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1);
  const orders: Order[] = [];
  const end = <In, Out>(port: MessagePort): Port<In, Out> => ({
    post: (message, transfer) => port.postMessage(message, transfer ?? []),
    listen: (receive) => port.on('message', receive),
  });
  const page = end<Reply, Order>(port1);
  serve(end<Order, Reply>(port2), { grid: gridJob });
  const client = createClient({
    ...page,
    post(order) {
      orders.push(order);
      page.post(order);
    },
    broken: () => {},
  });
  return { worker: { ...client, stop: () => port1.close() }, orders };
}

/** A clock at which whatever happens between two looks takes 30 ms, or nothing. */
function clockOf(milliseconds: number) {
  const clock = manualClock();
  return {
    now() {
      clock.advance(milliseconds);
      return clock.now();
    },
  };
}

const formulas = [
  'sin(3x)cos(2y) + x^2 + y^2',
  '1/x + log(y)',
  ...losses.slice(0, 3).map(({ formula }) => formula),
];
const domain: Domain = [-2, 3, -1.5, 1];
const other: Domain = [-0.1, 0.3, 7, 9];

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => void setImmediate(resolve));
}

describe('the samples of a slow formula', () => {
  test.each(formulas)('are coarse at first and then, to the bit, those of the page: %s', async (formula) => {
    const { worker } = connect();
    let frames = 0;
    const sampler = createSurfaceSampler(
      clockOf(30),
      () => frames++,
      () => worker,
    );
    const loss = compileFormula(formula);
    // What the page opens on is there at once.
    expect(sampler.grid(loss, formula, domain, 65).nx).toBe(65);
    const coarse = sampler.grid(loss, formula, other, 65);
    expect(coarse).toEqual(sampleGrid(loss, other, 33, 33));
    expect(sampler.grid(loss, formula, other, 65)).toBe(coarse);
    await until(() => frames > 0);
    const whole = sampler.grid(loss, formula, other, 65);
    expect(whole).toEqual(sampleGrid(loss, other, 65, 65));
    expect(sampler.grid(loss, formula, other, 65)).toBe(whole);
    sampler.dispose();
  });

  test('are never those of a surface that was left while the worker was at it', async () => {
    const { worker, orders } = connect();
    let frames = 0;
    const sampler = createSurfaceSampler(
      clockOf(30),
      () => frames++,
      () => worker,
    );
    const [one, two] = ['x^2 + y^2', 'x^4 - y'];
    sampler.grid(compileFormula(one), one, domain, 65);
    for (let k = 1; k <= 40; k++) sampler.grid(compileFormula(one), one, [-k, k, -k, k], 257);
    const loss = compileFormula(two);
    sampler.grid(loss, two, other, 257);
    await until(() => frames > 0);
    expect(sampler.grid(loss, two, other, 257)).toEqual(sampleGrid(loss, other, 257, 257));
    // Asked one after the other: what has been left before its turn came is never begun.
    expect(orders.filter(({ kind }) => kind === 'start').length).toBeLessThanOrEqual(3);
    sampler.dispose();
  });

  test('stay as they are while more of them are made of the same surface', async () => {
    const { worker } = connect();
    let frames = 0;
    const sampler = createSurfaceSampler(
      clockOf(30),
      () => frames++,
      () => worker,
    );
    const formula = 'x^2 + y^2';
    const loss = compileFormula(formula);
    sampler.grid(loss, formula, domain, 33);
    sampler.grid(loss, formula, other, 65);
    await until(() => frames > 0);
    const before = sampler.grid(loss, formula, other, 65);
    expect(sampler.grid(loss, formula, other, 129)).toBe(before);
    await until(() => frames > 1);
    expect(sampler.grid(loss, formula, other, 129).nx).toBe(129);
    sampler.dispose();
  });

  test('are made here where no worker can be had, or it breaks down', async () => {
    const formula = 'x^2 + y^2';
    const loss = compileFormula(formula);
    const refuse = () => {
      throw new Error('SecurityError');
    };
    let frames = 0;
    const sampler = createSurfaceSampler(clockOf(30), () => frames++, refuse);
    sampler.grid(loss, formula, domain, 65);
    sampler.grid(loss, formula, other, 65);
    await until(() => frames > 0);
    sampler.beginFrame(false);
    expect(sampler.grid(loss, formula, other, 65)).toEqual(sampleGrid(loss, other, 65, 65));
  });
});

test.each(['while it is at it', 'before it is asked again'])(
  'a worker that breaks down %s is stopped, and missed no more',
  async (when) => {
    const { worker } = connect();
    let stopped = 0;
    let started = 0;
    let frames = 0;
    let isBroken = when === 'while it is at it';
    const sampler = createSurfaceSampler(
      clockOf(30),
      () => frames++,
      () => {
        started += 1;
        return {
          start: (...order) =>
            isBroken
              ? { result: Promise.reject(new Error('gone')), cancel: () => {} }
              : worker.start(...order),
          stop: () => {
            stopped += 1;
            worker.stop();
          },
        };
      },
    );
    const formula = 'x^2 + y^2';
    const loss = compileFormula(formula);
    sampler.grid(loss, formula, domain, 65);
    sampler.grid(loss, formula, other, 65);
    await until(() => frames > 0);
    if (!isBroken) {
      isBroken = true;
      sampler.grid(loss, formula, domain, 65);
      await until(() => frames > 1);
    }
    sampler.beginFrame(false);
    const last = isBroken && when === 'while it is at it' ? other : domain;
    expect(sampler.grid(loss, formula, last, 65)).toEqual(sampleGrid(loss, last, 65, 65));
    expect([started, stopped]).toEqual([1, 1]);
    sampler.dispose();
    expect(stopped).toBe(1);
  },
);

test('the worker is stopped with the page, once', async () => {
  const { worker, orders } = connect();
  let stopped = 0;
  let frames = 0;
  const sampler = createSurfaceSampler(
    clockOf(30),
    () => frames++,
    () => ({ ...worker, stop: () => (stopped += 1) }),
  );
  const formula = 'x^2 + y^2';
  const loss = compileFormula(formula);
  sampler.grid(loss, formula, domain, 65);
  sampler.grid(loss, formula, other, 257);
  sampler.dispose();
  sampler.dispose();
  expect(stopped).toBe(1);
  expect(orders.map(({ kind }) => kind)).toEqual(['start', 'cancel', 'cancel']);
});

test('a quick formula needs no worker', () => {
  const sampler = createSurfaceSampler(
    clockOf(0),
    () => expect.unreachable(),
    () => expect.unreachable(),
  );
  const formula = 'x^2 + y^2';
  const loss = compileFormula(formula);
  for (const at of [domain, other]) {
    expect(sampler.grid(loss, formula, at, 65)).toEqual(sampleGrid(loss, at, 65, 65));
  }
});
