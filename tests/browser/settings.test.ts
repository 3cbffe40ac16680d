import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

const rateIn = (address: string) => Number(/lr:([\d.e-]+)/.exec(decodeURIComponent(address))?.[1]);

test('a map of settings: its ring is dragged, a box zooms, a pixel’s run is shown, and a link has all of it', async () => {
  const at = '#loss=bowl&start=1,1&opt=momentum,lr:0.01&steps=60';
  const opened = await openPage({ at, viewport: { width: 1280, height: 900 } });
  const { page } = opened;
  const panel = page.locator('#panel-settings');
  await panel.scrollIntoViewIfNeeded();
  await panel.getByRole('button', { name: 'Map two settings' }).click();
  await panel.getByText('256 × 256 runs').waitFor();
  await expect.poll(() => page.url()).toContain('settings=loss');
  await expect
    .poll(() => panel.getByRole('img').getAttribute('aria-label'))
    .toMatch(/^Map of settings of Momentum: best η/);
  expect(await violations(page)).toEqual([]);

  const plot = page.locator('.settings-plot');
  const said = page.locator('.settings-said');
  await plot.scrollIntoViewIfNeeded();
  const box = (await plot.boundingBox())!;
  const to = (x: number, y: number) => page.mouse.move(box.x + x * box.width, box.y + (1 - y) * box.height);
  await to(0.25, 0.1);
  await expect.poll(() => said.innerText()).toMatch(/^η 3\.\d+e−4, μ 0\.\d+: loss \d.* after 60 steps\.$/);

  // The ring at a rate of 0.01 is halfway between 1e-5 and 10.
  await to(0.5, 0.9 / 0.999);
  await page.mouse.down();
  await to(0.6, 0.5);
  await to(0.667, 0.5);
  await page.mouse.up();
  await expect.poll(() => rateIn(page.url())).toBeCloseTo(0.1, 2);
  await page.keyboard.press('Control+z');
  await expect.poll(() => rateIn(page.url())).toBe(0.01);

  await to(0.2, 0.2);
  await page.mouse.down();
  await to(0.3, 0.4);
  await to(0.4, 0.6);
  await page.mouse.up();
  await expect
    .poll(() => page.url())
    .toMatch(/settings=loss,x:lr,xFrom:0\.0001\d*,xTo:0\.00\d+,y:momentum,yFrom:0\.\d+,yTo:0\.\d+/);
  await panel.getByRole('button', { name: 'Whole range' }).click();
  await expect.poll(() => page.url()).toMatch(/settings=loss,x:lr,y:momentum/);
  await panel.getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => page.url()).not.toContain('settings=');
  await opened.close();
});

test('an embed and a phone show it', async () => {
  const scene = '#loss=bowl&opt=momentum,lr:0.01&steps=20&settings=end,tolerance:0.1';
  const embed = await openPage({
    at: `?embed&show=stage,settings${scene}`,
    viewport: { width: 700, height: 700 },
  });
  await embed.page.getByRole('button', { name: 'Settings', exact: true }).click();
  await embed.page.getByText('256 × 256 runs').waitFor();
  await expect
    .poll(() => embed.page.locator('.settings-ends').innerText())
    .toContain('Came within 0.1 of the lowest loss');
  await embed.close();
  const phone = await openPage({ at: scene, viewport: { width: 390, height: 844 }, hasTouch: true });
  // It is what the link is for: its tab, which lies beyond the others, is chosen.
  const tab = phone.page.getByRole('tab', { name: 'Settings' });
  await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true');
  const right = async () => {
    const box = (await tab.boundingBox())!;
    return box.x + box.width;
  };
  await expect.poll(right).toBeLessThan(390);
  await phone.page.getByText('256 × 256 runs').waitFor();
  await expect
    .poll(async () => {
      const plot = (await phone.page.locator('.settings-plot').boundingBox())!;
      return [plot.x >= 0, plot.x + plot.width <= 390, plot.width > 250];
    })
    .toEqual([true, true, true]);
  await phone.close();
});

test('a zoom into the map is an animated picture, each of its frames computed anew', async () => {
  const at =
    '#loss=bowl&opt=momentum,lr:0.01&steps=20&settings=loss,x:lr,xFrom:0.01,xTo:0.02,y:momentum,yFrom:0.1,yTo:0.2';
  const opened = await openPage({ at, drawn: 'when looked at' });
  const { page } = opened;
  await userOf(page).share('Picture or slide…');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'Zoom into the map (GIF)', exact: true }).check();
  for (const [name, value] of [
    ['Runs along a side', 32],
    ['Seconds of the zoom', 1],
    ['Frames per second', 4],
    ['Hold at both ends', 0],
  ] as const) {
    const box = dialog.getByRole('spinbutton', { name: new RegExp(`^${name}`) });
    await box.fill(String(value));
    await box.press('Enter');
  }
  await dialog.getByText('480 × 560 pixels, 1.3 s, 5 frames').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/zoom\.gif$/);
  const folder = await mkdtemp(join(tmpdir(), 'fall-line-zoom-'));
  const path = join(folder, 'zoom.gif');
  await download.saveAs(path);
  const bytes = await readFile(path);
  await rm(folder, { recursive: true });
  const frames = await page.evaluate(async (base64) => {
    const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await Promise.all([decoder.completed, decoder.tracks.ready]);
    const seen: string[] = [];
    for (let k = 0; k < (decoder.tracks.selectedTrack?.frameCount ?? 0); k++) {
      const { image } = await decoder.decode({ frameIndex: k });
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.displayWidth, image.displayHeight];
      canvas.getContext('2d')?.drawImage(image, 0, 0);
      seen.push(canvas.toDataURL());
    }
    return seen;
  }, bytes.toString('base64'));
  expect([frames.length, new Set(frames).size]).toEqual([5, 5]);
  await opened.close();
});
