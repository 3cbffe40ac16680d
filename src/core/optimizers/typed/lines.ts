import { constants } from '../../expression/names.ts';
import { questions } from '../../expression/rule-functions.ts';
import { type Expression, namesIn } from '../../expression/tree.ts';
import { isVectorTree, type Names, type ReadFormula } from './names.ts';
import type { SaidLine } from './parts.ts';

export interface RuleLine extends SaidLine {
  readonly when?: Expression;
}

const nowhere = { start: 0, end: 0 } as const;
const named = (name: string): Expression => ({ kind: 'name', name, ...nowhere });

/** Assignments as lines: each question to the loss has its own, and the step is told from the position. */
export class Lines {
  readonly lines: RuleLine[] = [];
  readonly #taken: Set<string>;
  /** Names that only one line assigns: an answer is found again by its name. */
  readonly #single: Names;
  readonly #states: Names;
  readonly #readsGiven: boolean;

  constructor(assignments: readonly ReadFormula[], known: readonly Names[], names: Names, kept: Names) {
    this.#taken = new Set([...names, ...constants.keys()]);
    const keys = assignments.map(({ statement }) => statement.name);
    this.#states = kept;
    const turned = keys.indexOf('gradient');
    this.#readsGiven = assignments
      .slice(0, turned + 1)
      .some(({ tree }) => namesIn(tree).includes('gradient'));
    this.#single = new Set(keys.filter((key) => keys.indexOf(key) === keys.lastIndexOf(key)));
    const last = keys.lastIndexOf('theta');
    assignments.forEach(({ statement: { name }, tree }, i) => {
      const vectors = known[i]!;
      const isVector = isVectorTree(tree, vectors);
      if (i === last) this.#position(tree, vectors);
      else if (!isQuestion(tree) || !this.#holds(name, tree, vectors)) {
        this.#kept(name, tree, isVector, vectors);
      } else this.lines.push({ key: name, tree: this.#apart(tree, vectors, [], true), isVector });
    });
  }

  /** Whether a name is an answer's alone, so that it is found again by it. */
  #holds(name: string, answer: Expression, vectors: Names): boolean {
    // The gradient that is given keeps its name where it is read.
    if (name === 'gradient' && this.#readsGiven) return false;
    return this.#single.has(name) && (isVectorTree(answer, vectors) || !vectors.has(name));
  }

  /** A line; a question that is asked at some steps only, its answer kept till then, is one that acts then. */
  #kept(key: string, tree: Expression, isVector: boolean, vectors: Names): void {
    if (tree.kind === 'call' && tree.name === 'where') {
      const [when, then, otherwise] = [tree.args[0]!, tree.args[1]!, tree.args[2]!];
      const stays = otherwise.kind === 'name' && otherwise.name === key;
      // A name without a value is 0; the gradient has one, and keeps it where it is not asked for anew.
      const isNew = key !== 'gradient' && !this.#states.has(key);
      const isNothing = isNew && otherwise.kind === 'number' && otherwise.value === 0;
      if (
        (stays || isNothing) &&
        isQuestion(then) &&
        this.#holds(key, then, vectors) &&
        !isVectorTree(when, vectors) &&
        !asks(when)
      ) {
        this.lines.push({ key, tree: this.#apart(then, vectors, [when], true), isVector, when });
        return;
      }
    }
    this.lines.push({ key, tree: this.#apart(tree, vectors, []), isVector });
  }

  /** theta = theta - a: a is the step. */
  #position(tree: Expression, vectors: Names): void {
    const whole = this.#apart(tree, vectors, []);
    const isSum = whole.kind === 'binary' && (whole.operator === '-' || whole.operator === '+');
    const isStep =
      isSum &&
      whole.left.kind === 'name' &&
      whole.left.name === 'theta' &&
      isVectorTree(whole.right, this.#vectors(vectors));
    if (!isStep) {
      this.lines.push({ key: 'theta', tree: whole, isVector: true });
      return;
    }
    const { right } = whole;
    const computed = this.lines.findLastIndex(({ key }) => right.kind === 'name' && key === right.name);
    const line = this.lines[computed];
    const isOwn =
      line && !isQuestion(line.tree) && line.key !== 'gradient' && !namesIn(line.tree).includes(line.key);
    const key = isOwn ? line.key : this.#free(['update', 'step', 'delta', 'move']);
    if (isOwn) this.lines[computed] = { ...line, part: 'step' };
    else this.lines.push({ key, tree: right, isVector: true, part: 'step' });
    this.lines.push({ key: 'theta', tree: { ...whole, right: named(key) }, isVector: true });
  }

  /** With the answers that have lines of their own. */
  #vectors(vectors: Names): Names {
    return new Set([...vectors, ...this.lines.filter(({ isVector }) => isVector).map(({ key }) => key)]);
  }

  /** The tree with its questions put in lines before it, under the conditions that decide whether they are read. */
  #apart(tree: Expression, vectors: Names, under: readonly Expression[], isWhole = false): Expression {
    const of = (part: Expression, more: readonly Expression[] = []) =>
      this.#apart(part, vectors, [...under, ...more]);
    switch (tree.kind) {
      case 'number':
      case 'name':
        return tree;
      case 'negation':
        return { ...tree, operand: of(tree.operand) };
      case 'binary':
        return { ...tree, left: of(tree.left), right: of(tree.right) };
      case 'call': {
        const [when] = tree.args;
        const decides = tree.name === 'where' && !isVectorTree(when!, vectors) && !asks(when!);
        const not: Expression = { kind: 'call', name: 'not', args: [when!], ...nowhere };
        const args = tree.args.map((arg, i) => of(arg, decides && i > 0 ? [i === 1 ? when! : not] : []));
        const call = { ...tree, args };
        if (isWhole || !isQuestion(tree)) return call;
        const key = this.#free([ANSWERS.get(tree.name)!]);
        const condition = under.reduce<Expression | undefined>(
          (all, one) => (all ? { kind: 'call', name: 'and', args: [all, one], ...nowhere } : one),
          undefined,
        );
        this.lines.push({
          key,
          tree: call,
          isVector: tree.name !== 'value',
          ...(condition && { when: condition }),
        });
        return named(key);
      }
    }
  }

  #free(names: readonly string[]): string {
    const [first = ''] = names;
    let name = names.find((each) => !this.#taken.has(each));
    for (let n = 2; name === undefined; n++) if (!this.#taken.has(first + n)) name = first + n;
    this.#taken.add(name);
    return name;
  }
}

/** What an answer is called that has no name of its own. */
const ANSWERS: ReadonlyMap<string, string> = new Map([
  ['grad', 'gradientThere'],
  ['value', 'lossThere'],
  ['hvp', 'curvature'],
  ['hessianDiagonal', 'curvatures'],
  ['standardNormal', 'draw'],
]);

function asks(tree: Expression): boolean {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negation':
      return asks(tree.operand);
    case 'binary':
      return asks(tree.left) || asks(tree.right);
    case 'call':
      return isQuestion(tree) || tree.args.some(asks);
  }
}

export function isQuestion(tree: Expression): boolean {
  return tree.kind === 'call' && questions.has(tree.name);
}
