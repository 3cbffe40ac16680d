import { expect, test } from 'vitest';
import { compileFormula } from '../../../../src/core/expression/compile.ts';
import { lossById } from '../../../../src/core/losses/catalog.ts';
import type { Loss } from '../../../../src/core/math/loss.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { limitEvaluations } from '../../../../src/core/run/limit.ts';
import { recordRun } from '../../../../src/core/run/record.ts';
import type { EndReason, RecordOptions, Run } from '../../../../src/core/run/types.ts';

type Settings = { readonly id: string } & Readonly<Record<string, number | boolean | string>>;
type Row = readonly [
  what: string,
  loss: string | Loss,
  start: readonly [number, number],
  optimizer: Settings,
  end: readonly [step: number | 'any', reason: EndReason] | null,
  more?: Partial<RecordOptions>,
];

const sgd = { id: 'sgd', lr: 0.1 };
const ackley = lossById('ackley')!.loss;

function run([, loss, start, optimizer, , more]: Row): Run {
  return recordRun({
    loss: typeof loss === 'string' ? compileFormula(loss) : loss,
    optimizer,
    start,
    steps: 200,
    ...more,
  });
}

const rows: readonly Row[] = [
  // The loss has no value.
  ['a logarithm of a negative start', 'log(x)', [-1, 0], sgd, [0, 'undefined loss']],
  ['a logarithm of zero', 'log(x)', [0, 0], sgd, [0, 'undefined loss']],
  ['a step out of the logarithm', 'log(x)', [0.1, 0], sgd, [1, 'undefined loss']],
  ['a root of a negative number', 'sqrt(1-x^2-y^2)', [0.9, 0], { ...sgd, lr: 2 }, [1, 'undefined loss']],
  ['a pole', '1/x + y', [0, 1], sgd, [0, 'undefined loss']],
  ['zero over zero', 'sin(x)/x', [0, 1], sgd, [0, 'undefined loss']],
  ['an inverse sine beyond one', 'asin(x)', [2, 0], sgd, [0, 'undefined loss']],
  ['a broken power of a negative base', 'x^1.5', [-1, 0], sgd, [0, 'undefined loss']],
  ['a negative power of zero', 'x^-0.5', [0, 0], sgd, [0, 'undefined loss']],
  ['a logarithm far out', 'log(x)', [-1e200, 0], sgd, [0, 'undefined loss']],
  ['a logarithm of minus infinity', 'log(-x^2)', [1e200, 0], sgd, [0, 'undefined loss']],
  ['with momentum', 'log(x)', [0.1, 0], { id: 'momentum', lr: 0.1 }, [1, 'undefined loss']],
  ['by a simplex', 'log(x)', [-1, 0], { id: 'nelder-mead' }, [0, 'undefined loss']],
  // The loss has a value and no gradient.
  ['Ackley from its own minimum', ackley, [0, 0], sgd, [0, 'undefined gradient']],
  ['the same by Adam', ackley, [0, 0], { id: 'adam' }, [0, 'undefined gradient']],
  ['the same by backtracking', ackley, [0, 0], { id: 'armijo' }, [0, 'undefined gradient']],
  ['the same by L-BFGS', ackley, [0, 0], { id: 'lbfgs' }, [0, 'undefined gradient']],
  [
    'the same by conjugate gradients',
    ackley,
    [0, 0],
    { id: 'conjugate-gradient' },
    [0, 'undefined gradient'],
  ],
  ['the same with noise', ackley, [0, 0], sgd, [0, 'undefined gradient'], { noise: 1 }],
  ['the same by a simplex, which asks for none', ackley, [0, 0], { id: 'nelder-mead' }, null],
  ['a cone reached exactly', 'sqrt(x^2+y^2)', [1, 0], { ...sgd, lr: 1 }, [1, 'undefined gradient']],
  ['a cone reached in two', 'sqrt(x^2+y^2)', [2, 0], { ...sgd, lr: 1 }, [2, 'undefined gradient']],
  ['a root at zero', 'sqrt(x) + y^2', [0, 1], sgd, [0, 'undefined gradient']],
  ['the end of an inverse sine', 'asin(x)', [1, 0], sgd, [0, 'undefined gradient']],
  ['a gradient that is not asked for any more', ackley, [0, 0], sgd, null, { steps: 0 }],
  // The gradient is there and the step is not.
  ['a singular Hessian', 'x^2', [1, 1], { id: 'newton' }, [0, 'undefined step']],
  ['a singular Hessian with a slope', 'x^2 + y', [1, 1], { id: 'newton' }, [0, 'undefined step']],
  ['a plane', 'x + y', [1, 1], { id: 'newton' }, [0, 'undefined step']],
  ['one direction of a square', '(x+y)^2', [1, 2], { id: 'newton' }, [0, 'undefined step']],
  ['a monkey saddle', 'x^3 - 3x*y^2', [0, 0], { id: 'newton' }, [0, 'undefined step']],
  ['a Hessian that is undefined', 'abs(x)^1.5 + y^2', [0, 1], { id: 'newton' }, [0, 'undefined step']],
  ['zero over zero', 'x^2', [1, 1], { id: 'adam', eps: 0 }, [0, 'undefined step']],
  ['the same by RMSprop', 'x^2', [1, 1], { id: 'rmsprop', eps: 0 }, [0, 'undefined step']],
  ['damping helps', 'x^2', [1, 1], { id: 'newton', damping: 1 }, null],
  // Too large a number.
  ['a rate too large', 'x^2+y^2', [1, 1], { ...sgd, lr: 3 }, ['any', 'overflow'], { steps: 5000 }],
  ['a quartic', '(1-x)^2 + 100(y-x^2)^2', [-1.2, 1], { ...sgd, lr: 0.1 }, ['any', 'overflow']],
  ['infinity minus infinity', 'x^4 - y^4', [2, 2], { ...sgd, lr: 1 }, ['any', 'overflow']],
  ['a sine of infinity', 'sin(x^2)', [1e200, 0], sgd, [0, 'overflow']],
  ['an exponential', 'exp(x) + y', [1000, 0], sgd, [0, 'overflow']],
  ['the gradient alone', 'exp(x^2)', [26.6, 0], sgd, ['any', 'overflow']],
  ['one over an underflow', '1/exp(-x)', [1000, 0], sgd, [0, 'overflow']],
  ['a logarithm of an underflow', 'log(exp(-x))', [1000, 0], sgd, [0, 'overflow']],
  ['without bound', '-x^2', [1, 1], { ...sgd, lr: 1 }, ['any', 'overflow'], { steps: 5000 }],
  ['a simplex without bound', 'x + y', [0, 0], { id: 'nelder-mead' }, ['any', 'overflow'], { steps: 9000 }],
  ['a step of Newton beyond the doubles', '1e-320x^2+y^2+x', [1, 1], { id: 'newton' }, [1, 'overflow']],
  ['weight decay', 'x*0', [1, 1], { ...sgd, lr: 1, weightDecay: 1e3 }, ['any', 'overflow']],
  // Nothing.
  ['a run that arrives', 'x^2+y^2', [1, 1], sgd, null],
  ['a kink', 'abs(x) + abs(y)', [0, 0], sgd, null],
];

