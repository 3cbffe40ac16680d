import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createAskCard } from '../../src/panels/ask/card.ts';
import { openAskDialog } from '../../src/panels/ask/dialog.ts';
import { mapLayers } from '../../src/charts/map-overlays.ts';
import { ask as text } from '../../src/text/en/ask.ts';
import { marks } from '../../src/text/en/marks.ts';
import { sceneTracks } from '../../src/ui/scene-marks.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

const RUNS = 'f=x^2%2By^2&start=3,4&opt=sgd(lr:0.1)&opt=momentum(lr:0.1)&steps=20';

function open(fragment: string, movesStart = true, points = true) {
  const clock = manualClock();
  const app = createApp({ scene: readFragment(fragment).scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const card = createAskCard(app, { say: (words) => document.createTextNode(words), movesStart, points });
  document.body.append(card.element);
  app.mount(card);
  const draw = () => clock.tick(16);
  draw();
  const { element } = card;
  const said = (className: string) => element.querySelector(`.${className}`)?.textContent;
  /** Until the runs have come to the step that was asked for. */
  const play = () => {
    while (app.state.playhead.playing) clock.tick(1000);
    draw();
  };
  return { app, element, draw, play, said, fields: () => [...element.querySelectorAll('input')] };
}

afterEach(() => document.body.replaceChildren());

describe('the card of a question', () => {
  // The first step of gradient descent from (3, 4) is 0.1 times (6, 8) long: 1.
  test.each([
    [1, text.right],
    [1.04, text.nearly],
    [0.94, text.wrong],
  ])('of a first step of 1, guessed as %s', (value, verdict) => {
    const { app, element, draw, play, said } = open(`${RUNS}&ask=length,run:0`);
    app.guess({ form: 'number', value });
    draw();
    button(element, text.lock).click();
    draw();
    // What was is said when the runs are there, not while they are on their way.
    expect(said('ask-result')).toBe('');
    expect(element.querySelector('[aria-current]')?.textContent).toBe(text.stages.run);
    play();
    expect(element.querySelector('[aria-current]')?.textContent).toBe(text.stages.compare);
    expect(said('ask-verdict')).toBe(verdict);
    expect(document.activeElement).toBe(element.querySelector('.ask-result'));
  });

  test('says what number there is none of, and asks for no step that the runs do not have', () => {
    const { app, draw, said } = open(`${RUNS}&ask=steps,run:0,goal:-1,step:500`);
    expect(said('ask-question')).toBe(text.question.steps('SGD', '20', '−1'));
    app.lock();
    draw();
    expect(said('ask-facts')).toContain(text.never);
    const wild = open('f=x^2%2By^2&start=3,4&opt=sgd(lr:1e200)&steps=20&ask=loss,run:0,step:20');
    wild.app.lock();
    wild.draw();
    expect(wild.said('ask-facts')).toContain(text.noNumber);
  });

  test('says that runs of as many evaluations may have stopped', () => {
    expect(open(`${RUNS}&ask=lowest`).said('ask-question')).not.toContain(text.stopped);
    expect(open(`${RUNS}&budget=evaluations&ask=lowest`).said('ask-question')).toContain(text.stopped);
    expect(open(`${RUNS}&budget=evaluations&ask=lowest&question=Which?`).said('ask-question')).toBe('Which?');
  });

  test('has a field for each variable of the formula that there is now', () => {
    const { app, draw, fields } = open(`${RUNS}&ask=end`);
    const labels = () => fields().map((field) => field.getAttribute('aria-label'));
    expect(labels()).toEqual(['x', 'y']);
    app.setFormula('u^2 + v^2');
    draw();
    expect(labels()).toEqual(['u', 'v']);
  });

  test('offers another start where the reader may move it', () => {
    for (const movesStart of [true, false]) {
      const { app, element, draw } = open(`${RUNS}&ask=lowest`, movesStart);
      app.lock();
      draw();
      expect(button(element, text.again).hidden).toBe(!movesStart);
      element.remove();
    }
  });

  test('takes numbers as people write them, says what is none, and is locked with Enter', () => {
    const { app, element, draw, play, said, fields } = open(`${RUNS}&ask=end,run:0,step:3`);
    const type = (i: number, value: string) => {
      fields()[i]!.value = value;
      fields()[i]!.dispatchEvent(new Event('input', { bubbles: true }));
      draw();
    };
    const enter = () =>
      fields()[1]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    type(0, '1,5');
    type(1, 'two');
    expect(said('ask-wrong')).toBe(text.notNumber('two'));
    enter();
    expect(app.state.asked.isLocked).toBe(false);
    type(1, '\u22121/2');
    expect(said('ask-wrong')).toBe('');
    expect(app.state.asked.guess).toEqual({ form: 'place', at: [1.5, -0.5] });
    enter();
    play();
    expect(said('ask-facts')).toContain('(1.50, −0.500)');

    // Another start is asked about from the beginning: nothing is left in its fields, the first of which has the focus.
    button(element, text.again).click();
    draw();
    expect(fields().map(({ value }) => value)).toEqual(['', '']);
    expect(document.activeElement).toBe(fields()[0]);
  });

  test('says to point only where that can be done', () => {
    expect(open(`${RUNS}&ask=end`).said('ask-hint')).toContain(text.hint.place);
    expect(open(`${RUNS}&ask=end`, true, false).said('ask-hint')).toContain(text.hint.typed);
  });

  test('says that its run is gone', () => {
    const { app, draw, said } = open(`${RUNS}&ask=loss,run:1`);
    app.lock();
    app.removeOptimizer(1);
    draw();
    expect(said('ask-result')).toBe(text.noAnswer);
  });
});

test('while it is open the gradient flow is neither drawn nor named: it runs where the answer lies', () => {
  const { app } = open(`${RUNS}&overlays=flow&ask=end`);
  const frame = () => ({ state: app.state, derived: app.derived });
  const flows = () => sceneTracks(frame()).filter(({ sentence }) => sentence === marks.flow).length;
  const drawn = () => mapLayers.filter((layer) => layer.shows(frame()) !== null).length;
  expect(flows()).toBe(0);
  const before = drawn();
  app.lock();
  expect(flows()).toBe(1);
  expect(drawn()).toBe(before + 1);
});

test('a question is made of no more steps than the runs have', () => {
  HTMLDialogElement.prototype.showModal ??= () => {};
  const { app } = open(RUNS);
  openAskDialog(document.body, app);
  const dialog = document.querySelector('dialog')!;
  const steps = [...dialog.querySelectorAll('input')][0]!;
  steps.value = '21';
  steps.dispatchEvent(new Event('input', { bubbles: true }));
  expect(dialog.querySelector('[role=status]')?.textContent).toBe(text.dialog.beyond('20'));
  expect(button(dialog, text.dialog.take).disabled).toBe(true);
  steps.value = '20';
  steps.dispatchEvent(new Event('input', { bubbles: true }));
  expect(button(dialog, text.dialog.take).disabled).toBe(false);
});
