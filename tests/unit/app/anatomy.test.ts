import { describe, expect, test } from 'vitest';
import { explainStep, factorsOf, stageBy, toggleStep } from '../../../src/app/anatomy.ts';
import { barsOfMarks, enlargement, scaleBars } from '../../../src/ui/arrow-scale.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { sceneMarks } from '../../../src/ui/scene-marks.ts';
import {
  createArrowPointer,
  createShownMarks,
  hasCutArrow,
  shownMarks,
} from '../../../src/app/shown-marks.ts';
import { gradientCloud } from '../../../src/app/step-data.ts';
import type { Scene } from '../../../src/core/scene/scene.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { manualClock } from './manual-clock.ts';

/** The first scene, in which Adam is selected, whose step has four stages. */
function start() {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(33);
  const at = () => [app.state.playhead.step, app.state.stage];
  return { app, clock, at };
}

describe('an opened step', () => {
  test('is gone through stage by stage, on into the next step and back', () => {
    const { app, at } = start();
    app.seek(3);
    toggleStep(app);
    expect(at()).toEqual([3, 0]);
    for (let k = 0; k < 3; k++) stageBy(app, 1);
    expect(at()).toEqual([3, 3]);
    stageBy(app, 1);
    expect(at()).toEqual([4, 0]);
    stageBy(app, -1);
    expect(at()).toEqual([3, 3]);
    toggleStep(app);
    stageBy(app, 1);
    expect(at()).toEqual([4, null]);
  });

  test('stays at the first stage of all and at the last', () => {
    const { app, at } = start();
    toggleStep(app);
    stageBy(app, -1);
    expect(at()).toEqual([0, 0]);
    app.seek(app.state.scene.steps);
    app.setStage(3);
    stageBy(app, 1);
    expect(at()).toEqual([app.state.scene.steps, 3]);
  });

  test('pauses, and is closed by playing', () => {
    const { app, at } = start();
    app.play();
    toggleStep(app);
    expect(app.state.playhead.playing).toBe(false);
    app.play();
    expect(at()).toEqual([0, null]);
  });
});

test('the step is taken apart once for all views', () => {
  const { app } = start();
  app.seek(12);
  const first = explainStep(app.state, app.derived);
  expect(explainStep(app.state, app.derived)).toBe(first);
  app.setValue(3, 'lr', 0.1);
  expect(explainStep(app.state, app.derived)).not.toBe(first);
});

test('a diverged run has no step from there on', () => {
  const { app } = start();
  app.select(0);
  app.setValue(0, 'lr', 5);
  const divergedAt = app.derived.runs[0]!.run.divergedAt!;
  app.seek(divergedAt - 1);
  expect(explainStep(app.state, app.derived)).not.toBeNull();
  app.seek(divergedAt);
  expect(explainStep(app.state, app.derived)).toBeNull();
});

describe('the marks shown', () => {
  test('are those of the stages so far; the newest grow from nothing', () => {
    const { app, clock } = start();
    app.seek(5);
    let now = 0;
    const shownOf = createShownMarks(
      app,
      () => now,
      () => false,
    );
    const shown = () => shownOf({ state: app.state, derived: app.derived });
    const closed = shown()!.marks.map(({ mark }) => mark.key);
    expect(closed).toContain('update');
    app.setStage(0);
    const growing = shown()!.marks;
    expect(growing.map(({ mark }) => mark.key)).toEqual(['gradient', 'plain', 'plain:landing']);
    expect(growing[0]!.to).toEqual(growing[0]!.from);
    now = 1000;
    clock.tick(16);
    const grown = shown()!.marks[0]!;
    const { marks, view } = explainStep(app.state, app.derived)!;
    const { step: factor } = factorsOf(view, app.derived);
    expect(grown.to[0] - grown.from[0]).toBeCloseTo(factor * marks.marks[0]!.x, 12);
    expect(shown()).toBe(shown());
  });

  test('rest while time runs, but for what is pointed at', () => {
    const { app } = start();
    const shownOf = createShownMarks(
      app,
      () => 0,
      () => true,
    );
    const shown = () => shownOf({ state: app.state, derived: app.derived });
    app.play();
    expect(shown()).toBeNull();
    app.light('gradient');
    expect(shown()!.marks.map(({ mark }) => mark.key)).toEqual(['gradient']);
  });

  test('light up under the pointer, on stage and map', () => {
    const { app, clock } = start();
    app.mount(createArrowPointer(app));
    app.seek(5);
    const { from, to } = shownMarks(app.state, app.derived, 1)!.marks.find(
      ({ mark }) => mark.key === 'gradient',
    )!;
    app.hover([from[0] + 0.9 * (to[0] - from[0]), from[1] + 0.9 * (to[1] - from[1])]);
    clock.tick(16);
    expect(app.state.lit).toBe('gradient');
    app.hover(null);
    clock.tick(16);
    expect(app.state.lit).toBeNull();
  });
});

