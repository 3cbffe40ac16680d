import katex from 'katex';
import { describe, expect, it, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { openModels } from '../../../src/core/scene/models.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { course } from '../../../src/lessons/course/index.ts';
import { terms, type TermId } from '../../../src/lessons/glossary/terms.ts';
import { termIds, termWords } from '../../../src/lessons/glossary/words.ts';
import { giveDigitsHere } from '../../tools/digits.ts';
import { manualClock } from '../app/manual-clock.ts';

giveDigitsHere();
openModels();

describe('the glossary', () => {
  it('has some eighty terms with words for each, and no words without one', () => {
    expect(termIds.length).toBeGreaterThanOrEqual(80);
    expect(Object.keys(termWords).toSorted()).toEqual(Object.keys(terms).toSorted());
    const names = termIds.map((id) => termWords[id].name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    // They stand in a regular expression.
    for (const name of names) expect(name).toMatch(/^[a-z ’-]+$/);
  });

  test.each(termIds)(
    '%s is one sentence, a formula that can be set, a scene and a lesson that there are',
    (id) => {
      const { says, also } = termWords[id];
      expect(says).toMatch(/^[A-Z][^.!?]*\.$/);
      expect(also.length).toBeGreaterThan(0);
      const { tex, scene, lesson } = terms[id];
      expect(() => katex.renderToString(tex, { throwOnError: true, strict: 'error' })).not.toThrow();
      expect(readFragment(scene).problems).toEqual([]);
      expect(course.map((entry) => entry.id)).toContain(lesson);
    },
  );
});

/** The runs of a term's scene, as points [step][coordinate], with their losses. */
function runsOf(id: TermId) {
  const { scene } = readFragment(terms[id].scene);
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(9);
  return app.derived.runs.map(({ run }) => run);
}

describe('a scene shows what its term says', () => {
  it('divergence: every step leads farther away; the largest stable rate and oscillation: nearer, by turns of side', () => {
    const [apart] = runsOf('divergence');
    for (let t = 1; t <= apart!.steps; t++)
      expect(Math.abs(apart!.positions[t]!)).toBeGreaterThan(Math.abs(apart!.positions[t - 1]!));
    for (const id of ['largest-stable-rate', 'oscillation'] as const) {
      const [run] = runsOf(id);
      for (let t = 1; t <= run!.steps; t++) {
        expect(Math.abs(run!.positions[t]!)).toBeLessThan(Math.abs(run!.positions[t - 1]!));
        expect(run!.positions[t]! * run!.positions[t - 1]!).toBeLessThan(0);
      }
    }
  });

  it('overshoot: the run is on the other side of the lowest point, and ends there', () => {
    const [run] = runsOf('overshoot');
    const places = Array.from(run!.positions.subarray(0, run!.steps + 1));
    expect(Math.min(...places)).toBeLessThan(-1);
    expect(Math.abs(places.at(-1)!)).toBeLessThan(1);
  });

  it('momentum: further down the ravine than gradient descent at the same rate', () => {
    const [plain, heavy] = runsOf('momentum');
    expect(heavy!.losses[heavy!.steps]!).toBeLessThan(plain!.losses[plain!.steps]!);
  });

  it('sign descent: every step has the same length along each axis', () => {
    const [run] = runsOf('sign-descent');
    const [x, y] = [0, 1].map((i) => Math.abs(run!.positions[2 + i]! - run!.positions[i]!));
    expect(x).toBeCloseTo(y!, 12);
  });

  it('clipping and a schedule: other runs than without', () => {
    for (const id of ['clipping', 'schedule'] as const) {
      const [without, own] = runsOf(id);
      expect(own!.positions.subarray(0, 40)).not.toEqual(without!.positions.subarray(0, 40));
    }
  });
});
