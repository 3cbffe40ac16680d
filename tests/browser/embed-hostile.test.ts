import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { anyFragment } from '../fuzz/hostile-fragments.ts';
import { anyMessage } from '../fuzz/hostile-messages.ts';
import { openArticle } from './support/article.ts';

const SEED = 4_202_611;
const MESSAGES = 1000;
const FRAGMENTS = 50;
/** After each batch the embed is asked how it is. */
const BATCH = 50;

/** What `postMessage` can carry: the rest never reaches a frame. */
const canBeSent = (value: unknown) => {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
};
/** What the browser's driver carries as it is. */
const isPlain = (value: unknown): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (Array.isArray(value)
    ? value.every(isPlain)
    : [Object.prototype, null].includes(Object.getPrototypeOf(value)) && Object.values(value).every(isPlain));

test(`seed ${SEED}: hostile messages and fragments; after each batch the embed answers and draws`, async () => {
  const messages = fc
    .sample(anyMessage, { seed: SEED, numRuns: MESSAGES })
    .filter((message) => canBeSent(message) && isPlain(message));
  expect(messages.length).toBeGreaterThan(MESSAGES / 2);
  const fragments = fc
    .sample(anyFragment, { seed: SEED, numRuns: FRAGMENTS })
    .map((fragment) => `${fragment}&steps=40`);
  const article = await openArticle(
    'article',
    `<iframe title="Embed" style="width: 280px; height: 200px" src="${inject('pageUrl')}?embed#loss=booth"></iframe>`,
  );
  const { page } = article;
  page.on('dialog', (dialog) => article.complaints.push(`dialog: ${dialog.message()}`));
  const frame = page.frameLocator('iframe');
  const canvas = frame.locator('.stage canvas[data-frames]');
  await canvas.waitFor();

  /** A good scene is asked for and answered, and the stage draws it. */
  const isWell = async (batch: number) => {
    const before = Number(await canvas.getAttribute('data-frames'));
    const answer = await page.evaluate(
      async (step) => {
        const { contentWindow } = document.querySelector('iframe')!;
        const ask = (method: string, params: object) =>
          new Promise<unknown>((resolve) => {
            const id = `well ${method} ${step}`;
            const hear = ({
              data,
            }: MessageEvent<{ id?: string; result?: unknown; error?: { code: string } }>) => {
              if (data.id !== id) return;
              removeEventListener('message', hear);
              // Too many in this second: once more in the next frame.
              if (data.error?.code === 'too-many') requestAnimationFrame(() => resolve(ask(method, params)));
              else resolve(data.result ?? data.error);
            };
            addEventListener('message', hear);
            contentWindow?.postMessage({ fallLine: 1, id, method, params }, '*');
          });
        await ask('setScene', { scene: `loss=booth&opt=adam(lr:0.3)&steps=60&step=${step}` });
        return ask('getState', {});
      },
      1 + (batch % 50),
    );
    expect(answer).toMatchObject({ step: 1 + (batch % 50), steps: 60, optimizers: [{ id: 'adam' }] });
    await expect.poll(async () => Number(await canvas.getAttribute('data-frames'))).toBeGreaterThan(before);
    expect(await frame.locator('img, script[src*="x"]:not([type=module])').count()).toBe(0);
  };

  let batch = 0;
  for (let at = 0; at < messages.length; at += BATCH) {
    await page.evaluate(
      (some) => {
        const { contentWindow } = document.querySelector('iframe')!;
        for (const message of some) contentWindow?.postMessage(message, '*');
      },
      messages.slice(at, at + BATCH),
    );
    await isWell(batch++);
  }
  for (let at = 0; at < fragments.length; at += BATCH / 2) {
    await page.evaluate(
      async (some) => {
        const element = document.querySelector('iframe')!;
        for (const fragment of some) {
          element.src = `${element.src.split('#')[0]}#${fragment}`;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      },
      fragments.slice(at, at + BATCH / 2),
    );
    await isWell(batch++);
  }
  await article.close();
});
