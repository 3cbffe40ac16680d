import { expect, test } from 'vitest';
import { compileFormula, formulaGraph } from '../../../../src/core/expression/compile.ts';
import { functions } from '../../../../src/core/expression/functions.ts';
import { glslCall, glslNumber, glslSource } from '../../../../src/core/expression/glsl-functions.ts';
import { printGlsl } from '../../../../src/core/expression/glsl.ts';
import { programOf } from '../../../../src/core/optimizers/program.ts';
import { defaultValues, optimizerById, readTypedRule } from '../../../../src/core/optimizers/registry.ts';
import { printStep } from '../../../../src/core/optimizers/step-glsl.ts';

/** That it computes the right thing is for tests/browser/glsl.test.ts. */

test('a formula is a statement for each node', () => {
  const { graph, value } = formulaGraph(compileFormula('x^5 + where(x > y, -3x, 0.1 y)'))!;
  const used = new Set<string>();
  const names = { variable: (index: number) => 'xy'[index]!, prefix: 'n', used };
  const { statements, results } = printGlsl(graph, [value], names);
  expect([...statements, results[0]].join('\n').replace(/n\d+/g, 'n')).toMatchInlineSnapshot(`
    "float n = x;
    n *= n;
    n *= n;
    n *= x;
    bool n = x > y;
    float n = (-3.0) * x;
    float n = 0.100000001 * y;
    float n = n ? n : n;
    float n = n + n;
    n"
  `);
  expect(used.size).toBe(0);
});

test.each([
  [0, '0.0'],
  [-0, '(-0.0)'],
  [1, '1.0'],
  [-2.5, '(-2.5)'],
  [0.1, '0.100000001'],
  [1e30, '1.00000002e+30'],
  [16_777_216, '16777216.0'],
  [1e300, 'uintBitsToFloat(0x7f800000u)'],
  [-Infinity, '(-uintBitsToFloat(0x7f800000u))'],
  [Number.NaN, 'uintBitsToFloat(0x7fc00000u)'],
])('the number %d is %s', (value, text) => {
  expect(glslNumber(value)).toBe(text);
});

test.each([...functions.values()].map(({ name, same }) => same ?? name))('%s has its text', (name) => {
  const used = new Set<string>();
  const call = glslCall(name, ['a', 'b'], used);
  const source = glslSource(used);
  for (const one of used) expect(source).toContain(`float ${one}(`);
  expect(call).toMatch(/\w+\(a, /);
  // What is called is there before.
  const defined = [...source.matchAll(/^(?:float|vec2) (\w+)\(/gm)].map(([, own]) => own!);
  expect(new Set(defined).size).toBe(defined.length);
  for (const own of defined) {
    const [, before] = new RegExp(`(?:(\\w+) )?\\b${own}\\(`).exec(source)!;
    expect(['float', 'vec2']).toContain(before);
  }
});

test('a rule is a step of what it keeps, of one variable too', () => {
  const entry = optimizerById('adam')!;
  const formula = formulaGraph(compileFormula('w^2', { variables: ['w'] }))!;
  const used = new Set<string>();
  const step = printStep(programOf(entry, defaultValues(entry)), formula, 'walk', used)!;
  expect(step.kept).toBe(4);
  expect(step.hyperparameters).toEqual(['beta1', 'beta2', 'eps']);
  expect([...used]).toEqual(['f_pow']);
  expect(step.text).toMatch(
    /^float walk\(inout float kept\[4\], float t, float rate, float hyperparameters\[3\]\) \{/,
  );
});

test('a rule of one’s own is one like any other; one that searches has no step', () => {
  const formula = formulaGraph(compileFormula('x^2 + y^2'))!;
  const own = readTypedRule('lr = 0.1\ntheta = theta - lr*sign(gradient)').entry!;
  const text = (entry: typeof own) =>
    printStep(programOf(entry, defaultValues(entry)), formula, 'walk', new Set())?.text ?? null;
  expect(text(own)).toContain('sign(');
  expect(text(optimizerById('newton')!)).toBeNull();
  expect(text(optimizerById('sophiah')!)).toContain('float loss');
});
