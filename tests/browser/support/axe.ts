import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of axe that every state of the page has to pass. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, or in a part of it, or but in some: each rule with the elements that break it. */
export async function violations(page: Page, within = 'html', without?: string): Promise<string[]> {
  // Once a frame: it takes as long as a third of an analysis.
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => 'axe' in globalThis))) await frame.evaluate(source);
  // What is in order is counted only: with all its elements it takes half as long again.
  const options: RunOptions = { runOnly: rules, resultTypes: ['violations'] };
  const found = await page.evaluate(
    async ([context, how]) => {
      const { axe } = globalThis as unknown as {
        axe: { run(context: ElementContext, options: RunOptions): Promise<AxeResults> };
      };
      return (await axe.run(context, how)).violations;
    },
    [{ include: within, ...(without && { exclude: without }) }, options] as const,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
