import { compileFormula } from '../../src/core/expression/compile.ts';
import { defaultValues, optimizerById } from '../../src/core/optimizers/registry.ts';
import { startState } from '../../src/core/optimizers/state.ts';
import { createStepper } from '../../src/core/optimizers/stepper.ts';

/** One update of many parameters: by the rule's lines, and as the page had it before, written by hand. */

export const WIDTH = 10_000;
export const WIDE_RATE = 1e-6;

/** Theta, the gradient and two vectors of state. */
type Hand = (t: number, x: Float64Array, g: Float64Array, a: Float64Array, b: Float64Array) => void;

const lr = WIDE_RATE;

const byHand = {
  momentum(t, x, g, a) {
    for (let i = 0; i < x.length; i++) {
      a[i] = t === 1 ? g[i]! : 0.9 * a[i]! + g[i]!;
      x[i]! -= lr * a[i]!;
    }
  },
  rmsprop(_t, x, g, a) {
    for (let i = 0; i < x.length; i++) {
      a[i] = 0.99 * a[i]! + 0.01 * g[i]! * g[i]!;
      x[i]! -= (lr * g[i]!) / (Math.sqrt(a[i]!) + 1e-8);
    }
  },
  adagrad(_t, x, g, a) {
    for (let i = 0; i < x.length; i++) {
      a[i]! += g[i]! * g[i]!;
      x[i]! -= (lr * g[i]!) / (Math.sqrt(a[i]!) + 1e-10);
    }
  },
  adam(t, x, g, a, b) {
    // The corrections are divided out once a step, not once a component.
    const rate = lr / (1 - 0.9 ** t);
    const scale = 1 / Math.sqrt(1 - 0.999 ** t);
    for (let i = 0; i < x.length; i++) {
      a[i] = 0.9 * a[i]! + 0.1 * g[i]!;
      b[i] = 0.999 * b[i]! + 0.001 * g[i]! * g[i]!;
      x[i]! -= (rate * a[i]!) / (Math.sqrt(b[i]!) * scale + 1e-8);
    }
  },
  adamax(t, x, g, a, b) {
    const rate = lr / (1 - 0.9 ** t);
    for (let i = 0; i < x.length; i++) {
      a[i] = 0.9 * a[i]! + 0.1 * g[i]!;
      b[i] = Math.max(0.999 * b[i]!, Math.abs(g[i]!) + 1e-8);
      x[i]! -= (rate * a[i]!) / b[i]!;
    }
  },
  lion(_t, x, g, a) {
    for (let i = 0; i < x.length; i++) {
      x[i]! -= lr * Math.sign(0.9 * a[i]! + 0.1 * g[i]!);
      a[i] = 0.99 * a[i]! + 0.01 * g[i]!;
    }
  },
} satisfies Readonly<Record<string, Hand>>;

export type WideName = keyof typeof byHand;
export const wideNames = Object.keys(byHand) as readonly WideName[];

const start = () => Float64Array.from({ length: WIDTH }, (_, i) => Math.cos(i));
const gradient = Float64Array.from({ length: WIDTH }, (_, i) => Math.sin(i) + 0.1);

/** What makes another update each time it is called: of the lines, and by hand. Both are given the gradient anew. */
export function wideUpdates(name: WideName): { readonly lines: () => void; readonly hand: () => void } {
  const entry = optimizerById(name)!;
  const values = defaultValues(entry);
  // None of these rules asks a question.
  const stepper = createStepper(entry, values, WIDTH, { loss: compileFormula('0*x*y') });
  stepper.theta.set(start());
  startState(entry, values, start(), stepper.state);
  const [x, g] = [start(), gradient.slice()];
  const [a, b] = [new Float64Array(WIDTH), new Float64Array(WIDTH)];
  stepper.gradient.set(gradient);
  const update: Hand = byHand[name];
  let [t, k] = [0, 0];
  return { lines: () => stepper.step(++t, lr, 0), hand: () => update(++k, x, g, a, b) };
}
