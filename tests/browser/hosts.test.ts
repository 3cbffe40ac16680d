import { expect, inject, test } from 'vitest';
import { optionNames, ownNames } from '../../src/embed/attributes.ts';
import { defaultOptions, type EmbedOptions } from '../../src/embed/options.ts';
import { type Embedded, snippets } from '../../src/embed/snippets.ts';
import { openArticle } from './support/article.ts';
import { reactHost } from './support/react-host.ts';

const origin = new URL(inject('pageUrl')).origin;
const embedded = (options: Partial<EmbedOptions>, fragment = 'loss=booth&opt=adam,lr:0.3'): Embedded => ({
  page: inject('pageUrl'),
  fragment,
  title: 'Fall Line: Adam on Booth',
  options: { ...defaultOptions, ...options },
  width: 640,
  height: 300,
  picture: 'fall-line.png',
});
const small = embedded({ show: ['transport'] });
const all = embedded(
  {
    show: ['stage', 'map', 'legend', 'transport'],
    knobs: [
      { rule: 'adam', nth: 1, key: 'lr' },
      { rule: 'adam', nth: 1, key: 'beta1' },
    ],
  },
  'loss=booth&opt=adam,lr:0.3&opt=sgd&opt=rmsprop',
);

/** Nothing but what is named, no style in a page, no script in a page. */
const policy = `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; frame-src 'self' ${origin}`;
const host = `<meta http-equiv="Content-Security-Policy" content="${policy}" />
  <link rel="stylesheet" href="style.css" />
  <script src="host.js" type="module"></script>
  </head><body>
  <div class="column" id="plain">${snippets.iframe(all)}</div>
  <div class="column" id="mdx"></div>
  <div class="column" id="react"></div>
  <fall-line id="fixed" height="180" base="inner/index.html">A host that answers anything.</fall-line>`;
const beside = async () => ({
  'host.js': await reactHost(
    snippets.jsx(small) + snippets.jsxElement(embedded({ show: ['transport'], speed: 5, autoplay: true })),
    `# An article\n\nText before.\n\n${snippets.jsx(small)}\n\n${snippets.jsxElement(small)}\n\nText behind.\n`,
  ),
  'style.css': '.column { width: 280px; }',
  'inner/index.html': `<!doctype html><title>The host again</title>
    <script src="${inject('pageUrl')}embed.js"></script><fall-line base="../">Inside</fall-line>`,
});

type Embed = HTMLElement & Record<string, (params?: object) => Promise<unknown>>;

test('under a strict policy, in React and in MDX, frames and elements come alive and cut nothing off', async () => {
  const article = await openArticle('bare', host, {
    beside: await beside(),
    // Of the frame from the host's own origin.
    expected: /allow-scripts and allow-same-origin/,
    reducedMotion: 'no-preference',
    viewport: { width: 600, height: 1300 },
  });
  const { page } = article;

  // A frame of 280 x 300, in which not all has room.
  const plain = page.frameLocator('#plain iframe');
  await plain.locator('.stage canvas[data-frames]').waitFor();
  await expect
    .poll(() => page.locator('#plain iframe').boundingBox())
    .toMatchObject({ width: 280, height: 300 });
  const box = async (selector: string) => (await plain.locator(selector).first().boundingBox())!;
  const isWhole = () =>
    plain.locator('html').evaluate(({ scrollHeight, scrollWidth }) => [scrollHeight, scrollWidth]);
  await expect.poll(() => isWhole()).toEqual([300, 280]);
  await expect
    .poll(async () => {
      const [legend, stage] = [await box('.legend'), await box('.stage')];
      return [legend.y + legend.height <= stage.y, stage.height > 130];
    })
    .toEqual([true, true]);
  const button = (name: string) => plain.getByRole('button', { name, exact: true });
  const rate = plain.getByRole('slider', { name: 'Adam: learning rate' });
  await button('Knobs').click();
  await expect.poll(async () => (await rate.boundingBox())?.width).toBeGreaterThan(130);
  await rate.press('ArrowRight');
  await expect.poll(() => isWhole()).toEqual([300, 280]);
  await button('Map').click();
  await plain.locator('.map-picture canvas').first().waitFor();
  await expect.poll(() => rate.isVisible()).toBe(false);
  await expect.poll(() => isWhole()).toEqual([300, 280]);
  await button('Map').click();
  await plain.locator('.stage').waitFor();
  // With the height that it would like it folds nothing.
  await page.locator('#plain iframe').evaluate((frame: HTMLIFrameElement) => (frame.height = '900'));
  await rate.waitFor();
  await plain.locator('.map-picture').waitFor();
  await expect.poll(() => button('Map').isVisible()).toBe(false);

  for (const place of ['#mdx', '#react']) {
    await page.locator(`${place} > iframe[title="Fall Line: Adam on Booth"]`).waitFor();
    await page.frameLocator(`${place} > iframe`).getByRole('button', { name: 'Step forward' }).waitFor();
    await page.locator(`${place} fall-line iframe.ready`).waitFor();
    // As wide as its column, as high as its one row.
    const size = async () => {
      const { width, height } = (await page.locator(`${place} fall-line iframe`).boundingBox())!;
      return [width, height > 40 && height < 80];
    };
    await expect.poll(size, { message: place }).toEqual([280, true]);
  }
  await expect.poll(() => page.locator('#mdx').innerText()).toContain('Text behind.');

  // Another scene is played as the first one was, and the frame's title says what it is.
  const element = page.locator('#react fall-line');
  const playing = () =>
    element.evaluate(async (embed: Embed) => {
      const [{ playhead }, state] = (await Promise.all([embed['getScene']!(), embed['getState']!()])) as [
        { playhead: { speed: number } },
        { playing: boolean },
      ];
      return [playhead.speed, state.playing];
    });
  await element.scrollIntoViewIfNeeded();
  await expect.poll(playing).toEqual([5, true]);
  await element.evaluate((embed) => embed.setAttribute('scene', 'loss=rosenbrock&opt=sgd&steps=900'));
  await page.locator('#react fall-line iframe[title="Fall Line: SGD on Rosenbrock"]').waitFor();
  await expect.poll(playing).toEqual([5, true]);
  await element.evaluate((embed) => embed.setAttribute('title', 'A valley'));
  await page.locator('#react fall-line iframe[title="A valley"]').waitFor();

  const observed = await page.evaluate(
    () =>
      (customElements.get('fall-line') as unknown as { observedAttributes: readonly string[] })
        .observedAttributes,
  );
  expect(observed.toSorted()).toEqual([...ownNames, ...optionNames].toSorted());

  // A host that gives its own page for any address is not framed in itself.
  const fixed = page.locator('#fixed');
  await fixed.scrollIntoViewIfNeeded();
  const inner = page.frameLocator('#fixed iframe').locator('fall-line');
  await expect
    .poll(() => inner.evaluate((embed) => embed.shadowRoot?.textContent))
    .toContain('give <fall-line> the attribute base');
  await expect.poll(() => inner.locator('iframe').count()).toBe(0);
  await expect.poll(async () => (await page.locator('#fixed iframe').boundingBox())?.height).toBe(180);
  await article.close();
});
