import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readFragment } from '../../src/core/scene/url.ts';
import { bundledTalks } from '../../src/present/talks/index.ts';
import { COARSE } from './support/flags.ts';
import { openPage } from './support/page.ts';
import { pixelsOf, presentationOf, shownRuns } from './support/presentation.ts';
import { looking } from './support/rough.ts';
import { readTexts } from './support/smallest-text.ts';
import { userOf } from './support/user.ts';

/** A folder into which a picture of every scene is put, to be looked at. */
const pictures = process.env['TALK_PICTURES'];
/** Pixels of the colour of a run's ball and path that the room needs to see, at least. */
const SEEN = 200 * (pictures ? 1 : COARSE ** 2);

test.each(bundledTalks)(
  '“$title” is given from first to last and back by a clicker, and every scene is in order',
  // A dozen scenes are drawn at 1920 x 1080, in software.
  { timeout: 420_000 },
  async ({ id, load }) => {
    const { scenes } = await load();
    const opened = await openPage({
      drawn: 'when looked at',
      at: `?present=${id}`,
      viewport: { width: 1920, height: 1080 },
      deviceScaleFactor: pictures ? 1 : COARSE,
    });
    const { page } = opened;
    const room = presentationOf(page);
    const user = userOf(page);
    await room.begun();
    if (pictures) mkdirSync(pictures, { recursive: true });
    /** What is not in order, of all scenes at once: they are mended together. */
    const faults: string[] = [];

    for (const [at, scene] of scenes.entries()) {
      const name = `scene ${at + 1}, ${scene.title}`;
      await expect.poll(() => room.number()).toBe(`${at + 1} / ${scenes.length}`);
      await expect.poll(() => room.heading.innerText(), { message: name }).toBe(scene.title);
      await user.still();
      // Of a scene that plays: what it has shown when it is over.
      if (scene.enter.kind !== 'still') {
        await user.scrubber.press('End');
        await room.heading.focus();
      }
      // Of a model's runs there is nothing until they are recorded.
      const { model, optimizers } = readFragment(scene.scene).scene;
      const listed = page.getByRole('region', { name: 'Optimizers' }).getByRole('listitem');
      if (model)
        await expect.poll(() => listed.count(), { message: name, timeout: 60_000 }).toBe(optimizers.length);
      await user.still();

      const texts = await readTexts(page);
      if (texts.smallest < 20) faults.push(`${name}: ${texts.smallestText} has ${texts.smallest} px`);
      faults.push(...texts.clipped.map((text) => `${name}: ${text} is cut`));
      faults.push(...texts.overlapping.map((pair) => `${name}: ${pair} lie on each other`));
      await expect.poll(() => room.caption.isVisible(), { message: name }).toBe(scene.caption !== '');
      const pixels = await looking(page, async () => {
        if (pictures) await page.screenshot({ path: join(pictures, `${id}-${at + 1}.png`) });
        return pixelsOf(room.stage);
      });
      for (const [run, color] of Object.entries(await shownRuns(page)))
        if (pixels(color) < SEEN) faults.push(`${name}: ${run} is not seen`);

      // The stages of a step, then the next scene; nothing is next after the last.
      const here = await room.number();
      let presses = 0;
      do {
        await room.press('PageDown');
        presses++;
      } while (at < scenes.length - 1 && (await room.number()) === here && presses < 20);
      expect(presses > 1, `${name} shows its stages first`).toBe(scene.next === 'stages');
    }

    await expect.poll(() => room.number()).toBe(`${scenes.length} / ${scenes.length}`);
    for (let at = scenes.length - 1; at > 0; at--) {
      await expect.poll(() => room.heading.innerText()).toBe(scenes[at]!.title);
      const here = await room.number();
      for (let presses = 0; (await room.number()) === here && presses < 20; presses++)
        await room.press('PageUp');
    }
    await expect.poll(() => room.number()).toBe(`1 / ${scenes.length}`);
    expect(faults).toEqual([]);
    await opened.close();
  },
);
