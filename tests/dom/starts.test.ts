import { afterEach, expect, test, vi } from 'vitest';
import { browserClock } from '../../src/app/clock.ts';
import { createApp } from '../../src/app/create-app.ts';
import { shownStarts } from '../../src/app/starts/kept.ts';
import type { Frame } from '../../src/app/state.ts';
import { createStartsOfStage } from '../../src/charts/starts/of-stage.ts';
import { createStartsView } from '../../src/charts/starts/view.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { mapWork } from '../../src/text/en/map-work.ts';
import { starts as text } from '../../src/text/en/starts.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { mapWorkers } from '../unit/app/maps/workers.ts';
import { button } from './support/user.ts';

// Thousands of runs; on a busy machine they take their time.
vi.setConfig({ testTimeout: 180_000 });

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
  document.body.replaceChildren();
});

test('the legend names each end with its share; the crosshair says where its run goes, and makes it the start', async () => {
  const fragment = 'loss=himmelblau&opt=momentum(lr:0.012)&steps=120&overlays=starts';
  const clock = manualClock();
  const app = createApp({ scene: readFragment(fragment).scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const { connect, count } = mapWorkers();
  const view = createStartsView(document.body, app, connect);
  app.mount(view);
  const draw = () => clock.tick(16);
  draw();
  const section = document.querySelector('section')!;
  const listed = () => [...section.querySelectorAll('li')].map((row) => row.textContent);
  expect(section.textContent).toContain(text.title('Momentum'));
  expect(section.textContent).toContain(mapWork.computing('64', '0'));
  expect(button(section, text.explore).hidden).toBe(true);
  // Turn by turn and not by the time that passes: whichever size is there by then, all that follows holds of it.
  for (let turn = 0; listed().length <= 3; turn++) {
    expect(turn).toBeLessThan(100_000);
    await new Promise((resolve) => void setImmediate(resolve));
    draw();
  }
  button(section, mapWork.cancel).click();
  draw();

  const rows = listed();
  expect(rows[0]).toContain('Aminimum (3.00, 2.00)');
  const shares = rows.map((row) => Number(/(\d+\.\d) %$/.exec(row)?.[1] ?? 0));
  // Each is rounded to a tenth.
  expect(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100)).toBeLessThan(
    0.05 * rows.length + 1e-9,
  );
  const summary = [...section.querySelectorAll('[role=status]')].at(-1)!;
  expect(summary.textContent).toContain('Where Momentum ends, from each start: A, minimum (3.00, 2.00)');

  const crosshair = button(section, text.explore);
  const press = (key: string, shiftKey = false) => {
    crosshair.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    draw();
  };
  const said = () => section.querySelector('.starts-pointed')!.textContent;
  expect(said()).toBe(text.hint);
  // The first press shows where it is: right of the middle and above it, at a pixel's own middle.
  press('ArrowRight');
  const [x, y] = app.state.hover!;
  expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(10 / 64);
  press('ArrowRight', true);
  expect(app.state.hover![0]).toBeCloseTo(x + 100 / 64, 9);
  press('ArrowUp', true);
  expect(app.state.hover![1]).toBeCloseTo(y + 100 / 64, 9);
  expect(said()).toMatch(/^From \(1\.\d+, 1\.\d+\): minimum [A-D] \(.*\), there from step \d+\.$/);
  const spoken = crosshair.parentElement!.querySelector('[role=status]')!;
  expect(spoken.textContent).toBe(said());
  const at = app.state.hover!;
  crosshair.click();
  draw();
  expect(app.state.scene.start).toEqual(at);
  crosshair.dispatchEvent(new FocusEvent('blur'));
  draw();
  expect([app.state.hover, spoken.textContent, said()]).toEqual([null, '', text.hint]);

  open.push(() => app.dispose());
  view.dispose();
  expect(document.querySelector('section')).toBeNull();
  expect(count.stopped).toBe(count.started);
});

test('a stage that stands without a map has the map of starts computed, too', async () => {
  const fragment = 'loss=bowl&opt=sgd(lr:0.3)&steps=5&overlays=starts';
  const clock = manualClock();
  const app = createApp({ scene: readFragment(fragment).scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  let last: Frame | null = null;
  app.mount({ draw: (frame) => (last = frame), dispose() {} });
  const { connect, count } = mapWorkers();
  app.mount(createStartsOfStage(app, connect));
  open.push(() => app.dispose());
  await vi.waitFor(() => {
    clock.tick(16);
    expect(shownStarts(last!)?.now?.map.width).toBeGreaterThan(0);
  }, 60_000);
  app.dispose();
  expect(count.stopped).toBe(count.started);
});

test('its workers end once nobody has seen it for a while, in a frame out of view or a hidden tab, and come with the next map', async () => {
  let cross: (entries: { isIntersecting: boolean }[]) => void = () => {};
  class Crossing {
    constructor(told: typeof cross) {
      cross = told;
    }
    observe() {}
    disconnect() {
      cross = () => {};
    }
  }
  vi.stubGlobal('IntersectionObserver', Crossing);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  const waits = new Map<number, () => void>();
  vi.spyOn(browserClock, 'after').mockImplementation((milliseconds, act) => {
    waits.set(milliseconds, act);
    return () => void waits.delete(milliseconds);
  });
  open.push(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  const clock = manualClock();
  const { scene } = readFragment('loss=matyas&opt=sgd(lr:0.0127)&steps=2&overlays=starts');
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const { connect, count } = mapWorkers();
  const view = createStartsView(document.body, app, connect);
  let frame: Frame | null = null;
  app.mount({
    draw(now) {
      frame = now;
      view.draw(now);
    },
    dispose: view.dispose,
  });
  const whole = (side: number) =>
    vi.waitFor(() => expect(shownStarts(frame!)?.now?.map.width).toBe(side), { timeout: 100_000 });
  clock.tick(16);
  const { started } = count;
  await whole(64);
  cross([{ isIntersecting: false }]);
  expect(count.stopped).toBe(0);
  waits.get(10_000)!();
  expect(count).toEqual({ started, stopped: started });

  // Seen again it goes on, and what has begun is made to its end.
  cross([{ isIntersecting: true }]);
  clock.tick(16);
  expect(count).toEqual({ started: 2 * started, stopped: started });
  visibility.mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  waits.get(10_000)!();
  expect(count.stopped).toBe(started);
  await whole(256);
  expect(count).toEqual({ started: 2 * started, stopped: 2 * started });

  // Back in time nothing ends.
  clock.tick(16);
  expect(count.started).toBe(3 * started);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(waits.has(10_000)).toBe(true);
  visibility.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(waits.has(10_000)).toBe(false);
  expect(count.stopped).toBe(2 * started);
  app.dispose();
  expect(count.stopped).toBe(3 * started);
});
