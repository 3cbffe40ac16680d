import jsqr from 'jsqr';
import type { Locator, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { type CaptionNode, captionTree } from '../../src/present/caption-tree.ts';
import { bundledTalks } from '../../src/present/talks/index.ts';
import { models } from '../../src/text/en/models.ts';
import { openPage } from './support/page.ts';
import { readPdf } from './support/pdf.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

/** Without blanks, as the text of a PDF is read; and as the typeface has one sign for two, of which a PDF's text has the other. */
const bare = (text: string) => text.replaceAll(/\s/g, '').replaceAll('’', 'ʼ');

/** Runs in the page: that it was asked to print stands in the document, and no dialog opens. */
function noPrinter(): void {
  window.print = () => document.documentElement.setAttribute('data-asked', '');
}

/** Waits until the page has asked for the printer: the paper is there. */
async function asked(page: Page): Promise<void> {
  await page.locator('html[data-asked]').waitFor({ state: 'attached', timeout: 120_000 });
  await page.evaluate(() => document.documentElement.removeAttribute('data-asked'));
}

/** What a camera reads off an element. */
async function codeOn(element: Locator): Promise<string | undefined> {
  const { data, width, height } = PNG.sync.read(await element.screenshot());
  return jsqr(new Uint8ClampedArray(data), width, height)?.data;
}

/** The pictures of the paper that are not seen in their own proportions, or hardly seen. */
const stretched = (page: Page) =>
  page.locator('.paper').evaluate((paper) =>
    [...paper.querySelectorAll('canvas, .paper-row > svg, .qr-code')].flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      const [, , across = 1, down = 1] = each.getAttribute('viewBox')?.split(' ').map(Number) ?? [];
      const own = each instanceof HTMLCanvasElement ? each.width / each.height : across / down;
      const isTrue =
        getComputedStyle(each).objectFit === 'contain' || Math.abs(width / height / own - 1) < 0.02;
      return isTrue && width > 80 && height > 80 ? [] : [`${each.className} ${width} x ${height}`];
    }),
  );

/** All that a print must not change. */
const situation = (page: Page) =>
  page.evaluate(() => ({
    address: location.href,
    theme: document.documentElement.dataset['theme'],
    scroll: document.querySelector('.side')?.scrollTop,
    focus: document.activeElement?.tagName,
    papers: document.querySelectorAll('.paper').length,
    play: document.querySelector('.transport-play')?.getAttribute('aria-label'),
    step: document.querySelector<HTMLInputElement>('.scrubber')?.value,
    stage: document.querySelector('.stage canvas')?.getBoundingClientRect().toJSON() as unknown,
  }));

// Three papers are laid out for the printer.
const patience = { timeout: 300_000 };

test(
  'a scene prints as a figure with its settings and the way back, and the page stays as it is',
  patience,
  async () => {
    const opened = await openPage({
      before: noPrinter,
      at: '#loss=himmelblau&start=-0.4,-0.75&opt=adam,lr:0.22&opt=sgd,lr:0.004,momentum:0.9&steps=300&step=34&theme=dark',
      viewport: { width: 1200, height: 500 },
      // A camera sees every module.
      deviceScaleFactor: 1,
    });
    const { page } = opened;
    const user = userOf(page);
    const side = page.locator('.side');
    await side.locator('.map-canvas, canvas').first().waitFor();
    await side.evaluate((element) => element.scrollTo(0, 120));
    const before = await situation(page);
    const link = await page.evaluate(() => location.href);

    await page.keyboard.press('Control+p');
    await asked(page);
    const [figure, ...others] = readPdf(await page.pdf({ format: 'A4' }));
    for (const words of [
      'Himmelblau, four equal minima',
      'From (−0.4, −0.75), 300 steps, exact gradients. Shown at step 34.',
      'η 0.22, β₁ 0.9, β₂ 0.999, ε 1e−8',
      'η 0.004, μ 0.9',
      'Loss per step',
      'The link opens only on the computer on which this was printed.',
      link,
    ])
      expect(figure?.text).toContain(bare(words));
    expect(figure?.links).toContain(link.replace('#', '?#'));
    // 680 CSS pixels of three pixels each.
    expect(Math.max(...(figure?.pictures ?? []).map(({ width }) => width))).toBe(2040);
    expect(others.map(({ text }) => text.slice(0, 11))).toEqual([bare('Step 34 by SGD')]);
    await expect.poll(() => situation(page)).toEqual(before);

    // The browser's own Print, by the media alone; its code is here now.
    await page.emulateMedia({ media: 'print' });
    const code = page.locator('.paper .qr-code');
    await code.waitFor();
    await expect.poll(() => stretched(page)).toEqual([]);
    await expect.poll(() => codeOn(code)).toBe(link);
    const colours = await page.locator('.paper').evaluate((paper) => {
      const ground = getComputedStyle(document.documentElement).backgroundColor;
      return [getComputedStyle(paper).color, ground, ground];
    });
    expect(colours.slice(0, 2)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    await page.emulateMedia({ media: null });
    await user.still();
    await expect.poll(() => situation(page)).toEqual(before);

    // A curve's figure is on one sheet, too, with its chart alone in the row.
    await user.go('#f=0.1*x^2%2B0.9*sin(2x)%2B1.4&curve=on&start=-5.65,0&opt=sgd(lr:0.2)&steps=60&step=4');
    await page.getByRole('application', { name: /^Loss curve: / }).waitFor();
    await page.keyboard.press('Control+p');
    await asked(page);
    const [curve, ...steps] = readPdf(await page.pdf({ format: 'A4' }));
    expect(curve?.text).toContain(bare('The link opens only on the computer'));
    expect(steps.map(({ text }) => text.slice(0, 10))).toEqual([bare('Step 4 by SGD')]);

    // A formula that is wider than any paper, in a link that is longer than any code holds, by many optimizers.
    const long = Array.from({ length: 130 }, (_, i) => `(${i + 1}.25x-${i + 1}.75y)^2`).join('+');
    const optimizers = ['adam', 'rmsprop', 'sgd', 'adagrad', 'nadam', 'lion'].map(
      (id) => `opt=${id},lr:0.0001`,
    );
    await user.go(`f=${encodeURIComponent(long)}&${optimizers.join('&')}&steps=3`);
    // The rules that most scenes do without are loaded with the first of them.
    await user.legend.getByRole('button', { name: /^Lion/ }).waitFor();
    await page.keyboard.press('Control+p');
    await asked(page);
    const pages = readPdf(await page.pdf({ format: 'Letter' }));
    expect(pages.filter(({ text }) => text.length < 40)).toEqual([]);
    expect(pages.map(({ text }) => text).join('')).toContain(bare('which is more than a QR code holds'));
    expect(pages.length).toBeLessThan(8);
    await opened.close();
  },
);

/** What a caption says beside its formulas, in parts. */
function wordsOf(nodes: readonly CaptionNode[]): string[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? [node] : 'children' in node ? wordsOf(node.children) : [],
  );
}

