import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { shownMarks } from '../../src/app/shown-marks.ts';
import { openModels } from '../../src/core/scene/models.ts';
import { newOptimizer } from '../../src/core/scene/defaults.ts';
import { newScene, type Talk } from '../../src/core/talk/talk.ts';
import { listenToKeys } from '../../src/panels/keys.ts';
import { createModelPicture } from '../../src/panels/models/picture.ts';
import { createController } from '../../src/present/controller.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';
import { button, press } from './support/user.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

const stageNames = [
  'Gradient',
  'Moments',
  'Scaled',
  'Round 1',
  'Round 2',
  'Round 3',
  'Round 4',
  'Round 5',
  'Step',
];

async function muonOn(id: string) {
  const { app, clock, there, until } = appOn(id, {}, (scene) => ({
    ...scene,
    noise: 0,
    steps: 12,
    optimizers: [newOptimizer('sgd', null, { lr: 0.1 }), newOptimizer('muon', null, { lr: 0.05 })],
  }));
  const { section, slot } = createSlot('model', 'Model');
  document.body.append(section);
  app.mount(createModelPicture(slot, app));
  await there();
  await until(() => section.querySelectorAll('.model-charts canvas').length === 4);
  app.select(1);
  app.seek(5);
  clock.tick(16);
  const shown = () => {
    clock.tick(16);
    return {
      stage: section.querySelector('.step-stages [aria-current]')?.textContent ?? null,
      says: section.querySelector('.model-step [aria-live]')!.textContent,
      rows: [...section.querySelectorAll<HTMLElement>('.model-rounds:not([hidden]) tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent.replace('−', '-'))),
      ),
      lines: [...section.querySelectorAll<HTMLElement>('.equation .is-now[data-line]')].map(
        ({ dataset }) => dataset['line'],
      ),
    };
  };
  return { app, section, shown, there };
}

test('a step of Muon is gone through round by round, by keys and buttons, forth and back, and into the next step', async () => {
  const { app, section, shown } = await muonOn('memory');
  const keys = listenToKeys(app, null);
  const odd = (s: number) => 3.4445 * s - 4.775 * s ** 3 + 2.0315 * s ** 5;
  expect(shown()).toMatchObject({ stage: null, rows: [], lines: [] });
  press('s');
  shown();
  expect(section.querySelector('details')!.open).toBe(true);
  expect([...section.querySelectorAll('.step-stages button')].map(({ textContent }) => textContent)).toEqual(
    stageNames,
  );
  let before: number[] = [];
  for (const [at, name] of stageNames.entries()) {
    const { stage, says, rows, lines } = shown();
    expect(stage).toBe(name);
    expect(says).toContain(`Step 5, by Muon. Stage ${at + 1} of 9, ${name}. `);
    const round = at - 2;
    if (round < 0 || round > 5) expect(rows).toEqual([]);
    else {
      expect(lines).toEqual([`x${round}`]);
      const [from, to] = rows as [number[], number[]];
      expect([from.length, to.length]).toEqual([8, 8]);
      // Three digits are shown of each: what stood after the last round stands before this one.
      if (round > 0) {
        expect(from).toEqual(before.toSorted((a, b) => b - a));
        from.forEach((s, i) =>
          expect(Math.abs(to[i]! - odd(s))).toBeLessThan(0.02 * Math.abs(to[i]!) + 1e-9),
        );
      }
      before = to;
      const [largest, made] = [from[0]!, to[0]!].map((value) => String(value));
      expect(says).toContain(`Of W the largest singular value goes from ${largest}`);
      expect(says).toContain(`to ${made}`);
    }
    // The arrow of the step comes with the last stage.
    expect(
      shownMarks(app.state, app.derived, 1)?.marks.some(({ mark }) => mark.part === 'step') ?? false,
    ).toBe(at === stageNames.length - 1);
    press('ArrowRight');
  }
  expect([app.state.playhead.step, app.state.stage]).toEqual([6, 0]);
  press('ArrowLeft');
  expect([app.state.playhead.step, app.state.stage]).toEqual([5, 8]);
  button(section, 'One stage back').click();
  expect(shown().stage).toBe('Round 5');
  button(section, 'Round 2').click();
  expect(shown()).toMatchObject({ stage: 'Round 2', lines: ['x2'] });
  button(section, 'One stage forward').click();
  expect(shown().stage).toBe('Round 3');
  // Of one parameter the round has its number, and the singular values stay.
  const field = section.querySelector<HTMLInputElement>('.model-step input')!;
  field.value = 'W 2, 3';
  field.dispatchEvent(new Event('change'));
  expect(section.querySelector('.equation .is-now .value')!.textContent).toMatch(/^−?\d/);
  expect(shown().rows).toHaveLength(2);
  // SGD has no rounds, and no more stages than it has.
  app.select(0);
  expect(shown()).toMatchObject({ stage: 'Step', rows: [] });
  app.select(1);
  section.querySelector('summary')!.click();
  expect(app.state.stage).toBeNull();
  expect(shown()).toMatchObject({ says: 'The step is closed.', rows: [] });
  keys.dispose();
  section.remove();
});

test('of several matrices each has its singular values', async () => {
  const { app, section, shown } = await muonOn('deep-linear');
  app.setStage(4);
  const captions = () =>
    [...section.querySelectorAll('.model-rounds caption')].map(({ textContent }) => textContent);
  expect(shown().rows).toHaveLength(6);
  expect(captions()).toEqual(['Singular values of W1', 'Singular values of W2', 'Singular values of W3']);
  section.remove();
});

test('presenting, the key for the next thing goes from round to round, and back', async () => {
  const { app, section, there } = await muonOn('memory');
  const scene = 'model=memory&opt=sgd(lr:0.1)&opt=muon(lr:0.05)&steps=12&step=5&v=2';
  const talk: Talk = {
    version: 1,
    title: 'Rounds',
    scenes: [
      { ...newScene, id: 'muon', title: 'Muon', next: 'stages', scene },
      { ...newScene, id: 'end', title: 'End', scene },
    ],
  };
  const controller = createController({
    app,
    talk,
    from: 0,
    glide: () => 0,
    timer: () => () => {},
    now: () => 0,
  });
  await there();
  app.select(1);
  for (let stage = 0; stage < 9; stage++) {
    expect(controller.ahead).toEqual({ kind: 'stage', stage, of: 9 });
    controller.act('next');
    expect([controller.state.at, app.state.stage]).toEqual([0, stage]);
  }
  controller.act('back');
  expect([controller.state.at, app.state.stage]).toEqual([0, 7]);
  controller.act('next');
  controller.act('next');
  expect(controller.state.at).toBe(1);
  section.remove();
});
