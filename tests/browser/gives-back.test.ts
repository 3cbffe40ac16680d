import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { countOwned, type Owned } from './support/owned.ts';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { type User, userOf } from './support/user.ts';

/** A scene that is quickly drawn. */
const first = 'f=x^2%2By^2&opt=sgd&opt=adam&steps=20&step=3';

/** Parts of the page that come when they are asked for, each with how it is opened and left as it was. */
const parts: readonly {
  readonly name: string;
  /** Opens and closes it once. */
  visit(page: Page, user: User): Promise<void>;
}[] = [
  {
    name: 'the sheet of keys',
    async visit(page, user) {
      await user.stage.press('?');
      await throughDialog(page);
    },
  },
  {
    name: 'the signs of stage and map',
    async visit(page, user) {
      await user.stage.press('?');
      await page.getByRole('dialog').getByRole('button', { name: /signs/i }).first().click();
      const dialog = page.getByRole('dialog').last();
      await dialog.waitFor();
      while ((await page.getByRole('dialog').count()) > 0) await page.keyboard.press('Escape');
    },
  },
  { name: 'the dialog of embeds', visit: (page, user) => shared(page, user, 'Embed this scene') },
  { name: 'the dialog of exports', visit: (page, user) => shared(page, user, 'Picture or slide…') },
  { name: 'the code for phones', visit: (page, user) => shared(page, user, 'QR code…') },
  {
    name: 'the talk',
    async visit(page, user) {
      const panel = page.getByRole('region', { name: 'Talk', exact: true });
      await user.stage.press('t');
      await panel.waitFor();
      await panel.getByRole('button', { name: 'Close the talk' }).click();
      await panel.waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'presenting',
    async visit(page, user) {
      const room = presentationOf(page);
      await user.stage.press('p');
      await room.begun();
      await user.still();
      await room.press('Escape');
      await room.left();
    },
  },
  {
    name: 'layers, many maps, a formula with names of its own, and optimizers with a cloud and a simplex',
    async visit(_page, user) {
      const scenes = [
        'overlays=tangent,taylor,eigen,flow,field,starts',
        'layout=multiples',
        'f=k=2;k*u^2%2Bv^2',
        'loss=booth&noise=1&opt=sgd&opt=adam&opt=adam(lr:0.1)&opt=nelder-mead&opt=newton&step=5',
        first,
      ];
      for (const scene of scenes) {
        await user.go(`#${scene}`);
        // Its rule is loaded with the first scene that names it.
        if (scene.includes('nelder-mead')) {
          await user.legend.getByRole('button', { name: /^Nelder/ }).waitFor();
          await user.still();
        }
      }
    },
  },
  {
    name: 'a map of settings',
    async visit(page, user) {
      await user.go('#loss=bowl&opt=momentum&steps=20&settings=loss');
      await page.locator('.settings-size').waitFor();
      await user.go(`#${first}`);
    },
  },
  {
    name: 'a race of tuned optimizers',
    async visit(page, user) {
      await user.go('#loss=bowl&opt=momentum&steps=10');
      const panel = page.locator('#panel-results');
      await panel.scrollIntoViewIfNeeded();
      await panel.getByRole('button', { name: 'Tune and race', exact: true }).click();
      await panel.getByRole('button', { name: 'Start the race', exact: true }).click();
      await panel.getByRole('button', { name: 'Take the settings', exact: true }).waitFor();
      await panel.getByRole('button', { name: 'Close the race', exact: true }).click();
      await page.locator('.tuned').waitFor({ state: 'detached' });
      await user.go(`#${first}`);
    },
  },
  {
    name: 'a swarm',
    async visit(page, user) {
      await user.go('#loss=bowl&opt=adam&steps=20&step=3&swarm=grid,count:1000');
      await page.locator('canvas[data-swarm="3"][data-swarm-check]').waitFor();
      await user.go(`#${first}`);
      await page.locator('canvas[data-swarm]').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'an opened step',
    async visit(_page, user) {
      await user.stage.press('s');
      await user.still();
      await user.stage.press('s');
    },
  },
  {
    name: 'the text of a rule, and the rule that it becomes',
    async visit(page, user) {
      await page.getByRole('button', { name: 'Edit as text', exact: true }).first().click();
      const area = page.getByRole('textbox', { name: 'Text of the rule', exact: true });
      await area.waitFor();
      await area.fill('lr = 0.01\nmu = 0.9\nb = mu*b + gradient\ntheta = theta - lr*b');
      await page.getByRole('button', { name: /^Keep .* beside it$/ }).click();
      await user.still();
      await area.press('Escape');
      await area.waitFor({ state: 'detached' });
      await user.go(`#${first}`);
    },
  },
  {
    name: 'another theme',
    async visit(page, user) {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
        await user.still();
      }
    },
  },
];

async function throughDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

async function shared(page: Page, user: User, name: string): Promise<void> {
  await user.share(name);
  await throughDialog(page);
}

test('every part that is opened gives back its listeners, observers, timers and GPU memory when it is closed', async () => {
  const { page, close } = await openPage({ at: `#${first}`, before: countOwned });
  const user = userOf(page);
  await user.toLastPanels();
  const owned = async (): Promise<Owned> => {
    await user.still();
    return page.evaluate(() => globalThis.owned());
  };
  /** What there is more of than before. */
  const more = (now: Owned, before: Owned) =>
    Object.entries(now).flatMap(([kind, count]) => {
      const by = count - (before[kind] ?? 0);
      return by > 0 ? [`${by} × ${kind}`] : [];
    });
  /** What a visit leaves behind that was not there before it. */
  const left = async ({ visit }: (typeof parts)[number]) => {
    const before = await owned();
    await visit(page, user);
    // A timer may still have to run out.
    return expect
      .poll(async () => more(await owned(), before), { timeout: 5000 })
      .toEqual([])
      .then(() => [])
      .catch(async () => more(await owned(), before));
  };
  const kept: string[] = [];
  for (const part of parts) {
    // Code that is loaded, and what is kept for good, comes with the first visit.
    await part.visit(page, user);
    if ((await left(part)).length === 0) continue;
    // A worker begins where a machine was too slow for a moment, once: what is not given back grows with every visit.
    kept.push(...(await left(part)).map((what) => `${part.name}: ${what}`));
  }
  expect(kept).toEqual([]);
  await close();
});
