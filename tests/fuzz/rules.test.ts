import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { FormulaError } from '../../src/core/expression/formula-error.ts';
import { numberOf } from '../../src/core/optimizers/hyperparameters.ts';
import { defaultValues } from '../../src/core/optimizers/registry.ts';
import { stateSize } from '../../src/core/optimizers/state.ts';
import { createStepper } from '../../src/core/optimizers/stepper.ts';
import { compileRule, readRuleText } from '../../src/core/optimizers/typed/compile.ts';
import { printRule } from '../../src/core/optimizers/typed/print.ts';
import { MAX_RULE_LENGTH } from '../../src/core/optimizers/typed/text.ts';
import type { OptimizerEntry } from '../../src/core/optimizers/types.ts';
import { anatomyOf } from '../../src/core/run/anatomy.ts';
import { stepMarks } from '../../src/core/run/arrows.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { compacted, tidied } from '../../src/core/scene/rule-text.ts';

const SEED = 20_261_126;
const RULES = 10_000;
const STEPS = 8;

const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');

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
  { weight: 1, arbitrary: fc.constantFrom('n(0) = theta', '# a remark', '', 's = s + 1') },
);

const lines = fc
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

/** What somebody types, or sends: rules with signs lost, doubled and strange ones put in, and no rules at all. */
const damaged = fc
  .tuple(
    lines,
    fc.nat(),
    fc.constantFrom(
      '',
      '(',
      ')',
      '=',
      '\n',
      ';',
      ' in [',
      '\u0000',
      '\uD800',
      '\u202E',
      '^^',
      'log',
      '#',
      '__proto__',
      '\\frac',
    ),
  )
  .map(([text, place, sign]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + sign + text.slice(at + (place % 3));
  });
const anything = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.nat({ max: 3000 }).map((n) => `m = ${'('.repeat(n)}`),
  fc.nat({ max: 3000 }).map((n) => `theta = theta${' - gradient'.repeat(n)}`),
);

const anyRule = fc.oneof(
  { weight: 6, arbitrary: lines },
  { weight: 3, arbitrary: damaged },
  { weight: 1, arbitrary: anything },
);

/** The memories that are made while something is done. */
function memoriesMade(act: () => void): number {
  const Own = WebAssembly.Memory;
  let made = 0;
  WebAssembly.Memory = class extends Own {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made++;
    }
  };
  try {
    act();
  } finally {
    WebAssembly.Memory = Own;
  }
  return made;
}

test(`${RULES} rules, whatever they are, are refused by sentences or run, and give back what they take, seed ${SEED}`, () => {
  let [ran, refused, ended] = [0, 0, 0];
  const made = memoriesMade(() =>
    fc.assert(
      fc.property(anyRule, (text) => {
        const { entry, faults } = readRuleText(text);
        if (!entry) {
          refused++;
          expect(faults.length).toBeGreaterThan(0);
          for (const { start, end, line: row, column, message } of faults) {
            expect(start >= 0 && start <= end && end <= text.length, text).toBe(true);
            expect(row >= 1 && column >= 1 && message.length > 10).toBe(true);
          }
          expect(() => compileRule(text)).toThrow(FormulaError);
          return;
        }
        ran++;
        expect(stateSize(entry.rule, 2)).toBeLessThan(100);
        const run = recordRun({ loss, start: [-1.2, 1], steps: STEPS, optimizer: { rule: entry } });
        expect(run.positions.every(Number.isFinite)).toBe(true);
        if (run.divergedAt !== null) {
          ended++;
          expect(run.end?.reason, text).toMatch(/overflow|undefined/);
        }
        if (ran % 10 === 0) {
          const values = defaultValues(entry);
          for (let step = 0; step <= run.steps; step += 3)
            stepMarks(anatomyOf(entry, values, run, step, loss));
          run.effectiveRates(0);
          run.evaluationsAt(run.steps);
        }
      }),
      { seed: SEED, numRuns: RULES },
    ),
  );
  expect(made).toBeLessThanOrEqual(2);
  expect(ran).toBeGreaterThan(RULES / 3);
  expect(refused).toBeGreaterThan(RULES / 10);
  expect(ended).toBeGreaterThan(RULES / 50);
});

/** Positions of some updates, whatever they come to. */
function stepped(entry: OptimizerEntry, backend: 'wasm' | 'interpreter'): number[] {
  const values = defaultValues(entry);
  const stepper = createStepper(entry, values, 2, { loss }, backend);
  expect(stepper.backend).toBe(backend);
  const { theta, gradient, state } = stepper;
  theta.set([-1.2, 1]);
  state.fill(0);
  const out: number[] = [];
  for (let t = 1; t <= 4; t++) {
    loss.gradient(theta, gradient);
    stepper.step(t, numberOf(values, 'lr'), loss.value(theta));
    out.push(...theta);
  }
  stepper.release();
  return out;
}

test(`compiled equals interpreted to the bit, and the text printed of a rule says the same, seed ${SEED}`, () => {
  fc.assert(
    fc.property(lines, (text) => {
      const { entry } = readRuleText(text);
      fc.pre(entry !== null);
      const wasm = stepped(entry!, 'wasm');
      expect(stepped(entry!, 'interpreter'), text).toEqual(wasm);
      const printed = printRule(entry!, defaultValues(entry!))!;
      if (printed.length <= MAX_RULE_LENGTH) {
        const again = readRuleText(printed);
        expect(again.faults, printed).toEqual([]);
        const own = recordRun({ loss, start: [-1.2, 1], steps: STEPS, optimizer: { rule: entry! } });
        const read = recordRun({ loss, start: [-1.2, 1], steps: STEPS, optimizer: { rule: again.entry! } });
        expect([...read.positions], `${text}\n---\n${printed}`).toEqual([...own.positions]);
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test(`a tidy text stays as it is on its way through a link, seed ${SEED}`, () => {
  fc.assert(
    fc.property(anyRule, (text) => {
      const tidy = tidied(text);
      expect(tidied(tidy)).toBe(tidy);
      expect(tidied(compacted(tidy))).toBe(tidy);
      const [before, after] = [readRuleText(text), readRuleText(tidy)];
      if (before.entry) expect(after.entry).toEqual(before.entry);
    }),
    { seed: SEED, numRuns: 500 },
  );
});
