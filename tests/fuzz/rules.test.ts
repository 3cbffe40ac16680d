import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { FormulaError } from '../../src/core/expression/formula-error.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { constants } from '../../src/core/expression/names.ts';
import { operate } from '../../src/core/expression/operations.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';
import { ruleFunctions } from '../../src/core/expression/rule-functions.ts';
import type { CallExpression, Expression } from '../../src/core/expression/tree.ts';
import { hessianVectorOf } from '../../src/core/math/loss.ts';
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
import { memoriesMade } from './memories.ts';
import { knobsOf, lines } from './rule-texts.ts';

const SEED = 20_261_126;
const RULES = 10_000;
const STEPS = 8;

const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');

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
          const values = { ...defaultValues(entry), ...knobsOf(entry) };
          recordRun({ loss, start: [-1.2, 1], steps: STEPS, optimizer: { rule: entry, ...knobsOf(entry) } });
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
function stepped(entry: OptimizerEntry, backend: 'wasm' | 'interpreter', turned = {}): number[] {
  const values = { ...defaultValues(entry), ...turned };
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
      const turned = knobsOf(entry!);
      expect(stepped(entry!, 'interpreter', turned), text).toEqual(stepped(entry!, 'wasm', turned));
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

type Pair = readonly [number, number];

const both = (x: number): Pair => [x, x];
const each = (of: (i: 0 | 1) => number): Pair => [of(0), of(1)];

/**
 * What the lines of a rule say, one after another as they are read, every value a pair: no graph, nothing that is put in
 * another order, no line that is left out. Positions after each update.
 */
function literally(text: string, steps: number): number[] {
  const statements = text.split('\n').flatMap((row) => {
    const found = /^(\w+)(\(0\))? = (.*)$/.exec(row);
    return found ? [{ name: found[1]!, isStart: found[2] !== undefined, right: found[3]! }] : [];
  });
  const isNumber = /^(-?[\d.]+(?:e-?\d+)?)(?: in .*)?$/;
  const values = new Map<string, Pair>([['theta', [-1.2, 1]]]);
  const names = new Set(['theta', 'gradient', 't', 'loss', ...statements.map(({ name }) => name)]);
  const read = (right: string) => parseExpression(right, names, ruleFunctions);
  for (const { name, isStart, right } of statements) {
    const number = isStart ? null : isNumber.exec(right);
    if (number) values.set(name, both(Number(number[1])));
  }
  const product = hessianVectorOf(loss);
  const asked = (tree: CallExpression, args: readonly Pair[]): Pair | null => {
    const [p = both(0), d = both(0)] = args;
    if (tree.name === 'grad') return pair(loss.gradient(p));
    if (tree.name === 'value') return both(loss.value(p));
    if (tree.name === 'hessianDiagonal') return [product(p, [1, 0])[0]!, product(p, [0, 1])[1]!];
    return tree.name === 'hvp' ? pair(product(p, d)) : null;
  };
  const pair = (out: ArrayLike<number>): Pair => [out[0]!, out[1]!];
  const reduced = (name: string, [a, b]: readonly Pair[]): number | null => {
    const x = a!;
    const y = b ?? x;
    if (name === 'dot') return 0 + x[0] * y[0] + x[1] * y[1];
    if (b) return null;
    if (name === 'norm') return Math.sqrt(0 + x[0] * x[0] + x[1] * x[1]);
    if (name === 'sum') return 0 + x[0] + x[1];
    if (name === 'mean') return (0 + x[0] + x[1]) / 2;
    return name === 'max' ? Math.max(...x) : name === 'min' ? Math.min(...x) : null;
  };
  const compared = (name: string, x: number, y: number): number | null => {
    const holds = { '<': x < y, '>': x > y, '<=': x <= y, '>=': x >= y, '==': x === y, '!=': x !== y }[name];
    return holds === undefined ? null : Number(holds);
  };
  const power = (tree: Expression, x: number, y: number): number => {
    // A power that is written as a number is multiplied out.
    if (tree.kind !== 'number' && tree.kind !== 'negation') return operate('call', 'pow', 0, x, y, 0);
    if (y === 0 || y === 1) return y === 0 ? 1 : x;
    return Number.isInteger(y) && Math.abs(y) <= 64
      ? operate('whole', '', y, x, 0, 0)
      : operate('call', 'pow', 0, x, y, 0);
  };
  const valueOf = (tree: Expression): Pair => {
    switch (tree.kind) {
      case 'number':
        return both(tree.value);
      case 'name':
        return values.get(tree.name) ?? both(constants.get(tree.name) ?? 0);
      case 'negation': {
        const x = valueOf(tree.operand);
        return each((i) => -x[i]);
      }
      case 'binary': {
        const [x, y] = [valueOf(tree.left), valueOf(tree.right)];
        if (tree.operator === '^') return each((i) => power(tree.right, x[i], y[i]));
        const op = ({ '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' } as const)[tree.operator];
        return each((i) => operate(op, '', 0, x[i], y[i], 0));
      }
      case 'call': {
        const args = tree.args.map(valueOf);
        const [x, y, z] = args;
        if (tree.name === 'where') return each((i) => (x![i] !== 0 ? y![i] : z![i]));
        const number = functions.get(tree.name)?.arity === args.length ? null : reduced(tree.name, args);
        if (number !== null) return both(number);
        const told = asked(tree, args);
        if (told) return told;
        return each(
          (i) =>
            compared(tree.name, x![i], y?.[i] ?? 0) ?? operate('call', tree.name, 0, x![i], y?.[i] ?? 0, 0),
        );
      }
    }
  };
  for (const { name, isStart, right } of statements) if (isStart) values.set(name, valueOf(read(right)));
  const positions: number[] = [];
  for (let t = 1; t <= steps; t++) {
    const theta = values.get('theta')!;
    values
      .set('t', both(t))
      .set('gradient', pair(loss.gradient(theta)))
      .set('loss', both(loss.value(theta)));
    for (const { name, isStart, right } of statements) {
      if (!isStart && !isNumber.test(right)) values.set(name, valueOf(read(right)));
    }
    positions.push(...values.get('theta')!);
  }
  return positions;
}

test(`a rule is what its lines say, one after another, seed ${SEED}`, () => {
  fc.assert(
    fc.property(lines, (text) => {
      const { entry } = readRuleText(text);
      fc.pre(entry !== null);
      const run = recordRun({ loss, start: [-1.2, 1], steps: 4, optimizer: { rule: entry! } });
      const known = [...run.positions].slice(2);
      expect(known, text).toEqual(literally(text, 4).slice(0, known.length));
    }),
    { seed: SEED, numRuns: 500 },
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
