import { expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createAskCard } from '../../src/panels/ask/card.ts';
import { isIntoField, listenToClicks } from '../../src/present/clicks.ts';
import { html } from '../../src/ui/dom.ts';
import { manualClock } from '../unit/app/manual-clock.ts';

/** A talk's scene, with a question or without, and how often a click has gone on. */
function open(ask: string) {
  const clock = manualClock();
  const { scene } = readFragment(`loss=booth&opt=sgd(lr:0.02)&steps=20${ask}`);
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const card = createAskCard(app, { say: (words) => document.createTextNode(words), movesStart: false });
  app.mount(card);
  clock.tick(16);
  const stage = html('div');
  let gone = 0;
  const stop = listenToClicks(
    stage,
    app,
    () => true,
    () => gone++,
  );
  const click = (clientX: number) => {
    for (const type of ['pointerdown', 'click'])
      stage.dispatchEvent(new MouseEvent(type, { clientX, bubbles: true }));
  };
  return { app, card, stage, click, stop, gone: () => gone };
}

test('a click on the stage goes on, but is a guess where one points at places', () => {
  const plain = open('');
  plain.click(5);
  expect(plain.gone()).toBe(1);
  plain.stop();
  plain.click(5);
  expect(plain.gone()).toBe(1);
  for (const kind of ['end', 'path', 'arrow', 'minimum']) {
    const { app, click, gone } = open(`&ask=${kind},run:0,step:5`);
    click(5);
    expect(gone()).toBe(0);
    app.lock();
    app.flush();
    click(5);
    expect(gone()).toBe(1);
  }
  // A number is typed: nothing is pointed at.
  const number = open('&ask=loss,run:0,step:5');
  number.click(5);
  expect(number.gone()).toBe(1);
});

test('a drag is no click', () => {
  const { stage, gone } = open('');
  stage.dispatchEvent(new MouseEvent('pointerdown', { clientX: 5, bubbles: true }));
  stage.dispatchEvent(new MouseEvent('click', { clientX: 15, bubbles: true }));
  expect(gone()).toBe(0);
});

test('fields of a question keep the keys after a click, what is only pressed does not', () => {
  const { card } = open('&ask=loss,run:0,step:5');
  const fields = [...card.element.querySelectorAll('input')];
  expect(fields).toHaveLength(4);
  expect(fields.every(isIntoField)).toBe(true);
  expect([...card.element.querySelectorAll('button')].some(isIntoField)).toBe(false);
  expect([...open('&ask=lowest').card.element.querySelectorAll('input[type=radio]')].some(isIntoField)).toBe(
    false,
  );
});
