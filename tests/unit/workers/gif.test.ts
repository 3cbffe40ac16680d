import { MessageChannel } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { createClient } from '../../../src/workers/client.ts';
import { createGifJobs } from '../../../src/workers/gif-jobs.ts';
import type { Reply, Order } from '../../../src/workers/protocol.ts';
import { serve } from '../../../src/workers/serve.ts';

const [width, height] = [40, 30];
const { port1, port2 } = new MessageChannel();
serve(
  { post: (answer: Reply) => port2.postMessage(answer), listen: (take) => port2.on('message', take) },
  createGifJobs(),
);
const client = createClient({
  post: (order: Order) => port1.postMessage(order),
  listen: (take) => port1.on('message', take),
  broken() {},
});
afterAll(() => port1.close());

const still = () => {};
/** A slope of greys with a red square at x. */
function picture(x: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let i = 0; i < width * height; i++) {
    const isSquare = Math.abs((i % width) - x) < 3 && Math.abs(Math.floor(i / width) - 10) < 3;
    pixels.set(isSquare ? [200, 20, 20] : [5 * (i % width), 5 * (i % width), 5 * (i % width)], 4 * i);
  }
  return pixels;
}
const add = async (x: number, delay = 8): Promise<Uint8Array> => {
  const bytes = await client.start('gifFrame', { pixels: picture(x), width, height, delay }, still).result;
  if (!bytes) throw new Error('It was cancelled.');
  return bytes;
};
const begin = (colors: number) =>
  client.start('gifPalette', { samples: [picture(10), picture(30)], colors }, still).result;

describe('an animated picture, through the protocol', () => {
  test('begins with a header and the palette, ends with the comment, and lasts as long as it was told', async () => {
    expect(await begin(64)).toBe(41);
    const first = Buffer.from(await add(10));
    expect(first.toString('latin1', 0, 6)).toBe('GIF89a');
    expect([first.readUInt16LE(6), first.readUInt16LE(8)]).toEqual([width, height]);
    expect(first.toString('latin1')).toContain('NETSCAPE2.0');
    // Graphic control extension: keep what is there, something is transparent, a delay of 23 hundredths.
    const next = Buffer.from(await add(12, 23));
    expect([...next.subarray(0, 6)]).toEqual([0x21, 0xf9, 4, (1 << 2) | 1, 23, 0]);
    const long = `${'a'.repeat(300)} \u2212 b`;
    const end = Buffer.from((await client.start('gifEnd', { comment: long }, still).result) ?? []);
    expect([...end.subarray(0, 3)]).toEqual([0x21, 0xfe, 255]);
    expect(end.toString('latin1')).toContain('a ? b');
    expect(end.at(-1)).toBe(0x3b);
  });

  test('what does not change takes next to nothing, and the next picture knows nothing of the last', async () => {
    await begin(64);
    const whole = await add(10);
    const moved = await add(12);
    const same = await add(12);
    expect(same.length).toBeLessThan(120);
    expect(moved.length).toBeLessThan(whole.length / 2);
    await begin(64);
    expect(await add(10)).toEqual(whole);
  });

  test('has no more colours than it may', async () => {
    expect(await begin(16)).toBe(16);
  });

  test('a worker that does not know a job says so', async () => {
    const request = { curve: false, formula: 'x', runs: [], rates: [] };
    await expect(client.start('sweep', request, still).result).rejects.toThrow('knows no "sweep"');
  });
});
