import { afterEach, describe, expect, test, vi } from 'vitest';
import { createApp, type RootApp } from '../../../../src/app/create-app.ts';
import { askedSettings } from '../../../../src/app/setting-map/asked.ts';
import {
  mapAxesOf,
  axisChoices,
  settableOn,
  shareOn,
  valueIn,
  valueOn,
  withValues,
} from '../../../../src/app/setting-map/axes.ts';
import { shownSettings } from '../../../../src/app/setting-map/kept.ts';
import { pointAtSettings, pointedSetting } from '../../../../src/app/setting-map/pointed.ts';
import { createSettingsSource } from '../../../../src/app/setting-map/source.ts';
import { theoryOf } from '../../../../src/app/setting-map/theory.ts';
import type { Frame } from '../../../../src/app/state.ts';
import { compileFormula, mapSettings, optimizers } from '../../../../src/core/index.ts';
import { readFragment } from '../../../../src/core/scene/url.ts';
import { manualClock } from '../manual-clock.ts';
import { mapWorkers } from '../maps/workers.ts';

// Thousands of runs; on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 });
const patient = { timeout: 50_000, interval: 5 };

const open: (() => void)[] = [];
afterEach(() => {
  pointAtSettings(null);
  for (const close of open.splice(0)) close();
});

function frameOf(fragment: string): Frame & { readonly app: RootApp } {
  const { scene, playhead, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  open.push(() => app.dispose());
  const { state, derived } = app;
  return { app, state, derived };
}

test('workers make the very map, which stays while the scene’s own setting moves, and is replaced where anything else does', async () => {
  const { scene, playhead } = readFragment(
    'loss=himmelblau&opt=momentum,lr:0.01&steps=30&settings=steps,x:lr,xFrom:0.001,xTo:0.1,y:startX',
  );
  const clock = manualClock();
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
  const { connect, count } = mapWorkers();
  const source = createSettingsSource(app, connect, 2, () => false);
  let last: Frame | null = null;
  app.mount({
    draw(frame) {
      last = frame;
      source.draw(frame);
    },
    dispose() {},
  });
  open.push(() => app.dispose());
  const draw = () => {
    clock.tick(16);
    return last!;
  };
  draw();
  const map = await vi.waitFor(() => {
    const now = shownSettings(draw())?.now;
    expect(now).toBeTruthy();
    return now!;
  }, patient);
  source.cancel();
  const { request } = map.asked;
  expect(request.goal).toMatchObject({ value: 0, tolerance: 1e-3 });
  const { optimizer, formula, curve: _, ...options } = request;
  const size = { width: map.map.width, height: map.map.height };
  const whole = {
    ...options,
    ...size,
    loss: compileFormula(formula),
    optimizer: { id: 'momentum', ...optimizer.values },
  };
  expect(map.map).toEqual(mapSettings(whole));
  expect(map.best).not.toBeNull();
  expect(map.map.arrivals[map.best!]).toBe(Math.min(...map.map.arrivals.filter((step) => step >= 0)));

  pointAtSettings([0.5, 0.25]);
  const pointed = pointedSetting(draw())!;
  expect(pointed.run!.losses.at(-1)).toBe(map.map.losses[pointed.at]);
  pointAtSettings([1.5, 0.25]);
  expect(pointedSetting(draw())).toBeNull();

  app.edit((now) =>
    withValues(now, 0, [
      ['lr', 0.02],
      ['startX', 2],
    ]),
  );
  expect([app.state.scene.optimizers[0]!.values['lr'], app.state.scene.start[0]]).toEqual([0.02, 2]);
  const moved = shownSettings(draw())!;
  expect([moved.now, moved.asked]).toEqual([map, map.asked]);
  expect(moved.asked).toBe(askedSettings(draw()));
  app.setValue(0, 'momentum', 0.5);
  const changed = shownSettings(draw())!;
  expect([changed.now, changed.before]).toEqual([null, map]);
  app.setView({ settingMap: null });
  expect(shownSettings(draw())).toBeNull();
  source.dispose();
  expect(count.stopped).toBe(count.started);
});

test.each([
  ['no optimizer', 'loss=bowl&opt=none&settings=loss'],
  ['an open question', 'loss=bowl&opt=sgd&settings=loss&ask=end'],
  ['a scene without it', 'loss=bowl&opt=sgd'],
])('of %s none is asked for', (_, fragment) => {
  expect(askedSettings(frameOf(fragment))).toBeNull();
});

describe('axes', () => {
  const scene = (fragment: string) => readFragment(fragment).scene;

  test('on a model with a plane they may be of where runs start there, which no hand sets', () => {
    const of = scene('model=xor&opt=sgd');
    const sgd = optimizers.find(({ id }) => id === 'sgd')!;
    const keysOf = (seen: readonly [number, number, number, number] | null) =>
      axisChoices(sgd, of, [], seen).map(({ key }) => key);
    expect(keysOf(null)).not.toContain('planeX');
    expect(keysOf([-1, 2, -3, 4])).toEqual([...keysOf(null), 'planeX', 'planeY']);
    const [x, y] = mapAxesOf(axisChoices(sgd, of, [], [-1, 2, -3, 4]), {
      x: { key: 'planeX', range: null, scale: null },
      y: { key: 'planeY', range: null, scale: null },
    });
    expect([x.min, x.max, y.min, y.max]).toEqual([-1, 2, -3, 4]);
    const [own] = of.optimizers;
    expect(['planeX', 'planeY'].map((key) => valueIn(of, own!, key, [0.5, 0.25]))).toEqual([0.5, 0.25]);
    expect(valueIn(of, own!, 'planeX')).toBeNaN();
    expect(
      withValues(of, 0, [
        ['planeX', 1],
        ['planeY', 2],
      ]),
    ).toBe(of);
  });
  const choicesOf = (id: string, of = scene('loss=bowl')) =>
    axisChoices(optimizers.find((entry) => entry.id === id)!, of);

  test.each(optimizers.map(({ id }) => id))('every rule has two, whose values it takes, %s', (id) => {
    const choices = choicesOf(id, scene('loss=bowl&noise=0.5'));
    for (const scale of ['linear', 'log', null] as const) {
      for (const { key } of choices) {
        const axes = mapAxesOf(choices, { x: { key, range: null, scale }, y: null });
        expect(axes[0].key).toBe(key);
        const given = axes.map((axis, k) => {
          const choice = choices.find((one) => one.key === axis.key)!;
          for (const share of [0, 0.31, 1]) {
            expect(shareOn(axis, valueOn(axis, share))).toBeCloseTo(share, 9);
            const value = settableOn(axis, choice, share);
            expect(value >= choice.least && value <= choice.most).toBe(true);
          }
          return [axis.key, settableOn(axis, choice, 0.4 + k / 10)] as const;
        });
        const made = withValues(scene(`loss=bowl&noise=0.5&opt=${id}`), 0, given);
        for (const [name, value] of given) expect(valueIn(made, made.optimizers[0]!, name)).toBe(value);
      }
    }
  });

  test('what the optimizer has not is replaced, a range is cut to what it takes', () => {
    const choices = choicesOf('momentum');
    const set = (key: string, range: readonly [number, number] | null) => ({ key, range, scale: null });
    expect(mapAxesOf(choices, { x: set('beta1', null), y: null }).map(({ key }) => key)).toEqual([
      'lr',
      'momentum',
    ]);
    expect(mapAxesOf(choices, { x: set('momentum', null), y: null }).map(({ key }) => key)).toEqual([
      'momentum',
      'lr',
    ]);
    const [cut] = mapAxesOf(choices, { x: set('momentum', [-2, 3]), y: null });
    expect([cut.min, cut.max]).toEqual([0, 3]);
    const [none] = mapAxesOf(choices, { x: set('momentum', [-2, -1]), y: null });
    expect([none.min, none.max]).toEqual([0, 0.999]);
    const [below] = mapAxesOf(choices, { x: { key: 'lr', range: [-2, -1], scale: 'log' }, y: null });
    expect([below.min, below.max, below.scale]).toEqual([1e-5, 10, 'log']);
  });
});

describe('the line of theory', () => {
  test.each([
    [
      'f=x^2/2%2B5y^2&start=1,1&opt=momentum&settings=loss,x:lr,xFrom:0.1,xTo:0.5,xScale:linear',
      '2(1+μ)/λmax',
    ],
    [
      'f=x^2/2%2B5y^2&start=1,1&opt=nesterov&settings=loss,x:lr,xFrom:0.05,xTo:0.5,xScale:log',
      '2(1+μ)/((1+2μ)λmax)',
    ],
    ['f=x^2/2%2B5y^2&start=1,1&opt=sgd&settings=loss,y:lr,yFrom:0.1,yTo:0.5,x:weightDecay', '2/λmax'],
  ])('meets the boundary of the map to one pixel, %s', (fragment, formula) => {
    const frame = frameOf(`${fragment}&steps=200`);
    const asked = askedSettings(frame)!;
    const theory = theoryOf(frame, asked)!;
    expect([theory.formula, theory.lambda, theory.at]).toEqual([formula, 10, null]);
    const { optimizer, formula: of, curve: _, ...options } = asked.request;
    const [width, height] = asked.request.x.key === 'lr' ? [80, 10] : [10, 80];
    const map = mapSettings({
      ...options,
      steps: 4000,
      // Near one half of the steps are not enough.
      ...(asked.request.x.key === 'lr' &&
        asked.request.y.key === 'momentum' && { y: { ...asked.request.y, max: 0.9 } }),
      width,
      height,
      loss: compileFormula(of),
      optimizer: { id: asked.entry.id, ...optimizer.values },
    });
    const isAcross = asked.request.x.key === 'lr';
    const [rate, other] = isAcross ? [asked.request.x, asked.request.y] : [asked.request.y, asked.request.x];
    for (let k = 0; k < 10; k++) {
      const pixel = (i: number) => (isAcross ? k * 80 + i : i * 10 + k);
      const settled = Array.from({ length: 80 }, (_, i) => pixel(i)).filter(
        (at) => map.endedAt[at]! < 0 && map.losses[at]! < 0.5,
      ).length;
      const along = shareOn(other, (isAcross ? map.ys : map.xs)[k]!);
      const at = Math.min(127, Math.floor(along * 128));
      const [from, to] = [at, at + 1].map((n) => theory.points[2 * n + (isAcross ? 0 : 1)]!);
      const share = from! + (to! - from!) * (along * 128 - at);
      expect(Math.abs(settled - share * 80), `${rate.key} at ${along}`).toBeLessThanOrEqual(1);
    }
  });

  test('is of the minimum that the run comes to, and not there where it comes to none, or the rate does not stay', () => {
    const of = (more: string) => {
      const frame = frameOf(`loss=himmelblau&start=2.5,1.5&steps=200&settings=loss&${more}`);
      return theoryOf(frame, askedSettings(frame)!);
    };
    const line = of('opt=momentum,lr:0.001')!;
    expect(line.at).toEqual([3, 2]);
    expect(line.lambda).toBeCloseTo(82.28, 1);
    expect(of('opt=sgd,lr:1')).toBeNull();
    expect(of('opt=sgd,lr:1e-6')).toBeNull();
    expect(of('opt=adam,lr:0.1')).toBeNull();
    expect(of('opt=momentum,lr:0.001,schedule:cosine')).toBeNull();
  });
});
