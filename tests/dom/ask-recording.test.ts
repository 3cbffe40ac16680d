import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createAwaited } from '../../src/lessons/awaited.ts';
import { createAskCard } from '../../src/panels/ask/card.ts';
import { ask as text } from '../../src/text/en/ask.ts';
import { lessons } from '../../src/text/en/lessons.ts';
import { html } from '../../src/ui/dom.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

const MODEL = 'model=xor&opt=sgd,lr:0.1&opt=adam,lr:0.01,name:mine&opt=rmsprop,off&steps=40';

/** A scene with a model whose code never comes. */
function open(fragment: string) {
  const clock = manualClock();
  const app = createApp({
    scene: readFragment(fragment).scene,
    clock,
    systemTheme: 'light',
    loadModels() {},
  });
  app.setResolution(9);
  const card = createAskCard(app, {
    say: (words) => document.createTextNode(words),
    movesStart: false,
  });
  document.body.append(card.element);
  app.mount(card);
  clock.tick(16);
  return { app, clock, element: card.element };
}

afterEach(() => document.body.replaceChildren());

test('while the runs are still to come a question has them by name, says so, and is not locked', () => {
  const { app, clock, element } = open(`${MODEL}&ask=lowest,step:40`);
  const options = [...element.querySelectorAll('.ask-choice')].map((option) => option.textContent);
  expect(options).toEqual(['SGD', 'mine', text.none]);
  expect(element.querySelector('.ask-hint')?.textContent).toContain(text.recording);
  const [, second] = element.querySelectorAll<HTMLInputElement>('input[type=radio]');
  second!.click();
  clock.tick(16);
  expect(app.state.asked.guess).toEqual({ form: 'run', index: 1 });
  expect(second!.checked).toBe(true);
  expect(second!.isConnected).toBe(true);
  expect(button(element, text.lock).disabled).toBe(true);
});

test('a run that is asked about is called by its name before it is recorded', () => {
  const { element } = open(`${MODEL}&ask=loss,run:1,step:40`);
  expect(element.querySelector('.ask-question')?.textContent).toBe(text.question.loss('mine', 40));
});

test('of a formula nothing is still to come', () => {
  const { element } = open('loss=bowl&opt=sgd(lr:0.01)&opt=adam(lr:0.3)&steps=40&ask=lowest,step:20');
  expect(element.querySelector('.ask-hint')?.textContent).not.toContain(text.recording);
  expect(element.querySelectorAll('.ask-choice')).toHaveLength(3);
});

test('in the place of a lesson’s stage it is said that its model is still to come, and not over a picture that was there', () => {
  const { app, clock } = open(MODEL);
  const stage = html('div', {});
  const show = (fragment: string) => {
    const { scene, playhead } = readFragment(fragment);
    app.load(scene, playhead);
    clock.tick(16);
  };
  app.mount(createAwaited(stage));
  clock.tick(16);
  expect([stage.textContent, stage.hasAttribute('data-awaited')]).toEqual([lessons.coming, true]);
  show('loss=bowl&opt=sgd(lr:0.01)');
  expect([stage.textContent, stage.hasAttribute('data-awaited')]).toEqual(['', false]);
  show(MODEL);
  expect(stage.textContent).toBe('');
});
