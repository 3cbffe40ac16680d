import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { defaultOptions } from '../../src/embed/options.ts';
import { snippets } from '../../src/embed/snippets.ts';
import { recordRun } from '../../src/core/index.ts';
import { scenesOf } from '../../src/core/lesson/lesson.ts';
import { compiled } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { course } from '../../src/lessons/course/index.ts';
import { glossary } from '../../src/text/en/glossary.ts';
import { print } from '../../src/text/en/print.ts';
import { lessons as text } from '../../src/text/en/lessons.ts';
import { violations } from './support/axe.ts';
import { firstLoad, markReady } from './support/first-load.ts';
import { openArticle } from './support/article.ts';
import { openPage, type OpenPage } from './support/page.ts';

const entry = course.find(({ id }) => id === 'momentum')!;
let opened: OpenPage;
beforeAll(async () => {
  opened = await openPage({
    at: '?lesson=momentum',
    viewport: { width: 1280, height: 800 },
    before: markReady,
  });
});
afterAll(() => opened.close());

const part = () => opened.page.evaluate(() => location.hash.slice(1));
const column = () => opened.page.getByRole('region', { name: text.landmarks.text });
const isWide = () =>
  opened.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
/** A lesson that its reader has read long ago, with a question that is due. */
const longAgo = {
  version: 1,
  read: ['momentum'],
  reviews: [{ id: '', level: 0, due: 0, at: 0 }],
};

test('a lesson is read by keys and by scrolling, asks, keeps the guess and its place, on a phone too', async () => {
  const { page } = opened;
  expect(await firstLoad(page)).toBeLessThan(220);
  const lesson = await entry.load();
  const ids = lesson.parts.map(({ id }) => id);
  await page.getByRole('heading', { name: entry.title, level: 1 }).waitFor();
  await expect.poll(part).toBe(ids[0]);
  await page.keyboard.press('n');
  await expect.poll(part).toBe('guess-descent');
  const card = page.getByRole('region', { name: text.questionOf(2) });
  await card.getByRole('textbox', { name: 'x', exact: true }).fill('-2');
  await card.getByRole('textbox', { name: 'y', exact: true }).fill('0.5');
  const scrubber = page.getByRole('slider', { name: 'Step', exact: true });
  await expect.poll(() => scrubber.isVisible()).toBe(false);
  await page.locator('.katex').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await card.getByRole('button', { name: 'Lock and run' }).click();
  await expect.poll(() => card.innerText()).toContain('(−2.00, 0.500)');
  // The reason is read with its formulas set.
  await card.locator('.ask-why .katex').first().waitFor();
  const answered = await card.innerText();

  // On and back: the text's numbers are of its own scene, the guess is still there.
  const waste = page.locator('#part-waste');
  const scroll = (top: number) => column().evaluate((element, to) => element.scrollTo(0, to), top);
  await card.getByRole('status').press('n');
  await expect.poll(part).toBe('waste');
  await expect.poll(() => waste.innerText()).toContain('The step is now 50, the loss 6.259');
  // Below the next question it is closed until that is answered or passed over.
  await scroll(1e6);
  await expect.poll(part).toBe('guess-memory');
  for (const id of ['guess-memory', 'guess-limit']) {
    await page.locator(`#part-${id}`).getByRole('button', { name: 'Show the answer' }).click();
    await page.getByText(text.end.teaches).or(page.locator('#part-guess-limit')).first().waitFor();
    await scroll(1e6);
  }
  await expect.poll(part).toBe(ids.at(-1));
  await page.getByText(text.challenge.name).waitFor();
  await page.getByRole('slider', { name: /momentum/ }).waitFor();
  await expect.poll(() => isWide()).toBe(false);
  expect(await violations(page)).toEqual([]);
  await scroll(0);
  await expect.poll(part).toBe(ids[0]);
  await page.keyboard.press('n');
  await expect.poll(() => card.innerText()).toBe(answered);

  // At 400 % nothing of the card is cut off, nor does the head lie over itself.
  await page.setViewportSize({ width: 320, height: 256 });
  const reach = (selector: string) =>
    page.locator(selector).evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right));
  await expect
    .poll(async () => Math.max(...(await reach('.reader-column .ask-stages li'))))
    .toBeLessThan((await column().boundingBox())!.width);
  await expect.poll(async () => Math.max(...(await reach('.reader-head :is(a, button)')))).toBeLessThan(320);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => isWide()).toBe(false);
  const stage = async () => (await page.getByRole('region', { name: text.landmarks.stage }).boundingBox())!;
  await expect
    .poll(async () => {
      const [above, words] = [await stage(), (await column().boundingBox())!];
      return [above.y + above.height <= words.y + 1, words.height > 300];
    })
    .toEqual([true, true]);
  const before = await stage();
  await scroll(1e6);
  await expect.poll(() => column().evaluate((element) => element.scrollTop)).toBeGreaterThan(300);
  expect(await stage()).toEqual(before);
  expect(await violations(page)).toEqual([]);
});

