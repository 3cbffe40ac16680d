import { expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { domainOfPaths } from '../../../src/app/fit.ts';
import { isDomain } from '../../../src/core/scene/limits.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from './manual-clock.ts';

function open(fragment: string) {
  const { scene, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  return createApp({ scene, clock: manualClock(), systemTheme: 'light' });
}

const cases: readonly (readonly [what: string, fragment: string])[] = [
  ['all inside', ''],
  ['a run that goes out and comes back', 'loss=bowl&opt=momentum(lr:0.02,momentum:0.97)&start=4,4'],
  ['a run down a saddle for ever', 'loss=saddle&opt=sgd(lr:0.1)&steps=300'],
  ['a run that overflows and one that does not', 'loss=rosenbrock&opt=sgd(lr:0.5)&opt=adam(lr:0.1)'],
  ['overflow at once', 'f=x^2&opt=sgd(lr:1e30)&start=1,0'],
  ['a straight line', 'f=x^2&opt=sgd(lr:0.1)&start=1,0'],
  ['a run that rests', 'f=x^2%2By^2&opt=sgd(lr:0.1)&start=0,0'],
  ['a start far out', 'f=x^2%2By^2&opt=sgd(lr:0.1)&start=1e30,0'],
  ['a small world', 'f=x^2%2By^2&opt=sgd(lr:0.1)&start=1e-9,2e-9&domain=-1e-8,1e-8,-1e-8,1e-8'],
  ['a loss that is undefined at the start', 'f=log(x)&opt=sgd(lr:0.1)&start=-1,0'],
];

test.each(cases)('%s: the start, and every path that does not run off, with room', (_, fragment) => {
  const app = open(fragment);
  const { scene } = app.state;
  const [x0, x1, y0, y1] = domainOfPaths(app);
  expect(isDomain([x0, x1, y0, y1])).toBe(true);
  expect(Math.max((x1 - x0) / (y1 - y0), (y1 - y0) / (x1 - x0))).toBeLessThan(3.5);
  const isIn = (x: number, y: number) => x > x0 && x < x1 && y > y0 && y < y1;
  expect(isIn(...scene.start)).toBe(true);
  for (const { run } of app.derived.runs) {
    const far = run.positions.some((at) => Math.abs(at) > 4000 * Math.max(1, ...scene.start.map(Math.abs)));
    for (let k = 0; k <= run.steps && !far; k++) {
      const [x = 0, y = 0] = run.positions.subarray(2 * k, 2 * k + 2);
      expect([k, isIn(x, y)]).toEqual([k, true]);
    }
  }
});

test('a run that overflows leaves the others to be seen, and fitting again changes nothing', () => {
  const app = open('loss=rosenbrock&opt=sgd(lr:0.5)&opt=adam(lr:0.1)');
  expect(app.derived.runs[0]!.run.end?.reason).toBe('overflow');
  const before = app.state.scene.domain;
  const once = domainOfPaths(app);
  expect(once[1] - once[0]).toBeLessThan(12 * (before[1] - before[0]));
  app.setDomain(once);
  expect(app.state.scene.domain).toEqual(once);
  expect(domainOfPaths(app)).toEqual(once);
  app.undo();
  expect(app.state.scene.domain).toEqual(before);
});

test('a run that went out is inside once the view is fitted', () => {
  const app = open('f=x^2%2By^2&opt=momentum(lr:0.05,momentum:0.98)&start=4,4&domain=3.5,4.5,3.5,4.5');
  expect(app.derived.runs[0]!.leftAt).not.toBeNull();
  app.setDomain(domainOfPaths(app));
  expect(app.derived.runs[0]!.leftAt).toBeNull();
});
