import { describe, expect, test } from 'vitest';
import {
  defaultValues,
  optimizerById,
  optimizers,
  resolveOptimizer,
} from '../../../../src/core/optimizers/registry.ts';
import { optimizerGroups } from '../../../../src/core/optimizers/groups.ts';
import { questions } from '../../../../src/core/expression/rule-functions.ts';
import { type Expression, namesIn } from '../../../../src/core/expression/tree.ts';
import { readRule } from '../../../../src/core/optimizers/read-rule.ts';
import { credits } from '../../../../src/text/en/credits.ts';
import { symbolsOf } from '../../../../src/core/optimizers/symbols.ts';

function callsIn(tree: Expression): string[] {
  switch (tree.kind) {
    case 'call':
      return [tree.name, ...tree.args.flatMap(callsIn)];
    case 'binary':
      return [...callsIn(tree.left), ...callsIn(tree.right)];
    case 'negation':
      return callsIn(tree.operand);
    default:
      return [];
  }
}

describe('the registry', () => {
  test('has the rules that are promised, each once', () => {
    expect(optimizers.map(({ id }) => id)).toEqual([
      'sgd',
      'momentum',
      'nesterov',
      'rmsprop',
      'adam',
      'adamw',
      'adagrad',
      'adadelta',
      'nadam',
      'radam',
      'adamax',
      'rprop',
      'qhm',
      'qhadam',
      'lion',
      'armijo',
      'conjugate-gradient',
      'lbfgs',
      'newton',
      'nelder-mead',
      'adabelief',
      'yogi',
      'adan',
      'ademamix',
      'adopt',
      'laprop',
      'stableadamw',
      'cautious-adamw',
      'grams',
      'mars-adamw',
      'adafactor',
      'signsgd',
      'signum',
      'asgd',
      'schedulefree-sgd',
      'schedulefree-adamw',
      'lookahead-sgd',
      'lookahead-adam',
      'sam',
      'sophiah',
      'sps',
      'dog',
      'dadapt-sgd',
      'dadapt-adam',
      'prodigy',
      'muon',
      'shampoo',
      'soap',
      'torch-lbfgs',
      'sgld',
    ]);
    for (const entry of optimizers) expect(optimizerById(entry.id)).toBe(entry);
    // Every one is in the menu, once.
    const grouped = Object.values(optimizerGroups).flat();
    expect(grouped).toHaveLength(optimizers.length);
    expect(new Set<string>(grouped)).toEqual(new Set(optimizers.map(({ id }) => id)));
    expect(grouped.slice(0, 4)).toEqual(['sgd', 'momentum', 'rmsprop', 'adam']);
    expect(optimizerById('constructor')).toBeUndefined();
  });

  describe.each(optimizers.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
    test('says what it is in sentences', () => {
      const { source, convention } = new Map(Object.entries(credits)).get(entry.id)!;
      for (const text of [entry.summary, source, convention]) expect(text).toMatch(/^[A-Z].*\.$/s);
      for (const { meaning } of entry.hyperparameters) expect(meaning).toMatch(/^[A-Z].*\.$/);
    });

    test('gives each hyperparameter once, its default within its ranges', () => {
      const keys = entry.hyperparameters.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const row of entry.hyperparameters) {
        expect(row.min).toBeLessThan(row.max);
        if (row.scale === 'log') expect(row.min).toBeGreaterThan(0);
        if (typeof row.default === 'boolean') {
          expect(row.kind).toBe('boolean');
          continue;
        }
        // Zero is at home on a logarithmic slider too: its box takes it.
        expect(row.default).toBeGreaterThanOrEqual(row.default === 0 ? 0 : row.min);
        expect(row.default).toBeLessThanOrEqual(row.max);
        expect(row.hardMin).toBeLessThanOrEqual(row.min);
        expect(row.hardMax).toBeGreaterThanOrEqual(row.max);
      }
    });

    test('has a symbol for every name in its equations', () => {
      const symbols = symbolsOf(entry);
      const used = readRule(entry).lines.flatMap(({ line, tree }) => [line.key, ...namesIn(tree)]);
      expect(used.filter((name) => !symbols.has(name))).toEqual([]);
    });

    test('asks the loss with whole lines, each under a name of its own', () => {
      const { lines } = readRule(entry);
      for (const { line, tree, question, when } of lines) {
        const calls = callsIn(tree).filter((name) => questions.has(name));
        expect(calls).toHaveLength(question ? 1 : 0);
        // What decides when is known without a run.
        if (!question) continue;
        const asked = when ? namesIn(when) : [];
        const known = [...entry.hyperparameters.map(({ key }) => key), 't'];
        expect(asked.filter((name) => !known.includes(name))).toEqual([]);
        if (line.key !== 'gradient') expect(lines.filter((one) => one.line.key === line.key)).toHaveLength(1);
      }
    });

    test('begins with what its state is', () => {
      const { vectors, scalars, starts = {} } = entry.rule;
      for (const key of Object.keys(starts)) expect([...vectors, ...scalars]).toContain(key);
    });
  });

  test("defaults are PyTorch's", () => {
    const values = Object.assign({}, ...optimizers.map((entry) => ({ [entry.id]: defaultValues(entry) })));
    expect(values.adam).toMatchObject({
      beta1: 0.9,
      beta2: 0.999,
      eps: 1e-8,
      weightDecay: 0,
      amsgrad: false,
    });
    expect(values.adamw).toMatchObject({ weightDecay: 0.01 });
    expect(values.rmsprop).toMatchObject({ lr: 0.01, alpha: 0.99, eps: 1e-8, momentum: 0, centered: false });
    expect(values.adagrad).toMatchObject({ lrDecay: 0, eps: 1e-10, initialAccumulatorValue: 0 });
    expect(values.adadelta).toMatchObject({ lr: 1, rho: 0.9, eps: 1e-6 });
    expect(values.nadam).toMatchObject({ momentumDecay: 0.004 });
    expect(values.rprop).toMatchObject({ etaMinus: 0.5, etaPlus: 1.2, stepMin: 1e-6, stepMax: 50 });
    expect(values.sgd).toMatchObject({ momentum: 0, dampening: 0, nesterov: false });
    expect(values.nesterov).toMatchObject({ momentum: 0.9, nesterov: true });
  });
});

