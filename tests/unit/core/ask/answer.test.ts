import { describe, expect, test } from 'vitest';
import { type Answer, answerOf, type AskedRun, type Guess, judge } from '../../../../src/core/ask/answer.ts';
import { type Ask, type AskKind, withinSteps } from '../../../../src/core/ask/ask.ts';
import { limitEvaluations } from '../../../../src/core/run/limit.ts';
import type { Run } from '../../../../src/core/run/types.ts';
import { compileFormula, type OptimizerEntry, optimizers, recordRun } from '../../../../src/core/index.ts';

const bowl = compileFormula('x^2 + 10*y^2');
const STEPS = 60;

/** Gradient descent on x^2 + 10 y^2 from (3, 2), whose every place is known: each coordinate is multiplied at each step. */
const descent = (lr: number, index: number): AskedRun => ({
  index,
  run: recordRun({ loss: bowl, optimizer: { id: 'sgd', lr }, start: [3, 2], steps: STEPS }),
});
const placeAfter = (lr: number, step: number) =>
  [3 * (1 - 2 * lr) ** step, 2 * (1 - 20 * lr) ** step] as const;
const lossAfter = (lr: number, step: number) => {
  const [x, y] = placeAfter(lr, step);
  return x * x + 10 * y * y;
};

/** The rates: slow, fast, and beyond the bound of 0.1; their places among the optimizers have gaps. */
const rates = new Map([
  [0, 0.01],
  [2, 0.05],
  [3, 0.11],
]);
const runs = [...rates].map(([index, lr]) => descent(lr, index));

const ask = (kind: AskKind, given: Partial<Ask> = {}): Ask => ({
  kind,
  run: 0,
  step: 20,
  goal: 0.5,
  question: '',
  explanation: '',
  ...given,
});
const rightOf = (answer: Answer | null) => (answer?.form === 'run' ? answer.right : answer);

