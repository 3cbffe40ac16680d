import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import type { ShownPart } from '../../src/app/lessons/showing.ts';
import { newPart, scenesOf } from '../../src/core/lesson/lesson.ts';
import { emptyLesson } from '../../src/core/lesson/restore.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { readerKeys } from '../../src/lessons/reader-keys.ts';
import { createReader } from '../../src/lessons/reader.ts';
import { createAskCard } from '../../src/panels/ask/card.ts';
import { listenToKeys } from '../../src/panels/keys.ts';
import { ask as askText } from '../../src/text/en/ask.ts';
import { lessons as text } from '../../src/text/en/lessons.ts';
import { html } from '../../src/ui/dom.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

const BOWL = 'loss=bowl&opt=sgd(lr:0.01)&opt=adam(lr:0.3)&steps=40';
const parts = [
  { ...newPart, id: 'before', text: 'A ravine.', scene: BOWL },
  { ...newPart, id: 'asks', text: 'Which is lower?', scene: '&ask=lowest,step:20' },
  { ...newPart, id: 'tells', text: 'Adam is lower.', scene: '&step=20' },
  { ...newPart, id: 'again', text: 'And the loss?', scene: '&ask=loss,run:0,step:40' },
  { ...newPart, id: 'last', text: 'It is so much.', scene: BOWL },
];

