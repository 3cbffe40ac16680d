/**
 * The effective learning rate of a coordinate: what an update multiplies the gradient by there, or the average of
 * gradients that the rule has put in its place. It follows from the rule's lines, so that it is known as exactly as
 * the update itself, however short that has become.
 *
 *     SGD, momentum, Nesterov, QHM      eta
 *     Adam and its relatives            eta / (sqrt(vHat) + epsilon), and the like
 *     Adagrad, RMSprop, Adadelta        what the gradient is multiplied by; with momentum, what the newest one is
 *     backtracking, conjugate gradient  the step length
 *     Lion, Rprop                       none: they step by signs
 *     Newton, L-BFGS                    none: a matrix mixes the coordinates
 *     Nelder-Mead                       none: it knows no gradient
 *
 * In a line that is a product, the one factor with a gradient in it is put aside; a sum with a gradient in it is put
 * aside whole. Weight decay that is apart from the gradient does not count.
 */
import type { Expression } from '../expression/tree.ts';
import { type Evaluate, evaluateLines, type LineInputs, onSlotsOf, readLines } from './lines.ts';
import type { EquationLine, OptimizerEntry } from './types.ts';

/** What is left of some lines without their gradient: their product is the effective rate. Null where there is none. */
type Plan = ReadonlyMap<
  EquationLine,
  { readonly evaluate: Evaluate; readonly names: readonly string[] }
> | null;

export interface Multiplier {
  /** Writes the effective rate of each coordinate in an update. NaN for a rule that has none. */
  read(inputs: LineInputs, out: Float64Array): void;
  /** Whether the last update had one. A rule whose first two have none has none. */
  exists(): boolean;
  /** Whether, after the second update, the learning rate alone decides, whatever the state and the gradient. */
  isPlain(): boolean;
}

export function multiplierOf(entry: OptimizerEntry): Multiplier {
  const { scalars, lines: all } = entry.rule;
  /** Whether the lines that act from the second update on are those of the second. */
  const isSteady = scalars.length === 0 && all.every(({ part }) => part !== 'scalar');
  const givens = new Set(['lr', ...entry.hyperparameters.map(({ key }) => key)]);
  let acting: readonly EquationLine[] = [];
  let plan: Plan = null;
  const run = (inputs: LineInputs, out: Float64Array): EquationLine[] => {
    out.fill(plan ? 1 : Number.NaN);
    const results = evaluateLines(entry, inputs, (line, slots) => {
      const rest = plan?.get(line)?.evaluate;
      if (rest) for (let i = 0; i < out.length; i++) out[i]! *= rest(slots, i);
    });
    return results.map(({ line }) => line);
  };
  return {
    read(inputs, out) {
      const lines = run(inputs, out);
      // Nearly always the lines are those of the update before.
      if (lines.length === acting.length && lines.every((line, i) => line === acting[i])) return;
      acting = lines;
      plan = planOf(entry, lines);
      run(inputs, out);
    },
    exists: () => plan !== null,
    isPlain: () =>
      isSteady && !!plan && [...plan.values()].every(({ names }) => names.every((name) => givens.has(name))),
  };
}

/** Parts of an update that stand for a gradient. */
const directions = new Set(['gradient', 'velocity', 'firstMoment', 'correctedFirstMoment']);

function planOf(entry: OptimizerEntry, acting: readonly EquationLine[]): Plan {
  const trees = new Map(readLines(entry).map(({ line, tree }) => [line, tree]));
  const rests = new Map<EquationLine, Expression>();
  const all = entry.rule.lines;

  /** A tree without its gradient; null where that cannot be put aside. What lines before it do is kept with them. */
  function peel(tree: Expression): Expression | null {
    switch (tree.kind) {
      case 'name':
        return peelName(tree.name);
      case 'negation': {
        const rest = peel(tree.operand);
        return rest && { ...tree, operand: rest };
      }
      case 'binary': {
        const { operator, left, right } = tree;
        const inLeft = hasGradient(left);
        if (operator === '+' || operator === '-') return inLeft || hasGradient(right) ? ONE : null;
        if (operator === '*' && inLeft !== hasGradient(right)) {
          const rest = peel(inLeft ? left : right);
          return rest && { ...tree, left: inLeft ? rest : left, right: inLeft ? right : rest };
        }
        const rest = operator === '/' && inLeft ? peel(left) : null;
        return rest && { ...tree, left: rest };
      }
      default:
        return null;
    }
  }

  function peelName(name: string): Expression | null {
    if (name === 'gradient') return ONE;
    const line = acting.findLast(({ key }) => key === name);
    const tree = line && trees.get(line);
    if (!tree || all.some(({ key, found }) => key === name && found)) return null;
    if (line.part !== 'scaling') {
      // Of a velocity that gathers gradients already scaled, the newest one's scale.
      const scaled = acting.find(({ key, part }) => part === 'scaling' && namesIn(tree).includes(key));
      if (scaled) return peelName(scaled.key);
      return isDownhill(tree) ? MINUS_ONE : ONE;
    }
    const rest = peel(tree);
    if (rest) rests.set(line, rest);
    return rest && ONE;
  }

  /** Whether it takes the gradient off. */
  function isDownhill(tree: Expression): boolean {
    const taken =
      tree.kind === 'negation' ? tree.operand : tree.kind === 'binary' && tree.operator === '-' && tree.right;
    return taken !== false && namesIn(taken).includes('gradient');
  }

  /** Whether a gradient, or what stands for one, is in a tree. */
  function hasGradient(tree: Expression): boolean {
    return namesIn(tree).some((name) => {
      if (name === 'gradient') return true;
      const line = all.findLast(({ key }) => key === name);
      if (!line) return false;
      if (line.part === 'scaling') return line.found !== undefined || hasGradient(trees.get(line)!);
      return directions.has(line.part);
    });
  }

  const step = acting.findLast(({ part }) => part === 'step');
  const last = step && peel(trees.get(step)!);
  if (!step || !last) return null;
  rests.set(step, last);
  return new Map(
    [...rests].map(([line, rest]) => [line, { evaluate: onSlotsOf(entry, rest), names: namesIn(rest) }]),
  );
}

const ONE: Expression = { kind: 'number', value: 1, start: 0, end: 0 };
const MINUS_ONE: Expression = { ...ONE, value: -1 };

function namesIn(tree: Expression): string[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return [tree.name];
    case 'negation':
      return namesIn(tree.operand);
    case 'call':
      return tree.args.flatMap(namesIn);
    case 'binary':
      return [...namesIn(tree.left), ...namesIn(tree.right)];
  }
}