describe('resolveOptimizer', () => {
  test('fills in defaults', () => {
    const { entry, values } = resolveOptimizer({ id: 'adam', lr: 0.5 });
    expect(values).toEqual({ ...defaultValues(entry), lr: 0.5 });
  });

  test('takes what other code calls a switch, and what it fixes', () => {
    expect(resolveOptimizer({ id: 'sps', adaptFlag: 'smooth_iter' }).values['adaptFlag']).toBe(true);
    expect(resolveOptimizer({ id: 'sps', adaptFlag: 'constant' }).values['adaptFlag']).toBe(false);
    const ahead = resolveOptimizer({ id: 'lookahead-sgd', base: 'SGD', pullbackMomentum: 'reset' });
    expect(ahead.values).toMatchObject({ pullbackMomentum: true });
    expect('base' in ahead.values).toBe(false);
    expect(() => resolveOptimizer({ id: 'lookahead-sgd', base: 'Adam' })).toThrow(/no hyperparameter "base"/);
  });

  test.each([
    [{ id: 'sdg' }, RangeError, /"sdg".*sgd, momentum/],
    [{ id: '__proto__' }, RangeError, /"__proto__"/],
    [{ id: 'adam', momentum: 0.9 }, RangeError, /Adam has no hyperparameter "momentum"/],
    [{ id: 'adam', lr: '0.1' }, TypeError, /lr of Adam must be a number, not "0.1"/],
    [{ id: 'adam', lr: NaN }, RangeError, /lr of Adam must be a finite number, not NaN/],
    [{ id: 'adam', lr: -1 }, RangeError, /lr of Adam must be at least 0, not -1/],
    [{ id: 'adam', beta1: 1 }, RangeError, /beta1 of Adam must be at most 0\.9{15,}/],
    [{ id: 'adam', amsgrad: 1 }, TypeError, /amsgrad of Adam must be true or false, not 1/],
  ])('refuses %o', (setting, type, message) => {
    expect(() => resolveOptimizer(setting)).toThrow(type);
    expect(() => resolveOptimizer(setting)).toThrow(message);
  });
});
