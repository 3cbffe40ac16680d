import { questions } from '../expression/rule-functions.ts';
import type { BinaryOperator, Expression } from '../expression/tree.ts';
import { componentOf, type Value } from '../optimizers/tree-value.ts';
import type { UpdatePart } from '../optimizers/types.ts';
import { type Anatomy, partsOf } from './anatomy.ts';

/**
 * An update as a sum: what each of its sources adds to the position, in the direction of motion.
 *
 *     momentum    theta' - theta = -eta g  -  eta mu b
 *     Adam        theta' - theta = -eta (1 - beta1) g / ((1 - beta1^t)(sqrt(vHat) + epsilon))  -  the same of beta1 m
 *
 * Sources are the gradient, the weight decay, and what is carried over from the update before. It follows from the
 * lines: sums are taken apart, factors and divisors multiply each term (what is under a root, a power or in a maximum
 * counts as one number a component), and names are replaced by the terms that they were computed from.
 */
export interface Contribution {
  /** `gradient`, `decay`, `velocity:before` for what is carried over; a line's key where it is no sum. */
  readonly source: string;
  readonly part: UpdatePart;
  /** Index into the anatomy's stages: where the source comes in. */
  readonly stage: number;
  readonly value: Float64Array;
  /** The same in symbols; names that end in `:before` are of the update before, in `:clipped` of what clipping leaves. */
  readonly formula: Expression;
}

export interface Displacement {
  /** What the whole update adds to the position, to the precision of the update and not of the position. */
  readonly value: Float64Array;
  readonly formula: Expression;
  /** Their sum is `value` to rounding; none where the update is no sum (a vertex of a simplex). */
  readonly contributions: readonly Contribution[];
}

/** A term: a product over a product, up to its sign, that is linear in one source. */
interface Term {
  readonly source: string;
  readonly part: UpdatePart;
  readonly value: Float64Array;
  readonly negative: boolean;
  readonly over: readonly Expression[];
  readonly under: readonly Expression[];
}

/** What the names of a line stand for. */
interface Scope {
  readonly inputs: ReadonlyMap<string, Value>;
  /** Those that are sums of terms. */
  readonly terms: ReadonlyMap<string, readonly Term[]>;
  readonly parts: ReadonlyMap<string, UpdatePart>;
}

/** Parts that have a direction. The others multiply and divide. */
const directed: ReadonlySet<UpdatePart> = new Set([
  'gradient',
  'velocity',
  'firstMoment',
  'correctedFirstMoment',
  'scaling',
  'position',
  'point',
]);

export function displacementOf(anatomy: Anatomy): Displacement {
  const { value, formula } = wholeStep(anatomy);
  const terms = finalTerms(anatomy);
  const moved = terms.filter(({ over, under }) => under.length > 0 || !isTheta(over));
  // One position, unscaled, and no point to jump to: what is added to it is a sum of contributions.
  const isSum =
    terms.length === moved.length + 1 &&
    moved.every(({ source, part }) => source !== 'theta:before' && part !== 'point');
  if (!isSum) return { value, formula, contributions: [] };
  const last = anatomy.stages.length - 1;
  const contributions = [...new Set(moved.map(({ source }) => source))]
    .map((source): Contribution => {
      const own = moved.filter((term) => term.source === source);
      return {
        source,
        part: own[0]!.part,
        stage: stageOfSource(anatomy, source),
        value: own[0]!.value.map((_, i) => own.reduce((sum, term) => sum + term.value[i]!, 0)),
        formula: own.map(formulaOf).reduce(joined),
      };
    })
    .toSorted((a, b) => a.stage - b.stage);
  // What comes in with the step itself and alone is the step.
  const isStep = contributions.length === 1 && contributions[0]!.stage === last;
  return { value, formula, contributions: isStep ? [] : contributions };
}

/** What the lines that assign the position add to it, one after another. */
function wholeStep({ lines, before }: Anatomy): Pick<Displacement, 'value' | 'formula'> {
  const value = new Float64Array((before[0]!.value as Float64Array).length);
  let formula: Expression | null = null;
  let position = before[0]!.value as Float64Array;
  for (const { key, formula: tree, inputs, value: reached } of lines) {
    if (key !== 'theta' || tree === null) continue;
    const isMoved = tree.kind === 'binary' && /^[-+]$/.test(tree.operator) && isTheta([tree.left], 'theta');
    if (!isMoved) {
      const there = reached as Float64Array;
      for (let i = 0; i < value.length; i++) value[i]! += there[i]! - position[i]!;
      const piece = binary('-', tree, name('theta'));
      formula = formula === null ? piece : joined(formula, piece);
      position = there;
      continue;
    }
    position = reached as Float64Array;
    const negative = tree.operator === '-';
    for (let i = 0; i < value.length; i++) {
      const piece = componentOf(tree.right, inputs, i);
      value[i]! += negative ? -piece : piece;
    }
    const piece = negative ? negated(tree.right) : tree.right;
    formula = formula === null ? piece : joined(formula, piece);
  }
  return { value, formula: formula ?? number(0) };
}

