import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { pseudo } from '../tools/pseudo-language.ts';
import { sharedBrowser } from './support/browser.ts';
import { noteDrawnTexts } from './support/drawn-texts.ts';
import { readForeign } from './support/foreign-texts.ts';
import { openPage as openAny, type OpenOptions } from './support/page.ts';

/**
 * The page in languages that nobody speaks, en-XA accented and 40 % longer, ar-XB the same from right to left: what is
 * English was not translated, and what is cut has no room for a longer language.
 */
const scene = '#loss=himmelblau&noise=3&steps=20&step=8&opt=sgd&opt=adam';

/** Titles and texts of talks and lessons, which are documents. */
const DOCUMENTS = '.talk-menu-item, .reader-text :is(h1, p, li), .part, .reader-here, .reader-foot b';

/** The page, which notes what it draws. */
const openPage = (options: OpenOptions) => openAny({ ...options, before: noteDrawnTexts });

async function reads(page: Page, where: string): Promise<void> {
  await expect.poll(() => readForeign(page, DOCUMENTS), { message: where }).toEqual({ english: [], cut: [] });
}

/** How many words in the pseudo-language stand on canvases now. */
const wordsDrawn = (page: Page) =>
  page.evaluate(
    () => [...window.drawnTexts!.values()].flat().filter(({ text }) => /[^ -~]{3}/.test(text)).length,
  );

const spoken = (page: Page) =>
  page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    const files = performance
      .getEntriesByType('resource')
      .flatMap(({ name }) => /(en-XA|ar-XB)-[\w-]+\.js$/.exec(name)?.[1] ?? []);
    return { lang, dir, files };
  });

