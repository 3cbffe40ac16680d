import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { functionRow } from '../../../../src/core/expression/operations.ts';
import { programOf } from '../../../../src/core/optimizers/program.ts';
import { numbersOf } from '../../../../src/core/optimizers/read-rule.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { startState } from '../../../../src/core/optimizers/state.ts';
import { type GlslStep, printStep } from '../../../../src/core/optimizers/step-glsl.ts';
import { createStepper, ruleNormals } from '../../../../src/core/optimizers/stepper.ts';
import { canUnroll } from '../../../../src/core/optimizers/unroll.ts';
import { graphOf, kinds, lossOf } from './kinds.ts';
import { startAt, STEPS, valuesFor } from './walk.ts';

/**
 * What a rule's GLSL says is the interpreter's step: its text, read in doubles, makes each of 200 from where the interpreter is,
 * on five losses of 1, 2 and 10 parameters. What a driver makes of such a text, in floats, is for tests/browser/glsl.test.ts:
 * there a walk would show how roundings grow, and not whether it was printed rightly.
 */

const SIZES = [1, 2, 10] as const;
/** The text's own constants have the digits of floats. */
const TOLERANCE = 1e-7;

type Step = (
  kept: Float64Array,
  t: number,
  rate: number,
  hyperparameters: readonly number[],
  normals: Float64Array,
) => number;

/** The text of a step as a function: what GLSL and JavaScript write alike, once types are gone and calls have their names here. */
function readStep({ text }: GlslStep): Step {
  const body = text
    .slice(text.indexOf('{'))
    .replaceAll('uintBitsToFloat(0x7f800000u)', 'Infinity')
    .replaceAll('uintBitsToFloat(0x7fc00000u)', 'NaN')
    .replaceAll(/\b(?:float|bool) (\w+) = /g, 'let $1 = ')
    .replaceAll('float(', 'Number(')
    .replaceAll(/(?<![.\w])(?:f_)?([a-z]\w*)\(/g, (whole, name: string) =>
      name === 'pow' || /^(?:sqrt|abs|floor|ceil|sign|min|max)$/.test(name) || whole.startsWith('f_')
        ? `call.${name}(`
        : whole,
    );
  const call = new Proxy({}, { get: (_, name: string) => functionRow(name).evaluate });
  const make = new Script(
    `(call) => (kept, t, rate, hyperparameters, normals) => ${body}`,
  ).runInThisContext() as (given: typeof call) => Step;
  return make(call);
}

const rules = optimizers.filter((entry) => canUnroll(programOf(entry, valuesFor(entry))));

test('these are all rules of lines', () => {
  expect(rules).toHaveLength(optimizers.filter(({ rule }) => !rule.search).length);
});

describe.each(rules)('$id', (entry) => {
  test(`its text makes ${STEPS} steps`, () => {
    const values = valuesFor(entry);
    const program = programOf(entry, values);
    const numbers = numbersOf(entry, values);
    const rate = Number(values['lr']);
    const normals = ruleNormals(0);
    const faults: string[] = [];
    for (const kind of kinds) {
      for (const n of SIZES) {
        const step = printStep(program, graphOf(kind, n), 'stepped', new Set())!;
        const stepped = readStep(step);
        const hyperparameters = step.hyperparameters.map((key) => numbers.get(key)!);
        const loss = lossOf(kind, n);
        const drawn = new Float64Array(n);
        const stepper = createStepper(entry, values, n, { loss }, 'interpreter');
        const { theta, gradient, state } = stepper;
        for (let i = 0; i < n; i++) theta[i] = startAt(i);
        startState(entry, values, theta.slice(), state);
        for (let t = 1; t <= STEPS && faults.length < 5; t++) {
          const kept = Float64Array.of(...theta, ...state);
          normals(t, drawn);
          const value = stepped(kept, t, rate, hyperparameters, drawn);
          loss.gradient(theta, gradient);
          const exact = loss.value(theta);
          stepper.step(t, rate, exact);
          [...theta, ...state, exact].forEach((number, i) => {
            const given = i < kept.length ? kept[i]! : value;
            if (!(Math.abs(given - number) <= TOLERANCE * Math.max(1, Math.abs(number)))) {
              faults.push(`${kind.name} of ${n}, step ${t}, number ${i}: ${given} and not ${number}`);
            }
          });
        }
        stepper.release();
      }
    }
    expect(faults).toEqual([]);
  });
});
