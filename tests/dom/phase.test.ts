import { expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createCurvaturePanel } from '../../src/panels/curvature/readout.ts';
import { phase as text } from '../../src/text/en/phase.ts';
import { html } from '../../src/ui/dom.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button } from './support/user.ts';

function open(link: string) {
  const { scene, playhead, problems } = readFragment(link);
  expect(problems).toEqual([]);
  const clock = manualClock();
  const app = createApp({ scene, playhead, clock, systemTheme: 'light' });
  const [body, note] = [html('div'), html('div')];
  document.body.append(body);
  app.mount(createCurvaturePanel(body, app, note));
  clock.tick(16);
  return { app, body, draw: () => clock.tick(16) };
}

test('on a curve momentum’s field is drawn when it is asked for, and says how it turns at the step', async () => {
  const { app, body, draw } = open(
    'f=x^2&curve=1&start=1,0&opt=momentum(lr:0.05,momentum:0.8)&steps=40&step=7',
  );
  const picture = () => body.querySelector('canvas[role="img"]')?.getAttribute('aria-label') ?? '';
  expect(picture()).toBe('');
  button(body, text.open).click();
  draw();
  await expect.poll(() => (draw(), picture())).toContain('Momentum');
  // The second derivative is 2 everywhere.
  expect(picture()).toContain('= −0.900, and its divergence μ − 1 − ηf″ = −0.300.');
  app.setOptimizer(0, (setting) => ({ ...setting, values: { ...setting.values, momentum: 0.5 } }));
  draw();
  expect(picture()).toContain('= −0.600, and its divergence μ − 1 − ηf″ = −0.600.');
  button(body, text.close).click();
  draw();
  expect(body.querySelector('canvas[role="img"]')).toBeNull();
});

test.each([
  ['a surface', 'f=x^2%2By^2&opt=momentum'],
  ['a rule without such a field', 'f=x^2&curve=1&opt=adam'],
  ['noise', 'f=x^2&curve=1&opt=momentum&noise=0.1'],
  ['a rate that changes', 'f=x^2&curve=1&opt=momentum(schedule:cosine)'],
])('of %s there is none to draw', (_, link) => {
  const { body } = open(link);
  expect(button(body, text.open).closest<HTMLElement>('[hidden]')).not.toBeNull();
});
