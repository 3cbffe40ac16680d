import type { CDPSession, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writeTalkLink } from '../../src/app/talks/link.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { newScene } from '../../src/core/talk/talk.ts';
import { ask as text } from '../../src/text/en/ask.ts';
import { lessons } from '../../src/text/en/lessons.ts';
import { boothAt, boothWalk, lengthOfWay, type Point } from '../tools/booth.ts';
import { leash } from './support/leash.ts';
import { openPage } from './support/page.ts';
import { presentationOf } from './support/presentation.ts';
import { userOf } from './support/user.ts';

/*
 * Each kind of question, answered by each hand in each place. What the runs do is computed here, by two lines of
 * arithmetic; what was guessed is what was typed, or what the card says that was pointed at.
 */

const [START, RATE, GOAL] = [[-7, 6] as const, 0.02, 0.1];
const walk = (steps: number, rate = RATE, momentum = 0) => boothWalk(START, steps, rate, momentum);

const end = walk(20).at(-1)!;
const place = (point: Point) => `(${point.map((value) => formatNumber(value, 3)).join(', ')})`;
const step = ((one: Point): Point => [one[0] - START[0], one[1] - START[1]])(walk(1)[1]!);
const lower = boothAt(walk(20, RATE, 0.9).at(-1)!) < boothAt(end) ? 'Momentum' : 'SGD';

const kinds = {
  end: { ask: 'end,run:0,step:20', truth: place(end) },
  path: { ask: 'path,run:0,step:20', truth: place(end) },
  arrow: { ask: 'arrow,run:0', truth: place(step) },
  choose: { ask: 'lowest,step:20', truth: lower },
  value: { ask: 'loss,run:0,step:20', truth: formatNumber(boothAt(end), 4) },
  setting: { ask: `reach,run:0,step:40,goal:${GOAL}`, truth: '' },
} as const;
type Kind = keyof typeof kinds;
const hands = ['mouse', 'finger', 'keys'] as const;
type HandName = (typeof hands)[number];

/** Every question once for each hand, as scenes of their own. */
const cells = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  hands.map((hand, i) => ({
    kind,
    hand,
    scene: `loss=booth&start=${START.join(',')}&opt=sgd(lr:${RATE})&opt=momentum(lr:${RATE})&steps=40&seed=${i}&ask=${kinds[kind].ask}`,
  })),
);
type Cell = (typeof cells)[number];

/** What a hand does, where it does not type. */
interface Hand {
  press(target: Locator): Promise<void>;
  point(at: Point): Promise<void>;
  drag(from: Point, to: Point): Promise<void>;
}

function handOf(name: HandName, page: Page, touch: CDPSession): Hand {
  if (name !== 'finger') {
    return {
      press: (target) => target.click(),
      point: (at) => page.mouse.click(...at),
      async drag(from, to) {
        await page.mouse.move(...from);
        await page.mouse.down();
        await page.mouse.move(...to);
        await page.mouse.up();
      },
    };
  }
  // Seconds, in the past: a finger that has come to rest before it is lifted flings nothing, which would swallow the next tap.
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ago: number, ...at: Point[]) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: at.map(([x, y]) => ({ x, y })),
      timestamp: Date.now() / 1000 - ago,
    });
  return {
    press: (target) => target.tap(),
    point: (at) => page.touchscreen.tap(...at),
    async drag(from, to) {
      await send('touchStart', 2, from);
      await send('touchMove', 1.8, to);
      await send('touchEnd', 1);
    },
  };
}

