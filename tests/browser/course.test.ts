import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answerForm } from '../../src/core/ask/ask.ts';
import { type Lesson, scenesOf } from '../../src/core/lesson/lesson.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { course } from '../../src/lessons/course/index.ts';
import { ask as askText } from '../../src/text/en/ask.ts';
import { lessons as text } from '../../src/text/en/lessons.ts';
import { violations } from './support/axe.ts';
import { cutTexts } from './support/cut-texts.ts';
import { openPage } from './support/page.ts';

/** What stands beside the part that is read, and the part. */
const READ = '.reader-head, .reader-stage, .part[data-read], .reader-foot';
/**
 * What ends in dots: the lesson's name in the path over it, which stands whole in its heading, and on a phone a run's in the
 * legend, beside its rate; and what KaTeX says to screen readers alone.
 */
const CUT = '.reader-here, .legend-run, .katex-mathml';

/** Which of a lesson's questions stands at each part: none where its scene's stands above. */
function asksOf({ parts }: Lesson): readonly ('guess' | 'challenge' | null)[] {
  const fragments = scenesOf(parts);
  return fragments.map((fragment, i) => {
    const { ask } = readFragment(fragment).scene;
    if (!ask || fragments.indexOf(fragment) < i) return null;
    return answerForm(ask.kind) === 'setting' ? 'challenge' : 'guess';
  });
}

/** Reads a lesson from its first part to its last by the key of readers, and has every answer shown. */
async function readThrough(page: Page, lesson: Lesson): Promise<void> {
  await page.locator('.reader-scroll:not([data-tex-awaited])').waitFor();
  const asks = asksOf(lesson);
  for (const [i, { id }] of lesson.parts.entries()) {
    if (i > 0) await page.keyboard.press('n');
    const part = page.locator(`#part-${id}[data-read]`);
    await part.waitFor();
    const isWhole = (what: string) =>
      expect.poll(() => cutTexts(page, READ, CUT), { message: `${lesson.id} ${id} ${what}` }).toEqual([]);
    const card = part.locator('.ask:not(.ask-waiting)');
    if (asks[i]) await card.waitFor();
    await isWhole('as it begins');
    if (asks[i] !== 'guess') continue;
    await card.getByRole('button', { name: askText.skip }).click();
    await card.locator('.ask-facts').waitFor();
    await isWhole('with its answer');
  }
  await page.getByRole('heading', { name: text.end.teaches }).waitFor();
  expect(await cutTexts(page, '.reader', CUT), lesson.id).toEqual([]);
}

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** Goes through a lesson that was read, part by part. */
async function goThrough(page: Page, { id: lesson, parts }: Lesson): Promise<void> {
  for (const { id } of parts) {
    await page.evaluate((part) => location.replace(`#${part}`), id);
    await page.locator(`#part-${id}[data-read]`).waitFor();
    await expect.poll(() => cutTexts(page, READ, CUT), { message: `${lesson} ${id}` }).toEqual([]);
  }
  expect(await cutTexts(page, '.reader', CUT), lesson).toEqual([]);
}

test.each([
  ['the first nine', 0, 9],
  ['the others', 9, course.length],
] as const)(
  'each lesson is read through, on to the next, and on a phone again: nothing is cut, and axe finds nothing: %s',
  async (_, first, end) => {
    const opened = await openPage({ at: `?lesson=${course[first]!.id}`, viewport: WIDE });
    const { page } = opened;
    for (const [i, { id, title, load }] of course.slice(first, end).entries()) {
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      await page.locator('html[data-ready]').waitFor({ state: 'attached' });
      const lesson = await load();
      await readThrough(page, lesson);
      expect(await violations(page), id).toEqual([]);
      await page.setViewportSize(PHONE);
      await goThrough(page, lesson);
      // The inside of formulas, half of all elements, is what it was.
      expect(await violations(page, 'html', '.katex'), `${id}, on a phone`).toEqual([]);
      await page.setViewportSize(WIDE);
      const next = course[first + i + 1];
      if (next) await page.getByRole('link', { name: text.end.next(next.title), exact: true }).click();
    }
    await opened.close();
  },
);