test('a lecturer prints the questions of a lesson, without a word of the answers, and with them as the runs give them', async () => {
  const { page } = opened;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => {
    window.print = () => {};
  });
  const { parts, review } = await entry.load();
  const asking = new Set([...scenesOf(parts), ...review.map(({ scene }) => scene)]);
  const asks = [...asking].map((fragment) => readFragment(fragment).scene).filter(({ ask }) => ask !== null);
  const { scene: first } = readFragment(scenesOf(parts)[1]!);
  const { positions } = recordRun({
    ...recordOptionsOf(first, first.optimizers[0]!),
    loss: compiled(first.formula),
  });
  const [x, y] = [...positions.subarray(2 * first.ask!.step)].map((value) => formatNumber(value, 3));
  const drawn: number[] = [];
  for (const name of [print.questions.name, print.questions.answered]) {
    await page.getByRole('button', { name: text.print }).click();
    const dialog = page.getByRole('dialog', { name: print.dialog.heading });
    await dialog.getByRole('combobox', { name: print.dialog.which }).selectOption(name);
    await dialog.getByRole('button', { name: print.dialog.print }).click();
    await dialog.waitFor({ state: 'detached' });
    const paper = page.locator('.paper');
    const said = (await paper.textContent())!;
    const isAnswered = name === print.questions.answered;
    expect(said.includes(`${print.questions.answer}: (${x}, ${y})`)).toBe(isAnswered);
    expect(said.includes(print.questions.guess)).toBe(!isAnswered);
    for (const { ask } of asks) {
      const [explained] = ask!.explanation.split('$');
      if (explained) expect(said.includes(explained)).toBe(isAnswered);
    }
    // A map and a code each; only with the answers the runs are on it.
    expect(await paper.locator('li').count()).toBe(asks.length);
    expect(await paper.locator('.questions-side > *').count()).toBe(asks.length);
    drawn.push(
      await paper
        .locator('.questions-side')
        .first()
        .evaluate((side) => new XMLSerializer().serializeToString(side).length),
    );
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await paper.waitFor({ state: 'detached' });
  }
  // The path of fifty steps.
  expect(drawn[1]! - drawn[0]!).toBeGreaterThan(500);
});

test('what was read is known in the contents, and what is due is asked', async () => {
  const { page } = opened;
  await page.getByRole('link', { name: text.name }).click();
  const row = page.getByRole('listitem').filter({ hasText: entry.title }).last();
  await expect.poll(() => row.innerText()).toContain(text.contents.isRead);
  await page.getByRole('searchbox').fill('heavy ball');
  await page.getByRole('search').getByRole('link', { name: entry.title }).first().waitFor();
  await expect.poll(() => isWide()).toBe(false);
  expect(await violations(page)).toEqual([]);

  // In another browser, with the progress of a file.
  await page.getByRole('button', { name: text.progress.erase }).click();
  await page.getByRole('button', { name: text.progress.eraseSure }).click();
  await page.getByText(text.progress.erased).waitFor();
  const { review } = await entry.load();
  const [reviews] = [[{ ...longAgo.reviews[0], id: `momentum/${review[0]!.id}` }]];
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: text.progress.open }).click();
  await (await picking).setFiles({
    name: 'progress.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...longAgo, reviews })),
  });
  await page.getByText(text.review.due(1)).waitFor();
  await page.getByRole('link', { name: text.review.begin }).click();
  const card = page.getByRole('region', { name: text.questionOf(1) });
  await card.getByRole('button', { name: 'Show the answer' }).click();
  await page.getByRole('link', { name: text.name }).click();
  // Passed over is not known: it comes again tomorrow.
  await page.getByText(/Nothing is due\. The next question comes on/).waitFor();
});

test('what was read is there after a reload and in another tab; where nothing can be kept it is said, and one reads as well', async () => {
  const { page } = opened;
  const at = (address: string) => new URL(address, page.url()).href;
  const [, second] = course;
  const rowOf = (where: Page | Frame) =>
    where.getByRole('listitem').filter({ hasText: second!.title }).last().innerText();
  await page.goto(at('?lesson'));
  expect(await rowOf(page)).not.toContain(text.contents.partsRead(1));
  const tab = await page.context().newPage();
  await tab.goto(at(`?lesson=${second!.id}`));
  // Told by the other tab.
  await expect.poll(() => rowOf(page)).toContain(text.contents.partsRead(1));
  await page.reload();
  await expect.poll(() => rowOf(page)).toContain(text.contents.partsRead(1));

  // No room is left: the database undoes what is written. One reads as well, and nothing that was kept is lost.
  await tab.addInitScript(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...given) {
      const request = put.apply(this, given);
      this.transaction.abort();
      return request;
    };
  });
  await tab.goto(at('?lesson=adam'));
  await tab.locator('html[data-ready]').waitFor({ state: 'attached' });
  await tab.keyboard.press('n');
  await tab.locator('.part:nth-of-type(2)[data-read]').waitFor();
  await tab.goto(at('?lesson'));
  await tab.getByText(text.progress.says).waitFor();
  await tab.getByRole('button', { name: text.progress.erase }).click();
  await tab.getByRole('button', { name: text.progress.eraseSure }).click();
  await tab.getByText(text.progress.notKept).waitFor();
  await tab.close();
  await page.reload();
  await expect.poll(() => rowOf(page)).toContain(text.contents.partsRead(1));

  // A frame without an origin has no storage at all.
  await page.evaluate(
    (src) => {
      const frame = Object.assign(document.createElement('iframe'), { src, title: 'framed' });
      frame.sandbox.add('allow-scripts');
      document.body.replaceChildren(frame);
    },
    at(`?lesson=${second!.id}`),
  );
  const framed = page.frames().at(-1)!;
  await framed.locator('html[data-ready]').waitFor({ state: 'attached' });
  await framed.getByRole('link', { name: text.name }).click();
  await framed.getByText(text.progress.notKept).waitFor();
  expect(await rowOf(framed)).not.toContain(text.contents.partsRead(1));
});

