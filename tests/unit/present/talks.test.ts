import { beforeAll, describe, expect, it } from 'vitest';
import { falseClaims } from '../../../src/core/claims/check.ts';
import type { ClaimedTalk } from '../../../src/core/talk/claimed.ts';
import { openModels } from '../../../src/core/scene/models.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { restoreTalk } from '../../../src/core/talk/restore.ts';
import { writeTalk } from '../../../src/core/talk/file.ts';
import { blowsUp } from '../../../src/present/talks/blows-up.ts';
import { bundledTalks } from '../../../src/present/talks/index.ts';
import { lossComesFrom } from '../../../src/present/talks/loss-comes-from.ts';
import { toAdam } from '../../../src/present/talks/to-adam.ts';
import { giveDigitsHere } from '../../tools/digits.ts';
import { numbersIn, toTheDigit, unclaimed } from '../claimed-words.ts';

const claimed = [toAdam, blowsUp, lossComesFrom];

beforeAll(() => {
  openModels();
  giveDigitsHere();
});

describe('the talks that come with the page', () => {
  it.each(bundledTalks)('$title reads without a mistake', async ({ title, load }) => {
    const talk = await load();
    expect(talk.title).toBe(title);
    expect(talk.scenes).toHaveLength(12);
    expect(restoreTalk(writeTalk(talk, true))).toEqual({ talk, problems: [] });
    for (const { scene, caption, notes } of talk.scenes) {
      expect(readFragment(scene).problems).toEqual([]);
      // What the room reads is short; what the speaker reads is not.
      expect(caption.length).toBeLessThan(170);
      expect(notes.length).toBeGreaterThan(100);
    }
  });

  it.each(claimed)('every claim of $title is so', (talk) => {
    expect(falseClaims(talk.scenes)).toEqual([]);
  });

  it.each(claimed)('every number of $title is in a claim, and every claim in its scene’s words', (talk) => {
    for (const { id, title, caption, notes, claims } of talk.scenes) {
      const words = [title, caption, notes];
      const says = claims.map((claim) => claim.says);
      expect(says.length, id).toBeGreaterThan(0);
      for (const claim of claims) expect(claim.checks.length, claim.says).toBeGreaterThan(0);
      expect(
        says.filter((each) => !words.some((text) => text.includes(each))),
        id,
      ).toEqual([]);
      expect(
        words.flatMap((text) => unclaimed(text, says)),
        id,
      ).toEqual([]);
    }
  });

  it.each(claimed)(
    'every number of $title is so to its last digit, and one digit more or less is not',
    (talk) => {
      const { held, wrong, count } = toTheDigit(talk.scenes);
      expect(falseClaims(held)).toEqual([]);
      expect(count).toBeGreaterThan(30);
      expect(falseClaims(wrong)).toHaveLength(count);
    },
  );

  it('the talk on models says two sentences of each scene, and has a model in each', () => {
    for (const { caption, scene } of lossComesFrom.scenes) {
      expect(caption.match(/[.?!](?=\s|$)/g), caption).toHaveLength(2);
      expect(readFragment(scene).scene.model).not.toBeNull();
    }
  });

  it('tells a false claim from a true one', () => {
    const [scene] = toAdam.scenes;
    if (!scene) throw new Error('The talk has no scene.');
    const claim = (checks: ClaimedTalk['scenes'][number]['claims'][number]['checks']) =>
      falseClaims([{ ...scene, claims: [{ says: 'so', checks }] }]);
    const loss = (step: number) => ({ quantity: 'loss', run: 1, step }) as const;
    expect(claim([{ left: loss(100), is: '<', right: loss(0) }])).toEqual([]);
    expect(claim([{ left: loss(100), is: '>', right: loss(0) }])).toHaveLength(1);
    expect(claim([{ left: loss(0), is: '=', right: 181, within: 0.01 }])).toEqual([]);
    expect(claim([{ left: loss(0), is: '=', right: 190, within: 0.01 }])).toHaveLength(1);
    // A step that was never recorded is no number: nothing is true of it.
    expect(claim([{ left: loss(101), is: '<', right: 1 }])).toHaveLength(1);
    expect(claim([{ left: loss(101), is: '=', right: 1, within: 9 }])).toHaveLength(1);
    expect(claim([{ run: 1, ends: null }])).toEqual([]);
    expect(claim([{ run: 1, ends: 'overflow' }])).toHaveLength(1);
    expect(claim([{ falls: 1, from: 0, to: 80 }])).toEqual([]);
    expect(claim([{ falls: 1, from: 0, to: 101 }])).toHaveLength(1);
  });

  it('finds numbers in words and in formulas', () => {
    expect(numbersIn('With $\\mu = 0.95$ and $2/\\lambda$, in 1964, x is −4.35 of 1,367.').length).toBe(3);
    expect(unclaimed('at step 20 it is 250', ['at step 20'])).toEqual(['at step 20 it is 250']);
  });
});
