import { describe, expect, test } from 'vitest';
import { createParentLink, type Framed } from '../../../src/embed/parent-link.ts';
import { servedApp } from './served-app.ts';

/** A frame in a parent: what it sends, and a hand to bring it messages. */
function framed() {
  const sent: { message: unknown; origin: unknown }[] = [];
  const parent = {
    postMessage: (message: unknown, origin: unknown) => void sent.push({ message, origin }),
  } as Framed['parent'];
  let listener: ((event: MessageEvent<unknown>) => void) | null = null;
  const self: Framed = {
    parent,
    addEventListener: (_type, added) => {
      listener = added;
    },
    removeEventListener: () => {
      listener = null;
    },
  };
  const bring = (data: unknown, source: unknown = parent, origin = 'https://blog.example') =>
    listener?.({ data, source, origin } as MessageEvent<unknown>);
  return { self, sent, bring };
}

const ask = { fallLine: 1, id: 7, method: 'pause' };

describe('the line to the parent', () => {
  test('answers the parent at its origin, and an opaque one at its window', () => {
    const { self, sent, bring } = framed();
    createParentLink(self).serve(servedApp().dispatch);
    bring(ask);
    bring(ask, self.parent, 'null');
    const message = { fallLine: 1, id: 7, result: null };
    expect(sent).toEqual([
      { message, origin: 'https://blog.example' },
      { message, origin: '*' },
    ]);
  });

  test('nobody else is listened to, and nothing is sent to a parent that has not spoken the protocol', () => {
    const { self, sent, bring } = framed();
    const { app, dispatch } = servedApp();
    const link = createParentLink(self);
    link.serve(dispatch);
    link.subscribe(['step']);
    bring({ fallLine: 1, id: 1, method: 'seek', params: { step: 9 } }, { postMessage: () => {} });
    bring('hello');
    link.emit('step', { step: 1, steps: 2, playing: false });
    expect(sent).toEqual([]);
    expect(app.state.playhead.step).toBe(0);
  });

  test('what is asked before the embed is there is answered once it is, in order', () => {
    const { self, sent, bring } = framed();
    const link = createParentLink(self);
    bring({ ...ask, id: 1 });
    bring({ ...ask, id: 2 });
    expect(sent).toEqual([]);
    link.serve(servedApp().dispatch);
    expect(sent.map(({ message }) => (message as { id: number }).id)).toEqual([1, 2]);
  });

  test('of a flood that comes before the embed is there, the first hundred are answered', () => {
    const { self, sent, bring } = framed();
    const link = createParentLink(self);
    for (let id = 1; id <= 1000; id++) bring({ ...ask, id });
    link.serve(servedApp().dispatch);
    const ids = () => sent.map(({ message }) => (message as { id: number }).id);
    expect(ids()).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
    // Once it is there, every one.
    for (let id = 1001; id <= 1005; id++) bring({ ...ask, id });
    expect(ids().slice(100)).toEqual([1001, 1002, 1003, 1004, 1005]);
  });

  test('events are sent when they are subscribed to', () => {
    const { self, sent, bring } = framed();
    const link = createParentLink(self);
    link.serve(servedApp().dispatch);
    bring(ask);
    sent.length = 0;
    link.subscribe(['height']);
    link.emit('height', { height: 300 });
    link.emit('ready', { version: 1, title: 'Fall Line: Booth' });
    expect(sent).toEqual([
      { message: { fallLine: 1, event: 'height', data: { height: 300 } }, origin: 'https://blog.example' },
    ]);
    link.dispose();
    bring(ask);
    expect(sent).toHaveLength(1);
  });
});
