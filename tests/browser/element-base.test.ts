import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';

const scene = 'loss=booth&opt=sgd(lr:0.05)&steps=20';
/** The element as a program that bundles it has it: built into a script of the host's own. */
const bundled = async (): Promise<string> => (await fetch(`${inject('pageUrl')}embed.js`)).text();

test('embed.js as a module finds its own folder', async () => {
  const article = await openArticle(
    'article',
    `<script type="module">import '${inject('pageUrl')}embed.js';</script>
    <fall-line scene="${scene}"></fall-line>`,
  );
  const { page } = article;
  const frame = page.locator('fall-line iframe.ready');
  await frame.waitFor({ state: 'attached' });
  expect(await frame.getAttribute('src')).toContain(`${inject('pageUrl')}?embed`);
  await article.close();
});

test('bundled, the element says that it needs its base, frames nothing, and starts when it has one', async () => {
  const article = await openArticle(
    'article',
    `<script type="module">${(await bundled()).replaceAll('</script', '<\\/script')}</script>
    <fall-line scene="${scene}">before</fall-line>`,
  );
  const { page } = article;
  const element = page.locator('fall-line');
  await expect.poll(() => element.innerText()).toContain('before');
  await expect
    .poll(() => element.evaluate((host) => host.shadowRoot?.textContent))
    .toContain('give <fall-line> the attribute base');
  expect(await element.locator('iframe').count()).toBe(0);
  const refused = await element.evaluate((host) =>
    (host as HTMLElement & { getState(): Promise<unknown> })
      .getState()
      .catch((error: Error) => error.message),
  );
  expect(refused).toContain('base');

  // Neither what is no address nor the host's own page is framed.
  for (const base of ['http://', page.url()]) {
    await element.evaluate((host, value) => host.setAttribute('base', value), base);
    expect(await element.locator('iframe').count()).toBe(0);
  }
  await element.evaluate((host, value) => host.setAttribute('base', value), inject('pageUrl'));
  await element.locator('iframe.ready').waitFor({ state: 'attached' });
  expect(await element.evaluate((host) => host.shadowRoot?.querySelector('p'))).toBe(null);
  await article.close();
});
