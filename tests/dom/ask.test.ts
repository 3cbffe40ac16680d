import { afterEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { judge } from '../../src/core/ask/answer.ts';
import { recordRun, type Run } from '../../src/core/index.ts';
import { formatNumber, formatShort } from '../../src/core/math/format.ts';
import { compiled } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createAskCard } from '../../src/panels/ask/card.ts';
import { openAskDialog } from '../../src/panels/ask/dialog.ts';
import { mapLayers } from '../../src/charts/overlays/overlays.ts';
import { ask as text } from '../../src/text/en/ask.ts';
import { marks } from '../../src/text/en/marks.ts';
import { sceneTracks } from '../../src/ui/scene-marks.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

const RUNS = 'f=x^2%2By^2&start=3,4&opt=sgd(lr:0.1)&opt=momentum(lr:0.1)&steps=20';

function open(
  fragment: string,
  movesStart = true,
  points = true,
  told: (answer: unknown) => void = () => {},
) {
  const clock = manualClock();
  const app = createApp({ scene: readFragment(fragment).scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const card = createAskCard(app, {
    say: (words) => document.createTextNode(words),
    movesStart,
    points,
    told,
  });
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
  const fields = () => [...element.querySelectorAll('input')].filter((input) => !input.closest('.ask-hands'));
  return { app, element, draw, play, said, fields };
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

  test.each([
    [
      'steps,run:0,goal:1,step:80',
      'How many steps will SGD need to a loss of 1 or less? It has 80.',
      ([sgd]: readonly Run[]) => String(sgd!.losses.findIndex((loss) => loss <= 1)),
    ],
    [
      'length,run:2&question=How far does Adam step at first?',
      'How far does Adam step at first?',
      ([, , adam]: readonly Run[]) => {
        const [x0, y0, x1, y1] = adam!.positions;
        return formatNumber(Math.hypot(x1! - x0!, y1! - y0!), 4);
      },
    ],
  ])('%s asks, and is answered by the runs as the engine records them', (ask, question, answer) => {
    const runs = 'loss=booth&start=-7,6&opt=sgd(lr:0.02)&opt=momentum(lr:0.02)&opt=adam(lr:0.3)&steps=80';
    const { scene } = readFragment(runs);
    const { app, element, draw, play, said, fields } = open(`${runs}&ask=${ask}`);
    expect(said('ask-question')).toBe(question);
    fields()[0]!.value = '0.4';
    fields()[0]!.dispatchEvent(new Event('input', { bubbles: true }));
    draw();
    button(element, text.lock).click();
    play();
    const recorded = scene.optimizers.map((setting) =>
      recordRun({ ...recordOptionsOf(scene, setting), loss: compiled(scene.formula) }),
    );
    expect(said('ask-facts')).toContain(`${text.was.number}${answer(recorded)}`);
    expect(app.state.asked.guess).toEqual({ form: 'number', value: 0.4 });
  });

  test('explains a mistake by its kind, and says of no guess what is said of all', () => {
    const explained = '&explanation=It is 1.↵↵[low] Too low.↵↵[high] Too high.↵↵[right] Well';
    for (const [value, said] of [
      [0.5, 'It is 1.\n\nToo low.'],
      [2, 'It is 1.\n\nToo high.'],
      [1, 'It is 1.\n\nWell'],
      [null, 'It is 1.'],
    ] as const) {
      const { app, element, draw, play, said: shown } = open(`${RUNS}&ask=length,run:0${explained}`);
      app.guess(value === null ? null : { form: 'number', value });
      draw();
      expect(shown('ask-why')).toBe('');
      button(element, value === null ? text.skip : text.lock).click();
      play();
      expect(shown('ask-why')).toBe(said);
      element.remove();
    }
  });

  test('says what number there is none of, and asks for no step that the runs do not have', () => {
    const { app, draw, said } = open(`${RUNS}&ask=steps,run:0,goal:-1,step:500`);
    expect(said('ask-question')).toBe(text.question.steps('SGD', 20, '−1'));
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
    };
    // With no frame between a number and its Enter, as on a slow machine.
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

  test('takes a path that is shown place by place, or drawn with keys, and says how far from the run it is', () => {
    // Gradient descent on a bowl goes straight to its middle: so does a path that does.
    const { app, element, draw, play, said } = open(`${RUNS}&domain=-5,5,-5,5&ask=path,run:0,step:20`);
    const pen = element.querySelector<HTMLElement>('.ask-pen')!;
    const press = (key: string, shiftKey = false) => {
      pen.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
      draw();
    };
    expect(app.pointing?.draws).toBe(true);
    press('ArrowLeft');
    expect(app.state.asked.guess).toMatchObject({ form: 'path', line: [expect.any(Number), 4] });
    press('Backspace');
    expect(app.state.asked.guess).toBeNull();
    for (const place of [
      [2, 3],
      [2, 3.0001],
      [0, 0.1],
    ] as const)
      app.pointing?.at(place);
    draw();
    // Two of them are one place.
    expect(app.state.asked.guess).toEqual({ form: 'path', line: [2, 3, 0, 0.1] });
    expect(pen.textContent).toBe(text.path.pen('(0, 0.100)'));
    button(element, text.lock).click();
    play();
    const { run } = app.derived.runs[0]!;
    const [gap] = element.querySelector('.ask-facts > :last-child dd')!.textContent.split(' ');
    const answer = { form: 'path', line: [...run.positions] } as const;
    expect(gap).toBe(formatNumber(judge(answer, app.state.asked.guess!, 1).gap!));
    expect(said('ask-verdict')).toContain(text.path.leash);
    // Nobody takes places any more.
    expect(app.pointing).toBeNull();
    button(element, text.again).click();
    draw();
    expect(document.activeElement).toBe(pen);
  });

  test('takes an arrow by its tip or its parts, and says how it is turned', () => {
    const { app, element, draw, play, said, fields } = open(`${RUNS}&ask=arrow,run:0`);
    app.pointing?.at([2, 4]);
    draw();
    expect(fields().map(({ value }) => value)).toEqual(['−1', '0']);
    fields()[1]!.value = '-0,8';
    fields()[1]!.dispatchEvent(new Event('input', { bubbles: true }));
    draw();
    expect(app.state.asked.guess).toEqual({ form: 'arrow', line: [2, 3.2] });
    button(element, text.lock).click();
    play();
    // The step is 0.1 times (-6, -8): 1 long.
    const degrees = (180 / Math.PI) * (Math.atan2(0.8, 0.6) - Math.atan2(0.8, 1));
    const times = Math.hypot(1, 0.8);
    expect(said('ask-verdict')).toContain(text.arrow.turned(formatShort(degrees, 3), formatShort(times, 3)));
    expect(said('ask-facts')).toContain('(−0.600, −0.800)');
  });

  test('lets one of the minima be chosen, by its place or by pointing at it', () => {
    const { app, element, draw, play, said, fields } = open('loss=himmelblau&opt=sgd(lr:0.004)&ask=minimum');
    const names = fields().map(({ parentElement }) => parentElement?.textContent);
    expect(names).toEqual(['(3.00, 2.00)', '(−2.81, 3.13)', '(−3.78, −3.28)', '(3.58, −1.85)', text.none]);
    app.pointing?.at([-3, 4]);
    draw();
    expect(fields().map(({ checked }) => checked)).toEqual([false, true, false, false, false]);
    fields()[2]!.click();
    draw();
    button(element, text.lock).click();
    play();
    // At step 50 gradient descent is beside it, at a loss of 0.004.
    expect(said('ask-facts')).toContain('(−3.78, −3.28)');
    expect(said('ask-verdict')).toBe(text.right);
  });

  test('asks how sure a guess is where its author wants that, and tells a host what became of it, but not what it was', () => {
    const told: unknown[] = [];
    const { app, element, draw, play, said, fields } = open(
      `${RUNS}&ask=length,run:0,sure`,
      true,
      true,
      (answer) => told.push(answer),
    );
    expect(element.querySelector('.ask-legend')?.textContent).toBe(text.sure.asked);
    app.guess({ form: 'number', value: 2 });
    draw();
    const lock = button(element, text.lock);
    expect(lock.disabled).toBe(true);
    fields()[1]!.click();
    draw();
    expect(lock.disabled).toBe(false);
    lock.click();
    expect(told).toEqual([]);
    play();
    expect(said('ask-verdict')).toBe(`${text.wrong} ${text.sure.said(true, false)}`);
    expect(told).toEqual([{ kind: 'length', right: false, gap: expect.closeTo(1, 12) as number }]);
    // What is changed afterwards is compared, and told to nobody.
    app.setValue(0, 'lr', 0.2);
    draw();
    expect(said('ask-verdict')).toContain(text.right);
    expect(told).toHaveLength(1);
    button(element, text.again).click();
    draw();
    expect(fields().map(({ checked }) => checked)).toEqual([false, false, false]);
  });

  test('draws as bars how many hands a room shows, and keeps them beside the answer', () => {
    const { app, element, draw, play } = open(`${RUNS}&ask=lowest`);
    const boxes = [...element.querySelectorAll<HTMLInputElement>('.ask-hands input')];
    expect(boxes.map((box) => box.getAttribute('aria-label'))).toEqual(
      ['SGD', 'Momentum', text.none].map((name) => text.hands.of(name)),
    );
    const bars = () => [...element.querySelectorAll<HTMLElement>('.ask-bar i')].map((bar) => bar.style.width);
    expect(bars()).toEqual(['0%', '0%', '0%']);
    for (const [i, typed] of ['12', '30', 'many'].entries()) {
      boxes[i]!.value = typed;
      boxes[i]!.dispatchEvent(new Event('input', { bubbles: true }));
    }
    expect(bars()).toEqual(['40%', '100%', '0%']);
    // They are no guess.
    expect(app.state.asked.guess).toBeNull();
    app.lock();
    draw();
    play();
    expect(element.querySelector<HTMLElement>('.ask-guess')?.hidden).toBe(false);
    button(element, text.again).click();
    draw();
    expect(bars()).toEqual(['0%', '0%', '0%']);
  });

  test.each([
    ['loss', text.hands.number],
    ['end', text.hands.place],
  ] as const)('counts a room’s hands for %s on both sides of the guess', (kind, names) => {
    const { app, element, draw, play } = open(`${RUNS}&ask=${kind},run:0,step:3`);
    const boxes = [...element.querySelectorAll<HTMLInputElement>('.ask-hands input')];
    expect(boxes.map((box) => box.getAttribute('aria-label'))).toEqual(names.map(text.hands.of));
    boxes[1]!.value = '7';
    boxes[1]!.dispatchEvent(new Event('input', { bubbles: true }));
    expect(app.state.asked.guess).toBeNull();
    app.lock();
    draw();
    play();
    expect(element.querySelector<HTMLElement>('.ask-guess')?.hidden).toBe(false);
    expect([...element.querySelectorAll<HTMLElement>('.ask-bar i')].map((bar) => bar.style.width)).toEqual([
      '0%',
      '100%',
      '0%',
    ]);
  });

  test('asks anew from starts that go by the seed: the same for all who begin with one link', () => {
    const starts = [0, 1].map(() => {
      const { app, element, draw } = open(`${RUNS}&seed=7&ask=lowest`);
      return [1, 2, 3].map((count) => {
        app.lock();
        draw();
        button(element, text.again).click();
        draw();
        expect(app.state.scene.seed).toBe(7 + count);
        expect(app.state.asked.isLocked).toBe(false);
        return app.state.scene.start;
      });
    });
    expect(starts[0]).toEqual(starts[1]);
    expect(new Set(starts[0]!.map(String)).size).toBe(3);
    const [x0, x1, y0, y1] = readFragment(RUNS).scene.domain;
    for (const [x, y] of starts[0]!) expect(x > x0 && x < x1 && y > y0 && y < y1).toBe(true);
  });

  test('tells of a goal when it is reached', () => {
    const told: unknown[] = [];
    const goal = `${RUNS}&ask=reach,run:0,goal:0.001,step:20`;
    const { app, draw } = open(goal, true, true, (answer) => told.push(answer));
    expect(told).toEqual([]);
    app.setValue(0, 'lr', 0.4);
    draw();
    expect(told).toEqual([{ kind: 'reach', right: true, gap: null }]);
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