test('a term of a text leads to the glossary, from where its scene is opened and the lesson read on', async () => {
  const { page } = opened;
  await page.goto(new URL('?lesson=momentum', page.url()).href);
  await page.getByRole('heading', { name: entry.title }).waitFor();
  // On paper nothing of it is closed, whatever was answered.
  const { parts } = await entry.load();
  const printed = () => page.locator('.part:visible').count();
  await page.emulateMedia({ media: 'print' });
  await expect.poll(printed).toBe(parts.length);
  await page.emulateMedia({ media: 'screen' });
  await expect.poll(printed).toBeLessThan(parts.length);
  await page.getByRole('link', { name: 'condition number', exact: true }).click();
  const term = page.getByRole('region', { name: glossary.terms['condition-number'].name });
  await term.getByText(glossary.terms['condition-number'].says).waitFor();
  // Set as mathematics, and in view.
  await term.locator('.katex').waitFor();
  await expect.poll(async () => (await term.boundingBox())?.y).toBeLessThan(page.viewportSize()!.height);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('condition-number');
  await page.getByRole('searchbox', { name: glossary.search }).fill('heavy ball');
  await expect.poll(() => page.getByRole('status').innerText()).toBe(glossary.found(1));
  await expect.poll(() => isWide()).toBe(false);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: glossary.see(glossary.terms.momentum.name) }).click();
  await page.getByRole('region', { name: 'Optimizers' }).getByText('Momentum').first().waitFor();
  await page.goBack();
  await page.goBack();
  await page.getByRole('heading', { name: entry.title }).waitFor();
});

test('in an article a lesson is read from a part on, and the article hears its height and how a question was answered', async () => {
  const frame = snippets.iframe({
    page: inject('pageUrl'),
    lesson: 'momentum',
    fragment: 'guess-descent',
    title: entry.title,
    options: { ...defaultOptions, theme: 'dark' },
    width: 640,
    height: 640,
    picture: '',
  });
  const { page, close } = await openArticle('bare', `${frame}<p>The article goes on.</p>`, {
    viewport: { width: 1000, height: 800 },
  });
  const told = () => page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  await page.evaluate(() => {
    const list: unknown[] = [];
    Object.assign(window, { told: list });
    window.addEventListener('message', ({ data }) => list.push(data));
  });
  const inside = page.frames()[1]!;
  const send = (method: string, params: object) =>
    page.evaluate(
      ([name, given]) =>
        window.frames[0]!.postMessage({ fallLine: 1, id: name, method: name, params: given }, '*'),
      [method, params] as const,
    );
  await inside.locator('html[data-ready][data-theme=dark]').waitFor({ state: 'attached' });
  await send('subscribe', { events: ['ready', 'height', 'answer'] });
  await expect.poll(told).toContainEqual({ fallLine: 1, event: 'height', data: { height: 640 } });
  // No head and no foot: the article has its own. It begins at the part of the address.
  const card = inside.getByRole('region', { name: text.questionOf(2) });
  await card.getByRole('textbox', { name: 'x', exact: true }).fill('-2');
  await card.getByRole('textbox', { name: 'y', exact: true }).fill('0.5');
  expect(await inside.getByRole('link', { name: text.page }).count()).toBe(0);
  await card.getByRole('button', { name: 'Lock and run' }).click();
  const lesson = await entry.load();
  const { scene } = readFragment(scenesOf(lesson.parts)[1]!);
  const { positions } = recordRun({
    ...recordOptionsOf(scene, scene.optimizers[0]!),
    loss: compiled(scene.formula),
  });
  const [x, y] = positions.subarray(2 * scene.ask!.step);
  await expect.poll(told).toContainEqual({
    fallLine: 1,
    event: 'answer',
    data: { kind: 'end', right: false, gap: expect.closeTo(Math.hypot(x! + 2, y! - 0.5), 9) as number },
  });
  // The article leads to another part by its name.
  await send('setScene', { scene: 'waste' });
  await expect.poll(() => inside.locator('#part-waste').getAttribute('data-read')).toBe('');
  await close();
});
