import { writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/**
 * The pictures and the film of the README, and the picture that stands beside links to the page: made by the page's own
 * export, as anybody makes theirs. `npm run media` makes them anew; look at each before you keep it.
 */
const root = new URL('../../', import.meta.url);

const scene = 'opt=sgd,lr:0.004&opt=momentum,lr:0.002&opt=rmsprop,lr:0.05&opt=adam,lr:0.2&steps=60&v=2';

interface Made {
  readonly file: string;
  readonly at: string;
  readonly kind: string;
  /** What is chosen in lists and typed into boxes, by their labels, in this order. */
  readonly chosen: Readonly<Record<string, string>>;
  /** What is switched off, by its label. */
  readonly without?: string;
}

const media: readonly Made[] = [
  {
    file: 'public/card.png',
    at: `#loss=himmelblau&start=-0.4,-0.75&${scene}&step=60`,
    kind: 'Picture (PNG)',
    chosen: { Content: 'Stage', Proportions: '16 : 9', Resolution: '1×' },
  },
  {
    file: '.github/map.png',
    at: `#loss=himmelblau&start=-0.4,-0.75&${scene}&step=60`,
    kind: 'Picture (PNG)',
    chosen: { Content: 'Map', Proportions: '16 : 9', Resolution: '2×' },
  },
  {
    file: '.github/film.gif',
    at: `#loss=himmelblau&start=-0.4,-0.75&${scene}`,
    kind: 'Animated picture (GIF)',
    without: 'Surface, step and legend in the picture',
    chosen: { Size: '480 × 270, wide', Speed: '15', 'Frames per second': '8', Colours: '64' },
  },
];

test.skipIf(process.env['TAKE_MEDIA'] !== '1').each(media)(
  '$file',
  async ({ file, at, kind, chosen, without }) => {
    const opened = await openPage({ at, smooth: true, viewport: { width: 760, height: 480 } });
    const { page } = opened;
    await page.waitForLoadState('networkidle');
    await userOf(page).share('Picture or slide…');
    const dialog = page.getByRole('dialog', { name: 'Export' });
    await dialog.getByRole('radio', { name: kind, exact: true }).check();
    for (const [label, value] of Object.entries(chosen)) {
      const field = dialog.getByLabel(new RegExp(`^${label}`)).first();
      if ((await field.evaluate(({ tagName }) => tagName)) === 'SELECT')
        await field.selectOption({ label: value });
      else {
        await field.fill(value);
        await field.press('Enter');
      }
    }
    if (without) await dialog.getByLabel(without).uncheck();
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 170_000 }),
      dialog.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    const made = await buffer(await download.createReadStream());
    // The same pixels, without what none of them is: a transparent ground.
    const smaller = file.endsWith('png')
      ? PNG.sync.write(PNG.sync.read(made), { colorType: 2, deflateLevel: 9 })
      : made;
    writeFileSync(new URL(file, root), smaller);
    expect(smaller.length).toBeGreaterThan(10_000);
    await opened.close();
  },
);
