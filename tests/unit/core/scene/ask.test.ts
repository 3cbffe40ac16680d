import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../../src/core/ask/ask.ts';
import { restoreScene, writeDocument } from '../../../../src/core/scene/restore.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

const standard = { run: 0, step: 50, goal: 0.01, question: '', explanation: '' };

describe('a question in a link', () => {
  test.each<[string, Partial<Ask>]>([
    ['ask=end', { kind: 'end' }],
    ['ask=End,run:2,step:30', { kind: 'end', run: 2, step: 30 }],
    ['ask=path,run:1,step:30', { kind: 'path', run: 1, step: 30 }],
    ['ask=loss,run:1,sure', { kind: 'loss', run: 1, sure: true }],
    ['ask=arrow,run:1', { kind: 'arrow', run: 1 }],
    ['ask=minimum,step:30', { kind: 'minimum', step: 30 }],
    ['ask=lowest,step:100', { kind: 'lowest', step: 100 }],
    ['ask=first,step:40,goal:1e-3', { kind: 'first', step: 40, goal: 1e-3 }],
    ['ask=diverges', { kind: 'diverges' }],
    ['ask=loss,run:1', { kind: 'loss', run: 1 }],
    ['ask=steps,run:1,goal:-2', { kind: 'steps', run: 1, goal: -2 }],
    ['ask=length,run:3', { kind: 'length', run: 3 }],
    ['ask=stable,run:1', { kind: 'stable', run: 1 }],
    ['ask=reach,goal:0.5,step:60', { kind: 'reach', goal: 0.5, step: 60 }],
    ['ask=end&question=Where to?', { kind: 'end', question: 'Where to?' }],
    [
      'ask=end&question=Wohin%3F&explanation=$%5Ceta$ **is** it',
      { kind: 'end', question: 'Wohin?', explanation: '$\\eta$ **is** it' },
    ],
  ])('%s', (fragment, expected) => {
    const { scene, playhead, problems } = readFragment(fragment);
    expect(problems.filter(({ mended }) => !mended)).toEqual([]);
    expect(scene.ask).toEqual({ ...standard, ...expected });
    const written = writeFragment(scene, playhead);
    expect(readFragment(written)).toEqual({ scene, playhead, problems: [] });
    expect(restoreScene(JSON.parse(JSON.stringify(writeDocument(scene, playhead))))).toEqual({
      scene,
      playhead,
      problems: [],
    });
  });

  test.each([
    'Ends with a stop.',
    'What?',
    'two\n\nparagraphs',
    '100 % & more',
    'a_b*c~',
    '(so)',
    'x:1,y:2',
    '„Wo?“ 在哪',
  ])('keeps its author’s words, %j, whatever stands behind it', (words) => {
    const { scene, playhead } = readFragment('ask=end');
    const asked = {
      ...scene,
      ask: { ...scene.ask!, question: words.replaceAll('\n', ' '), explanation: words },
    };
    const written = writeFragment(asked, playhead);
    expect(readFragment(written)).toEqual({ scene: asked, playhead, problems: [] });
    for (const behind of ['.', ')', '!', '?utm_source=x'])
      expect(readFragment(written + behind).scene).toEqual(asked);
  });

  test.each([
    [
      'ask=nd',
      'ask must be one of end, path, arrow, minimum, lowest, first, diverges, loss, steps, length, stable, reach with a run, a step or a goal, not "nd"; the nearest is "end".',
    ],
    ['ask=end,sure:2', 'sure of ask must be on or off, not 2.'],
    ['ask=end,run:16', 'run of ask must be a whole number from 0 to 15, not 16.'],
    ['ask=end,step:0', 'step of ask must be a whole number from 1 to 100000, not 0.'],
    ['ask=first,goal:low', 'goal of ask must be a number from -1e100 to 1e100, not "low".'],
    ['ask=end,stop:3', '"stop" is not known here; the nearest is "step".'],
    ['question=Why', 'question is not used, because nothing is asked.'],
    ['explanation=Because', 'explanation is not used, because nothing is asked.'],
    ['ask=end&model=moons', 'ask is not used: what it asks for is seen on a surface alone.'],
    ['ask=minimum&model=moons', 'ask is not used: what it asks for'],
    ['ask=stable&model=moons', 'ask is not used: what it asks for'],
    ['f=x^2&curve=on&ask=path', 'ask is not used: what it asks for is seen on a surface alone.'],
    ['f=x^2&curve=on&ask=arrow', 'ask is not used: what it asks for'],
    [`ask=end&question=${'x'.repeat(301)}`, 'question must be a text of at most 300 characters'],
  ])('%s: what cannot be taken is said', (fragment, sentence) => {
    const { problems } = readFragment(fragment);
    expect(problems.map(({ message }) => message).join(' ')).toContain(sentence);
  });

  test('of nothing is none, and other links have none', () => {
    expect(readFragment('ask=none').scene.ask).toBeNull();
    expect(readFragment('loss=booth').scene.ask).toBeNull();
  });

  test.each([
    [3],
    ['end'],
    [[]],
    [{ kind: 'end', run: 'one' }],
    [{ kind: {} }],
    [{ kind: 'end', question: 3 }],
  ])('in a document is restored from %j', (ask) => {
    const { scene, problems } = restoreScene({ ask });
    expect(scene.ask === null || scene.ask.kind === 'end').toBe(true);
    expect(problems.length > 0).toBe(ask !== 'end');
  });

  test('keeps no sign that cannot be read', () => {
    const { scene } = restoreScene({ ask: { kind: 'end', question: 'a\u202eb\u0007c\ud800' } });
    expect(scene.ask?.question).toBe('abc');
  });
});