/** What is drawn of SGD alone on a bowl, at a step, with what is said of the view. */
function drawn(link: string, step: number, view: Partial<Scene['view']> = {}) {
  const { scene } = readFragment(link);
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(33);
  app.setView(view);
  app.seek(step);
  const shown = shownMarks(app.state, app.derived, 1);
  const arrow = (key: string) => {
    const found = shown?.marks.find(({ mark }) => mark.key === key);
    if (!found) return null;
    const [dx, dy] = [found.to[0] - found.from[0], found.to[1] - found.from[1]];
    return { ...found, dx, dy, length: Math.hypot(dx, dy) };
  };
  return { app, shown, arrow };
}

describe('arrows can be compared', () => {
  const bowl = 'f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=sgd(lr:0.02)&steps=600';

  test('from step to step: they shrink as the steps do', () => {
    const lengths = [0, 10, 60].map((step) => {
      const { app, arrow } = drawn(bowl, step);
      const { positions } = app.derived.runs[0]!.run;
      const moved = Math.hypot(
        positions[2 * step + 2]! - positions[2 * step]!,
        positions[2 * step + 3]! - positions[2 * step + 1]!,
      );
      return arrow('update')!.length / moved;
    });
    expect(lengths[1]).toBeCloseTo(lengths[0]!, 9);
    expect(lengths[2]).toBeCloseTo(lengths[0]!, 9);
    const { app } = drawn(bowl, 0);
    const first = factorsOf(app.derived.runs[0]!, app.derived);
    app.seek(300);
    expect(factorsOf(app.derived.runs[0]!, app.derived)).toBe(first);
  });

  test('at a factor of 1 the step’s arrow ends where the step does', () => {
    const link = 'f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=sgd(lr:0.09)&steps=100';
    const { shown, arrow } = drawn(link, 0);
    expect(shown!.scale.step).toBe(1);
    expect(arrow('update')!.to).toEqual(arrow('theta')!.to);
  });

  test.each(['momentum(lr:0.01)', 'nesterov(lr:0.01)', 'adam(lr:0.1)', 'adamw(lr:0.1,weightDecay:0.3)'])(
    'the parts of %s lie tip to tail, and end where the step’s arrow does',
    (rule) => {
      const { shown } = drawn(`f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=${rule}&steps=100`, 9);
      const parts = shown!.marks.filter(({ mark }) => mark.follows);
      const step = shown!.marks.find(({ mark }) => mark.key === 'update')!;
      expect(parts.length).toBeGreaterThan(1);
      expect(parts[0]!.from).toEqual(shown!.from);
      parts.slice(1).forEach((part, i) => expect(part.from).toEqual(parts[i]!.to));
      for (const i of [0, 1] as const) expect(parts.at(-1)!.to[i]).toBeCloseTo(step.to[i], 12);
    },
  );

  test('the magnifier multiplies all of them, and says so', () => {
    const plain = drawn(bowl, 100, { gradient: true });
    const large = drawn(bowl, 100, { gradient: true, magnify: 2 });
    for (const key of ['update', 'gradient', 'gradient:uphill']) {
      expect(large.arrow(key)!.length / plain.arrow(key)!.length).toBeCloseTo(100, 9);
    }
    expect(scaleBars(large.shown!.scale, 30).map(({ label }) => label)).toEqual([
      expect.stringMatching(/^step 0\.\d+ · drawn \d+ ×, magnified 100 ×$/),
      expect.stringMatching(/^gradient 0\.\d+ · drawn 0\.\d+ ×, magnified 100 ×$/),
    ]);
  });

  test('magnified beyond all numbers they still end at the border', () => {
    const { shown } = drawn(bowl, 0, { magnify: 300, gradient: true });
    const domain = [-5, 5, -5, 5] as const;
    for (const { to, mark } of shown!.marks) {
      if (mark.shape !== 'arrow') continue;
      const away = to.map((value, i) => Math.abs(Math.abs(value) - Math.abs(domain[2 * i]!)));
      expect(Math.min(...away)).toBeLessThan(1e-12);
    }
  });

  test('the gradient’s own is there when asked for, uphill, by a factor of its own', () => {
    expect(drawn(bowl, 0).arrow('gradient:uphill')).toBeNull();
    const { arrow, shown } = drawn(bowl, 0, { gradient: true });
    const uphill = arrow('gradient:uphill')!;
    const part = arrow('gradient')!;
    expect(uphill.dx * part.dx + uphill.dy * part.dy).toBeLessThan(0);
    expect(uphill.dx / shown!.scale.gradient).toBeCloseTo(-6, 9);
    expect(shown!.scale.units).toEqual(['step', 'gradient']);
  });

  test('one that leaves the domain ends at the border, marked as going on', () => {
    // From y = 1 the step is a quarter of the domain; near its border that is beyond it.
    const { arrow } = drawn('f=-x&domain=0,1,0,1&start=0.9,0.4&opt=sgd(lr:0.25)&steps=10', 0);
    const step = arrow('update')!;
    expect(step.to).toEqual([1, 0.4]);
    expect(step.goesOn).toBe(true);
    expect(hasCutArrow(drawn('f=-x&domain=0,1,0,1&start=0.9,0.4&opt=sgd(lr:0.25)&steps=10', 0).shown!)).toBe(
      true,
    );
    expect(drawn(bowl, 0).arrow('update')!.goesOn).toBe(false);
    expect(hasCutArrow(drawn(bowl, 0).shown!)).toBe(false);
  });

  test.each([
    ['nesterov(lr:0.002)', 5, 0],
    ['momentum(lr:0.002)', 5, 0],
    ['momentum(lr:0.002)', 90, 1],
  ])('with rings: those of %s at step %d, magnified 10^%d, lie as much farther', (rule, step, magnify) => {
    const link = `f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=${rule}&steps=100`;
    const { app, shown, arrow } = drawn(link, step, { magnify });
    const { marks } = explainStep(app.state, app.derived)!;
    const factor = shown!.scale.step * 10 ** magnify;
    expect(factor).toBeGreaterThan(1);
    for (const key of ['plain:landing', 'theta']) {
      const { to } = arrow(key)!;
      const { x, y } = marks.marks.find((mark) => mark.key === key)!;
      expect(to[0] - marks.from[0]).toBeCloseTo(factor * (x - marks.from[0]), 9);
      expect(to[1] - marks.from[1]).toBeCloseTo(factor * (y - marks.from[1]), 9);
    }
    // Which is where the step's arrow ends; what is said of them is said of their own places.
    for (const i of [0, 1] as const) expect(arrow('theta')!.to[i]).toBeCloseTo(arrow('update')!.to[i], 9);
    const said = sceneMarks({ state: app.state, derived: app.derived }).map(({ sentence }) => sentence);
    const how = enlargement(shown!.scale)!;
    expect(said[0]).toMatch(
      new RegExp(`^Plain gradient descent would land at f\\(.*${how}, as the arrows are$`),
    );
    expect(said[1]).toMatch(new RegExp(`^This step leads to f\\(.*${how}, as the arrows are$`));
  });

  test('a ring beyond the border has no tooltip there', () => {
    const { app } = drawn('f=-x&domain=0,1,0,1&start=0.9,0.4&opt=sgd(lr:0.25)&steps=10', 0);
    const said = sceneMarks({ state: app.state, derived: app.derived }).map(({ sentence }) => sentence);
    expect(said.filter((sentence) => /step leads/i.test(sentence))).toEqual([]);
  });

  test('the step after the last is drawn only when it is opened or pointed at', () => {
    const { app, shown } = drawn(bowl, 600);
    expect(shown).toBeNull();
    expect(explainStep(app.state, app.derived)!.isRun).toBe(false);
    expect(drawn(bowl, 599).shown).not.toBeNull();
    app.light('update');
    expect(shownMarks(app.state, app.derived, 1)).not.toBeNull();
    app.light(null);
    app.setStage(1);
    expect(shownMarks(app.state, app.derived, 1)).not.toBeNull();
  });

  test('what a run was cut short by is drawn', () => {
    const { app } = drawn('f=x^2&domain=-5,5,-5,5&start=-3,1&opt=sgd(lr:1e200)&steps=10', 0);
    const { run } = app.derived.runs[0]!;
    app.seek(run.steps);
    expect(run.end).not.toBeNull();
    expect(explainStep(app.state, app.derived)!.isRun).toBe(true);
  });
});

