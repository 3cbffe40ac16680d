import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { type DraftStorage, keepDraft } from '../../../src/app/kept-draft.ts';
import { PAUSE } from '../../../src/app/typing.ts';
import { losses } from '../../../src/core/index.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import { documentOfFormula } from '../../../src/core/scene/document.ts';
import { manualClock } from './manual-clock.ts';

function start(loss = 'himmelblau') {
  const clock = manualClock();
  const app = createApp({ scene: defaultScene(), clock, systemTheme: 'light' });
  app.setResolution(33);
  if (loss !== 'himmelblau') app.setLoss(loss);
  /** Types a text key by key, as fast as one does. */
  const type = (text: string) => {
    for (let i = 1; i <= text.length; i++) {
      clock.advance(80);
      app.typeFormula(text.slice(0, i));
    }
  };
  return { app, clock, type, pause: () => clock.advance(PAUSE) };
}

describe('a formula is taken', () => {
  test('when typing pauses, and no beginning of it before', () => {
    const { app, clock, type, pause } = start();
    type('x^2 + x*y + y^2');
    expect(app.state.scene.loss).toBe('himmelblau');
    clock.advance(PAUSE - 1);
    expect(app.state.scene.loss).toBe('himmelblau');
    pause();
    expect(app.state.scene).toMatchObject({ loss: 'custom', formula: 'x^2 + x*y + y^2' });
    expect(app.state.draft).toBeNull();
  });

  test('at once on Enter', () => {
    const { app, type } = start();
    type('x^2');
    app.setFormula('x^2');
    expect(app.state.scene.formula).toBe('x^2');
  });

  test.each(losses)('over $id it is its link', ({ id }) => {
    const { app, type, pause } = start(id);
    type('x^2+y^2');
    pause();
    const { playhead: _, ...scene } = documentOfFormula('x^2+y^2');
    expect(app.state.scene).toEqual(scene);
  });

  test('as one edit for undo, pauses on the way included', () => {
    const { app, type, pause } = start();
    const before = app.state.scene;
    type('x^2');
    pause();
    type('x^2 + y^2');
    pause();
    app.undo();
    expect(app.state.scene).toEqual(before);
    expect(app.canUndo).toBe(false);
  });

  test('nothing asks for a frame while one waits', () => {
    const { app, clock } = start();
    app.typeFormula('x^2');
    clock.tick(16);
    expect(clock.pending).toBe(0);
  });
});

describe('while the text is wrong', () => {
  test('the surface from before the visit is shown, not a beginning that was taken', () => {
    const { app, type, pause } = start();
    const before = app.state.scene;
    type('x^2');
    pause();
    expect(app.state.scene.formula).toBe('x^2');
    type('x^2 + foo');
    pause();
    expect(app.state.scene).toEqual(before);
    expect(app.state.draft).toMatchObject({ text: 'x^2 + foo', mistake: { start: 6, end: 9 } });
    type('x^2 + 3y^2');
    pause();
    expect(app.state).toMatchObject({ draft: null, scene: { formula: 'x^2 + 3y^2' } });
  });

  test('what was set stays through it', () => {
    const { app, type, pause } = start();
    app.setValue(0, 'lr', 0.07);
    app.setDomain([-1, 1, -1, 1]);
    const before = app.state.scene;
    type('y^2');
    pause();
    app.setFormula('y^2 +');
    expect(app.state.scene).toEqual(before);
  });

  test('it stays when the field is left, and is judged against what is shown then', () => {
    const { app, type } = start('booth');
    type('x^');
    app.setFormula('x^');
    expect(app.state.draft?.mistake).not.toBeNull();
    expect(app.state.scene.loss).toBe('booth');
    app.setFormula('x^2');
    expect(app.state).toMatchObject({ draft: null, scene: { formula: 'x^2' } });
  });
});

