import type { Frame, Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';
import { type Reader, readThrough } from './support/journey.ts';

/** Evaluates an expression in every embed of the page, in the page's order. */
function embedsOf(page: Page): Reader['inEmbeds'] {
  const frames = new Map<number, Frame>();
  return async (expression, which = Array.from({ length: 24 }, (_, i) => i)) => {
    const embeds = await page.$$('[data-embed]');
    return Promise.all(
      which.map(async (i) => {
        const embed = embeds[i]!;
        const isElement = await embed.evaluate((element) => element.localName === 'fall-line');
        const frame = frames.get(i) ?? (await (isElement ? await embed.$('iframe') : embed)?.contentFrame());
        // A frame that has not been loaded yet has nothing to evaluate anything in, and would be waited for.
        if (!frame?.url().includes('?embed')) return null;
        frames.set(i, frame);
        return frame.evaluate(expression);
      }),
    ) as Promise<never[]>;
  };
}

/** Writes down in every frame when a WebGL context was made and when it was given back. */
function recordContexts(): void {
  const spans: { from: number; to: number }[] = [];
  Object.assign(globalThis, { spans });
  const now = () => performance.timeOrigin + performance.now();
  const getContext = HTMLCanvasElement.prototype.getContext as (...given: unknown[]) => unknown;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...given: unknown[]) {
    const context = getContext.apply(this, given);
    if (!(context instanceof WebGL2RenderingContext)) return context;
    const span = { from: now(), to: Infinity };
    spans.push(span);
    const extension = context.getExtension('WEBGL_lose_context');
    const lose = extension?.loseContext.bind(extension);
    Object.assign(extension ?? {}, {
      loseContext() {
        span.to = now();
        lose?.();
      },
    });
    return context;
  } as typeof HTMLCanvasElement.prototype.getContext;
}

/** The most contexts that there were at any moment. */
function mostAtOnce(spans: readonly (readonly [from: number, to: number])[]): number {
  return Math.max(...spans.map(([at]) => spans.filter(([from, to]) => from <= at && at < to).length));
}

// Two dozen pages are started in it: beside another browser's that is near the limit of the others.
const patience = { timeout: 420_000 };

test(
  '24 embeds scrolled through twice: no blank stage, six contexts, nothing drawn out of view',
  patience,
  async () => {
    const article = await openArticle('many', inject('pageUrl'), {
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
