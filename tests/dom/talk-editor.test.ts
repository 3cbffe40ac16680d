import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { type Kept, nothingKept, type TalkShelf } from '../../src/app/talks/shelf.ts';
import { openTalkStore } from '../../src/app/talks/store.ts';
import { defaultScene } from '../../src/core/scene/defaults.ts';
import { createDesk } from '../../src/present/editor/desk.ts';
import { createEditor } from '../../src/present/editor/editor.ts';
import { loadTex } from '../../src/present/tex.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { button, choose, fill, named, press } from './support/user.ts';

/** What is kept, by a browser with one tab. */
function ownShelf(): TalkShelf {
  let kept: Kept = nothingKept;
  return {
    async change(change) {
      kept = change(kept);
      return kept;
    },
    listen: () => () => {},
  };
}

async function open() {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  app.setResolution(17);
  const store = await openTalkStore(ownShelf());
  const said: string[] = [];
  const presented: (string | undefined)[] = [];
  let scenes = 0;
  const desk = createDesk(app, store, {
    title: () => `Scene ${(scenes += 1)}`,
    say: (...words) => editor.say(...words),
    notify: (sentence) => void said.push(sentence),
    present: (from) => void presented.push(from),
  });
  const editor = createEditor(desk, {
    closeButton: (label, act) => {
      const close = document.createElement('button');
      close.setAttribute('aria-label', label);
      close.addEventListener('click', act);
      return close;
    },
    notify: (sentence) => void said.push(sentence),
    handout: () => {},
    opened: () => {},
  });
  document.body.append(editor.element);
  editor.setOpen(true);
  await loadTex();
  const list = named(editor.element, 'ol', 'Scenes');
  const items = () => [...list.querySelectorAll('button')];
  return {
    app,
    store,
    editor,
    panel: editor.element,
    said,
    presented,
    items,
    titles: () => [...list.querySelectorAll('.talk-item-title')].map((each) => each.textContent),
    field: (name: string) =>
      named<HTMLInputElement | HTMLTextAreaElement>(editor.element, 'input, textarea', name),
    act: (name: string) => button(editor.element, name).click(),
    passing: () => editor.element.querySelector('output')?.textContent ?? '',
    close() {
      app.dispose();
      document.body.replaceChildren();
    },
  };
}

let talk: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  talk = await open();
});
afterEach(() => talk.close());

/** Three scenes: The start at step 3, The copy, The end at the last. */
function three() {
  talk.app.seek(3);
  talk.act('Add this scene');
  fill(talk.field('Title'), 'The start');
  talk.act('Duplicate');
  fill(talk.field('Title'), 'The copy');
  talk.app.seek(200);
  talk.act('Add this scene');
  fill(talk.field('Title'), 'The end');
}

describe('the words of a scene', () => {
  test('what cannot be set in a caption is named, and mended for the room; the list says so too', () => {
    talk.act('Add this scene');
    fill(talk.field('Title'), 'The end');
    fill(talk.field('Caption'), 'From $5 to $10: $\\frac{1}{2$ and $$\\eta \\nambla f$$');
    const faults = talk.panel.querySelector('.talk-faults')?.textContent;
    expect(faults).toContain('In “\\frac{1}{2” a “}” is missing.');
    expect(faults).toContain('there is “\\nambla”, which is unknown.');
    expect(talk.items()[0]?.getAttribute('aria-label')).toMatch(/1\. The end.*A formula cannot be set/);
    const preview = named(talk.panel, '[role=region]', 'Preview of the caption');
    expect(preview.querySelectorAll('math')).toHaveLength(2);
    expect(preview.querySelectorAll('.tex-display, code')).toHaveLength(1);
    expect(preview.textContent).toContain('From $5 to $10:');
  });

  test('a caption is text with a few marks: nothing else of it is taken for the page’s', () => {
    talk.act('Add this scene');
    fill(talk.field('Caption'), '**All** of $x^2$ <img src=x> [no](javascript:x) [yes](https://example.org)');
    const preview = named(talk.panel, '[role=region]', 'Preview of the caption');
    expect(preview.querySelectorAll('math')).toHaveLength(1);
    expect(talk.panel.querySelector('.talk-faults')?.textContent).toBe('');
    expect(preview.querySelector('strong')?.textContent).toBe('All');
    expect(preview.querySelector('img')).toBeNull();
    expect(preview.textContent).toContain('<img src=x>');
    expect([...preview.querySelectorAll('a')].map((each) => each.textContent)).toEqual(['yes']);
  });

  test('half a number of the steps that are played is left alone, and a range that is none is explained', () => {
    talk.act('Add this scene');
    choose(named<HTMLSelectElement>(talk.panel, 'select', 'On entering'), 'range');
    const [from, to] = ['From step', 'To step'].map((name) =>
      named<HTMLInputElement>(talk.panel, 'input', name),
    );
    fill(to!, '40');
    fill(from!, '50');
    const problem = () => talk.panel.querySelector('.talk-range .talk-problem')?.textContent;
    expect(problem()).toBe('The first step must be smaller than the last.');
    expect(talk.store.talk.scenes[0]?.enter).toEqual({ kind: 'range', from: 0, to: 40 });
    expect(from!.value).toBe('50');
    fill(from!, '5');
    expect(problem()).toBe('');
    expect(talk.store.talk.scenes[0]?.enter).toEqual({ kind: 'range', from: 5, to: 40 });
  });

  test('what stands beside the stage is ticked', () => {
    talk.act('Add this scene');
    named<HTMLInputElement>(talk.panel, 'input[type=checkbox]', 'Curvature').click();
    expect(talk.store.talk.scenes[0]?.beside).toContain('curvature');
  });
});