test.each(rows.map((row) => [row[0], row[3].id, row] as const))('%s, %s', (_what, _id, row) => {
  const expected = row[4];
  const { end, divergedAt, steps } = run(row);
  if (expected === null) {
    expect(end).toBeNull();
    expect(divergedAt).toBeNull();
    return;
  }
  const [step, reason] = expected;
  expect(end?.reason).toBe(reason);
  if (step !== 'any') expect(end?.step).toBe(step);
  expect(divergedAt).not.toBeNull();
  const early = reason === 'undefined gradient' || reason === 'undefined step';
  expect(end?.step).toBe(early ? steps : divergedAt);
});

test('every rule tells a logarithm of a negative number from a number too large', () => {
  const log = compileFormula('log(x) + y');
  for (const { id } of optimizers) {
    const options = { loss: log, optimizer: { id }, steps: 10 };
    expect(recordRun({ ...options, start: [-1, 0] }).end, id).toEqual({ step: 0, reason: 'undefined loss' });
    const far = recordRun({ ...options, loss: compileFormula('exp(x)'), start: [1000, 0] });
    expect(far.end, id).toEqual({ step: 0, reason: 'overflow' });
  }
});

test('a loss that cannot tell is judged by its numbers', () => {
  const of = (value: (x: number) => number, slope: (x: number) => number): Loss => ({
    dimension: 1,
    value: (p) => value(p[0]!),
    gradient: (p, out = new Float64Array(1)) => {
      out[0] = slope(p[0]!);
      return out;
    },
    hessian: (_p, out = new Float64Array(1)) => out,
  });
  const ends = (loss: Loss, start: number) =>
    recordRun({ loss, optimizer: sgd, start: [start], steps: 50 }).end;
  expect(
    ends(
      of(Math.log, (x) => 1 / x),
      -1,
    ),
  ).toEqual({ step: 0, reason: 'undefined loss' });
  expect(ends(of(Math.exp, Math.exp), 1000)).toEqual({ step: 0, reason: 'overflow' });
  expect(
    ends(
      of(
        (x) => x ** 4 - x ** 4,
        (x) => x,
      ),
      1e100,
    ),
  ).toEqual({ step: 0, reason: 'overflow' });
  expect(
    ends(
      of(Math.abs, (x) => x / Math.abs(x)),
      0,
    ),
  ).toEqual({ step: 0, reason: 'undefined gradient' });
});

test('a budget that ends a run before its end takes the reason away', () => {
  const whole = recordRun({ loss: compileFormula('log(x)'), optimizer: sgd, start: [0.1, 0], steps: 9 });
  expect(whole.end).toEqual({ step: 1, reason: 'undefined loss' });
  const steep = recordRun({
    loss: compileFormula('x^2'),
    optimizer: { id: 'sgd', lr: 1e3 },
    start: [1, 0],
    steps: 999,
  });
  expect(steep.end?.reason).toBe('overflow');
  expect(limitEvaluations(steep, 5).end).toBeNull();
});