describe('an answer', () => {
  test.each([...rates])('to where optimizer %i will be is its place and loss', (run, lr) => {
    const answer = answerOf(ask('end', { run, step: 20 }), runs);
    const [x, y] = placeAfter(lr, 20);
    expect(answer).toMatchObject({ form: 'place', loss: expect.closeTo(lossAfter(lr, 20), 9) as number });
    expect(answer?.form === 'place' && answer.at).toEqual([expect.closeTo(x, 9), expect.closeTo(y, 9)]);
  });

  test('to which way a run goes is its places, to its first step its parts', () => {
    const path = answerOf(ask('path', { run: 2, step: 7 }), runs);
    expect(path).toEqual({
      form: 'path',
      line: Array.from({ length: 8 }, (_, k) =>
        placeAfter(0.05, k).map((at) => expect.closeTo(at, 9) as number),
      ).flat(),
    });
    const [x, y] = placeAfter(0.05, 1);
    expect(answerOf(ask('arrow', { run: 2 }), runs)).toEqual({
      form: 'arrow',
      from: [3, 2],
      by: [expect.closeTo(x - 3, 12) as number, expect.closeTo(y - 2, 12) as number],
    });
  });

  test('to which minimum is that whose basin the run is in at the step', () => {
    // Two wells, at which the flow keeps the sign of x. The rate carries the run from one side to the other and back.
    const wells = compileFormula('(x^2 - 1)^2 + y^2');
    const minima = [
      [1, 0],
      [-1, 0],
    ];
    const run = recordRun({ loss: wells, optimizer: { id: 'sgd', lr: 0.2 }, start: [1.85, 1], steps: 6 });
    const sides = new Set<number>();
    for (let step = 1; step <= 6; step++) {
      const side = Math.sign(run.positions[2 * step]!);
      sides.add(side);
      expect(answerOf(ask('minimum', { step }), [{ index: 0, run }], { loss: wells, minima })).toEqual({
        form: 'minimum',
        at: [side, 0],
      });
    }
    expect(sides.size).toBe(2);
    const wild = recordRun({ loss: wells, optimizer: { id: 'sgd', lr: 1e100 }, start: [1.85, 1], steps: 6 });
    expect(answerOf(ask('minimum', { step: 6 }), [{ index: 0, run: wild }], { loss: wells, minima })).toEqual(
      {
        form: 'minimum',
        at: null,
      },
    );
  });

  describe('to the largest stable rate', () => {
    // At its minima, (1, 0) and (-1, 0), the curvatures of this loss are 8 and 2.
    const wells = compileFormula('(x^2 - 1)^2 + y^2');
    const ground = {
      loss: wells,
      minima: [
        [1, 0],
        [-1, 0],
      ],
    };
    const defaultsOf = ({ hyperparameters }: OptimizerEntry) =>
      Object.fromEntries(hyperparameters.map((one) => [one.key, one.default]));
    const settles = (id: string, values: Record<string, number>) => {
      const { losses, end } = recordRun({
        loss: wells,
        optimizer: { id, ...values },
        start: [1.0001, 0.0001],
        steps: 3000,
      });
      return end === null && losses.at(-1)! < 1e-12;
    };
    test.each<[string, Record<string, number>, number]>([
      ['sgd', {}, 2 / 8],
      ['momentum', { momentum: 0.5 }, 3 / 8],
      ['momentum', { momentum: 0.9 }, 3.8 / 8],
    ])('of %s with %j is where runs beside the minimum stop settling', (id, values, bound) => {
      const entry = optimizers.find((row) => row.id === id)!;
      const lr = bound / 2;
      const setting = { values: { ...defaultsOf(entry), ...values, lr } };
      const run = recordRun({ loss: wells, optimizer: { id, ...values, lr }, start: [0.5, 1], steps: 1 });
      const answer = answerOf(ask('stable'), [{ index: 0, run, entry, setting }], ground);
      expect(answer).toEqual({ form: 'number', value: expect.closeTo(bound, 9) as number });
      expect([
        settles(id, { ...values, lr: 0.99 * bound }),
        settles(id, { ...values, lr: 1.01 * bound }),
      ]).toEqual([true, false]);
    });

    test('is none of a rule without a bound, and where there is no minimum to settle in', () => {
      const of = (id: string, formula: string, minima: readonly (readonly number[])[]) => {
        const entry = optimizers.find((row) => row.id === id)!;
        const loss = compileFormula(formula);
        const run = recordRun({ loss, optimizer: { id, lr: 0.01 }, start: [0.5, 1], steps: 1 });
        const setting = { values: { ...defaultsOf(entry), lr: 0.01 } };
        return answerOf(ask('stable'), [{ index: 0, run, entry, setting }], { loss, minima });
      };
      const none = { form: 'number', value: null };
      expect(of('adam', '(x^2 - 1)^2 + y^2', ground.minima)).toEqual(none);
      expect(of('sgd', 'x + y^2', [])).toEqual(none);
      expect(of('sgd', '(x^2 - 1)^2 + y^2', ground.minima)).not.toEqual(none);
    });
  });

  test('of several is computed from all of them', () => {
    for (const step of [1, 5, 20, STEPS]) {
      const losses = [...rates].map(([index, lr]) => [lossAfter(lr, step), index] as const);
      const lowest = Math.min(...losses.map(([loss]) => loss));
      expect(rightOf(answerOf(ask('lowest', { step }), runs))).toEqual(
        losses.filter(([loss]) => loss === lowest).map(([, index]) => index),
      );
    }
    expect(rightOf(answerOf(ask('first', { step: STEPS }), runs))).toEqual([2]);
    expect(rightOf(answerOf(ask('first', { step: 1 }), runs))).toEqual([]);
    expect(rightOf(answerOf(ask('diverges'), runs))).toEqual([3]);
    expect(rightOf(answerOf(ask('diverges'), runs.slice(0, 2)))).toEqual([]);
  });

  test('of two alike is both', () => {
    const alike = [descent(0.05, 1), descent(0.05, 4), descent(0.01, 5)];
    expect(rightOf(answerOf(ask('lowest'), alike))).toEqual([1, 4]);
    expect(rightOf(answerOf(ask('first', { step: STEPS }), alike))).toEqual([1, 4]);
  });

  test('that is a number is that of the run', () => {
    expect(answerOf(ask('loss', { run: 2 }), runs)).toEqual({
      form: 'number',
      value: expect.closeTo(lossAfter(0.05, 20), 9) as number,
    });
    let first = 0;
    while (lossAfter(0.05, first) > 0.5) first++;
    expect(answerOf(ask('steps', { run: 2, step: STEPS }), runs)).toEqual({ form: 'number', value: first });
    expect(answerOf(ask('steps', { run: 2, step: first - 1 }), runs)).toEqual({
      form: 'number',
      value: null,
    });
    const length = 0.05 * Math.hypot(2 * 3, 20 * 2);
    expect(answerOf(ask('length', { run: 2 }), runs)).toEqual({
      form: 'number',
      value: expect.closeTo(length, 12) as number,
    });
  });

  test('of a goal is the lowest loss within the steps, and whether it is reached', () => {
    expect(answerOf(ask('reach', { run: 2, step: STEPS }), runs)).toMatchObject({ isReached: true });
    const far = answerOf(ask('reach', { run: 0, step: 5, goal: 0.5 }), runs);
    expect(far).toEqual({
      form: 'setting',
      loss: expect.closeTo(lossAfter(0.01, 5), 9) as number,
      isReached: false,
    });
  });

  test.each(['end', 'path', 'arrow', 'minimum', 'loss', 'steps', 'length', 'reach'] as const)(
    'to %s is none where the run is gone',
    (kind) => {
      expect(answerOf(ask(kind, { run: 1 }), runs)).toBeNull();
    },
  );

  test('of a run that has run away is its last place; it has no loss later, is not the lowest, and diverges', () => {
    const wild = descent(1e100, 0);
    expect(wild.run.steps).toBeLessThan(20);
    const last = Array.from(wild.run.positions.slice(2 * wild.run.steps));
    const both = [wild, descent(0.01, 1)];
    expect(answerOf(ask('end'), both)).toMatchObject({ at: last });
    expect(answerOf(ask('loss'), both)).toEqual({ form: 'number', value: null });
    expect(rightOf(answerOf(ask('lowest'), both))).toEqual([1]);
    expect(rightOf(answerOf(ask('diverges'), both))).toEqual([0]);
  });

  test('of a run that has no step left, or no evaluation, is where it stays', () => {
    // A singular Hessian gives Newton's method no step.
    const line = compileFormula('x + y^2');
    const stuck = recordRun({ loss: line, optimizer: { id: 'newton' }, start: [1, 0], steps: STEPS });
    expect(stuck.end?.reason).toBe('undefined step');
    const short = limitEvaluations(descent(0.05, 1).run as Run, 10);
    expect(short.steps).toBeLessThan(20);
    for (const run of [stuck, short]) {
      const own = [{ index: 0, run }];
      expect(answerOf(ask('loss'), own)).toEqual({ form: 'number', value: run.losses[run.steps] });
      expect(rightOf(answerOf(ask('lowest'), own))).toEqual([0]);
      expect(rightOf(answerOf(ask('diverges'), own))).toEqual([]);
    }
  });

  test('is of no step that the runs do not have', () => {
    expect(withinSteps(ask('end', { step: 500 }), STEPS).step).toBe(STEPS);
    const same = ask('end');
    expect(withinSteps(same, STEPS)).toBe(same);
  });
});

