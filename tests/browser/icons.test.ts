import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { sharedBrowser } from './support/browser.ts';

/** The icons of the installed page, drawn from `icon.svg`; a full one bleeds to the edge, its sign in the middle. */
const icons = [
  { file: 'icon-192.png', size: 192, full: false },
  { file: 'icon-512.png', size: 512, full: false },
  { file: 'icon-full-180.png', size: 180, full: true },
  { file: 'icon-full-512.png', size: 512, full: true },
] as const;

const publicFolder = join(process.cwd(), 'public');

test('the icons are those of icon.svg, and the manifest names them with their sizes', async () => {
  const drawing = await readFile(join(publicFolder, 'icon.svg'), 'utf8');
  const browser = await sharedBrowser();
  const page = await browser.newPage({ viewport: { width: 512, height: 512 } });
  await page.setContent(`<body style="margin: 0">${drawing}`);
  for (const { file, size, full } of icons) {
    const drawn = await page
      .evaluate(
        ([pixels, bleeds]) => {
          const svg = document.querySelector('svg')!;
          svg.style.cssText = `display: block; width: ${pixels}px; height: ${pixels}px`;
          svg.querySelector('rect')!.setAttribute('rx', bleeds ? '0' : '14');
          // The sign stays within the circle of four fifths that is seen whatever shape it is cut to.
          for (const part of Array.from(svg.children).slice(1)) {
            if (bleeds) part.setAttribute('transform', 'translate(32 32) scale(0.9) translate(-32 -32)');
            else part.removeAttribute('transform');
          }
        },
        [size, full] as const,
      )
      .then(() => page.locator('svg').screenshot({ omitBackground: true }));
    if (process.env['TAKE_PICTURES']) await writeFile(join(publicFolder, file), drawn);
    const expected = PNG.sync.read(await readFile(join(publicFolder, file)));
    expect([expected.width, expected.height]).toEqual([size, size]);
    const differing = pixelmatch(PNG.sync.read(drawn).data, expected.data, undefined, size, size, {
      threshold: 0.1,
    });
    expect(differing, file).toBeLessThan(size * size * 0.001);
  }
  await page.close();

  const manifest = JSON.parse(await readFile(join(publicFolder, 'manifest.webmanifest'), 'utf8')) as {
    icons: { src: string; sizes: string }[];
  };
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.sizes !== 'any')) {
    const icon = icons.find(({ file }) => file === src);
    expect(sizes).toBe(`${icon?.size}x${icon?.size}`);
  }
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(['any', '192x192', '512x512', '512x512']);
});