async function open(id: string) {
  const clock = manualClock();
  const shown = scenesOf(parts).map(
    (fragment, i): ShownPart => ({
      ...parts[i]!,
      fragment,
      restored: readFragment(fragment),
      isWhole: true,
    }),
  );
  const app = createApp({ scene: shown[0]!.restored.scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const say = (words: string) => document.createTextNode(words);
  const end = html('section', {}, 'The end');
  const reader = createReader(
    { ...emptyLesson, id: 'ravines', parts },
    shown,
    { head: [], end: [end] },
    {
      app,
      words: async () => say,
      card: async () => createAskCard(app, { say, movesStart: false, points: true }),
      knobs: async () => ({ draw() {}, dispose() {} }),
      isCalm: () => true,
      notify: (sentence) => {
        throw new Error(sentence);
      },
      reads() {},
    },
  );
  document.body.append(reader.element);
  reader.goToId(id);
  app.mount(reader);
  clock.tick(16);
  const read = () => [...reader.element.querySelectorAll<HTMLElement>('.part:not([hidden])')].length;
  return { app, reader, read, end, tick: () => clock.tick(1000) };
}

afterEach(() => document.body.replaceChildren());

test('what tells an answer is closed until its question is answered, and then open', async () => {
  const { app, reader, read, end, tick } = await open('before');
  expect(read()).toBe(2);
  expect(end.hidden).toBe(true);
  expect(reader.element.textContent).toContain(text.closed);
  // Keys go no further than what is open.
  for (let i = 0; i < 4; i++) reader.goTo(reader.at + 1);
  expect(reader.at).toBe(1);
  const field = () => {
    tick();
    return reader.element.querySelector('input');
  };
  await expect.poll(field).not.toBeNull();
  app.guess({ form: 'run', index: 0 });
  tick();
  button(reader.element, askText.lock).click();
  expect(read()).toBe(2);
  while (app.state.playhead.playing) tick();
  tick();
  expect(read()).toBe(4);
  expect(end.hidden).toBe(true);
  reader.goTo(3);
  app.lock();
  tick();
  expect(read()).toBe(5);
  expect(end.hidden).toBe(false);
  expect(reader.element.querySelector<HTMLElement>('.reader-closed')?.hidden).toBe(true);
});

test('a link leads to its part, past the questions above', async () => {
  const { reader, read } = await open('tells');
  expect([reader.at, read()]).toEqual([2, 4]);
});

test('a question that no scrolling leads to is gone to by its button, and keeps the focus', async () => {
  const { reader, tick } = await open('before');
  expect(reader.at).toBe(0);
  const part = reader.element.querySelector<HTMLElement>('#part-asks')!;
  const way = button(part, text.askOpen);
  way.focus();
  expect(reader.at).toBe(1);
  // Pressed, it has all of the question seen: its part begins at the top.
  let scrolled: unknown = null;
  part.scrollIntoView = (how) => (scrolled = how);
  way.click();
  await expect.poll(() => scrolled).toEqual({ block: 'start', behavior: 'instant' });
  const card = () => {
    tick();
    return reader.element.querySelector('.ask:not(.ask-waiting)');
  };
  await expect.poll(card).not.toBeNull();
  expect(card()).toBe(document.activeElement);
  expect(button(card() as HTMLElement, askText.lock).disabled).toBe(true);
});

/** Gives the column a layout, which the test's page has none of: every open part `each` pixels high, seen through `seen`. */
function layOut(element: HTMLElement, each: number, seen: number): void {
  const sections = [...element.querySelectorAll<HTMLElement>('.part')];
  const isOpen = ({ hidden }: HTMLElement) => !hidden;
  Object.defineProperty(element, 'clientHeight', { value: seen });
  Object.defineProperty(element, 'scrollHeight', { get: () => each * sections.filter(isOpen).length });
  element.getBoundingClientRect = () => new DOMRect(0, 0, 400, seen);
  sections.forEach((section, i) => {
    section.getBoundingClientRect = () => new DOMRect(0, each * i - element.scrollTop, 400, each);
  });
}

test('what is answered stays beside its runs when the column becomes longer, until one reads elsewhere', async () => {
  const { app, reader, read, tick } = await open('before');
  const { element } = reader;
  layOut(element, 450, 700);
  const scrollTo = (top: number) => {
    element.scrollTop = top;
    element.dispatchEvent(new Event('scroll'));
  };
  scrollTo(200);
  expect(reader.at).toBe(1);
  app.lock();
  while (app.state.playhead.playing) tick();
  tick();
  expect(read()).toBe(4);
  for (const top of [200, 210, 260]) {
    scrollTo(top);
    expect(reader.at).toBe(1);
  }
  scrollTo(700);
  expect(reader.at).toBe(2);
  scrollTo(100);
  expect(reader.at).toBe(0);
});

test('N and P go from part to part on any keyboard, arrows scroll while nothing has the focus', async () => {
  const { app, reader } = await open('tells');
  const keys = listenToKeys(app, null, readerKeys(reader));
  const press = (key: string, options: KeyboardEventInit = {}, target: Element = document.body) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }));
  press('n');
  expect(reader.at).toBe(3);
  press('p');
  expect(reader.at).toBe(2);
  press('P', { shiftKey: true });
  expect(reader.at).toBe(1);
  // т and з on a Russian keyboard.
  press('т', { code: 'KeyN' });
  expect(reader.at).toBe(2);
  press('з', { code: 'KeyP' });
  expect(reader.at).toBe(1);
  for (const held of ['ctrlKey', 'altKey', 'metaKey']) press('n', { [held]: true });
  const field = html('input', { type: 'text' });
  document.body.append(field);
  press('n', {}, field);
  expect(reader.at).toBe(1);

  const scrolled: number[] = [];
  Object.defineProperty(reader.element, 'clientHeight', { value: 1000 });
  reader.element.scrollBy = (by) => void scrolled.push((by as ScrollToOptions).top!);
  const isTaken = (key: string, target: Element) => !press(key, {}, target);
  const presses = ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp'];
  expect(presses.map((key) => isTaken(key, document.body))).toEqual([true, true, true, true]);
  expect(scrolled).toEqual([100, -100, 850, -850]);
  // Where the column has the focus the browser scrolls it.
  expect(presses.map((key) => isTaken(key, reader.element))).toEqual([false, false, false, false]);
  expect(scrolled).toHaveLength(4);
  keys.dispose();
  press('n');
  expect(reader.at).toBe(1);
});

test('the link of the part that is read, whose address is there already, leads to no other part', async () => {
  const { reader } = await open('again');
  const { element } = reader;
  layOut(element, 150, 300);
  reader.goTo(2);
  element.querySelector<HTMLAnchorElement>('#part-tells .part-link')!.click();
  // What the browser does, to the end of what is open: the part below would be read there.
  element.scrollTop = 300;
  element.dispatchEvent(new Event('scroll'));
  await expect.poll(() => reader.at).toBe(2);
});
