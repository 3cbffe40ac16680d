import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { createMarkTips } from '../../src/ui/mark-tips.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { press } from './support/user.ts';

/** A map of 100 pixels a unit, the origin in its middle, with its tips; from 2 on nothing is seen. */
function open(create = createMarkTips) {
  const { scene, playhead } = readFragment('loss=himmelblau&start=-1,-1&opt=sgd,lr:0.01&steps=20&step=4');
  const clock = manualClock();
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
  const container = document.createElement('div');
  document.body.append(container);
  const view = create(container, (x, y) => (Math.abs(x) > 4 ? null : [500 + 100 * x, 500 - 100 * y]), 'map');
  app.mount(view);
  clock.tick(16);
  const tip = container.querySelector('[role=tooltip]')!;
  const pointer = (type: string, x: number, y: number, init: PointerEventInit = {}) => {
    container.dispatchEvent(
      new PointerEvent(type, { clientX: 500 + 100 * x, clientY: 500 - 100 * y, bubbles: true, ...init }),
    );
    return tip.hasAttribute('hidden') ? null : tip.textContent;
  };
  return {
    app,
    container,
    draw: () => clock.tick(16),
    pointer,
    shown: () => (tip.hasAttribute('hidden') ? null : tip.textContent),
    items: () => [...container.querySelectorAll('li')],
    close() {
      app.dispose();
      container.remove();
    },
  };
}

/** Code is read anew, beside other tests. */
const LONG = 20_000;

let tips: ReturnType<typeof open>;
beforeEach(async () => {
  tips = open();
  // What names the marks comes when somebody points.
  tips.pointer('pointermove', 3, 2);
  await vi.waitFor(() => expect(tips.shown()).not.toBeNull(), LONG);
  tips.pointer('pointerleave', 3, 2);
}, LONG);
afterEach(() => tips.close());

describe('the first time that somebody points', () => {
  /** Tips for which no code has come yet, pointed at; settles when it has come. */
  async function first(act: (fresh: ReturnType<typeof open>) => void): Promise<string | null> {
    vi.resetModules();
    const { createMarkTips: createFresh } = await import('../../src/ui/mark-tips.ts');
    const fresh = open(createFresh);
    expect(fresh.pointer('pointermove', -1, -1)).toBeNull();
    act(fresh);
    // Who asks later is told later.
    const other = open(createFresh);
    other.pointer('pointermove', -1, -1);
    await vi.waitFor(() => expect(other.shown()).not.toBeNull(), LONG);
    const said = fresh.shown();
    for (const each of [fresh, other]) each.close();
    return said;
  }

  test(
    'it is said as soon as the code has come, of where the pointer is then',
    async () => {
      expect(await first(() => {})).toMatch(/^Start of every run/);
      expect(await first((fresh) => fresh.pointer('pointermove', 3, 2))).toMatch(/^Minimum/);
    },
    LONG,
  );

  test.each<[string, (fresh: ReturnType<typeof open>) => void]>([
    ['has left', (fresh) => fresh.pointer('pointerleave', -1, -1)],
    ['has gone down', (fresh) => fresh.pointer('pointerdown', -1, -1)],
    ['has no tips any more', (fresh) => fresh.app.dispose()],
  ])('nothing is said where the pointer %s meanwhile', async (_name, act) => {
    expect(await first(act)).toBeNull();
  });
});

describe('what is pointed at', () => {
  test('says what it is: a mark before a line, the nearest of several, nothing elsewhere', () => {
    expect(tips.pointer('pointermove', 3, 2)).toBe('Minimum of the surface: f(3, 2) = 0');
    expect(tips.pointer('pointermove', -1, -1)).toMatch(/^Start of every run/);
    expect(tips.pointer('pointermove', 0, 3.9)).toBeNull();
    // Nine pixels are near for a mouse, eleven are not.
    expect(tips.pointer('pointermove', 3.09, 2)).not.toBeNull();
    expect(tips.pointer('pointermove', 3.11, 2)).toBeNull();
  });

  test('with a finger more is near, once it is down', () => {
    expect(tips.pointer('pointermove', 3.2, 2, { pointerType: 'touch' })).toBeNull();
    expect(tips.pointer('pointerdown', 3.2, 2, { pointerType: 'touch', buttons: 1 })).toMatch(/^Minimum/);
    expect(tips.pointer('pointerdown', 3.3, 2, { pointerType: 'touch', buttons: 1 })).toBeNull();
  });

  test.each<[string, () => unknown]>([
    ['something is dragged', () => tips.pointer('pointermove', 3, 2, { buttons: 1 })],
    ['a button goes down', () => tips.pointer('pointerdown', 3, 2)],
    ['the pointer leaves', () => tips.pointer('pointerleave', 3, 2)],
    ['the wheel turns', () => tips.container.dispatchEvent(new WheelEvent('wheel'))],
    ['Escape is pressed', () => press('Escape')],
    [
      'what it belongs to has moved',
      () => {
        tips.app.seek(5);
        tips.draw();
      },
    ],
  ])('is no longer said when %s', (_name, act) => {
    expect(tips.pointer('pointermove', 3, 2)).not.toBeNull();
    act();
    expect(tips.shown()).toBeNull();
  });

  test('is not said while time runs', () => {
    tips.app.play();
    tips.draw();
    expect(tips.pointer('pointermove', 3, 2)).toBeNull();
  });

  test('is found once, however the pointer moves, and again when something has moved', () => {
    tips.pointer('pointermove', 3, 2);
    const value = vi.spyOn(tips.app.derived.loss, 'value');
    tips.app.hover([-1, 1]);
    tips.draw();
    expect(tips.pointer('pointermove', -1, -1)).toMatch(/^Start of every run/);
    expect(value).not.toHaveBeenCalled();
    tips.app.seek(5);
    tips.draw();
    expect(tips.pointer('pointermove', -1, -1)).toMatch(/^Start of every run/);
    expect(value).toHaveBeenCalled();
  });

  test('stays while what is drawn anew has its marks where they were', () => {
    tips.pointer('pointermove', 3, 2);
    tips.app.hover([3, 2]);
    tips.draw();
    expect(tips.shown()).not.toBeNull();
  });
});

describe('the list of the surface’s marks', () => {
  test('is one tab stop, and the arrows say one after another', () => {
    const items = tips.items();
    expect(items).toHaveLength(9);
    expect(items.map(({ tabIndex }) => tabIndex)).toEqual([0, ...items.slice(1).map(() => -1)]);
    items[0]!.focus();
    expect(tips.shown()).toBe(items[0]!.textContent);
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['End', 8],
      ['ArrowDown', 8],
      ['ArrowUp', 7],
      ['Home', 0],
    ] as const) {
      expect(press(key)).toBe(false);
      expect(document.activeElement, key).toBe(items[at]);
      expect(items[at]!.tabIndex).toBe(0);
    }
    expect(press('ArrowRight')).toBe(true);
    items[0]!.blur();
    expect(tips.shown()).toBeNull();
  });

  test('is not there where minima are not marked', () => {
    tips.app.setView({ minima: false });
    tips.draw();
    expect(tips.items()).toEqual([]);
    expect(tips.container.querySelector('ul')?.hidden).toBe(true);
  });
});

test('it is gone with its view, and hears nothing more', () => {
  tips.app.dispose();
  expect(tips.container.children).toHaveLength(0);
  expect(tips.pointer('pointermove', 3, 2)).toBeNull();
});
