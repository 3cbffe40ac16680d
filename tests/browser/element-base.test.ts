import { expect, inject, test } from 'vitest';
import { openArticle } from './support/article.ts';

const scene = 'loss=booth&opt=sgd(lr:0.05)&steps=20';
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