test.each(bundledTalks)(
  '“$title” prints as a handout, and its scene opens on phones',
  // A dozen scenes are laid out for the printer.
  { timeout: 300_000 },
  async ({ id, load }) => {
    const { title, scenes } = await load();
    const withNotes = id === 'to-adam';
    const opened = await openPage({
      at: `?present=${id}`,
      deviceScaleFactor: 1,
      before: noPrinter,
    });
    const { page } = opened;
    const room = presentationOf(page);
    await room.begun();

    const code = page.getByRole('region', { name: 'Open this scene on your phone' });
    await page.keyboard.press('q');
    await code.waitFor();
    const link = await code.locator('.present-code-link').innerText();
    await expect
      .poll(() => codeOn(code.getByRole('img', { name: `QR code of the link ${link}` })))
      .toBe(link);
    await page.keyboard.press('Escape');
    await code.waitFor({ state: 'hidden' });
    // On a Cyrillic keyboard.
    for (const state of ['visible', 'hidden'] as const) {
      await page.evaluate(() => {
        const press = { key: 'й', code: 'KeyQ', bubbles: true, cancelable: true };
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press));
      });
      await code.waitFor({ state });
    }

    await page.keyboard.press('Control+p');
    const dialog = page.getByRole('dialog', { name: 'Handout' });
    if (withNotes) await dialog.getByRole('checkbox', { name: 'With the notes' }).check();
    await dialog.getByRole('button', { name: 'Print or save as PDF' }).click();
    await asked(page);
    await dialog.waitFor({ state: 'detached' });
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => stretched(page)).toEqual([]);
    const last = page.locator('.handout-scene').last();
    const way = await last.locator('.paper-link a').innerText();
    await expect.poll(() => codeOn(last.locator('.qr-code'))).toBe(way);

    // Letter is the lower one; with the notes more lines are broken on the narrower one.
    for (const format of withNotes ? (['A4', 'Letter'] as const) : (['Letter'] as const)) {
      const pages = readPdf(await page.pdf({ format }));
      expect(pages.length, format).toBe(Math.ceil(scenes.length / 2));
      for (const [at, scene] of scenes.entries()) {
        const { text, pictures } = pages[Math.floor(at / 2)]!;
        expect(text).toContain(bare(title));
        for (const words of wordsOf(captionTree(scene.caption))) expect(text).toContain(bare(words));
        expect(text.includes(bare(scene.notes)), `the notes of scene ${at + 1}`).toBe(
          withNotes || scene.notes === '',
        );
        expect(text).not.toContain(bare(models.notOnPaper));
        expect(pictures.map(({ width }) => width)).toContain(880);
      }
    }
    await page.emulateMedia({ media: null });
    await page.locator('.paper').waitFor({ state: 'detached' });
    await expect.poll(() => room.number()).toBe(`1 / ${scenes.length}`);
    await opened.close();
  },
);
