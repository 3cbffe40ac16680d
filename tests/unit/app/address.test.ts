import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type AddressBar, createAddress, readAddress } from '../../../src/app/address.ts';
import { createApp } from '../../../src/app/create-app.ts';
import type { Problem } from '../../../src/core/scene/document.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from './manual-clock.ts';

/** The browser's address bar: what it shows, how often it was replaced, and a person's hand on it. */
function addressBar(opening: string) {
  let shown = opening;
  let changed = () => {};
  const bar = {
    replaced: 0,
    read: () => shown,
    replace(fragment: string) {
      bar.replaced += 1;
      shown = fragment === '' ? '' : `#${fragment}`;
    },
    listen(callback: () => void) {
      changed = callback;
      return () => {
        changed = () => {};
      };
    },
    type(fragment: string) {
      bar.assign(fragment);
      changed();
    },
    /** As a browser does: the fragment stands there before anybody is told. */
    assign(fragment: string) {
      shown = fragment;
    },
    tell: () => changed(),
  } satisfies AddressBar & Record<string, unknown>;
  return bar;
}

function start(opening: string, bar = addressBar(opening)) {
  const clock = manualClock();
  const { scene, playhead } = readFragment(opening);
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
  const problems: Problem[] = [];
  const talks: string[] = [];
  const address = createAddress(
    app,
    bar,
    (found) => problems.push(...found),
    () => {},
    (fragment) => talks.push(fragment),
  );
  app.mount(address);
  clock.tick(16);
  return { app, clock, bar, address, problems, talks };
}

describe('the address', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is replaced a few times a second at most, by the latest scene', async () => {
    const { app, clock, bar } = start('');
    for (let i = 1; i <= 100; i++) {
      app.setValue(0, 'lr', i / 1000);
      clock.tick(10);
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.replaced).toBeLessThanOrEqual(4);
    expect(bar.read()).toContain('opt=sgd,lr:0.1');
  });

  test('stays as it was typed until the scene changes', async () => {
    const typed = '#opt=adam(lr:0.5)&loss=bowl&steps=oops';
    const { app, clock, bar } = start(typed);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.read()).toBe(typed);
    app.seek(3);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(1000);
    // The bowl's domain of the time when links named no suggestions: it is not suggested any more.
    expect(bar.read()).toBe('#loss=bowl&domain=-10,10,-2,2&opt=adam,lr:0.5&step=3');
  });

  test('keeps its step while playing, and has the one at which playing stops', async () => {
    const { app, clock, bar } = start('#loss=bowl&opt=sgd&step=2');
    app.play();
    for (let i = 0; i < 200; i++) {
      clock.tick(20);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(app.state.playhead.step).toBeGreaterThan(50);
    expect(bar.replaced).toBe(0);
    app.pause();
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.read()).toContain(`step=${app.state.playhead.step}`);
  });

  test('that somebody has changed is not written over before the page is told of it', async () => {
    const { app, clock, bar } = start('#loss=bowl&opt=sgd');
    app.seek(9);
    clock.tick(16);
    bar.assign('#loss=saddle&opt=adam');
    await vi.advanceTimersByTimeAsync(1000);
    expect([bar.replaced, bar.read()]).toEqual([0, '#loss=saddle&opt=adam']);
    bar.tell();
    await vi.advanceTimersByTimeAsync(0);
    expect([app.state.scene.loss, app.state.playhead.step]).toEqual(['saddle', 0]);
    // What changes after it is written again.
    app.seek(4);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(1000);
    expect(bar.read()).toContain('loss=saddle');
    expect(bar.read()).toContain('step=4');
  });

  test('that somebody changes is loaded as one edit, with its mistakes reported; a late writing is dropped', async () => {
    const { app, clock, bar, problems } = start('');
    const before = app.state.scene;
    app.seek(9);
    clock.tick(16);
    bar.type('#loss=beale&opt=adam&step=4&speed=fast');
    await vi.advanceTimersByTimeAsync(1000);
    clock.tick(16);
    expect(app.state.scene.loss).toBe('beale');
    expect(app.state.playhead).toMatchObject({ step: 4, playing: false });
    expect(problems.map(({ where }) => where)).toEqual(['playhead.speed']);
    expect(bar.replaced).toBe(0);
    app.undo();
    expect(app.state.scene).toEqual(before);
  });

  test('that holds a talk is handed on, at first and later, and changes no scene', async () => {
    expect(await readAddress(addressBar('#talk=abc'))).toEqual(await readAddress(addressBar('')));
    expect(start('#talk=abc').talks).toEqual(['#talk=abc']);
    const { app, bar, problems, talks } = start('#loss=bowl');
    bar.type('#talk=def');
    await vi.advanceTimersByTimeAsync(1000);
    expect(talks).toEqual(['#talk=def']);
    expect(app.state.scene.loss).toBe('bowl');
    expect(problems).toEqual([]);
    expect(bar.replaced).toBe(0);
  });

  /** A bar whose browser refuses some times, then no more. */
  function refusing(times: number) {
    const inner = addressBar('');
    let asked = 0;
    const bar = {
      ...inner,
      asked: () => asked,
      replace(fragment: string) {
        asked += 1;
        if (asked <= times) throw new DOMException('Too many calls.', 'SecurityError');
        inner.replace(fragment);
      },
    };
    return bar;
  }

  test('is written after all when the browser refused once, without another change', async () => {
    const bar = refusing(1);
    const { app, clock } = start('', bar);
    app.seek(7);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([bar.asked(), bar.read()]).toEqual([2, expect.stringContaining('step=7')]);
    app.seek(8);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(500);
    expect([bar.asked(), bar.read()]).toEqual([3, expect.stringContaining('step=8')]);
  });

  test('is left alone where the browser always refuses, but for one attempt at each change', async () => {
    const bar = refusing(Infinity);
    const { app, clock } = start('', bar);
    app.seek(1);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(1_000_000);
    const attempts = bar.asked();
    expect(attempts).toBeLessThan(10);
    expect(vi.getTimerCount()).toBe(0);
    app.seek(2);
    clock.tick(16);
    await vi.advanceTimersByTimeAsync(1_000_000);
    expect(bar.asked()).toBe(attempts + 1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('gives its timer and listener back', async () => {
    const { app, clock, bar, address } = start('');
    app.seek(1);
    clock.tick(16);
    address.dispose();
    expect(vi.getTimerCount()).toBe(0);
    bar.type('#loss=bowl');
    await vi.advanceTimersByTimeAsync(0);
    expect(app.state.scene.loss).toBe('himmelblau');
  });
});
