import { afterEach, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import type { ShownPart } from '../../src/app/lessons/showing.ts';
import { openGallery } from '../../src/charts/gallery/dialog.ts';
import { beginDescent } from '../../src/core/lesson/blind.ts';
import { newPart, scenesOf } from '../../src/core/lesson/lesson.ts';
import { emptyLesson } from '../../src/core/lesson/restore.ts';
import { defaultScene } from '../../src/core/scene/defaults.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { createBlind } from '../../src/lessons/blind/game.ts';
import { createReader } from '../../src/lessons/reader.ts';
import { numberBoxes } from '../../src/panels/ask/number-boxes.ts';
import { createPlayersView } from '../../src/panels/models/players/view.ts';
import { blind as blindText } from '../../src/text/en/blind.ts';
import { countOwned, type Owned } from '../browser/support/owned.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { openControls } from './support/controls.ts';
import { button, fill, press } from './support/user.ts';

/**
 * Parts that need no browser to be opened and closed: what they hold while they are open, they have given back when they are
 * closed. Those that draw or lay something out are in `tests/browser/gives-back.test.ts`.
 */

// There is no WebGL here, and nothing of it to be counted.
class None {}
Object.assign(globalThis, { WebGL2RenderingContext: globalThis.WebGL2RenderingContext ?? None });

beforeAll(countOwned);
afterEach(() => document.body.replaceChildren());

/** What there is more of than before. */
const more = (now: Owned, before: Owned) =>
  Object.entries(now).flatMap(([kind, count]) => {
    const by = count - (before[kind] ?? 0);
    return by > 0 ? [`${by} × ${kind}`] : [];
  });

const newApp = () => createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });

function lesson(): () => void {
  const parts = ['one', 'two', 'three'].map((id) => ({
    ...newPart,
    id,
    text: id,
    scene: `loss=bowl&opt=sgd&steps=20&step=${id.length}`,
  }));
  const shown = scenesOf(parts).map(
    (fragment, i): ShownPart => ({
      ...parts[i]!,
      fragment,
      restored: readFragment(fragment),
      isWhole: true,
    }),
  );
  const clock = manualClock();
  const app = createApp({ scene: shown[0]!.restored.scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const reader = createReader(
    { ...emptyLesson, id: 'lesson', parts },
    shown,
    { head: [], end: [] },
    {
      app,
      words: async () => (words: string) => document.createTextNode(words),
      card: async () => {
        throw new Error('Nothing is asked.');
      },
      knobs: async () => ({ draw() {}, dispose() {} }),
      isCalm: () => true,
      notify: (sentence) => {
        throw new Error(sentence);
      },
      reads() {},
    },
  );
  document.body.append(reader.element);
  app.mount(reader);
  for (const part of [0, 1, 2, 0, 2]) {
    reader.goTo(part);
    clock.tick(16);
  }
  return () => app.dispose();
}

/** Each opens a part, uses it, and returns what closes it. */
const parts: Readonly<Record<string, () => (() => void) | Promise<() => void>>> = {
  'the gallery': () => {
    const app = newApp();
    openGallery(document.body, app);
    const dialog = document.querySelector('dialog')!;
    fill(dialog.querySelector('input')!, 'valley');
    return () => {
      dialog.close();
      app.dispose();
    };
  },
  'a lesson': lesson,
  'a hill in the fog': () => {
    const begun = beginDescent(20261127);
    const game = createBlind(begun, {
      says: '',
      name: '1',
      rivals: () => ({
        ways: [{ name: 'Adam', losses: [2, 1], positions: new Float64Array(4), color: '#000', dash: [] }],
        fragment: 'loss=bowl',
      }),
      copy: async () => true,
      link: '',
      boxes: numberBoxes,
      another: '',
      theme: () => 'light',
    });
    document.body.append(game.element);
    game.draw();
    const canvas = game.element.querySelector('canvas')!;
    for (let look = 0; look < 3; look++) {
      canvas.focus();
      press(look % 2 === 0 ? 'ArrowLeft' : 'ArrowUp', { shiftKey: true });
      press('Enter');
    }
    expect(game.element.querySelectorAll('.blind-looks li')).toHaveLength(4);
    button(game.element, blindText.give).click();
    expect(game.element.querySelector<HTMLElement>('.blind-result')!.hidden).toBe(false);
    return () => game.element.remove();
  },
  'the picture of two players': () => {
    const app = newApp();
    const view = createPlayersView(app);
    document.body.append(view.element);
    return () => {
      view.dispose();
      view.element.remove();
      app.dispose();
    };
  },
  'the list of rules, searched': async () => {
    const controls = openControls();
    button(controls.container, /Add optimizer$/).click();
    await expect.poll(() => controls.container.querySelector('#add-menu input')).not.toBeNull();
    fill(controls.container.querySelector<HTMLInputElement>('#add-menu input')!, 'momentum');
    press('Escape');
    return controls.close;
  },
};

test.each(Object.keys(parts))('%s gives back its listeners, observers and timers', async (name) => {
  const open = parts[name]!;
  // Code that is loaded, and what is kept for good, comes with the first visit.
  (await open())();
  const before = globalThis.owned(true);
  const close = await open();
  expect(more(globalThis.owned(true), before), 'is counted while it is open').not.toEqual([]);
  close();
  await expect.poll(() => more(globalThis.owned(true), before)).toEqual([]);
});