describe('nothing typed is lost', () => {
  const ways: readonly [string, (app: ReturnType<typeof start>['app']) => void][] = [
    ['another surface', (app) => app.setLoss('booth')],
    ['undo', (app) => app.undo()],
    ['a reset', (app) => app.reset()],
    ['another scene', (app) => app.load(documentOfFormula('y^2'), { step: 0, speed: 20, loop: false })],
  ];
  test.each(ways)('through %s: it can be taken up again', (_, go) => {
    const { app, type, pause } = start();
    app.setValue(0, 'lr', 0.1);
    type('x^2 + foo');
    pause();
    go(app);
    expect(app.state).toMatchObject({ draft: null, dropped: 'x^2 + foo' });
    app.typeFormula('x^2 + foo');
    app.setFormula('x^2 + foo');
    expect(app.state).toMatchObject({ draft: { text: 'x^2 + foo' }, dropped: null });
  });

  test('through a reload of the page', () => {
    const kept = new Map<string, string>();
    const storage: DraftStorage = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    };
    const before = start();
    before.app.mount(keepDraft(before.app, () => storage));
    before.type('x^2 + foo');
    before.clock.tick(16);
    const after = start();
    after.app.mount(keepDraft(after.app, () => storage));
    expect(after.app.state.draft).toMatchObject({ text: 'x^2 + foo', mistake: { start: 6 } });
    after.app.setFormula('x^2 + 4');
    after.clock.tick(16);
    expect(kept.size).toBe(0);
    const elsewhere = start('booth');
    elsewhere.app.mount(keepDraft(elsewhere.app, () => ({ ...storage, getItem: () => '["x","y +"]' })));
    expect(elsewhere.app.state.draft).toBeNull();
  });

  test('a storage that is refused or holds something else costs nothing', () => {
    const { app } = start();
    const refused = () => {
      throw new Error('no storage here');
    };
    expect(() => app.mount(keepDraft(app, refused))).not.toThrow();
    for (const held of ['{', '{}', '[1,2]', 'null', '[]']) {
      keepDraft(app, () => ({ getItem: () => held, setItem() {}, removeItem() {} }));
      expect(app.state.draft).toBeNull();
    }
  });
});

describe('reset', () => {
  test('goes back to what was opened, and can be taken back', () => {
    const { app } = start();
    expect(app.canReset).toBe(false);
    const first = app.state.scene;
    app.setLoss('booth');
    app.setValue(1, 'lr', 0.5);
    app.seek(20);
    const changed = app.state.scene;
    expect(app.canReset).toBe(true);
    app.reset();
    expect(app.state).toMatchObject({ scene: first, playhead: { step: 0, playing: false } });
    app.undo();
    expect(app.state.scene).toEqual(changed);
  });

  test('goes back to a scene that was loaded, with its step', () => {
    const { app } = start();
    const { playhead: _, ...scene } = documentOfFormula('x^2+y^2');
    app.load(scene, { step: 7, speed: 20, loop: false });
    app.setDomain([-1, 1, -1, 1]);
    app.seek(0);
    app.reset();
    expect(app.state).toMatchObject({ scene, playhead: { step: 7 } });
  });

  test('goes back to what was there first when the file that was opened was taken back', () => {
    const { app } = start();
    const first = app.state.scene;
    const { playhead: _, ...scene } = documentOfFormula('x^2+y^2');
    app.setLoss('booth');
    app.load(scene, { step: 0, speed: 20, loop: false });
    app.undo();
    app.reset();
    expect(app.state.scene).toEqual(first);
  });

  test('goes back to the file again when its opening was done again', () => {
    const { app } = start();
    const { playhead: _, ...scene } = documentOfFormula('x^2+y^2');
    app.load(scene, { step: 0, speed: 20, loop: false });
    app.undo();
    app.redo();
    app.setDomain([-1, 1, -1, 1]);
    app.reset();
    expect(app.state.scene).toEqual(scene);
  });
});

describe('what is set and what is suggested', () => {
  test('a start, a domain, a rate and a height scale are set by changing them, and suggested by asking', () => {
    const { app } = start();
    const first = app.state.scene;
    app.setStart([1, 1]);
    app.setDomain([-1, 1, -1, 1]);
    app.setView({ heightScale: 'linear' });
    app.setValue(3, 'lr', 0.5);
    app.setLoss('booth');
    expect(app.state.scene).toMatchObject({
      suggested: [],
      start: [1, 1],
      domain: [-1, 1, -1, 1],
      view: { heightScale: 'linear' },
    });
    expect(app.state.scene.optimizers.map(({ suggested }) => suggested)).toEqual([
      ['lr'],
      ['lr'],
      ['lr'],
      [],
    ]);
    app.setLoss('himmelblau');
    for (const name of ['start', 'domain', 'heightScale'] as const) app.suggest(name);
    app.suggestValue(3, 'lr');
    expect(app.state.scene).toEqual(first);
  });

  test('put back by hand, a domain and a start are suggested again', () => {
    const { app } = start();
    const first = app.state.scene;
    app.setDomain([-1, 1, -1, 1]);
    app.setStart([0, 1]);
    app.setDomain(first.domain);
    app.setStart(first.start);
    expect(app.state.scene).toEqual(first);
  });

  test('moments and noise do not follow a surface', () => {
    const { app } = start();
    app.setValue(3, 'beta1', 0.5);
    app.suggestValue(3, 'beta1');
    expect(app.state.scene.optimizers[3]?.values['beta1']).toBe(0.5);
    app.setLoss('booth');
    expect(app.state.scene.optimizers[3]?.values['beta1']).toBe(0.5);
  });
});
