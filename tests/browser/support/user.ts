import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What a user sees and touches, by role and accessible name. */
export function userOf(page: Page) {
  const controls = page.getByRole('complementary', { name: 'Controls' });
  const stage = page.getByRole('application', { name: /^Loss surface in 3D/ });
  const scrubber = page.getByRole('slider', { name: 'Step', exact: true });
  const legend = page.getByRole('region', { name: 'Optimizers' });
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  return {
    page,
    controls,
    stage,
    scrubber,
    legend,
    button,
    formula: page.getByRole('textbox', { name: /^Formula of f\(/ }),
    /** A folder of the controls. */
    folder: (name: string): Locator => controls.getByRole('group', { name, exact: true }),
    box: (name: string): Locator => controls.getByRole('textbox', { name, exact: true }),
    async step(): Promise<number> {
      return Number(await scrubber.inputValue());
    },
    /** Presses one of the list under "Share". */
    async share(name: string): Promise<void> {
      await button('Share').click();
      await button(name).click();
    },
    /** And of that at the end of the page's head. */
    async more(name: string): Promise<void> {
      await button('More').click();
      await button(name).click();
    },
    /** Unfolds a folder of the controls. */
    async unfold(name: string): Promise<Locator> {
      const folder = controls.getByRole('group', { name, exact: true });
      const title = folder.getByRole('button', { name, exact: true });
      if ((await title.getAttribute('aria-expanded')) !== 'true') await title.click();
      return folder;
    },
    /** Waits until the page shows a step: it does so in the frame after it was asked for. */
    async atStep(step: number): Promise<void> {
      await expect.poll(() => scrubber.inputValue()).toBe(String(step));
    },
    /**
     * Waits until the stage has drawn what was asked for: two pictures of the browser without a new one of its, the
     * last of them no coarse one.
     */
    async still(): Promise<void> {
      await page.evaluate(async () => {
        const canvas = document.querySelector<HTMLElement>('canvas[data-frames]');
        let unchanged = 0;
        let before = canvas?.dataset['frames'];
        while (unchanged < 2) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          const now = canvas?.dataset['frames'];
          unchanged = now === before && !canvas?.hasAttribute('data-coarse') ? unchanged + 1 : 0;
          before = now;
        }
      });
    },
    /** Lets some pictures of the browser go by, in which the stage may draw or not. */
    async pass(pictures: number): Promise<void> {
      await page.evaluate(async (count) => {
        for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      }, pictures);
    },
    /** Goes to a scene by its link, which says all of it; a page that is opened takes five times as long. */
    async go(fragment: string): Promise<void> {
      await page.evaluate(async (to) => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        const told = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
        // What was done last may not stand in the address yet: the same link once more, as another one.
        location.hash = location.hash === to ? `${to}&` : to;
        await told;
      }, fragment);
      await this.still();
    },
    async choose(name: string, option: string): Promise<void> {
      await controls.getByRole('combobox', { name, exact: true }).selectOption({ label: option });
    },
    async type(box: Locator, text: string): Promise<void> {
      await box.fill(text);
      await box.press('Enter');
    },
    /** The legend's row of an optimizer, as text. */
    async row(label: string): Promise<string> {
      const row = legend.getByRole('button').filter({ has: page.getByText(label, { exact: true }) });
      return (await row.innerText()).replaceAll(/\s+/g, ' ').trim();
    },
    /** Goes to the last panels of the side, whose code comes when one gets there. */
    async toLastPanels(): Promise<void> {
      const curvature = page.getByRole('region', { name: 'Curvature' });
      await curvature.scrollIntoViewIfNeeded();
      await curvature.getByRole('button').first().waitFor();
    },
    /** Stops what plays. At its end the same button plays it anew: it is pressed only while it says that it stops. */
    async pause(): Promise<void> {
      await page.evaluate(() => document.querySelector<HTMLElement>('[aria-label="Pause"]')?.click());
      await button('Play').waitFor();
    },
    /** A box of numbers as a number: the page writes a true minus sign. */
    async number(box: Locator): Promise<number> {
      return Number((await box.inputValue()).replace('−', '-'));
    },
    /** Pictures drawn so far by the stage. */
    async frames(): Promise<number> {
      return Number(await stage.getAttribute('data-frames'));
    },
  };
}

export type User = ReturnType<typeof userOf>;

/** The middle of an element, in the page's pixels. */
export async function middle(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