describe('a guess', () => {
  const place = (x: number, y: number): Guess => ({ form: 'place', at: [x, y] });
  const number = (value: number): Guess => ({ form: 'number', value });
  const answers = {
    place: { form: 'place', at: [3, 4], loss: 1 },
    curve: { form: 'place', at: [3], loss: 1 },
    run: { form: 'run', right: [1, 4] },
    none: { form: 'run', right: [] },
    number: { form: 'number', value: -20 },
    zero: { form: 'number', value: 0 },
    never: { form: 'number', value: null },
    // From the origin to the right: what is drawn runs beside it, from the same start.
    path: { form: 'path', line: [0, 0, 5, 0, 10, 0] },
    minimum: { form: 'minimum', at: [3, 2] },
    away: { form: 'minimum', at: null },
  } as const satisfies Record<string, Answer>;

  test.each([
    ['place', place(0, 0), 5, false],
    ['place', place(3, 4.5), 0.5, true],
    ['place', place(3, 4.51), expect.closeTo(0.51, 12), false],
    ['curve', place(2, 999), 1, false],
    ['run', { form: 'run', index: 4 }, null, true],
    ['run', { form: 'run', index: 2 }, null, false],
    ['run', { form: 'run', index: null }, null, false],
    ['none', { form: 'run', index: null }, null, true],
    ['none', { form: 'run', index: 0 }, null, false],
    ['number', number(-19), 0.05, true],
    ['number', number(20), 2, false],
    ['zero', number(0.04), 0.04, true],
    ['never', number(3), null, false],
    ['place', number(3), null, false],
    ['path', { form: 'path', line: [10, 0] }, expect.closeTo(0, 12), true],
    ['path', { form: 'path', line: [0, 2, 10, 2] }, expect.closeTo(2, 1), false],
    ['path', { form: 'path', line: [9, 0] }, expect.closeTo(1, 1), false],
    ['minimum', { form: 'minimum', at: [3, 2] }, null, true],
    ['minimum', { form: 'minimum', at: [3, 1] }, null, false],
    ['minimum', { form: 'minimum', at: null }, null, false],
    ['away', { form: 'minimum', at: null }, null, true],
  ] as const)('of %s, %j: %s apart, right %s', (name, guess, gap, isRight) => {
    expect(judge(answers[name], guess as Guess, 10)).toEqual({ gap, isRight });
  });
});

test.each([
  [[4, 6], 0, 1, true],
  [[5, -1], 90, 1, false],
  [[-2, -2], 180, 1, false],
  [[5.5, 8], 0, 1.5, false],
  [[3.7, 5.6], 0, 0.9, true],
] as const)(
  'an arrow to %j is %s degrees off and %s times as long: right %s',
  (tip, degrees, times, isRight) => {
    // From (1, 2) by (3, 4), which is 5 long.
    const verdict = judge({ form: 'arrow', from: [1, 2], by: [3, 4] }, { form: 'arrow', line: tip }, 10);
    expect(verdict).toEqual({
      gap: expect.closeTo(Math.hypot(tip[0] - 4, tip[1] - 6), 12) as number,
      isRight,
      arrow: { degrees: expect.closeTo(degrees, 9) as number, times: expect.closeTo(times, 9) as number },
    });
  },
);
