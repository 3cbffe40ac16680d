import { expect, test } from 'vitest';
import { openPage } from './support/page.ts';
import { userOf } from './support/user.ts';

/**
 * Losses and rules whose neighbouring runs stay neighbours. The stage compares 256 particles with the same runs in doubles,
 * which a test of `core/run/swarm.ts` holds to those of `recordRun` to the bit.
 */
const scenes = [
  'loss=himmelblau&opt=adam,lr:0.02&swarm=grid,count:1000,spread:0.3,colour:speed',
  'loss=rosenbrock&opt=momentum,lr:0.0005&swarm=box,count:1000,spread:0.3,colour:loss',
  'f=exp(-x^2/9)*cos(y)%2Bx^2/20%2By^2&opt=lookahead-sgd,lr:0.02&swarm=gaussian,count:1000,spread:0.2,colour:speed',
  'loss=himmelblau&opt=sgld,lr:0.001,temperature:3&swarm=gaussian,count:1000,spread:0.3,colour:speed',
  'loss=bowl&noise=0.2&noiseKind=heavy&noiseScaling=proportional&opt=adamw&swarm=grid,count:1000,colour:speed',
];
/** Of the domain's sides: a float has 24 bits, of which a hundred steps may lose a few. */
const [MEDIAN, MOST] = [2e-6, 2e-4];

test('a swarm on the graphics processor is within the bounds of its floats of the runs in doubles', async () => {
  const { page, close } = await openPage({ drawn: true, viewport: { width: 500, height: 400 } });
  const user = userOf(page);
  const data = (name: string) =>
    page.evaluate((key) => document.querySelector<HTMLElement>('canvas[data-frames]')?.dataset[key], name);
  const line = page.getByRole('region', { name: 'Optimizers' }).locator('.legend-scene');
  const faults: string[] = [];
  for (const scene of scenes) {
    // Forwards, and back to a step that was passed.
    for (const step of [1, 100, 10]) {
      await user.go(`#${scene}&steps=100&step=${step}`);
      await expect.poll(() => data('swarm')).toBe(String(step));
      await expect.poll(() => data('swarmCheck')).toBeTruthy();
      const [median = NaN, most = NaN] = (await data('swarmCheck'))!.split(' ').map(Number);
      if (!(median <= MEDIAN && most <= MOST)) faults.push(`${scene} at ${step}: ${median}, ${most}`);
    }
  }
  expect(faults).toEqual([]);
  // What is drawn is named beside the runs, and nothing else is.
  await expect.poll(() => line.textContent()).toMatch(/^noise .*, swarm of 1,000, bright: long steps$/);
  for (const scene of ['loss=bowl&opt=adamw', 'loss=bowl&opt=nelder-mead&swarm=grid,count:1000']) {
    await user.go(`#${scene}&steps=100&step=10`);
    await expect.poll(() => line.textContent()).toBe('');
  }
  await user.go(`#${scenes[1]}&steps=100&step=10`);
  await expect.poll(() => line.textContent()).toBe('swarm of 1,000, bright: high');

  // A page at rest draws nothing more.
  await user.still();
  const frames = await data('frames');
  await user.still();
  expect(await data('frames')).toBe(frames);

  // A lost context takes the swarm with it; a new one has it anew, at the same step.
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-frames]')!;
    const context = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
    context.loseContext();
    Object.assign(globalThis, { restore: () => context.restoreContext() });
  });
  await expect.poll(() => data('swarm')).toBeUndefined();
  await page.evaluate(() => (globalThis as unknown as { restore: () => void }).restore());
  await expect.poll(() => data('swarm')).toBe('10');
  await close();
});
