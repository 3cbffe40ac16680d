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
 * aside whole. Weight decay that is apart from the gradient does not count, nor does what a rule adds at random.
 */
import { type Expression, namesIn } from '../expression/tree.ts';
import { type LineInputs, runLines } from './lines.ts';
import type { ProgramLine } from './program.ts';
import { readRule } from './read-rule.ts';
import type { OptimizerEntry } from './types.ts';

/** What is left of some lines without their gradient: their product is the effective rate. Null where there is none. */
type Plan = readonly { readonly line: ProgramLine; readonly rest: Expression }[] | null;

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
  let acting: readonly ProgramLine[] = [];
  let plan: Plan = null;
  return {
    read(inputs, out) {
      let { program, lines, values } = runLines(entry, inputs);
      // Nearly always the lines are those of the update before.
      if (lines.length !== acting.length || lines.some((line, i) => line !== acting[i])) {
        acting = lines;
        plan = planOf(entry, lines);
        // What is left of the lines becomes part of the program, and has its values with the next evaluation.
        for (const { line, rest } of plan ?? []) program.lowerBefore(line, rest);
        ({ program, lines, values } = runLines(entry, inputs));
      }
      out.fill(plan ? 1 : Number.NaN);
      for (const { line, rest } of plan ?? []) {
        const value = values.of(program.lowerBefore(line, rest));
        for (let i = 0; i < out.length; i++) out[i]! *= typeof value === 'number' ? value : value[i]!;
      }
    },
    exists: () => plan !== null,
    isPlain: () =>
      isSteady && !!plan && plan.every(({ rest }) => namesIn(rest).every((name) => givens.has(name))),
  };
}

/** Parts of an update that stand for a gradient. */
const directions = new Set(['gradient', 'velocity', 'firstMoment', 'correctedFirstMoment']);

function planOf(entry: OptimizerEntry, acting: readonly ProgramLine[]): Plan {
  const rests = new Map<ProgramLine, Expression>();
  const all = readRule(entry).lines;

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
        if (operator === '+' || operator === '-') {
          if (isNoise(right)) return peel(left);
          return inLeft || hasGradient(right) ? ONE : null;
        }
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
    const read = acting.findLast(({ line: { key } }) => key === name);
    if (!read || all.some(({ line: { key, found } }) => key === name && found)) return null;
    const { line, tree, question } = read;
    if (question) return line.part === 'gradient' ? ONE : null;
    if (line.part !== 'scaling') {
      // Of a velocity that gathers gradients already scaled, the newest one's scale.
      const scaled = scaledIn(tree, new Set([name]));
      if (scaled) return peelName(scaled);
      return isDownhill(tree) ? MINUS_ONE : ONE;
    }
    // What is kept scaled gathers what earlier updates have divided by: no one factor is left.
    if (entry.rule.vectors.includes(name)) return null;
    const rest = peel(tree);
    if (rest) rests.set(read, rest);
    return rest && ONE;
  }

  /** The scaled gradient that a tree gathers, through any averages of it. */
  function scaledIn(tree: Expression, seen: Set<string>): string | null {
    for (const name of namesIn(tree)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const read = acting.findLast(({ line: { key } }) => key === name);
      if (read?.line.part === 'scaling') return name;
      if (!read || !directions.has(read.line.part)) continue;
      const further = scaledIn(read.tree, seen);
      if (further) return further;
    }
    return null;
  }

  /** Whether it is what the rule adds at random. */
  function isNoise(tree: Expression): boolean {
    const names = namesIn(tree);
    return all.some(({ line: { key, part } }) => part === 'noise' && names.includes(key));
  }

  /** Whether it takes the gradient off. */
  function isDownhill(tree: Expression): boolean {
    const taken =
      tree.kind === 'negation' ? tree.operand : tree.kind === 'binary' && tree.operator === '-' && tree.right;
    return taken !== false && namesIn(taken).includes('gradient');
  }

  /** Whether a gradient, or what stands for one, is in a tree. Names that were followed already are not again. */
  function hasGradient(tree: Expression, followed: ReadonlySet<string> = new Set()): boolean {
    return namesIn(tree).some((name) => {
      if (name === 'gradient') return true;
      if (followed.has(name)) return false;
      const read = all.findLast(({ line: { key } }) => key === name);
      if (!read) return false;
      const { part, found } = read.line;
      if (part === 'scaling') {
        return found !== undefined || hasGradient(read.tree, new Set([...followed, name]));
      }
      return directions.has(part);
    });
  }

  const step = acting.findLast(({ line: { part } }) => part === 'step');
  const last = step && peel(step.tree);
  if (!step || !last) return null;
  rests.set(step, last);
  return [...rests].map(([line, rest]) => ({ line, rest }));
}

const ONE: Expression = { kind: 'number', value: 1, start: 0, end: 0 };
const MINUS_ONE: Expression = { ...ONE, value: -1 };
