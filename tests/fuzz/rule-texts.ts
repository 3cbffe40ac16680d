import fc from 'fast-check';
import type { OptimizerEntry } from '../../src/core/optimizers/types.ts';

const assigned = fc.constantFrom('m', 'v', 'b', 'q', 's', 'theta', 'theta', 'gradient', 'update');
const read = fc.constantFrom(
  'm',
  'v',
  'b',
  'q',
  's',
  'theta',
  'gradient',
  'gradient',
  't',
  'loss',
  'lr',
  'beta',
  'pi',
);
const number = fc.constantFrom('0', '1', '2', '0.5', '1e-8', '3', '-1', '1e300', '5e-324', '0.999');
const unary = ['sqrt', 'abs', 'sign', 'exp', 'log', 'tanh', 'norm', 'sum', 'mean', 'max', 'min', 'floor'];
const asking = ['grad', 'value', 'hessianDiagonal'];

const { term } = fc.letrec<{ term: string }>((tie) => ({
  term: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 4, arbitrary: read },
    { weight: 2, arbitrary: number },
    {
      weight: 5,
      arbitrary: fc
        .tuple(tie('term'), fc.constantFrom('+', '-', '*', '/', '^'), tie('term'))
        .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(fc.constantFrom(...unary), tie('term')).map(([name, a]) => `${name}(${a})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('max', 'min', 'mod', 'dot', 'hvp'), tie('term'), tie('term'))
        .map(([name, a, b]) => `${name}(${a}, ${b})`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('term'), fc.constantFrom('<', '>=', '==', '!='), tie('term'), tie('term'))
        .map(([a, relation, b, c]) => `where(${a} ${relation} ${b}, ${c}, ${a})`),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom(...asking), tie('term')).map(([name, a]) => `${name}(${a})`),
    },
  ),
}));

const line = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(assigned, term).map(([name, value]) => `${name} = ${value}`) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('k', 'l', 'm'), number).map(([a, b]) => `${a}(0) = ${b}`),
  },
  {
    // Asked at some steps only: kept, or nothing, at the others.
    weight: 1,
    arbitrary: fc
      .tuple(
        assigned,
        fc.constantFrom('t > 1', 'mod(t, 2) == 1', 'loss > 3', 's < 4'),
        fc.constantFrom('grad', 'value'),
        term,
        fc.boolean(),
      )
      .map(([name, when, question, at, stays]) => {
        return `${name} = where(${when}, ${question}(${at}), ${stays ? name : '0'})`;
      }),
  },
  { weight: 1, arbitrary: fc.constantFrom('n(0) = theta', '# a remark', '', 's = s + 1') },
);

/** Texts of rules, most of which can be read. */
export const lines = fc
  .tuple(fc.array(line, { maxLength: 6 }), term, fc.constantFrom('-', '+', '*'))
  .map(([before, step, sign]) =>
    [
      'lr = 0.01',
      'beta = 0.9 in [0, 1]',
      'm(0) = 0',
      'v(0) = 1',
      'b(0) = theta',
      'q(0) = lr',
      's(0) = 2',
      ...before,
      `theta = theta ${sign} (${step})`,
    ].join('\n'),
  );

/** The knobs that a rule has beside its own parameters, each turned. */
export const knobsOf = ({ hyperparameters }: OptimizerEntry) =>
  Object.fromEntries(hyperparameters.filter(({ knob }) => knob).map(({ key }) => [key, 0.25]));
