import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPrinting, type PaperSource } from '../../src/ui/printing.ts';

let printed: number;
beforeEach(() => {
  printed = 0;
  vi.stubGlobal('print', () => (printed += 1));
});
afterEach(() => {
  window.dispatchEvent(new Event('afterprint'));
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** A paper with a word on it, and how often its code was asked for. */
function source(word: string, refusals = 0): PaperSource & { loads: number } {
  const own = {
    loads: 0,
    async load() {
      own.loads += 1;
      if (own.loads <= refusals) throw new Error('no network');
      return () => {
        const paper = document.createElement('article');
        paper.textContent = word;
        document.body.append(paper);
        return paper;
      };
    },
  };
  return own;
}

/** The papers in the page; those of pages of other tests, which hear the browser too, have another word. */
const papers = (...words: readonly string[]) =>
  [...document.querySelectorAll('article')]
    .map((paper) => paper.textContent)
    .filter((text) => words.some((word) => text.includes(word)));
const browser = (what: 'beforeprint' | 'afterprint') => window.dispatchEvent(new Event(what));

describe('printing', () => {
  test('puts the paper into the page, asks the browser, and takes it away', async () => {
    const page = source('first');
    const printing = createPrinting(page);
    await printing.print();
    expect([papers('first'), printed, page.loads]).toEqual([['first'], 1, 1]);
    // The browser says that it begins: the paper is there already.
    browser('beforeprint');
    expect(papers('first')).toEqual(['first']);
    browser('afterprint');
    expect(papers('first')).toEqual([]);
    await printing.print();
    expect([papers('first'), page.loads]).toEqual([['first'], 1]);
  });

  test('by the browser’s own way, quicker than the code, is an excuse; the next time it is the paper', async () => {
    const page = source('second');
    createPrinting(page);
    const shown = () => papers('second', 'Print once more');
    browser('beforeprint');
    expect(shown()).toEqual([expect.stringContaining('Print once more')]);
    browser('afterprint');
    expect(shown()).toEqual([]);
    // The code comes meanwhile.
    await vi.waitFor(() => {
      browser('afterprint');
      browser('beforeprint');
      expect(shown()).toEqual(['second']);
    });
    expect(page.loads).toBe(1);
  });

  test.each(['blur', 'touchstart', 'keydown'])('%s is a hint: the code is fetched once', (hint) => {
    const page = source('page');
    createPrinting(page);
    for (let i = 0; i < 3; i++)
      window.dispatchEvent(
        hint === 'keydown' ? new KeyboardEvent(hint, { key: 'Control' }) : new Event(hint),
      );
    expect(page.loads).toBe(1);
  });

  test('code that could not be had is asked for once more', async () => {
    const page = source('fourth', 1);
    const printing = createPrinting(page);
    await expect(printing.print()).rejects.toThrow('no network');
    await printing.print();
    expect([papers('fourth'), page.loads]).toEqual([['fourth'], 2]);
  });

  test('gives what was given last, until that ends; the page’s own can be had meanwhile', async () => {
    const printing = createPrinting(source('fifth'));
    let asked = 0;
    const stop = printing.give({ ...source('talk'), ask: async () => void (asked += 1) });
    await printing.print();
    expect([papers('fifth', 'talk'), asked, printed]).toEqual([[], 1, 0]);
    await printing.printPage();
    expect(papers('fifth', 'talk')).toEqual(['fifth']);
    browser('afterprint');
    stop();
    await printing.print();
    expect([papers('fifth', 'talk'), asked]).toEqual([['fifth'], 1]);
  });
});
