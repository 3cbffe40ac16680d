import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Comparison } from '../../src/app/comparison.ts';
import { createApp, type RootApp } from '../../src/app/create-app.ts';
import type { AppView } from '../../src/app/state.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createRatesPanel } from '../../src/panels/compare/rates-panel.ts';
import { createLegend } from '../../src/panels/legend.ts';
import { createMagnifier } from '../../src/panels/step/magnifier.ts';
import { html } from '../../src/ui/dom.ts';
import { type ManualClock, manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

let app: RootApp;
let clock: ManualClock;
let root: HTMLElement;
const draw = () => clock.tick(16);
const open = (link: string) => {
  const { scene, playhead } = readFragment(link);
  clock = manualClock();
  app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  app.setResolution(17);
};
beforeEach(() => {
  root = html('div');
  document.body.append(root);
});
afterEach(() => {
  vi.useRealTimers();
  app.dispose();
  root.remove();
});

describe('the focus stays where the pressed button goes', () => {
  test('from Fit to the run that is selected', () => {
    open('#f=x^2%2By^2&domain=-1,1,-1,1&start=3,3&opt=sgd&opt=adam&step=0');
    const legend = createLegend(app);
    root.append(legend.element);
    app.mount(legend);
    draw();
    const fit = root.querySelector<HTMLElement>('.legend-fit')!;
    expect(fit.hidden).toBe(false);
    fit.focus();
    fit.click();
    draw();
    expect(fit.hidden).toBe(true);
    expect(document.activeElement?.getAttribute('aria-pressed')).toBe('true');
  });

  test('from Magnify to the magnifier, and in it from what is of no use to the other', () => {
    open('#f=x^2%2By^2&opt=sgd');
    const magnifier = createMagnifier(app);
    root.append(magnifier.element, magnifier.offer);
    const show = (kind: 'short' | 'long' | 'seen', magnify: number) =>
      magnifier.draw(app.state.scene.view.magnify, { kind, magnify });
    show('short', 3);
    const mend = button(root, 'Magnify 1000 ×');
    mend.focus();
    mend.click();
    show('seen', 3);
    const less = button(root, 'Magnify ten times less');
    expect(document.activeElement).toBe(less);
    for (let i = 0; i < 3; i++) less.click();
    show('seen', 0);
    expect(document.activeElement).toBe(button(root, 'Magnify ten times more'));
  });

  test('from Sweep to the button that cancels it, and back', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    open('#f=x^2%2By^2&opt=sgd');
    let progress: Comparison['progress'] = null;
    const comparison: Comparison = {
      reading: null,
      failure: null,
      mode: 'set',
      get progress() {
        return progress;
      },
      start: () => (progress = { done: 1, total: 9 }),
      cancel: () => (progress = null),
      setMode() {},
      setAll() {},
    };
    const nothing: AppView = { draw() {}, dispose() {} };
    app.mount(createRatesPanel(root, app, comparison, root, async () => nothing));
    draw();
    const again = () => {
      app.invalidate();
      draw();
    };
    const run = button(root, 'Sweep');
    run.focus();
    run.click();
    again();
    expect(document.activeElement).toBe(run);
    vi.advanceTimersByTime(260);
    again();
    expect(document.activeElement).toBe(button(root, /^Cancel/));
    button(root, /^Cancel/).click();
    again();
    expect(document.activeElement).toBe(run);
  });
});
