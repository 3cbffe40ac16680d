import { expect, test } from 'vitest';
import { sharedBrowser } from './support/browser.ts';
import { readTexts } from './support/smallest-text.ts';

/** A page on which every fault that the reading looks for is to be found once, beside what is none. */
const page = /* html */ `
  <style>
    body { margin: 0; font: 20px/1.4 sans-serif }
    p { position: absolute; margin: 0; left: 10px; white-space: nowrap }
    .cut { overflow: hidden; width: 60px }
    .said { clip-path: inset(50%) }
  </style>
  <p style="top: 0">plain</p>
  <p style="top: 50px" class="cut">cut off by its box</p>
  <p style="top: 100px">lower</p>
  <p style="top: 104px">upper</p>
  <p style="top: 150px; left: 780px">beyond the window</p>
  <p style="top: 200px"><sup style="font-size: 10px">small</sup></p>
  <p style="top: 250px; font-size: 4px; visibility: hidden">unseen</p>
  <p style="top: 300px; font-size: 4px" class="said">said</p>
  <svg viewBox="0 0 100 20" width="400" height="80" style="position: absolute; top: 350px; left: 0">
    <text x="10" y="10" font-size="3">drawn at twelve</text>
  </svg>`;

test('the reading of texts finds what is small, cut off and overlapping, and nothing else', async () => {
  const browser = await sharedBrowser();
  const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
  const opened = await context.newPage();
  await opened.setContent(page);
  expect(await readTexts(opened)).toEqual({
    smallest: 10,
    smallestText: 'small',
    clipped: ['cut off by its box', 'beyond the window'],
    overlapping: ['lower / upper'],
  });
  await opened.locator('sup').evaluate((small) => small.remove());
  expect(await readTexts(opened)).toMatchObject({ smallest: 12, smallestText: 'drawn at twelve' });
  await context.close();
});
