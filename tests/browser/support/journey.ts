import { expect } from 'vitest';

/** A browser that shows `pages/many.html`. */
export interface Reader {
  /** Turns the wheel where the pointer is. */
  wheel(by: number): Promise<void>;
  /** The value of an expression in the article. */
  inPage<T>(expression: string): Promise<T>;
  /** The value of an expression in the embeds, all 24 or those named; null where there is no frame yet. */
  inEmbeds<T>(expression: string, which?: readonly number[]): Promise<(T | null)[]>;
}

/** What an embed holds. */
interface Held {
  readonly contexts: number;
  /** Pictures that its stage has drawn, null without a stage that has drawn. */
  readonly frames: number | null;
}

const held = `(() => {
  // Without WebGL the map stands in the stage's place, which holds no context.
  const canvas = document.querySelector('.stage:not(.is-map) canvas:not(.embed-still, .stage-axes)');
  const frames = canvas?.dataset.frames;
  return { contexts: canvas ? 1 : 0, frames: frames === undefined ? null : Number(frames) };
})()`;

/** Colours of the picture that an embed shows, the live one or the kept one. */
const colors = `(() => {
  const shown = document.querySelector('.embed-still') ?? document.querySelector('.stage canvas');
  const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  copy.canvas.width = copy.canvas.height = 64;
  if (shown?.width) copy.drawImage(shown, 0, 0, 64, 64);
  return new Set(new Uint32Array(copy.getImageData(0, 0, 64, 64).data.buffer)).size;
})()`;

/** Which of the 24 are in view: 'in', 'out', or 'edge' where a pixel more or less decides. */
const places = `[...document.querySelectorAll('[data-embed]')].map((embed) => {
  const { top, bottom } = embed.getBoundingClientRect();
  return bottom < -4 || top > innerHeight + 4 ? 'out' : bottom > 4 && top < innerHeight - 4 ? 'in' : 'edge';
})`;

/** Four pictures of the browser go by. */
export const rest = `new Promise((resolve) => {
  let frames = 0;
  const count = () => (++frames > 3 ? resolve() : requestAnimationFrame(count));
  count();
})`;

/** How far the wheel scrolls at once, in CSS pixels: less than the viewport is high. */
const STRIDE = 1150;

/**
 * Scrolls through the article and back with the wheel. At every stop: no blank stage in view, at most six contexts,
 * nothing drawn by an embed that is out of view, the scroll not caught.
 */
export async function readThrough(reader: Reader): Promise<{ most: number; over: number }> {
  const seen = new Set<number>();
  const look = async () => {
    const where = await reader.inPage<string[]>(places);
    for (const [i, place] of where.entries()) if (place !== 'out') seen.add(i);
    return where;
  };
  await look();
  // Before its first picture a page does not hear the wheel: it does once it moves by a pixel.
  await expect
    .poll(
      async () => {
        await reader.wheel(1);
        await reader.inPage(rest);
        return reader.inPage<number>('scrollY');
      },
      { message: 'the first scroll' },
    )
    .toBeGreaterThan(0);
  await reader.inPage(rest);
  let over = 0;
  let most = 0;
  for (const direction of [1, -1]) {
    for (;;) {
      const [from, height] = await reader.inPage<[number, number]>(
        '[scrollY, document.documentElement.scrollHeight - innerHeight]',
      );
      const to = Math.max(0, Math.min(height, from + direction * STRIDE));
      const at = `${direction > 0 ? 'down' : 'up'} at ${to}`;
      if (await reader.inPage<boolean>('document.elementFromPoint(150, 300)?.matches("[data-embed]")'))
        over += 1;
      if (to === from) break;
      await reader.wheel(to - from);
      await expect
        .poll(() => reader.inPage('Math.round(scrollY)'), { message: `scroll ${at}` })
        .toBe(Math.round(to));

      const where = await look();
      const inView = where.flatMap((place, i) => (place === 'in' ? [i] : []));
      const blank = async () => {
        const shown = await reader.inEmbeds<number>(colors, inView);
        return inView.filter((_, i) => !((shown[i] ?? 0) > 40));
      };
      const hold = () => reader.inEmbeds<Held>(held);
      // Embeds are looked at one after the other: a context that has just changed hands may be counted twice.
      const contexts = async () => {
        const count = (await hold()).reduce((sum, each) => sum + (each?.contexts ?? 0), 0);
        most = Math.max(most, Math.min(6, count));
        return count;
      };
      await expect.poll(blank, { message: `blank ${at}` }).toEqual([]);
      await expect.poll(contexts, { message: `contexts ${at}` }).toBeLessThanOrEqual(6);
      await reader.inPage(rest);
      const before = await hold();
      await reader.inPage(rest);
      const after = await hold();
      const isDrawn = after.flatMap((each, i) => {
        const frames = each?.frames ?? null;
        // A context that was made since has drawn nothing yet.
        const drawn = frames !== null && frames !== before[i]?.frames;
        return (where[i] === 'out' && drawn) || (frames !== null && !seen.has(i)) ? [i] : [];
      });
      expect(isDrawn, `drawn out of view ${at}`).toEqual([]);
    }
  }
  return { most, over };
}
