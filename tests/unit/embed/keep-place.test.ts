import { expect, test } from 'vitest';
import { keptPlace } from '../../../src/embed/keep-place.ts';
import { defaultOptions, type EmbedOptions } from '../../../src/embed/options.ts';

const read = { step: 3, speed: 20, loop: false };
const now = { speed: 5, loop: true };
type Said = Partial<Pick<EmbedOptions, 'speed' | 'loop'>>;

test.each<[string, object | string, Said, object]>([
  ['a link that says neither goes on as it is', 'loss=booth', {}, { speed: 5, loop: true }],
  ['a link that says both', '#speed=20&loss=booth&loop=off', {}, { speed: 20, loop: false }],
  ['whatever its case', 'Speed=20', {}, { speed: 20, loop: true }],
  ['a formula with the word in it says nothing', 'f=speed%3D3', {}, { speed: 5, loop: true }],
  ['a document that says neither', { loss: 'booth' }, {}, { speed: 5, loop: true }],
  ['a document that says its speed', { playhead: { speed: 20 } }, {}, { speed: 20, loop: true }],
  ['a document with anything for a place', { playhead: 7 }, {}, { speed: 5, loop: true }],
  ['the options hold', 'speed=20&loop=off', { speed: 60, loop: true }, { speed: 60, loop: true }],
  ['a loop over some steps is one', { playhead: read }, { loop: [2, 9] }, { speed: 20, loop: true }],
  ['a loop that the options refuse', 'loop=on', { loop: false }, { speed: 5, loop: false }],
])('%s', (_, given, options, kept) => {
  expect(keptPlace(given, read, now, { ...defaultOptions, ...options })).toEqual({ step: 3, ...kept });
});
