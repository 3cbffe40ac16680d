import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect } from 'vitest';
import { SEATS } from '../../../src/embed/seats.ts';
import { type Beside, serveArticle } from './article.ts';
import { rest } from './journey.ts';

const FRAMES = 20;
/** As many are in view at a time, more than there are seats. */
const IN_VIEW = 9;

/** Serves a page whose frames want seats, on its own origin, beside a core that is busy with nothing. */
export async function serveSeats() {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      rolldownOptions: { input: fileURLToPath(new URL('seat-frame.ts', import.meta.url)) },
    },
  });
  const [output] = [built].flat();
  const [chunk] = output && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The frame is not one script.');
  const beside: Beside = {
    'frame.js': chunk.code,
    'frame.html': '<!doctype html><script type="module" src="frame.js"></script>',
    'busy.js': 'for (;;);',
  };
  const frames = Array.from({ length: FRAMES }, (_, i) => `<iframe src="frame.html?seed=${i}"></iframe>`);
  const busy = "<script>const busy = new Worker('busy.js')</script>";
  return serveArticle('bare', `${busy}</head><body>${frames.join('')}`, beside);
}

/** Scrolls through the frames and back: all in view get a picture, and six seats at most are ever held. */
export async function scrollSeats(evaluate: <T>(expression: string) => Promise<T>): Promise<void> {
  const all = (of: string) => `Array.from(frames).every((frame) => ${of})`;
  await expect.poll(() => evaluate<boolean>(all("'show' in frame")), { timeout: 60_000 }).toBe(true);
  const scrollTo = (first: number) =>
    `Array.from(frames).forEach((frame, i) => frame.show(i >= ${first} && i < ${first + IN_VIEW}))`;
  for (const first of [0, 6, 11, 3, 0]) {
    // Past some that ask and are gone before they have an answer.
    await evaluate(`(${scrollTo(11 - first)}, ${rest})`);
    await evaluate(scrollTo(first));
    await expect.poll(() => evaluate<boolean>(all('frame.isDone()')), { timeout: 90_000 }).toBe(true);
  }
  const spans = await evaluate<[number, number | null][]>(
    'Array.from(frames).flatMap((frame) => frame.spans.map(({ from, to }) => [from, to]))',
  );
  const ended = spans.map(([from, to]) => [from, to ?? Infinity] as const);
  const most = Math.max(...ended.map(([at]) => ended.filter(([from, to]) => from <= at && at < to).length));
  expect(most).toBe(SEATS);
  expect(spans.length).toBeGreaterThan(FRAMES);
}
