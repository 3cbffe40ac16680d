import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { swarmOf } from '../../src/app/swarm/asked.ts';
import { reportSwarm } from '../../src/app/swarm/report.ts';
import type { Frame } from '../../src/app/state.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { mount } from '../../src/panels/swarm/swarm.late-panel.ts';
import { swarm as text } from '../../src/text/en/swarm.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  document.body.replaceChildren();
});

function panelOf(fragment: string) {
  const clock = manualClock();
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const { section, slot } = createSlot('swarm', 'Swarm');
  document.body.append(section);
  let frame: Frame | null = null;
  app.mount({
    draw(now) {
      frame = now;
    },
    dispose() {},
  });
  for (const view of mount(slot, { app, reader: app, page: null })) app.mount(view);
  open.push(() => app.dispose());
  const draw = () => clock.tick(16);
  draw();
  const choose = (name: string, value: string) => {
    const select = document.querySelector<HTMLSelectElement>(`select[aria-label="${name}"]`)!;
    select.value = value;
    select.dispatchEvent(new Event('change'));
    draw();
  };
  const facts = () => document.querySelector('[role=status]')?.textContent ?? '';
  return { app, draw, choose, facts, frame: () => frame! };
}

test('a swarm is opened, chosen, undone and closed by hand', () => {
  const { app, draw, choose } = panelOf('loss=bowl&opt=adam&steps=20');
  button(document, text.open).click();
  draw();
  expect(app.state.scene.view.swarm).toMatchObject({ starts: 'grid', colour: 'basin' });
  choose(text.starts, 'gaussian');
  choose(text.count, '1000000');
  choose(text.spread, '0.1');
  choose(text.colour, 'speed');
  choose(text.map, 'density');
  const chosen = { starts: 'gaussian', count: 1_000_000, spread: 0.1, colour: 'speed', map: 'density' };
  expect(app.state.scene.view.swarm).toEqual(chosen);
  app.undo();
  draw();
  expect(app.state.scene.view.swarm).toMatchObject({ ...chosen, map: 'points' });
  button(document, text.close).click();
  draw();
  expect(app.state.scene.view.swarm).toBeNull();
});

test('what a link has set stands in the menu, though the menu has it not', () => {
  const { app, draw } = panelOf('loss=bowl&opt=adam&swarm=box,count:1234,spread:0.03');
  const count = document.querySelector<HTMLSelectElement>(`select[aria-label="${text.count}"]`)!;
  expect(count.value).toBe('1234');
  expect(app.state.scene.view.swarm).toMatchObject({ count: 1234, spread: 0.03 });
  app.setView({ swarm: { starts: 'box', count: 5000, spread: 1, colour: 'loss', map: 'none' } });
  draw();
  expect(count.value).toBe('5000');
  expect([...count.options].map(({ value }) => value)).not.toContain('1234');
});

test('the panel says of the particles what is known: how far, how exact, why not', () => {
  const { app, draw, facts, frame } = panelOf('loss=bowl&opt=adam&noise=1&steps=20&step=9&swarm=grid');
  expect(facts()).toBe(text.unseen);
  app.seek(9);
  const say = (change: object) => {
    const report = { step: 4, isMoving: false, hasEnds: true, check: null, failure: null, ...change };
    reportSwarm(swarmOf(frame())!, report);
    app.invalidate();
    draw();
    return facts();
  };
  expect(say({ isMoving: true })).toContain(text.moving('4', '9'));
  expect(say({ isMoving: true, hasEnds: false })).toContain(text.ending);
  expect(say({ step: -1 })).toContain(text.starting);
  const checked = say({ step: 9, check: { particles: 256, median: 1e-8, most: 2.5e-7 } });
  expect(checked).toContain(text.single);
  expect(checked).toContain(text.noise);
  expect(checked).toContain(text.check('9', '256', '2.5e−7', '1e−8'));
  expect(say({ failure: 'searches' })).toBe(text.failures.searches);
  expect(say({ failure: { driver: 'no' } })).toBe(text.failures.driver('no'));
});

test('another step is the same swarm, another rate another one; a curve and a model have none', () => {
  const { app, draw, frame } = panelOf('loss=bowl&opt=adam&steps=20&swarm=grid,colour:loss');
  const before = swarmOf(frame());
  app.seek(3);
  draw();
  expect(swarmOf(frame())).toBe(before);
  app.setView({ swarm: { ...app.state.scene.view.swarm!, colour: 'speed' } });
  draw();
  expect(swarmOf(frame())).toBe(before);
  app.setValue(0, 'lr', 0.02);
  draw();
  expect(swarmOf(frame())).not.toBe(before);
  const { frame: curve } = panelOf('f=x^2&curve=on&opt=sgd&swarm=grid');
  expect(swarmOf(curve())).toBeNull();
});
