import { describe, expect, it } from 'vitest';
import { compileFormula } from '../../../src/core/expression/compile.ts';
import { recordRun } from '../../../src/core/run/record.ts';
import type { Run } from '../../../src/core/run/types.ts';
import { recordOptionsOf } from '../../../src/core/scene/record-options.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { restoreTalk } from '../../../src/core/talk/restore.ts';
import { writeTalk } from '../../../src/core/talk/file.ts';
import type { Talk } from '../../../src/core/talk/talk.ts';
import { blowsUp } from '../../../src/present/talks/blows-up.ts';
import { bundledTalks } from '../../../src/present/talks/index.ts';
import { toAdam } from '../../../src/present/talks/to-adam.ts';

/** The runs of a scene of a talk, in the order of its optimizers. */
function runsOf(talk: Talk, id: string): Run[] {
  const { scene } = readFragment(talk.scenes.find((entry) => entry.id === id)?.scene ?? '');
  const loss = compileFormula(scene.formula);
  return scene.optimizers.map((setting) => recordRun({ loss, ...recordOptionsOf(scene, setting) }));
}

/** The same with another learning rate for its first optimizer. */
function runAt(talk: Talk, id: string, lr: number): Run {
  const { scene } = readFragment(talk.scenes.find((entry) => entry.id === id)?.scene ?? '');
  const [first] = scene.optimizers;
  if (!first) throw new Error('The scene has no optimizer.');
  const setting = { ...first, values: { ...first.values, lr } };
  return recordRun({ loss: compileFormula(scene.formula), ...recordOptionsOf(scene, setting) });
}

const x = (run: Run | undefined, step: number) => run?.positions[2 * step] ?? Number.NaN;
const y = (run: Run | undefined, step: number) => run?.positions[2 * step + 1] ?? Number.NaN;
const lossAt = (run: Run | undefined, step: number) => run?.losses[step] ?? Number.NaN;

/** The first step at which a run is outside |y| <= 2. */
const leaves = (run: Run | undefined) =>
  Array.from({ length: 91 }, (_, step) => step).find((step) => Math.abs(y(run, step)) > 2);

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

  it('says what is true of gradient descent to Adam', () => {
    const [small, middle, large] = runsOf(toAdam, 'rate');
    expect(lossAt(small, 60)).toBeGreaterThan(10);
    expect(lossAt(middle, 60)).toBeLessThan(1e-3);
    expect(lossAt(large, 60)).toBeLessThan(1e-3);
    expect(lossAt(runAt(toAdam, 'rate', 0.115), 60)).toBeGreaterThan(1e5);

    const [ravine] = runsOf(toAdam, 'ravine');
    expect(Math.abs(y(ravine, 20))).toBeLessThan(0.02);
    expect(x(ravine, 40)).toBeCloseTo(-4.35, 2);

    const [descent, momentum] = runsOf(toAdam, 'momentum');
    expect(lossAt(descent, 20)).toBeCloseTo(19.6, 1);
    expect(lossAt(momentum, 20)).toBeCloseTo(1.73, 2);
    expect(x(runsOf(toAdam, 'overshoot')[2], 20)).toBeCloseTo(4.5, 1);

    const [restless, calm] = runsOf(toAdam, 'restless');
    expect(Math.max(...(restless?.losses.slice(100) ?? []))).toBeGreaterThan(0.5);
    expect(x(calm, 150)).toBeLessThan(-4);

    const [adam] = runsOf(toAdam, 'adam');
    expect(Math.abs(x(adam, 1) - x(adam, 0))).toBeCloseTo(0.22, 6);
    expect(Math.abs(y(adam, 1) - y(adam, 0))).toBeCloseTo(0.22, 6);

    expect(runsOf(toAdam, 'saddle').map(leaves)).toEqual([80, 79, 9, 36]);

    const [straight, scaled] = runsOf(toAdam, 'rmsprop');
    expect(lossAt(straight, 80) / lossAt(scaled, 80)).toBeGreaterThan(100);
    const [turned, , turnedScaled] = runsOf(toAdam, 'turned');
    expect(lossAt(turned, 100)).toBeLessThan(lossAt(turnedScaled, 100));
  });

  it('says what is true of what blows up', () => {
    const [nan] = runsOf(blowsUp, 'nan');
    expect(nan?.divergedAt).toBe(6);
    expect(Math.abs(x(nan, 5))).toBeGreaterThan(1e25);

    const [slides] = runsOf(blowsUp, 'factor');
    expect([0, 1, 2].map((step) => x(slides, step))).toEqual([
      -2.4,
      expect.closeTo(-1.44),
      expect.closeTo(-0.864),
    ]);
    const [zigzag] = runsOf(blowsUp, 'zigzag');
    expect(x(zigzag, 1) / x(zigzag, 0)).toBeCloseTo(-0.8);
    expect(y(zigzag, 1) / y(zigzag, 0)).toBeCloseTo(0.82);
    const [edge] = runsOf(blowsUp, 'edge');
    expect(x(edge, 30)).toBe(-2.4);
    expect(x(edge, 29)).toBe(2.4);
    const [, beyond] = runsOf(blowsUp, 'beyond');
    expect(x(beyond, 1) / x(beyond, 0)).toBeCloseTo(-1.08);
    expect([0, 1, 2, 20].map((step) => Math.round(lossAt(beyond, step)))).toEqual([12, 14, 16, 250]);

    const [inside, outside] = runsOf(blowsUp, 'momentum');
    expect(lossAt(inside, 60)).toBeLessThan(0.01);
    expect(lossAt(outside, 60)).toBeGreaterThan(1e12);

    const [creeps, thrown] = runsOf(blowsUp, 'place');
    expect(creeps?.divergedAt).toBe(null);
    expect(thrown?.divergedAt).toBe(5);
    const [cold, warm] = runsOf(blowsUp, 'warmup');
    expect(cold?.divergedAt).toBe(5);
    expect(lossAt(warm, 120)).toBeLessThan(30.001);

    const [noisy, quiet] = runsOf(blowsUp, 'schedule');
    expect(lossAt(quiet, 200)).toBeLessThan(0.5);
    expect(lossAt(noisy, 200)).toBeGreaterThan(5);

    const [, wild] = runsOf(blowsUp, 'adam');
    expect(Math.max(...(wild?.losses ?? []))).toBeGreaterThan(300);
    expect(lossAt(wild, 300)).toBeLessThan(0.01);
  });
});
