import type { BrowserContext, Page } from 'playwright-core';
import type { RunnerTestCase } from 'vitest';
import { READING } from './rough.ts';

/** How much a failed test tells of a page: its last lines in the console, and letters of its text. */
const LINES = 12;
const LETTERS = 1500;
/** A page that hangs says nothing, after so many milliseconds. */
const PATIENCE = 5000;

/** The contexts of this worker's browsers that are open, and what was written to the console of each page. */
const contexts = new Set<BrowserContext>();
const written = new WeakMap<Page, string[]>();
/** What stands in other browsers, by their names. */
const others = new Map<string, () => Promise<string>>();

/** Writes down what a context's pages say; before it is closed after a test that failed, they are looked at. */
export function followContext(context: BrowserContext): void {
  contexts.add(context);
  context.on('close', () => contexts.delete(context));
  const write = (page: Page | null, line: string) => {
    if (!page || READING.test(line)) return;
    const lines = written.get(page) ?? [];
    lines.push(line);
    written.set(page, lines.slice(-LINES));
  };
  context.on('console', (message) => write(message.page(), `${message.type()}: ${message.text()}`));
  context.on('weberror', (error) => write(error.page(), `exception: ${error.error().message}`));
  const close = context.close.bind(context);
  context.close = async (options) => {
    await tell([context]);
    await close(options);
  };
}

/** Has a failed test tell of another browser, too; gives what takes that back. */
export function alsoReport(name: string, tell: () => Promise<string>): () => void {
  others.set(name, tell);
  return () => void others.delete(name);
}

/** What is seen of a document, as an expression: where it is, what has the focus, what the stage drew, its words. */
export const SEEN = `(() => {
  const { activeElement: focus, documentElement: root } = document;
  const data = (element) => JSON.stringify({ ...element?.dataset });
  let text = document.body?.innerText ?? '';
  // Of a list what is chosen.
  for (const { innerText, selectedOptions } of document.querySelectorAll('select'))
    text = text.replace(innerText, () => '[' + (selectedOptions[0]?.label ?? '') + ']');
  const words = text.replace(/\\s*\\n\\s*/g, ' | ');
  return [
    location.href + ', ' + innerWidth + ' x ' + innerHeight,
    'data: ' + data(root) + ' ' + data(document.getElementById('page')) + ' ' + data(document.querySelector('canvas[data-frames]')),
    'focus: ' + (focus ? focus.localName + ' ' + (focus.getAttribute('aria-label') ?? focus.id) : 'none'),
    'words: ' + words.slice(0, ${LETTERS}),
  ].join('\\n    ');
})()`;

/** What a page shows, and the frames in it, in some lines. */
export async function pageReport(page: Page): Promise<string> {
  const seen = await Promise.all(page.frames().map((frame) => within(frame.evaluate<string>(SEEN))));
  const lines = written.get(page) ?? [];
  return [page.url(), ...seen, ...lines].join('\n    ');
}

async function within(telling: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, `says nothing for ${PATIENCE} ms`);
  });
  try {
    return await Promise.race([telling, late]);
  } catch (error) {
    return `cannot be asked: ${String(error).split('\n')[0]}`;
  } finally {
    clearTimeout(timer);
  }
}

let current: RunnerTestCase | null = null;
let before: ReadonlySet<BrowserContext> = new Set();

/** From here on it is this test that may fail. */
export function begin(test: RunnerTestCase): void {
  current = test;
  before = new Set(contexts);
}

/** Tells of what a failed test has left open, and closes it: it would go on beside those that follow. */
export async function end(): Promise<void> {
  const hasFailed = current?.result?.state === 'fail';
  if (hasFailed) await tell([...contexts], true);
  current = null;
  if (hasFailed)
    await Promise.all([...contexts].filter((each) => !before.has(each)).map((each) => each.close()));
}

/** Adds to what is said of a failed test what is seen in browsers. */
async function tell(shown: readonly BrowserContext[], withOthers = false): Promise<void> {
  const error = current?.result?.state === 'fail' && current.result.errors?.[0];
  if (!error) return;
  const reports = await Promise.all([
    ...shown.flatMap((context) => context.pages()).map(pageReport),
    ...(withOthers ? [...others] : []).map(async ([name, each]) => `${name}: ${await within(each())}`),
  ]);
  error.message += reports.map((report) => `\n\nShown then: ${report}`).join('');
}
