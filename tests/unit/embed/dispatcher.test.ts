import { describe, expect, test } from 'vitest';
import { losses, optimizers, recordRun } from '../../../src/core/index.ts';
import type { EmbedState, RecordedRun, Taken } from '../../../src/embed/api.ts';
import { MESSAGES_PER_SECOND } from '../../../src/embed/dispatcher.ts';
import { documentOfFormula, documentOn } from '../../../src/core/scene/document.ts';
import { servedApp } from './served-app.ts';

const ratesOn = (id: string) => documentOn(id).optimizers.map(({ values }) => values['lr']);

describe('requests', () => {
  test('the scene that it gives is the scene that it takes', () => {
    const { app, call } = servedApp();
    const scene = call('getScene') as object;
    app.setLoss('rosenbrock');
    const before = app.state.scene;
    const taken = call('setScene', { scene: structuredClone(scene) }) as Taken;
    expect(taken).toEqual({ scene, problems: [] });
    app.undo();
    expect(app.state.scene).toEqual(before);
  });

  test('a scene may come as a fragment; what cannot be taken costs only itself', () => {
    const { app, call } = servedApp();
    const { problems } = call('setScene', { scene: '#loss=booth&opt=adam(lr:0.5)&colour=red' }) as Taken;
    expect(problems).toHaveLength(1);
    expect(app.state.scene).toMatchObject({
      loss: 'booth',
      optimizers: [{ id: 'adam', values: { lr: 0.5 } }],
    });
  });

  test('a patch changes one value, records that run alone, and is one undo with those before it', () => {
    const { app, call } = servedApp();
    const before = app.derived.runs;
    call('patch', { path: 'optimizers.3.lr', value: 0.1 });
    call('patch', { path: 'optimizers.3.values.lr', value: 0.2 });
    const now = app.derived.runs;
    expect(now.map((view, i) => view === before[i])).toEqual([true, true, true, false]);
    expect(app.state.scene.optimizers[3]?.values['lr']).toBe(0.2);
    call('patch', { path: 'start', value: [1, 2] });
    call('patch', { path: 'start.1', value: 3 });
    call('patch', { path: 'view.camera.zoom', value: 2 });
    expect(app.state.scene).toMatchObject({ start: [1, 3], view: { camera: { zoom: 2 } } });
  });

  test('what is patched is set, and what is not follows another surface', () => {
    const { app, call } = servedApp();
    call('patch', { path: 'optimizers.0.lr', value: 0.03 });
    call('patch', { path: 'start', value: app.state.scene.start });
    const { start } = app.state.scene;
    call('patch', { path: 'loss', value: 'booth' });
    const [, ...followed] = ratesOn('booth');
    expect(app.state.scene.optimizers.map(({ values }) => values['lr'])).toEqual([0.03, ...followed]);
    expect(app.state.scene.start).toEqual(start);
    call('patch', { path: 'formula', value: 'x^2 + y^2' });
    call('patch', { path: 'domain', value: [-1, 1, -1, 1] });
    const { optimizers } = documentOfFormula('x^2 + y^2');
    expect(app.state.scene.optimizers[1]).toEqual(optimizers[1]);
  });

  test('a patched loss brings its domain and start; a patched formula is one of its own', () => {
    const { app, call } = servedApp();
    call('patch', { path: 'view.chart', value: 'gradientNorm' });
    call('patch', { path: 'view.map.labels', value: true });
    const { heightScale: _, ...view } = app.state.scene.view;
    call('patch', { path: 'loss', value: 'rosenbrock' });
    const rosenbrock = losses.find(({ id }) => id === 'rosenbrock');
    expect(app.state.scene).toMatchObject({ domain: rosenbrock?.domain, start: rosenbrock?.start });
    expect(app.state.scene.optimizers.map(({ values }) => values['lr'])).toEqual(ratesOn('rosenbrock'));
    expect(app.state.scene.view).toEqual({ ...view, heightScale: rosenbrock?.heightScale });
    call('patch', { path: 'formula', value: 'x^2 + 3y^2' });
    expect(app.state.scene).toMatchObject({ loss: 'custom', formula: 'x^2 + 3y^2', view });
  });

  test.each([
    ['optimizers.3.lr', -1],
    ['optimizers.3.lr', Number.NaN],
    ['optimizers.3.lr', '0.1'],
    ['optimizers.3.values', { lr: { valueOf: 1 } }],
    ['optimizers.9.lr', 0.1],
    ['optimizers.length', 0],
    ['optimizers.push', 0],
    ['optimizers.__proto__.lr', 0.1],
    ['__proto__.polluted', 1],
    ['constructor.prototype.polluted', 1],
    ['view.camera.toString', 'x'],
    ['', 1],
    ['.', 1],
    ['start', [1]],
    ['start', ['1', 2]],
    ['formula', 'x^2 + foo(y)'],
    ['loss', 'no such loss'],
    ['view.camera.target.0.1.2.3.4', 0],
  ])('refuses the patch %s = %j and changes nothing', (path, value) => {
    const { app, fail } = servedApp();
    const before = structuredClone(app.state.scene);
    expect(fail('patch', { path, value }).code).toBe('bad-params');
    expect(app.state.scene).toEqual(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('half a setting is filled up and never left half', () => {
    const { app, call } = servedApp();
    call('patch', { path: 'optimizers', value: [{ id: 'adam' }] });
    expect(app.state.scene.optimizers[0]?.values).toMatchObject({ beta1: 0.9, beta2: 0.999 });
    expect(app.derived.runs).toHaveLength(1);
  });

  test('plays from a step to a step at a speed, and stops there', () => {
    const { app, clock, call } = servedApp();
    call('play', { from: 10, to: 30, speed: 100 });
    expect(app.state.playhead).toMatchObject({ step: 10, playing: true, speed: 100 });
    while (clock.tick(16)) expect(app.state.playhead.step).toBeLessThanOrEqual(30);
    expect(app.state.playhead).toMatchObject({ step: 30, playing: false });
    call('play');
    expect(app.state.playhead.playing).toBe(true);
    call('pause');
    call('seek', { step: 1e9 });
    call('step', { by: -3 });
    expect(app.state.playhead).toMatchObject({ step: 197, playing: false });
  });

  test('tells where everything is', () => {
    const { app, call } = servedApp();
    call('seek', { step: 34 });
    const state = call('getState') as EmbedState;
    expect(state).toMatchObject({ step: 34, steps: 200, playing: false });
    const { run } = app.derived.runs[3]!;
    const position = Array.from(run.positions.subarray(68, 70));
    expect(state.optimizers[3]).toEqual({
      id: 'adam',
      label: 'Adam',
      position,
      loss: run.losses[34],
      gradient: [...app.derived.loss.gradient(position)],
      diverged: false,
      end: null,
      outside: false,
    });
  });

  test('theme and events reach whom they concern', () => {
    const { told, call } = servedApp();
    call('setTheme', { theme: 'dark' });
    call('subscribe', { events: ['step', 'height'] });
    expect(told).toEqual({ theme: 'dark', events: ['step', 'height'] });
  });
});

describe('getRun gives what recordRun gives, to the bit', () => {
  test.each(losses.map(({ id }) => id))('%s, every optimizer', (loss) => {
    const { app, call } = servedApp();
    const settings = optimizers.map(({ id }) => ({ id }));
    // A document holds 16 optimizers at most.
    for (let first = 0; first < settings.length; first += 16) {
      const scene = { version: 1, loss, steps: 60, optimizers: settings.slice(first, first + 16) };
      expect((call('setScene', { scene }) as Taken).problems).toEqual([]);
      app.state.scene.optimizers.forEach(({ id, values }, index) => {
        const got = structuredClone(call('getRun', { optimizer: index })) as RecordedRun;
        const { start, steps, seed } = app.state.scene;
        const expected = recordRun({
          loss: losses.find((entry) => entry.id === loss)!.loss,
          optimizer: { ...values, id },
          start,
          steps,
          // Some rules draw.
          seed,
        });
        expect(got).toEqual({
          positions: expected.positions,
          losses: expected.losses,
          divergedAt: expected.divergedAt,
          end: expected.end,
        });
      });
    }
  });
});

describe('what is no request', () => {
  test.each([
    null,
    undefined,
    1,
    'fallLine',
    [],
    {},
    { fallLine: 2, id: 1, method: 'pause' },
    { fallLine: 1, method: 'pause' },
    { fallLine: 1, id: {}, method: 'pause' },
    { fallLine: 1, id: 'x'.repeat(201), method: 'pause' },
    Object.create({ fallLine: 1, id: 1, method: 'pause' }),
    {
      get fallLine() {
        throw new Error('trap');
      },
    },
  ])('%# is ignored', (message) => {
    expect(servedApp().dispatch(message)).toBeNull();
  });

  test.each(['toString', '__proto__', 'constructor', 'hasOwnProperty', '', 7, null, undefined, {}])(
    'no method is called %s',
    (method) => {
      const answer = servedApp().dispatch({ fallLine: 1, id: 'a', method });
      expect(answer).toMatchObject({ id: 'a', error: { code: 'unknown-method' } });
    },
  );

  test.each([
    ['seek', {}],
    ['seek', { step: '3' }],
    ['seek', { step: Number.NaN }],
    ['seek', 3],
    ['seek', Object.create({ step: 3 })],
    ['play', { speed: 1e9 }],
    ['getRun', { optimizer: 99 }],
    ['getRun', { optimizer: '__proto__' }],
    ['snapshot', { type: 'text/html' }],
    ['snapshot', { width: 1e6 }],
    ['setTheme', { theme: 'pink' }],
    ['subscribe', { events: ['step', 'keys'] }],
    ['setScene', { scene: 12 }],
    ['setScene', { scene: 'x'.repeat(1e6) }],
    ['patch', { path: 'noise' }],
  ])('%s %j is refused', (method, params) => {
    expect(servedApp().fail(method, params)).toMatchObject({ code: 'bad-params' });
  });

  test('more than a second holds is refused until the next', () => {
    const { clock, dispatch, call } = servedApp();
    for (let i = 0; i < MESSAGES_PER_SECOND; i++) call('seek', { step: i });
    expect(dispatch({ fallLine: 1, id: 1, method: 'getState' })).toMatchObject({
      error: { code: 'too-many' },
    });
    clock.tick(1000);
    call('getState');
  });
});
