import { expect, test } from 'vitest';
import { recordRun } from '../../src/core/index.ts';
import { beginDescent, bestRivalsOf } from '../../src/core/lesson/blind.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { blind as text } from '../../src/text/en/blind.ts';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';

const SEED = 20261126;

test('a hill in fog: nothing of it is told but where one has been, by keys too, and in the end who came lower', async () => {
  const opened = await openPage({ at: `?blind=${SEED}`, viewport: { width: 1280, height: 800 } });
  const { page } = opened;
  const { hill, loss, looks } = beginDescent(SEED);
  const map = page.getByRole('application', { name: text.map });
  /** Colours of the picture farther from a place than its sight and its arrow reach. */
  const coloursFarFrom = ([x, y]: readonly [number, number]) =>
    map.evaluate(
      (canvas, [px, py, reach]) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
        copy.drawImage(canvas as HTMLCanvasElement, 0, 0);
        const { data } = copy.getImageData(0, 0, width, height);
        const pixels = new Uint32Array(data.buffer);
        return new Set(
          pixels.filter((_, i) => Math.hypot((i % width) - px, Math.floor(i / width) - py) > reach),
        ).size;
      },
      [(x - hill.domain[0]) * 90, (hill.domain[3] - y) * 90, 1.5 * 90] as const,
    );
  const status = page.locator('main').getByRole('status').first();
  await expect.poll(() => status.innerText()).toContain(formatNumber(looks[0]!.loss));
  await expect.poll(() => coloursFarFrom(hill.start)).toBe(1);
  const told = () =>
    page.evaluate(() => new XMLSerializer().serializeToString(document.querySelector('main')!));
  for (const secret of ['exp(', '*exp', 'Adam', 'Momentum']) expect(await told()).not.toContain(secret);
  expect(await violations(page)).toEqual([]);

  await map.focus();
  const [dx, dy] = hill.start.map((value) => -Math.sign(value));
  await page.keyboard.press(dx! > 0 ? 'Shift+ArrowRight' : 'Shift+ArrowLeft');
  await page.keyboard.press(dy! > 0 ? 'Shift+ArrowUp' : 'Shift+ArrowDown');
  await page.keyboard.press('Enter');
  const next = [hill.start[0] + dx!, hill.start[1] + dy!] as const;
  await expect
    .poll(() => status.innerText())
    .toContain(
      text.here(
        '1',
        String(hill.budget),
        place(next),
        formatNumber(loss.value(next)),
        place(loss.gradient(next)),
      ),
    );
  for (const secret of ['*exp', 'Adam']) expect(await told()).not.toContain(secret);

  // As people write numbers; what is none is said, and leads nowhere.
  const [x, y] = [text.x, text.y].map((name) => page.getByRole('textbox', { name, exact: true }));
  const go = page.getByRole('button', { name: text.go });
  await x!.fill('a');
  await page.getByText('“a” is not a number.').waitFor();
  expect(await go.isDisabled()).toBe(true);
  await x!.fill('1/2');
  await y!.fill('0,25');
  await y!.press('Enter');
  const typed = [0.5, 0.25] as const;
  const there = [place(typed), formatNumber(loss.value(typed)), place(loss.gradient(typed))] as const;
  await expect.poll(() => status.innerText()).toBe(text.here('2', String(hill.budget), ...there));

  await page.getByRole('button', { name: text.give }).click();
  // No arrow is drawn any more.
  await expect.poll(() => status.innerText()).toBe(text.last('2', String(hill.budget), ...there));
  const result = page.getByRole('region', { name: text.rank });
  const { scene } = readFragment(bestRivalsOf(hill));
  for (const [i, name] of ['SGD', 'Momentum', 'Adam'].entries()) {
    const { losses } = recordRun({ ...recordOptionsOf(scene, scene.optimizers[i]!), loss });
    await expect.poll(() => result.innerText()).toContain(`${name} ${formatNumber(Math.min(...losses))}`);
  }
  const own = Math.min(looks[0]!.loss, loss.value(next), loss.value(typed));
  await expect.poll(() => result.innerText()).toContain(`${text.you} ${formatNumber(own)}`);
  await expect.poll(() => coloursFarFrom(hill.start)).toBeGreaterThan(50);
  await page.setViewportSize({ width: 390, height: 844 });
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(overhang).toBeLessThanOrEqual(0);
  expect(await violations(page)).toEqual([]);
  await result.getByRole('link', { name: text.open }).click();
  await page.getByRole('region', { name: 'Optimizers' }).getByText('Momentum').first().waitFor();
  await opened.close();
});

function place(at: ArrayLike<number>): string {
  return `(${Array.from(at, (value) => formatNumber(value)).join(', ')})`;
}
