import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

/**
 * Golden pictures of the stage. `npm run test:pictures` takes them anew: look at each before you keep it. A picture
 * that differs is written to `failures/` beside the difference.
 */
const kept = join(import.meta.dirname, 'pictures');
const failures = join(import.meta.dirname, 'failures');
const takeAnew = process.env['TAKE_PICTURES'] === '1';
/** Share of the pixels that may differ. */
const allowed = 0.00025;

interface Case {
  readonly name: string;
  prepare(user: User): Promise<void>;
}

const cases: readonly Case[] = [
  {
    name: 'himmelblau',
    prepare: (user) => user.scrubber.fill('34'),
  },
  {
    name: 'rosenbrock-two-adams',
    async prepare(user) {
      await user.choose('Surface', 'Rosenbrock');
      await user.button('Duplicate Adam').click();
      const second = await user.unfold('Adam 2');
      await user.type(second.getByRole('textbox', { name: 'Learning rate' }), '0.02');
      await user.scrubber.fill('150');
    },
  },
  {
    name: 'saddle-leaving-orthographic',
    async prepare(user) {
      await user.choose('Surface', 'Saddle');
      await user.choose('Projection', 'Orthographic');
      await user.scrubber.fill('80');
    },
  },
  {
    name: 'rastrigin-from-above',
    async prepare(user) {
      await user.choose('Surface', 'Rastrigin');
      await user.choose('Projection', 'From above');
      await user.scrubber.fill('60');
    },
  },
];

describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
  test.each(cases)('$name', async ({ name, prepare }) => {
    const opened = await openPage({ colorScheme, smooth: true, viewport: { width: 920, height: 640 } });
    const user = userOf(opened.page);
    await prepare(user);
    const step = await user.scrubber.inputValue();
    await expect.poll(() => opened.page.getByRole('textbox', { name: 'Go to step' }).inputValue()).toBe(step);
    await user.still();
    // Its letters follow the system's font library: the picture is of what is drawn under it.
    await user.legend.evaluate((legend) => legend.style.setProperty('visibility', 'hidden'));
    const taken = PNG.sync.read(await user.stage.screenshot());
    await opened.close();

    const file = join(kept, `${name}-${colorScheme}.png`);
    if (takeAnew || !existsSync(file)) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(file, PNG.sync.write(taken));
      expect(takeAnew, `${file} was missing and has been taken`).toBe(true);
      return;
    }
    const golden = PNG.sync.read(readFileSync(file));
    expect([taken.width, taken.height]).toEqual([golden.width, golden.height]);
    const { width, height } = golden;
    const difference = new PNG({ width, height });
    const differing = pixelmatch(taken.data, golden.data, difference.data, width, height, { threshold: 0.1 });
    if (differing > allowed * width * height) {
      mkdirSync(failures, { recursive: true });
      writeFileSync(join(failures, `${name}-${colorScheme}.png`), PNG.sync.write(taken));
      writeFileSync(join(failures, `${name}-${colorScheme}-difference.png`), PNG.sync.write(difference));
    }
    expect(differing / (width * height)).toBeLessThanOrEqual(allowed);
  });
});
