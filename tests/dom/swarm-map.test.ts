import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { shownDensity } from '../../src/app/swarm/density.ts';
import { swarmPoints, wantDots } from '../../src/app/swarm/points.ts';
import type { Frame } from '../../src/app/state.ts';
import { createSwarmView } from '../../src/charts/swarm/view.ts';
import type { SwarmLook } from '../../src/core/geometry/swarm-picture.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import '../../src/core/optimizers/all.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { writeStarts } from '../../src/core/run/swarm.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { swarmMap as text } from '../../src/text/en/swarm-map.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { mapWorkers } from '../unit/app/maps/workers.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  document.body.replaceChildren();
});

function mapOf(fragment: string) {
  const clock = manualClock();
  const { scene, playhead, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
  const workers = mapWorkers();
  const view = createSwarmView(document.body, app, workers.connect);
  let frame: Frame | null = null;
  app.mount(view);
  app.mount({
    draw(now) {
      frame = now;
    },
    dispose() {},
  });
  open.push(() => app.dispose());
  const draw = () => clock.tick(16);
  draw();
  const frameNow = () => frame!;
  /** Turn by turn, until the particles of the playhead's step are there. */
  const arrived = async () => {
    const at = () => swarmPoints(frameNow())?.part.step;
    for (let turn = 0; at() !== app.state.playhead.step; turn++) {
      expect(turn).toBeLessThan(10_000);
      await new Promise((resolve) => void setImmediate(resolve));
      draw();
    }
    return swarmPoints(frameNow())!;
  };
  const said = () => document.body.textContent;
  return { app, draw, arrived, frame: frameNow, said, workers };
}

test('without a stage a swarm that is not on the map either is spoken of, and not otherwise', async () => {
  const scene = 'loss=bowl&opt=sgd&steps=4&swarm=grid,count:1000';
  const seen = mapOf(scene);
  expect(seen.said()).toBe('');
  // A document without a layout has no WebGL.
  const { createStage } = await import('../../src/view3d/stage.ts');
  expect(createStage(document.createElement('div'), seen.app)).toBeNull();
  const { said } = mapOf(scene);
  expect(said()).toBe(text.nowhere);
});

test('each dot on the map is an exact run, at whatever step the playhead is, forward and back', async () => {
  const { app, draw, arrived, workers, said } = mapOf(
    'loss=himmelblau&opt=adam(lr:0.05)&steps=80&swarm=box,count:1000,map:points&step=30',
  );
  expect(said()).toBe(text.computing);
  const loss = app.derived.loss;
  for (const step of [30, 31, 80, 12]) {
    app.seek(step);
    draw();
    const { part, asked, ends } = await arrived();
    expect(part.rows).toBe(1000);
    for (const k of [0, 1, 500, 999]) {
      const start = new Float32Array(2);
      writeStarts(asked.plan, k, k + 1, start);
      const { positions } = recordRun({ loss, optimizer: { id: 'adam', lr: 0.05 }, start, steps: 80 });
      for (const i of [0, 1]) {
        expect(part.positions[2 * k + i]).toBeCloseTo(positions[2 * step + i]!, 5);
        expect(ends![2 * k + i]).toBeCloseTo(positions[160 + i]!, 5);
      }
    }
  }
  expect(said()).toBe(text.all('1,000'));
  // Where they end is asked for once.
  const wanted = workers.orders.flatMap((one) => (one.kind === 'start' ? [one.request] : []));
  expect(wanted.filter((one) => 'wantsEnds' in one && one.wantsEnds)).toHaveLength(1);
  expect(workers.count.started).toBe(1);
});

test('the dots are painted by the worker: each in the colour of its end, anew for another look, with no run made again', async () => {
  const { draw, arrived, workers } = mapOf(
    'loss=himmelblau&opt=adam(lr:0.05)&steps=200&swarm=box,count:1000,map:points&step=30',
  );
  const minima = losses
    .find(({ id }) => id === 'himmelblau')!
    .minima.map(({ at }) => [at[0]!, at[1]!] as const);
  const lookOf = (side: number): SwarmLook => ({
    fine: 2,
    width: side,
    height: side,
    domain: [-5, 5, -5, 5],
    colour: 'basin',
    places: minima,
    reach: [0.1, 0.1],
    hues: [11, 12, 13, 14],
    astray: 15,
    ramp: new Uint32Array(2),
    relief: null,
  });
  for (const side of [200, 120]) {
    wantDots({ kind: 'dots', look: lookOf(side) });
    draw();
    let { part, ends } = await arrived();
    for (let turn = 0; part.picture?.length !== 4 * side * side; turn++) {
      expect(turn).toBeLessThan(10_000);
      await new Promise((resolve) => void setImmediate(resolve));
      draw();
      ({ part, ends } = await arrived());
    }
    const pixels = new Uint32Array(part.picture.buffer);
    // None is painted over the last one.
    const [x, y] = part.positions.slice(-2) as unknown as [number, number];
    const at = minima.findIndex(([a, b]) => Math.hypot(ends!.at(-2)! - a, ends!.at(-1)! - b) < 0.1);
    expect(at).toBeGreaterThanOrEqual(0);
    const pixel = Math.floor((1 - (y + 5) / 10) * side) * side + Math.floor(((x + 5) / 10) * side);
    expect(pixels[pixel]).toBe(11 + at);
    for (const hue of [11, 12, 13, 14]) expect(pixels).toContain(hue);
    // Nine pixels each at most, and clear between them.
    const painted = pixels.filter((one) => one !== 0).length;
    expect(painted).toBeGreaterThan(1000);
    expect(painted).toBeLessThan(9000);
  }
  const wanted = workers.orders.flatMap((one) => (one.kind === 'start' ? [one.request] : []));
  expect(wanted.filter((one) => 'wantsEnds' in one && one.wantsEnds)).toHaveLength(1);
});

test('of more particles than a processor follows every so many are on the map', async () => {
  const { arrived, said } = mapOf('loss=bowl&opt=sgd&steps=4&swarm=grid,count:250000,colour:loss,map:points');
  const { part, ends } = await arrived();
  expect(part.rows).toBe(83_334);
  expect(ends).toBeNull();
  expect(said()).toBe(text.some('83,334', '250,000'));
});

test('a changed setting gives up the swarm under way, and a closed one ends its worker', async () => {
  const { app, draw, arrived, workers } = mapOf(
    'loss=bowl&opt=sgd&steps=4000&swarm=grid,count:20000,map:points&step=4000',
  );
  await new Promise((resolve) => void setImmediate(resolve));
  app.setValue(0, 'lr', 0.02);
  app.seek(3);
  draw();
  await arrived();
  expect(workers.orders.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
  app.setView({ swarm: null });
  draw();
  open.splice(0).forEach((close) => close());
  expect(workers.count).toEqual({ started: 1, stopped: 1 });
});

test('a rule that searches says that it has none', async () => {
  const { draw, said } = mapOf('loss=bowl&opt=newton&steps=4&swarm=grid,count:1000,map:points');
  for (let turn = 0; said() !== text.searches && turn < 100; turn++) {
    await new Promise((resolve) => void setImmediate(resolve));
    draw();
  }
  expect(said()).toBe(text.searches);
});

test('the density of Langevin dynamics comes to exp(-f/T), and how far it is from it is said', async () => {
  const scene =
    'f=x^2/2%2B2y^2&domain=-4,4,-2,2&start=0,0&opt=sgld(lr:0.02,temperature:0.8)&steps=400&swarm=gaussian,count:20000,spread:0.05,map:density';
  const { app, draw, arrived, frame, said } = mapOf(scene);
  await arrived();
  const early = shownDensity(frame())!;
  expect(early.theory!.apart.share).toBeGreaterThan(0.8);
  app.seek(400);
  draw();
  await arrived();
  const { theory } = shownDensity(frame())!;
  expect(theory!.temperature).toBe(0.8);
  // The steps are short, but not nothing: 2 and 4 % more variance than T/lambda make about 1.5 %.
  expect(theory!.apart.share).toBeLessThan(theory!.apart.byChance + 0.02);
  expect(said()).toContain('exp(−f/T) at T = 0.80');
  expect(said()).toMatch(/\d(\.\d)? % of those inside would have to be elsewhere/);
});

test.each([
  ['noise on gradients', 'opt=sgld&noise=0.5'],
  ['another rule', 'opt=adam&noise=0.5'],
  ['clipping', 'opt=sgld(clipNorm:1)'],
  ['no temperature', 'opt=sgld(temperature:0)'],
])('with %s there is no theory to lie beside it', async (_, more) => {
  const { arrived, frame, said } = mapOf(
    `loss=himmelblau&steps=9&step=5&swarm=grid,count:1000,map:density&${more}`,
  );
  await arrived();
  const shown = shownDensity(frame());
  expect(shown).not.toBeNull();
  expect(shown!.theory).toBeNull();
  expect(said()).toContain(text.lines);
});