/** The terms of the position after the update. */
function finalTerms({ entry, before, lines }: Anatomy): readonly Term[] {
  const parts = partsOf(entry);
  const terms = new Map<string, readonly Term[]>();
  const source = (key: string, part: UpdatePart, value: Float64Array, as = key) => {
    terms.set(key, [{ source: as, part, value, negative: false, over: [name(as)], under: [] }]);
  };
  for (const { key, part, value } of before) {
    if (typeof value === 'object' && directed.has(part)) source(key, part, value, `${key}:before`);
  }
  for (const { key, part, value, formula, inputs, clips } of lines) {
    const isVector = typeof value === 'object';
    // Decay is a source of its own, though it comes from the position; so is what the loss was asked for.
    const isAsked = formula?.kind === 'call' && questions.has(formula.name);
    const isApart = (part === 'decay' || part === 'pull' || part === 'noise') && key !== 'theta';
    const isSource = formula === null || isAsked || isApart;
    // Clipping says in its own line what it does: an arrow that said it, too, would be wider than the panel.
    const [clipped, ...more] = (clips && terms.get(key)) || [];
    if (clipped && more.length === 0 && isVector) {
      terms.set(key, [{ ...clipped, value, negative: false, over: [name(`${key}:clipped`)], under: [] }]);
      continue;
    }
    const split = isVector && !isSource ? splitTerms(formula, { inputs, terms, parts }) : null;
    if (split) terms.set(key, split);
    else if (isVector && (isSource || part === 'step')) source(key, part, value);
    else terms.delete(key);
  }
  return terms.get('theta') ?? [];
}

/** A tree over vectors as a sum of terms; null when it is none: a factor, or not linear. */
function splitTerms(tree: Expression, scope: Scope): readonly Term[] | null {
  const { inputs, terms, parts } = scope;
  const split = (of: Expression) => splitTerms(of, scope);
  switch (tree.kind) {
    case 'number':
      return null;
    case 'name':
      return terms.get(tree.name) ?? null;
    case 'negation':
      return split(tree.operand)?.map(opposite) ?? null;
    case 'call': {
      // A step by signs is of that whose sign is taken; of an average, where that has several sources.
      const [inside] = tree.args;
      const own = tree.name === 'sign' && inside?.kind === 'name' ? terms.get(inside.name) : undefined;
      if (!own || inside?.kind !== 'name') return null;
      const source = own.length === 1 ? own[0]!.source : inside.name;
      const part = own.length === 1 ? own[0]!.part : (parts.get(source) ?? 'step');
      const value = own[0]!.value.map((_, i) => componentOf(tree, inputs, i));
      return [{ source, part, value, negative: false, over: [tree], under: [] }];
    }
    case 'binary': {
      const left = split(tree.left);
      const right = split(tree.right);
      switch (tree.operator) {
        case '+':
          return left && right && [...left, ...right];
        case '-':
          return left && right && [...left, ...right.map(opposite)];
        case '*': {
          if ((left === null) === (right === null)) return null;
          const factor = left ? tree.right : tree.left;
          const [negative, bare] = factor.kind === 'negation' ? [true, factor.operand] : [false, factor];
          return (left ?? right)!.map((term) => ({
            ...term,
            value: term.value.map((x, i) => x * componentOf(factor, inputs, i)),
            negative: term.negative !== negative,
            over: left ? [...term.over, bare] : [bare, ...term.over],
          }));
        }
        case '/':
          return (
            left?.map((term) => ({
              ...term,
              value: term.value.map((x, i) => x / componentOf(tree.right, inputs, i)),
              under: [...term.under, tree.right],
            })) ?? null
          );
        case '^':
          return null;
      }
    }
  }
}

function opposite(term: Term): Term {
  return { ...term, negative: !term.negative, value: term.value.map((x) => -x) };
}

function isTheta(over: readonly Expression[], key = 'theta:before'): boolean {
  return over.length === 1 && over[0]!.kind === 'name' && over[0]!.name === key;
}

/** The stage in which a source comes in: that of the first line that assigns it. */
function stageOfSource({ stages }: Anatomy, source: string): number {
  const [key] = source.split(':');
  return Math.max(
    0,
    stages.findIndex(({ lines }) => lines.some((line) => line.key === key)),
  );
}

// Trees that were never typed have no place in a text.
const nowhere = { start: 0, end: 0 } as const;
const number = (value: number): Expression => ({ kind: 'number', value, ...nowhere });
const name = (key: string): Expression => ({ kind: 'name', name: key, ...nowhere });
const negated = (operand: Expression): Expression => ({ kind: 'negation', operand, ...nowhere });
const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  ...nowhere,
});

/** A sum of two; a difference where the second is negative. */
function joined(a: Expression, b: Expression): Expression {
  return b.kind === 'negation' ? binary('-', a, b.operand) : binary('+', a, b);
}

function formulaOf({ negative, over, under }: Term): Expression {
  const product = (factors: readonly Expression[]) => factors.reduce((a, b) => binary('*', a, b));
  const whole = under.length === 0 ? product(over) : binary('/', product(over), product(under));
  return negative ? negated(whole) : whole;
}