/** "(−1.43, 5.43)" and what stands around it, as numbers. */
const numbersIn = (said: string) =>
  (said.replaceAll('−', '-').match(/-?\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []).map(Number);

/** Where a question stands. */
interface Place {
  readonly page: Page;
  /** Selectors of what says something of this question. */
  readonly says: string;
  /** Shows a question. */
  show(cell: Cell, i: number): Promise<void>;
  card(i: number): Locator;
  /** Its slider of a learning rate. */
  slider(i: number): Locator;
}

/** Makes a guess with a hand, and says what it was in numbers; of a choice, none. */
async function guess(
  { kind, hand: name }: Cell,
  { page }: Place,
  card: Locator,
  hand: Hand,
): Promise<() => Promise<number[]>> {
  const box = (label: string) => card.getByRole('textbox', { name: label, exact: true });
  const canvas = (await page.locator('canvas[data-frames]').boundingBox())!;
  const at = (x: number, y: number): Point => [canvas.x + x * canvas.width, canvas.y + y * canvas.height];
  const told = async () => numbersIn(await card.locator('.ask-facts dd').first().innerText());
  const type = async (labels: readonly string[], typed: readonly string[]) => {
    await box(labels[0]!).focus();
    for (const [i, each] of typed.entries()) {
      if (i > 0) await page.keyboard.press('Tab');
      await page.keyboard.type(each);
    }
    return async () => typed.map(Number);
  };
  switch (kind) {
    case 'end':
      if (name === 'keys') return type(['x', 'y'], ['-1.5', '2']);
      await hand.point(at(0.5, 0.5));
      return told;
    case 'path':
      if (name === 'keys') {
        await card.getByRole('button', { name: /^Pen at/ }).focus();
        for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
        return async () => [4, -5, 4];
      }
      await hand.drag(at(0.4, 0.45), at(0.5, 0.5));
      return told;
    case 'arrow':
      if (name === 'keys') return type(['x', 'y'].map(text.arrow.part), ['2', '-2']);
      await hand.drag(at(0.4, 0.45), at(0.5, 0.5));
      return told;
    case 'choose': {
      const radio = card.getByRole('radio', { name: 'Momentum' });
      if (name === 'keys') {
        await card.getByRole('radio', { name: 'SGD' }).focus();
        await page.keyboard.press('ArrowDown');
      } else await hand.press(radio);
      await expect.poll(() => radio.isChecked()).toBe(true);
      return async () => [];
    }
    case 'value':
      if (name !== 'keys') await hand.press(box(text.guess));
      return type([text.guess], ['30']);
    case 'setting':
      throw new Error('A setting is no guess.');
  }
}

/** How far a guess is from what was, and with how much of rounding. */
function gapOf(
  kind: Kind,
  guessed: readonly number[],
): { readonly gap: number; readonly within: number } | null {
  const apart = (a: Point, b: readonly number[]) => Math.hypot(a[0] - b[0]!, a[1] - b[1]!);
  switch (kind) {
    case 'end':
      return { gap: apart(end, guessed), within: 0.03 };
    case 'arrow':
      return { gap: apart(step, guessed), within: 0.03 };
    case 'path': {
      // How long it is, and where it ends: drawn straight, or with a corner.
      const [long, x, y] = guessed as [number, number, number];
      const straight = Math.hypot(x - START[0], y - START[1]);
      const line = Math.abs(long - straight) < 0.1 ? [...START, x, y] : [...START, x, START[1], x, y];
      return { gap: leash(walk(20).flat(), line), within: 0.1 };
    }
    case 'value':
      return { gap: (100 * Math.abs(guessed[0]! - boothAt(end))) / boothAt(end), within: 0.5 };
    default:
      return null;
  }
}

/** All that a page says, to those who see it and to those who do not. */
const saidOn = (page: Page, within: string) =>
  page.evaluate((where) => {
    const places = [...document.querySelectorAll<HTMLElement>(where)];
    const spoken = places
      .flatMap((place) => [...place.querySelectorAll('[aria-label], [aria-valuetext], [title]')])
      .map((element) =>
        ['aria-label', 'aria-valuetext', 'title'].map((name) => element.getAttribute(name)).join(' '),
      );
    return `${places.map((place) => place.innerText).join(' ')} ${spoken.join(' ')}`;
  }, within);

async function answer(where: Place, cell: Cell, i: number, touch: CDPSession): Promise<void> {
  const { page } = where;
  const { kind } = cell;
  const { truth } = kinds[kind];
  const hand = handOf(cell.hand, page, touch);
  await where.show(cell, i);
  const card = where.card(i);
  if (kind === 'setting') return await turn(where, cell, i, hand);
  const lock = card.getByRole('button', { name: text.lock });
  await expect.poll(() => lock.isDisabled()).toBe(true);
  const guessed = await guess(cell, where, card, hand);
  await expect.poll(() => lock.isEnabled(), { message: 'there is a guess' }).toBe(true);
  const slider = page.getByRole('slider', { name: 'Step', exact: true });
  await expect.poll(() => slider.isVisible()).toBe(false);
  if (kind !== 'choose') expect(await saidOn(page, where.says)).not.toContain(truth);
  await (cell.hand === 'keys' ? page.keyboard.press('Enter') : hand.press(lock));
  const facts = card.locator('.ask-facts dd');
  await expect.poll(() => facts.nth(1).innerText()).toContain(truth);
  if (kind === 'path')
    expect(numbersIn(await facts.nth(1).innerText())[0]).toBeCloseTo(lengthOfWay(walk(20)), 1);
  const between = gapOf(kind, await guessed());
  if (between) {
    const [said] = numbersIn(await facts.nth(2).innerText());
    expect(Math.abs(said! - between.gap), `${said} for ${between.gap}`).toBeLessThan(between.within);
  } else await card.getByText(lower === 'Momentum' ? text.right : text.wrong).waitFor();
}

/** Turns the rate; the lowest loss of forty steps follows. */
async function turn(
  { page, slider, card }: Place,
  { hand: name }: Cell,
  i: number,
  hand: Hand,
): Promise<void> {
  const rate = slider(i);
  await rate.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await rate.boundingBox())!;
  const along = (share: number): Point => [x + share * width, y + height / 2];
  const facts = card(i).locator('.ask-facts dd');
  const before = await facts.first().innerText();
  if (name === 'keys') {
    await rate.focus();
    await page.keyboard.press('ArrowRight');
  } else await hand.drag(along(0.5), along(0.1));
  await expect.poll(() => facts.first().innerText()).not.toBe(before);
  const now = await rate.locator('xpath=..').getByRole('textbox').inputValue();
  const lowest = Math.min(...walk(40, numbersIn(now)[0]).map(boothAt));
  const [said] = numbersIn(await facts.first().innerText());
  expect(Math.abs(said! / lowest - 1), `${said} for ${lowest} with ${now}`).toBeLessThan(0.01);
}