test('the page, its dialogs, a talk and a small screen speak the language of the address', async () => {
  // So high that every panel of the side is in view.
  const opened = await openPage({ at: `?lang=en-XA${scene}`, viewport: { width: 1280, height: 3200 } });
  const { page } = opened;
  expect(await spoken(page)).toEqual({ lang: 'en-XA', dir: 'ltr', files: ['en-XA'] });
  await page.locator('.side .results-table').waitFor();
  await reads(page, 'the page');
  const dialog = page.locator('dialog[open]');
  for (const key of ['?', 'l']) {
    await page.keyboard.press(key);
    await dialog.waitFor();
    await reads(page, `what ${key} opens`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
  for (const name of ['Embed this scene', 'Picture or slide…', 'Film…']) {
    for (const each of ['Share', name])
      await page.getByRole('button', { name: pseudo(each), exact: true }).click();
    await dialog.waitFor();
    // The legend of a figure, and of a film's frame, is written on its canvas.
    if (name !== 'Embed this scene')
      await expect.poll(() => wordsDrawn(page), { message: name }).toBeGreaterThan(3);
    await reads(page, name);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }
  await page.keyboard.press('t');
  await page.locator('.talk').waitFor();
  await reads(page, 'the talk');
  await page.keyboard.press('t');
  for (const [where, at, shown] of [
    ['a model', '#model=spiral&opt=adam&steps=20&step=8', '.side .model-numbers'],
    ['a curve', '#f=x^4-2x^2&curve=on&opt=sgd(lr:0.2)&steps=20&step=8', 'html[data-curve]'],
    ['a map of settings', '#loss=bowl&opt=momentum,lr:0.01&steps=20&settings=end', '#panel-settings canvas'],
  ] as const) {
    await page.evaluate((fragment) => (location.hash = fragment), at);
    await page.locator(shown).first().waitFor();
    await reads(page, where);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await reads(page, 'a phone');
  await opened.close();
});

test('from right to left the panels change sides, and drawings, numbers and formulas do not', async () => {
  const opened = await openPage({
    at: scene,
    locale: 'ar-XB',
    viewport: { width: 1280, height: 800 },
  });
  const { page } = opened;
  expect(await spoken(page), 'by the reader alone').toEqual({ lang: 'ar-XB', dir: 'rtl', files: ['ar-XB'] });
  await page.locator('.side .katex').first().waitFor();
  await reads(page, 'the page');
  const left = async (selector: string) => (await page.locator(selector).first().boundingBox())!.x;
  await expect.poll(async () => (await left('.controls')) > (await left('.stage'))).toBe(true);
  await expect.poll(async () => (await left('.stage')) > (await left('.side'))).toBe(true);
  expect(await left('.number-row .slider')).toBeLessThan(await left('.number-row .number-box'));
  const drawn = [
    'canvas',
    '.chart svg',
    '.side .katex',
    '.number-box',
    '.slider',
    '.scrubber',
    '.formula-row textarea',
  ];
  const directions = await page.evaluate(
    (all) => all.map((selector) => getComputedStyle(document.querySelector(selector)!).direction),
    drawn,
  );
  expect(Object.fromEntries(drawn.map((selector, i) => [selector, directions[i]]))).toEqual(
    Object.fromEntries(drawn.map((selector) => [selector, 'ltr'])),
  );
  await page.setViewportSize({ width: 390, height: 844 });
  await reads(page, 'a phone');
  await opened.close();
});

test('an embed speaks what its attribute says, and English where that is what it says', async () => {
  const foreign = await openPage({
    at: `?embed&lang=en-XA&show=stage,map,chart,step,legend,transport&knobs=adam.lr,start${scene}`,
    viewport: { width: 700, height: 900 },
  });
  expect(await spoken(foreign.page)).toEqual({ lang: 'en-XA', dir: 'ltr', files: ['en-XA'] });
  await reads(foreign.page, 'the embed');
  await expect
    .poll(() => foreign.page.locator('.embed-open').getAttribute('href'))
    .toMatch(/\?lang=en-XA#loss=himmelblau/);
  await foreign.close();
  const english = await openPage({ at: `?embed&lang=en&show=transport${scene}`, locale: 'en-XA' });
  expect(await spoken(english.page)).toEqual({ lang: 'en', dir: '', files: [] });
  await english.close();
});

test('a lesson is read in its own language, within the page’s', async () => {
  const opened = await openPage({
    at: '?lesson=gradient&lang=ar-XB',
    viewport: { width: 1280, height: 800 },
  });
  const { page } = opened;
  await reads(page, 'the lesson');
  expect(
    await page.evaluate(() =>
      ['.part-text', '.reader-head'].map((name) => getComputedStyle(document.querySelector(name)!).direction),
    ),
  ).toEqual(['ltr', 'rtl']);
  expect(await page.locator('.reader-home').getAttribute('href')).toMatch(/\?lang=ar-XB$/);
  await opened.close();
});

/** A page on which every fault that the reading looks for is to be found once, beside what is none. */
const faulty = /* html */ `
  <style>
    p { width: 60px; margin: 0; white-space: nowrap }
    .cut { overflow: hidden }
    .more { overflow: hidden; text-overflow: ellipsis }
    .scrolls { overflow: auto }
    .said { clip-path: inset(50%); overflow: hidden }
  </style>
  <canvas class="picture" width="100" height="50"></canvas>
  <p>Śţééṕ of 20, max 3, https://fall.line/page, page.png</p>
  <p class="cut">áá ţééẋţ ţĥááţ íś ćúúţ</p>
  <p class="more">áá ţééẋţ ţĥááţ ééńđś</p>
  <p class="scrolls">áá ţééẋţ ţĥááţ śćŕóóĺĺś</p>
  <p class="said">áá ţééẋţ ţĥááţ íś śááíđ</p>
  <p class="scrolls"><button title="Close">×</button><code>english</code><b class="own">title</b></p>`;

test('the reading of a foreign page finds what is English and what is cut, and nothing else', async () => {
  const context = await (await sharedBrowser()).newContext({ viewport: { width: 800, height: 600 } });
  const page = await context.newPage();
  await page.addInitScript(noteDrawnTexts);
  await page.goto('about:blank');
  await page.setContent(faulty);
  await page.evaluate(() => {
    const context = document.querySelector('canvas')!.getContext('2d')!;
    context.fillText('Wiped', 5, 20);
    context.clearRect(0, 0, 100, 50);
    context.fillText('śţééṕ 3, max', 5, 20);
    context.fillText('Shown', 5, 40);
    context.save();
    context.beginPath();
    context.rect(0, 0, 50, 50);
    context.clip();
    context.fillText('áá ćĺííṕṕééđ ŵóŕđ', 5, 30);
    context.fillText('áá ŵóŕđ óóúúţ óóḟ íţ', 60, 30);
    context.restore();
    context.fillText('ńóóţ ćĺííṕṕééđ', 5, 12);
    context.translate(90, 20);
    context.fillText('áá ĺóńǵ ŵóŕđ', 0, 0);
    context.fillText('áá ŵóŕđ ţĥááţ íś ééĺśééẃĥééŕéé', 300, 0);
  });
  expect(await readForeign(page, '.own')).toEqual({
    english: ['Close in button.', 'Shown on the canvas of canvas.picture'],
    cut: [
      'áá ţééẋţ ţĥááţ íś ćúúţ in p.cut',
      'áá ćĺííṕṕééđ ŵóŕđ on the canvas of canvas.picture',
      'áá ĺóńǵ ŵóŕđ on the canvas of canvas.picture',
    ],
  });
  await page.evaluate(() => (document.querySelector('canvas')!.width = 100));
  await page.locator('code').evaluate((code) => code.replaceWith('Open'));
  expect((await readForeign(page, 'i')).english).toEqual([
    'Open in p.scrolls',
    'Close in button.',
    'title in b.own',
  ]);
  await context.close();
});
