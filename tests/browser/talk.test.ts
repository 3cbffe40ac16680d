import { Buffer } from 'node:buffer';
import { text as textOf } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { readTalkFile } from '../../src/core/talk/file.ts';
import { violations } from './support/axe.ts';
import { openPage } from './support/page.ts';
import { middle, userOf } from './support/user.ts';

/** The talk as its editor shows it. */
function talkOn(page: Page) {
  const panel = page.getByRole('region', { name: 'Talk', exact: true });
  const scenes = panel.getByRole('list', { name: 'Scenes' }).getByRole('button');
  return {
    panel,
    scenes,
    said: panel.getByRole('status'),
    field: (name: string) => panel.getByRole('textbox', { name, exact: true }),
    button: (name: string) => panel.getByRole('button', { name, exact: true }),
    /** Waits until the list is this. */
    async lists(...titles: readonly string[]): Promise<void> {
      await expect
        .poll(async () => (await scenes.allInnerTexts()).map((item) => item.split('\n')[1]))
        .toEqual(titles);
    },
  };
}

/** Another tab of the same visitor, or the same one opened again. */
async function openTab(from: Page, at = ''): Promise<Page> {
  const page = await from.context().newPage();
  await page.goto(inject('pageUrl') + at);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  return page;
}

describe('the talk', () => {
  test('is made, edited, ordered, kept, shared by two tabs, and outlives a crash', async () => {
    const opened = await openPage({
      at: '#loss=bowl&opt=sgd&step=3',
      viewport: { width: 900, height: 620 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = opened;
    const user = userOf(page);
    const talk = talkOn(page);

    // From anywhere, its panel closed: by a key and by a button.
    await page.keyboard.press('a');
    await page.getByText('Added to the talk as scene 1: Ill-conditioned bowl, a bowl.').waitFor();
    await user.button('To end').click();
    await user.button('Add this scene to the talk').click();
    await page.getByText('Added to the talk as scene 2').waitFor();
    await user.button('Talk').and(page.locator('[aria-expanded="false"]')).click();
    await talk.panel.waitFor();
    await talk.lists('Ill-conditioned bowl, a bowl', 'Ill-conditioned bowl, a bowl');

    // What it does with words, steps and order is tested without a browser: tests/dom/talk-editor.test.ts.
    await talk.field('Title of the talk').fill('Bowls');
    await talk.field('Title').fill('The end');
    await talk.field('Caption').fill('From $5 to $10: $\\frac{1}{2$');
    await talk.panel.getByText('In “\\frac{1}{2” a “}” is missing.').waitFor();
    await talk.field('Caption').fill('**All** of $x^2$');
    await expect
      .poll(() =>
        talk.panel.getByRole('region', { name: 'Preview of the caption' }).getByRole('math').count(),
      )
      .toBe(1);
    await talk.field('Notes, for you alone').fill('Breathe.');
    await talk.panel.getByRole('combobox', { name: 'On entering' }).selectOption('Play some steps');
    await talk.panel.getByRole('spinbutton', { name: 'To step' }).fill('40');
    await talk.panel.getByRole('spinbutton', { name: 'From step' }).fill('5');
    await talk.panel.getByRole('checkbox', { name: 'Curvature' }).check();
    expect(await violations(page)).toEqual([]);

    // A click shows the scene.
    await talk.scenes.first().click();
    await user.atStep(3);
    await talk.field('Title').fill('The start');
    await talk.button('Duplicate').click();
    await talk.field('Title').fill('The copy');
    await talk.lists('The start', 'The copy', 'The end');

    // Order, by the mouse.
    const [from, to] = [await middle(talk.scenes.nth(2)), await middle(talk.scenes.nth(0))];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y);
    await page.mouse.move(to.x, to.y - 12);
    await page.mouse.up();
    await talk.lists('The end', 'The start', 'The copy');
    await talk.scenes.nth(2).focus();
    await page.keyboard.press('Delete');
    await talk.lists('The end', 'The start');

    // As a file, and as a link.
    const download = page.waitForEvent('download');
    await talk.button('Save the talk to a file').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('fall-line-talk-bowls.json');
    const content = await textOf(await file.createReadStream());
    const saved = readTalkFile(content);
    expect(saved?.problems).toEqual([]);
    expect(saved?.talk.scenes[0]).toMatchObject({
      title: 'The end',
      notes: 'Breathe.',
      enter: { kind: 'range', from: 5, to: 40 },
      beside: ['map', 'chart', 'curvature'],
    });
    await talk.button('Copy link: one that holds the whole talk').click();
    await talk.said.getByText(/^Link copied/).waitFor();
    const link = new URL(await page.evaluate(() => navigator.clipboard.readText())).hash;

    // A reload in the moment of an edit.
    await talk.field('Title of the talk').fill('Bowls, again');
    await page.reload();
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await page.keyboard.press('t');
    await talk.lists('The end', 'The start');
    await expect.poll(() => talk.field('Title of the talk').inputValue()).toBe('Bowls, again');

    // Two tabs, each with its own edit.
    const tab = await openTab(page);
    const other = talkOn(tab);
    await tab.keyboard.press('a');
    await tab.keyboard.press('t');
    await other.lists('The end', 'The start', 'Himmelblau, four equal minima');
    await talk.lists('The end', 'The start', 'Himmelblau, four equal minima');
    await talk.scenes.nth(0).click();
    await other.scenes.nth(0).click();
    await talk.field('Notes, for you alone').fill('Breathe out.');
    await other.field('Title').fill('The last');
    await talk.lists('The last', 'The start', 'Himmelblau, four equal minima');
    await expect.poll(() => other.field('Notes, for you alone').inputValue()).toBe('Breathe out.');
    await page.close();

    // The tab is killed in the middle of typing.
    const session = await tab.context().newCDPSession(tab);
    await other.field('Caption').fill('');
    await other.field('Caption').focus();
    const typed: number[] = [];
    const begin = performance.now();
    while (performance.now() - begin < 3000) {
      await tab.keyboard.type('x');
      typed.push(performance.now());
    }
    const crashed = tab.waitForEvent('crash');
    const end = performance.now();
    void session.send('Page.crash').catch(() => {});
    await crashed;

    // The link opens on top of it, and can be undone.
    const next = await openTab(tab, link);
    const reopened = talkOn(next);
    await reopened.lists('The end', 'The start');
    await expect.poll(() => reopened.field('Title of the talk').inputValue()).toBe('Bowls');
    await reopened.button('Undo').click();
    await reopened.lists('The last', 'The start', 'Himmelblau, four equal minima');
    await reopened.scenes.nth(0).click();
    const kept = (await reopened.field('Caption').inputValue()).length;
    expect(end - (typed[0] ?? end)).toBeGreaterThan(2000);
    const missing = typed[kept];
    expect(missing === undefined ? 0 : end - missing).toBeLessThan(2000);
    await opened.close();
  });

  test('opens from a file that is dropped, and says what of it cannot be taken', async () => {
    const opened = await openPage({
      viewport: { width: 390, height: 700 },
      // A browser that keeps nothing.
      before: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    });
    const { page } = opened;
    const talk = talkOn(page);
    // What cannot be made small.
    const noise = Array.from({ length: 900 }, (_, i) => Math.sin(i).toString(36)).join(' ');
    const scenes = [
      { title: '<b>One</b>', scene: 'loss=bowl&opt=sgd&step=4', notes: noise },
      { title: 'Two', scene: 'loss=nowhere', enter: 'dance' },
    ];
    const transfer = await page.evaluateHandle(
      (text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'talk.json', { type: 'application/json' }));
        return data;
      },
      JSON.stringify({ version: 1, talk: 'Dropped', scenes }),
    );
    await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await talk.lists('<b>One</b>', 'Two');
    const expanded = () => userOf(page).button('Talk').getAttribute('aria-expanded');
    await expect.poll(() => expanded()).toBe('true');
    await userOf(page).atStep(4);
    const notice = page.getByRole('alert').first();
    await expect
      .poll(() => notice.innerText())
      .toMatch(/Scene 2: enter must be .*"dance".*Scene 2: .*nowhere/s);
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await talk.button('Add this scene').click();
    await talk.lists('<b>One</b>', 'Ill-conditioned bowl, a bowl', 'Two');
    await talk.panel.getByText('This browser does not keep the talk').waitFor();
    await talk.button('Copy link: one that holds the whole talk').click();
    await expect.poll(() => notice.innerText()).toContain('Save the talk to a file instead.');

    // Another one by choice; this one stays at hand.
    const chooser = page.waitForEvent('filechooser');
    await talk.panel.getByText('Open', { exact: true }).click();
    await talk.button('A talk from a file …').click();
    const only = JSON.stringify({ version: 1, talk: 'Chosen', scenes: [{ title: 'Only' }] });
    await (await chooser).setFiles({
      name: 'b.json',
      mimeType: 'application/json',
      buffer: Buffer.from(only),
    });
    await talk.lists('Only');
    await talk.panel.getByText('Open', { exact: true }).click();
    await talk.button('Dropped (3 scenes)').click();
    await talk.lists('<b>One</b>', 'Ill-conditioned bowl, a bowl', 'Two');
    expect(await violations(page)).toEqual([]);
    await talk.button('Close the talk').click();
    await expect.poll(() => expanded()).toBe('false');
    await opened.close();
  });
});