const VIEW = { viewport: { width: 1280, height: 800 }, hasTouch: true } as const;
const question = (page: Page) => page.getByRole('region', { name: text.name, exact: true });
const RATE_SLIDER = /learning rate/i;

test.each([
  ['the page', '', (page: Page) => userOf(page).controls],
  ['an embed', '?embed&knobs=sgd.lr', (page: Page) => page],
] as const)('in %s', async (_, query, knobsOf) => {
  const opened = await openPage({ at: `${query}#${cells[0]!.scene}`, ...VIEW });
  const { page } = opened;
  const touch = await page.context().newCDPSession(page);
  const where: Place = {
    page,
    says: 'body',
    async show({ kind, scene }) {
      await userOf(page).go(`#${scene}`);
      if (kind === 'setting' && query === '') await userOf(page).unfold('SGD');
    },
    card: () => question(page),
    slider: () => knobsOf(page).getByRole('slider', { name: RATE_SLIDER }).first(),
  };
  for (const [i, cell] of cells.entries()) await answer(where, cell, i, touch);
  await opened.close();
});

test('in a talk', async () => {
  const scenes = cells.map(({ scene }, i) => ({
    ...newScene,
    id: `s${i}`,
    title: `${i}`,
    scene,
    beside: [],
  }));
  const talk = await writeTalkLink({ version: 1, title: 'Questions', scenes });
  const opened = await openPage({ at: `?present#${talk}`, ...VIEW });
  const { page } = opened;
  const user = userOf(page);
  const room = presentationOf(page);
  const touch = await page.context().newCDPSession(page);
  const where: Place = {
    page,
    says: 'body',
    async show({ kind, hand }, i) {
      if (i > 0) await room.press('PageDown');
      await expect.poll(() => room.number()).toBe(`${i + 1} / ${cells.length}`);
      if (kind === 'setting' && hand === 'mouse') await room.press('c');
      if (kind === 'setting') await user.unfold('SGD');
      await user.still();
    },
    card: () => question(page),
    slider: () => user.controls.getByRole('slider', { name: RATE_SLIDER }).first(),
  };
  await room.begun();
  for (const [i, cell] of cells.entries()) await answer(where, cell, i, touch);
  await opened.close();
});

test('in a lesson', async () => {
  const opened = await openPage({ at: '?lesson', ...VIEW });
  const { page } = opened;
  const user = userOf(page);
  const touch = await page.context().newCDPSession(page);
  const parts = cells.map(({ scene }, i) => ({ id: `q${i}`, text: `Number ${i}.`, scene }));
  const picking = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: lessons.own.open }).click();
  await (await picking).setFiles({
    name: 'questions.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ version: 1, id: 'questions', title: 'Questions', parts })),
  });
  const part = (i: number) => page.locator(`#part-q${i}[data-read]`);
  const where: Place = {
    page,
    says: '.reader-stage, .part[data-read]',
    async show(_, i) {
      if (i > 0) await page.keyboard.press('n');
      await part(i).locator('.ask:not(.ask-waiting)').waitFor();
      await user.still();
    },
    card: (i) => part(i).locator('.ask'),
    slider: (i) => part(i).getByRole('slider', { name: RATE_SLIDER }),
  };
  for (const [i, cell] of cells.entries()) await answer(where, cell, i, touch);
  await opened.close();
});