/** The number that 0.05, 10⁴ or 2·10⁻⁸ is. */
function numberOf(label: string): number {
  const [, mantissa = '1', power] = /^(?:(\d)·)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(label) ?? [];
  if (power === undefined) return Number(label);
  return Number(
    `${mantissa}e${power.replaceAll(/./g, (sign) => (sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))))}`,
  );
}

describe('bars of scale', () => {
  const scale = { step: 5, gradient: 0.02, magnify: 0, units: ['step', 'gradient'] } as const;

  test('are round, and as long as what they say', () => {
    for (const across of [0.003, 1, 37, 2e5]) {
      for (const { pixels, label, unit } of scaleBars(scale, across)) {
        const length = numberOf(/^\w+ (\S+) ·/.exec(label)![1]!);
        expect(pixels).toBeCloseTo(length * scale[unit] * across, 9);
        expect(pixels).toBeGreaterThan(35);
        expect(pixels).toBeLessThanOrEqual(90);
      }
    }
  });

  test.each([
    [{ step: 5 }, 'step 0.2 · drawn 5 ×'],
    [{ step: 1 }, 'step 1 · true length'],
    [{ step: 1, magnify: 1 }, 'step 0.1 · magnified 10 ×'],
    [{ step: 5, magnify: 4 }, 'step 2·10⁻⁵ · drawn 5 ×, magnified 10⁴ ×'],
    [{ step: 2e5, magnify: 300 }, 'step 5·10⁻³⁰⁶ · drawn 2·10⁵ ×, magnified 10³⁰⁰ ×'],
  ])('%o say %s', (given, label) => {
    expect(scaleBars({ ...scale, ...given, units: ['step'] }, 80)[0]!.label).toBe(label);
  });

  test('are only of what can be seen', () => {
    const bars = (step: number) => {
      const { shown } = drawn('f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=sgd(lr:0.02)&steps=600', step, {
        gradient: true,
      });
      return barsOfMarks(shown!, 30, 30, 60).map(({ unit }) => unit);
    };
    expect(bars(0)).toEqual(['step', 'gradient']);
    expect(bars(400)).toEqual([]);
  });

  test.each([
    ['loss=himmelblau&opt=adam,lr:0.22', 190],
    ['loss=himmelblau&opt=rmsprop,lr:0.01', 190],
    ['f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=nesterov(lr:0.02)', 400],
    ['f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=newton', 0],
  ])('are there whenever anything that is enlarged stands away from the ball: %s', (scene, step) => {
    let alone = 0;
    for (let magnify = 0; magnify <= 12; magnify++) {
      const { shown } = drawn(`${scene}&steps=600&magnify=${magnify}`, step, { gradient: true });
      const { marks, scale: own } = shown!;
      const away = (mark: (typeof marks)[number], distance: number) =>
        !(mark.mark.shape === 'point' && mark.goesOn) &&
        Math.hypot(mark.to[0] - mark.from[0], mark.to[1] - mark.from[1]) * 30 > distance;
      const bars = barsOfMarks(shown!, 30, 30, 60);
      const isEnlarged = own.step !== 1 || magnify > 0;
      const points = marks.filter((mark) => mark.mark.shape === 'point' && away(mark, 10));
      const others = marks.filter((mark) => mark.mark.shape !== 'point' && away(mark, 10));
      expect(bars.length > 0).toBe(others.length > 0 || (isEnlarged && points.length > 0));
      if (bars.length > 0 && others.length === 0) alone++;
      for (const { label } of bars) expect(/magnified/.test(label)).toBe(magnify > 0);
    }
    if (scene.includes('adam')) expect(alone).toBeGreaterThan(0);
  });

  test('say where they hold, when the axes have two scales', () => {
    expect(scaleBars({ ...scale, units: ['step'] }, 80, 40)[0]!.label).toBe('step 0.2 along x · drawn 5 ×');
  });
});

test('the cloud of noise lies about the tip of the step’s arrow', () => {
  const { app, arrow } = drawn(
    'f=x^2+10y^2&domain=-5,5,-5,5&start=-3,1&opt=adam(lr:0.1)&noise=2&steps=50',
    7,
  );
  const { tips } = gradientCloud(app.state, app.derived)!;
  const { scale, from } = shownMarks(app.state, app.derived, 1)!;
  // Every one is a step that Adam would take: no longer along an axis than some rates.
  for (let i = 0; i < tips.length; i++) {
    expect(Math.abs(tips[i]! - from[i % 2]!)).toBeLessThan(2 * 0.1 * scale.step);
  }
  const middle = [0, 1].map(
    (i) => tips.filter((_, k) => k % 2 === i).reduce((a, b) => a + b, 0) / (tips.length / 2),
  );
  expect(Math.hypot(middle[0]! - arrow('update')!.to[0], middle[1]! - arrow('update')!.to[1])).toBeLessThan(
    1,
  );
});
