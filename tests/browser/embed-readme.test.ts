import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const section = /^## Embeds\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
/** The section's snippets as they stand, but for the address that they name. */
const snippets = [...section.matchAll(/^```html\n(.*?)^```/gms)].map(([, html = '']) =>
  html.replaceAll('https://example.org/fall-line/', inject('pageUrl')),
);
const [asFrame = '', asElement = '', button = ''] = snippets;

declare const embed: HTMLElement & {
  getScene(): Promise<{ optimizers: { id: string; values: Record<string, number> }[] }>;
};

test("the README's snippets come alive as they stand, and the button acts", async () => {
  expect(snippets.length).toBe(3);
  const framed = await openArticle('article', asFrame);
  const frame = framed.page.frameLocator('iframe');
  await frame.locator('.stage canvas[data-frames]').waitFor();
  await frame.getByRole('slider', { name: 'Adam: learning rate' }).waitFor();
  await frame.getByRole('button', { name: 'Step forward' }).click();
  await expect.poll(() => frame.getByRole('slider', { name: 'Step', exact: true }).inputValue()).toBe('1');
  await framed.close();

  const article = await openArticle('article', asElement + button);
  const inside = article.page.frameLocator('fall-line iframe');
  await inside.locator('.stage canvas[data-frames]').waitFor();
  await inside.getByRole('slider', { name: 'Adam: learning rate' }).waitFor();
  await expect.poll(() => inside.locator('html').getAttribute('data-theme')).toBe('light');
  await article.page.getByRole('button', { name: 'Raise beta', exact: true }).last().click();
  await expect
    .poll(() => article.page.evaluate(async () => (await embed.getScene()).optimizers))
    .toMatchObject([{ id: 'adam', values: { lr: 0.05, beta1: 0.99 } }]);
  await article.close();
});
