import { afterEach, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { listenToFinger, listenToSecantKeys, secantHelp } from '../../src/charts/curve/secant-keys.ts';
import { listenToMap } from '../../src/charts/map/gestures.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { curve as text } from '../../src/text/en/curve.ts';
import { html } from '../../src/ui/dom.ts';
import { manualClock } from '../unit/app/manual-clock.ts';

/** The first scene of the lesson on slopes: an axis of length 10, the ring at 2. */
const BOWL = 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=2,0&opt=sgd(lr:1)&steps=1';

function open(fragment: string) {
  const clock = manualClock();
  const app = createApp({ scene: readFragment(fragment).scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const picture = html('div', { tabindex: 0 });
  const frame = () => ({ state: app.state, derived: app.derived });
  const element = listenToSecantKeys(picture, app, frame);
  document.body.append(picture, element);
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    picture.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { app, picture, element, press, frame };
}

afterEach(() => document.body.replaceChildren());

test('keys bring the second point of a secant closer, and each slope is said: x / 2 + h / 4 of this curve', () => {
  const { app, picture, element, press, frame } = open(`${BOWL}&overlays=tangent`);
  expect(secantHelp(frame())).toBe(text.secantKeys);
  const says = (x: number) => {
    expect(app.state.hover?.[0]).toBeCloseTo(x, 12);
    const slope = 1 + (x - 2) / 4;
    expect(element.textContent).toBe(text.secantTo('x', formatNumber(x), formatNumber(slope, 6)));
  };
  expect(press('.')).toBe(true);
  says(3);
  for (const x of [2.5, 2.25, 2.125]) {
    press('h');
    says(x);
  }
  press(',');
  says(2.025);
  // The page's own keys, and those with Control, stay what they are.
  for (const [key, more] of [
    ['ArrowRight', {}],
    ['h', { ctrlKey: true }],
    ['+', {}],
  ] as const)
    expect(press(key, more)).toBe(false);
  says(2.025);
  picture.dispatchEvent(new FocusEvent('blur'));
  expect(app.state.hover).toBeNull();
  press(',');
  says(1);
});

test('where no secant is drawn, or its slope is the answer, these keys are the page’s', () => {
  for (const more of ['', '&overlays=tangent&ask=length,run:0']) {
    const { press, frame } = open(BOWL + more);
    expect(secantHelp(frame())).toBe('');
    expect(press('.')).toBe(false);
  }
});

test('a finger points along a curve, and what it has pointed at stays when it is lifted', () => {
  const picture = html('div');
  const across: (number | null)[] = [];
  const stop = listenToMap(picture, () => 1, {
    hover: (at) => across.push(at && at[0]),
    seize() {},
    pan() {},
    zoom() {},
    pinch() {},
    place() {},
  });
  listenToFinger(picture, (at) => across.push(at));
  const send = (type: string, clientX: number, more: PointerEventInit = {}) =>
    picture.dispatchEvent(
      new PointerEvent(type, { clientX, pointerType: 'touch', isPrimary: true, ...more }),
    );
  send('pointerdown', 10);
  send('pointermove', 20);
  // A second finger pinches.
  send('pointermove', 40, { isPrimary: false });
  send('pointerup', 20);
  send('pointerleave', 20);
  expect(across.at(-1)).toBe(20);
  expect(across).not.toContain(40);
  // A mouse that leaves points at nothing any more.
  send('pointermove', 30, { pointerType: 'mouse' });
  send('pointerleave', 30, { pointerType: 'mouse' });
  expect(across.slice(-2)).toEqual([30, null]);
  stop();
});
