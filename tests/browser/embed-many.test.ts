import type { Frame, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';
import { mostAtOnce, recordContexts } from './support/contexts.ts';
import { type Reader, readThrough } from './support/journey.ts';

/** Evaluates an expression in every embed of the page, in the page's order. */
function embedsOf(page: Page): Reader['inEmbeds'] {
  const frames = new Map<number, Frame>();
  return async (expression, which = Array.from({ length: 24 }, (_, i) => i)) => {
    const embeds = which.every((i) => frames.has(i)) ? [] : await page.$$('[data-embed]');
    const frameOf = async (i: number) => {
      const embed = embeds[i]!;
      const isElement = await embed.evaluate((element) => element.localName === 'fall-line');
      return (isElement ? await embed.$('iframe') : embed)?.contentFrame();
    };
    return Promise.all(
      which.map(async (i) => {
        const frame = frames.get(i) ?? (await frameOf(i));
        // A frame that has not been loaded yet has nothing to evaluate anything in, and would be waited for.
        if (!frame?.url().includes('?embed')) return null;
        frames.set(i, frame);
        return frame.evaluate(expression);
      }),
    ) as Promise<never[]>;
  };
}

// Two dozen pages are started in it: beside another browser's that is near the limit of the others.
const patience = { timeout: 420_000 };

test(
  '24 embeds scrolled through twice: no blank stage, six contexts, nothing drawn out of view',
  patience,
  async () => {
    const article = await openArticle('many', inject('pageUrl'), {
      drawn: true,
      reducedMotion: 'no-preference',
      viewport: { width: 800, height: 1200 },
      before: recordContexts,
    });
    const { page } = article;
    await page.mouse.move(200, 300);
    const inEmbeds = embedsOf(page);
    const { most, over } = await readThrough({
      wheel: (by) => page.mouse.wheel(0, by),
      inPage: (expression) => page.evaluate(expression),
      inEmbeds,
    });
    // JSON has no infinity: what was never given back ends never.
    const spans = await inEmbeds<[number, number | null][]>('spans.map(({ from, to }) => [from, to])');
    const all = spans.flatMap((each) => each ?? []).map(([from, to]) => [from, to ?? Infinity] as const);
    expect(all.length).toBeGreaterThan(24);
    expect(mostAtOnce(all)).toBe(6);
    expect(most).toBe(6);
    expect(over).toBeGreaterThan(2);
    await article.close();
  },
);

test(
  '24 embeds with a map of every start: all show it, and the workers of those out of view end',
  patience,
  async () => {
    const embeds = Array.from(
      { length: 24 },
      (_, i) =>
        `<p style="height: 400px"></p><iframe loading="lazy" title="Map ${i}" width="420" height="400" src="${inject('pageUrl')}?embed&show=map#loss=booth&opt=sgd(lr:0.0${10 + i})&steps=20&overlays=starts"></iframe>`,
    );
    const article = await openArticle('bare', embeds.join(''), { viewport: { width: 800, height: 900 } });
    const { page } = article;
    let most = 0;
    for (const i of embeds.keys()) {
      const frame = page.locator(`iframe[title="Map ${i}"]`);
      await frame.scrollIntoViewIfNeeded();
      await frame.contentFrame().locator('.starts-size').filter({ hasText: '256 × 256' }).waitFor();
      most = Math.max(most, page.workers().length);
    }
    const each = await page.evaluate(() => Math.min(8, navigator.hardwareConcurrency));
    expect(most).toBeGreaterThan(4 * each);
    // Of three at most some is seen at once.
    await expect.poll(() => page.workers().length, { timeout: 120_000 }).toBeLessThanOrEqual(3 * each);
    await article.close();
  },
);