describe('the list of scenes', () => {
  test('a click shows a scene; a new one comes behind the chosen one, and a copy too', () => {
    three();
    expect(talk.titles()).toEqual(['The start', 'The copy', 'The end']);
    expect(talk.app.state.playhead.step).toBe(200);
    talk.items()[0]?.click();
    expect(talk.app.state.playhead.step).toBe(3);
    expect(talk.items().map((item) => item.getAttribute('aria-current'))).toEqual(['true', null, null]);
    talk.act('Add this scene');
    expect(talk.titles()).toEqual(['The start', 'Scene 3', 'The copy', 'The end']);
  });

  test('the arrows go through it, with Alt they move a scene, up to its ends', () => {
    three();
    talk.items()[2]?.focus();
    press('ArrowUp', { altKey: true });
    expect(talk.titles()).toEqual(['The start', 'The end', 'The copy']);
    expect(talk.passing()).toBe('The end is now scene 2 of 3.');
    press('ArrowUp', { altKey: true });
    press('ArrowUp', { altKey: true });
    expect(talk.titles()).toEqual(['The end', 'The start', 'The copy']);
    expect(document.activeElement).toBe(talk.items()[0]);
    for (const [key, at] of [
      ['ArrowDown', 1],
      ['End', 2],
      ['ArrowDown', 2],
      ['Home', 0],
      ['ArrowUp', 0],
    ] as const) {
      press(key);
      expect(document.activeElement, key).toBe(talk.items()[at]);
    }
    // One tab stop.
    expect(talk.items().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  });

  test('a scene is deleted, comes back by undo, and goes again by redo, by keys and by buttons', () => {
    three();
    talk.items()[0]?.focus();
    press('Delete');
    expect(talk.titles()).toEqual(['The copy', 'The end']);
    expect(document.activeElement).toBe(talk.items()[0]);
    press('z', { ctrlKey: true });
    expect(talk.titles()).toEqual(['The start', 'The copy', 'The end']);
    talk.act('Redo');
    expect(talk.titles()).toEqual(['The copy', 'The end']);
    talk.act('Undo');
    talk.items()[0]?.focus();
    press('y', { ctrlKey: true });
    expect(talk.titles()).toEqual(['The copy', 'The end']);
  });

  test('a scene takes over what the page shows now', () => {
    three();
    talk.items()[0]?.click();
    talk.app.seek(17);
    talk.act('Take what the page shows now');
    expect(talk.passing()).toContain('now shows what the page shows');
    talk.items()[1]?.click();
    talk.items()[0]?.click();
    expect(talk.app.state.playhead.step).toBe(17);
  });

  test('without a scene it says how one comes, and the focus is not lost', () => {
    talk.act('Add this scene');
    const list = talk.panel.querySelector('ol')!;
    talk.items()[0]?.focus();
    press('Delete');
    expect(talk.titles()).toEqual([]);
    expect(talk.panel.querySelector('.talk-empty')?.hasAttribute('hidden')).toBe(false);
    expect(list.closest('[hidden]')).not.toBeNull();
    expect(document.activeElement?.textContent).toBe('Add this scene');
  });
});

test('the title of the talk is one edit while it is typed', () => {
  for (const title of ['B', 'Bo', 'Bow']) fill(talk.field('Title of the talk'), title);
  expect(talk.store.talk.title).toBe('Bow');
  talk.act('Undo');
  expect(talk.store.talk.title).toBe('');
});

test('presenting begins at the scene, or at the first', () => {
  three();
  talk.items()[1]?.click();
  const [, second] = talk.store.talk.scenes;
  talk.act('Present from here');
  talk.act('Present');
  expect(talk.presented).toEqual([second?.id, undefined]);
});
