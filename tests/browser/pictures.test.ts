import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/**
 * Golden pictures of the stage. `npm run test:pictures` takes them anew: look at each before you keep it. A picture
 * that differs is written to `failures/` beside the difference.
 */
const kept = join(import.meta.dirname, 'pictures');
const failures = join(import.meta.dirname, 'failures');
const takeAnew = process.env['TAKE_PICTURES'] === '1';
/** Share of the pixels that may differ. */
const allowed = 0.00025;

const optimizers = 'opt=sgd(lr:0.004)&opt=momentum(lr:0.002)&opt=rmsprop(lr:0.02)&opt=adam(lr:0.22)';

/** Scenes, as links: each is drawn once. */
const cases = [
  { name: 'himmelblau', at: `#loss=himmelblau&start=-0.4,-0.75&${optimizers}&step=34` },
  { name: 'rosenbrock-two-adams', at: `#loss=rosenbrock&${optimizers}&opt=adam(lr:0.02)&step=150` },
  { name: 'saddle-leaving-orthographic', at: `#loss=saddle&${optimizers}&camera=orthographic&step=80` },
  { name: 'rastrigin-from-above', at: `#loss=rastrigin&${optimizers}&camera=top&step=60` },
  {
    name: 'simplex-and-cloud',
    at: '#loss=himmelblau&start=-0.4,-0.75&noise=8&opt=nelder-mead&opt=adam(lr:0.22)&step=8',
  },
] as const;

/** Holds a picture against the one that is kept, or keeps it. Returns the share of pixels that differ. */
function compare(name: string, taken: PNG): number {
  const file = join(kept, `${name}.png`);
  if (takeAnew || !existsSync(file)) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(file, PNG.sync.write(taken));
    expect(takeAnew, `${file} was missing and has been taken`).toBe(true);
    return 0;
  }
  const golden = PNG.sync.read(readFileSync(file));
  expect([taken.width, taken.height]).toEqual([golden.width, golden.height]);
  const { width, height } = golden;
  const difference = new PNG({ width, height });
  const differing = pixelmatch(taken.data, golden.data, difference.data, width, height, { threshold: 0.1 });
  if (differing > allowed * width * height) {
    mkdirSync(failures, { recursive: true });
    writeFileSync(join(failures, `${name}.png`), PNG.sync.write(taken));
    writeFileSync(join(failures, `${name}-difference.png`), PNG.sync.write(difference));
  }
  return differing / (width * height);
}

test.each(cases)('$name, light and dark', async ({ name, at }) => {
  const opened = await openPage({ at, smooth: true, viewport: { width: 920, height: 640 } });
  const user = userOf(opened.page);
  // Some of a scene's code comes after its first picture.
  await opened.page.waitForLoadState('networkidle');
  // Its letters follow the system's font library: the picture is of what is drawn under it.
  await user.legend.evaluate((legend) => legend.style.setProperty('visibility', 'hidden'));
  const taken: (readonly [string, PNG])[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await opened.page.emulateMedia({ colorScheme });
    await opened.page.locator(`html[data-theme=${colorScheme}]`).waitFor();
    await user.still();
    taken.push([`${name}-${colorScheme}`, PNG.sync.read(await user.stage.screenshot())]);
  }
  await opened.close();
  for (const [picture, pixels] of taken)
    expect(compare(picture, pixels), picture).toBeLessThanOrEqual(allowed);
});
