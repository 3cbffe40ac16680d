import { printExpression } from '../../expression/print.ts';
import { questions } from '../../expression/rule-functions.ts';
import { type Expression, namesIn, OPPOSITE, isRelation } from '../../expression/tree.ts';
import { actsOf, BASE_RATE, numbersOf, readRule, undecided } from '../read-rule.ts';
import type { HyperparameterValues, OptimizerEntry } from '../types.ts';
import { givens, isReserved } from './statements.ts';

/**
 * A rule of the registry as the text of one that is typed, at these values: its lines that act, with the numbers that
 * they read declared. Read back it gives the same run to the bit. What is used once stands where it is used, as far as
 * the line stays short. Null for a rule that searches: its lines don't say all of it.
 *
 * @example
 * const sgd = optimizers.find(({ id }) => id === 'sgd');
 * const values = Object.fromEntries(sgd.hyperparameters.map((row) => [row.key, row.default]));
 * console.log(printRule(sgd, { ...values, momentum: 0.9 }).split('\n')[3]);
 * // theta = theta - lr*velocity
 */
export function printRule(entry: OptimizerEntry, values: HyperparameterValues): string | null {
  if (entry.rule.search) return null;
  const lines = inlined(merged(actingLines(entry, values)), entry);
  const { starts } = readRule(entry);
  const read = new Set(lines.flatMap(({ tree }) => namesIn(tree)));
  const kept = readFirst(lines);
  const begun = [...starts].filter(([key]) => kept.has(key));
  for (const [, tree] of begun) for (const name of namesIn(tree)) read.add(name);
  const numbers = numbersOf(entry, values);
  const rename = renaming(entry, lines);
  const said = (tree: Expression) => printExpression(withRemainders(renamed(tree, rename)));
  return [
    ...entry.hyperparameters
      .filter(({ key }) => read.has(key))
      .map(({ key, min, max, scale }) => {
        const range = ` in [${printNumber(min)}, ${printNumber(max)}]${scale === 'log' ? ' log' : ''}`;
        return `${rename(key)} = ${printNumber(numbers.get(key)!)}${range}`;
      }),
    // A rule that is typed knows its rate as the schedule has it: what that is a share of is a number of its own.
    ...(read.has(BASE_RATE) ? [`${BASE_RATE} = ${printNumber(numbers.get('lr')!)}`] : []),
    ...begun.map(([key, tree]) => `${rename(key)}(0) = ${said(tree)}`),
    ...lines.map(({ key, tree }) => `${rename(key)} = ${said(tree)}`),
  ].join('\n');
}

/** The names that a line reads before one has assigned them. */
function readFirst(lines: readonly Line[]): ReadonlySet<string> {
  const assigned = new Set<string>();
  const first = new Set<string>();
  for (const { key, tree } of lines) {
    for (const name of namesIn(tree)) if (!assigned.has(name)) first.add(name);
    assigned.add(key);
  }
  return first;
}

/** a - b*floor(a/b) is written mod(a, b), as it was typed. */
function withRemainders(tree: Expression): Expression {
  if (tree.kind === 'negation') return { ...tree, operand: withRemainders(tree.operand) };
  if (tree.kind === 'call') return { ...tree, args: tree.args.map(withRemainders) };
  if (tree.kind !== 'binary') return tree;
  const { operator, left, right } = tree;
  if (operator === '-' && right.kind === 'binary') {
    const quotient = right.right.kind === 'call' && right.right.name === 'floor' && right.right.args[0];
    const [a, b] = [left, right.left].map(printExpression);
    const isRemainder =
      quotient &&
      right.operator === '*' &&
      quotient.kind === 'binary' &&
      quotient.operator === '/' &&
      printExpression(quotient.left) === a &&
      printExpression(quotient.right) === b;
    if (isRemainder)
      return { ...tree, kind: 'call', name: 'mod', args: [left, right.left].map(withRemainders) };
  }
  return { ...tree, left: withRemainders(left), right: withRemainders(right) };
}

/** Short, and read back as the same number. */
function printNumber(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value).replace('e+', 'e');
}

interface Line {
  readonly key: string;
  readonly tree: Expression;
  readonly when: Expression | null;
}

function actingLines(entry: OptimizerEntry, values: HyperparameterValues): Line[] {
  const numbers = numbersOf(entry, values);
  const { lines } = readRule(entry);
  const acting = lines.filter((read) => actsOf(read, numbers) !== 'never');
  const kept = new Set([...entry.rule.vectors, ...entry.rule.scalars]);
  const isRead = (key: string) => acting.some(({ tree }) => namesIn(tree).includes(key));
  return lines.flatMap((read): Line[] => {
    const { key } = read.line;
    const acts = actsOf(read, numbers);
    if (acts === 'never') {
      // What a choice names that is not taken.
      const isMissing =
        !kept.has(key) && !givens.includes(key) && !acting.some(({ line }) => line.key === key);
      return isMissing && isRead(key) ? [{ key, tree: NOTHING, when: null }] : [];
    }
    const when = acts === 'always' ? null : undecided(read.when!, numbers);
    return [{ key, tree: read.tree, when }];
  });
}

const nowhere = { start: 0, end: 0 } as const;
const NOTHING: Expression = { kind: 'number', value: 0, ...nowhere };
const where = (when: Expression, then: Expression, otherwise: Expression): Expression => ({
  kind: 'call',
  name: 'where',
  args: [when, then, otherwise],
  ...nowhere,
});

/** Lines without conditions: `where` chooses, between two lines of which one acts, else between a line and what was. */
function merged(lines: readonly Line[]): Line[] {
  const out: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const { key, tree, when } = lines[i]!;
    const next = lines[i + 1];
    if (!when) out.push(lines[i]!);
    else if (
      next?.when &&
      next.key === key &&
      areOpposite(when, next.when) &&
      !asks(tree) &&
      !asks(next.tree)
    ) {
      const isTurned = when.kind === 'call' && /^(?:not|!=)$/.test(when.name);
      const choice = isTurned ? where(next.when, next.tree, tree) : where(when, tree, next.tree);
      out.push({ key, tree: choice, when: null });
      i++;
    } else out.push({ key, tree, when });
  }
  return out;
}

function areOpposite(a: Expression, b: Expression): boolean {
  return (
    printExpression(opposite(a)) === printExpression(b) || printExpression(a) === printExpression(opposite(b))
  );
}

function opposite(when: Expression): Expression {
  if (when.kind !== 'call') return when;
  if (when.name === 'not') return when.args[0]!;
  // The opposite of an order is another where there is no number.
  if (isRelation(when.name) && /^[=!]=$/.test(when.name)) return { ...when, name: OPPOSITE[when.name] };
  return { kind: 'call', name: 'not', args: [when], ...nowhere };
}

/** Characters of a line into which another is put. */
const LONGEST = 88;

function inlined(conditional: readonly Line[], { rule }: OptimizerEntry): Line[] {
  const kept = new Set([...rule.vectors, ...rule.scalars]);
  const known = new Set<string>([...givens, ...kept]);
  const lines = conditional.map(({ key, tree, when }): Line => {
    const before: Expression = known.has(key) ? { kind: 'name', name: key, ...nowhere } : NOTHING;
    known.add(key);
    return { key, tree: when ? where(when, tree, before) : tree, when: null };
  });
  for (let i = 0; i < lines.length; ) {
    const { key, tree } = lines[i]!;
    const place = kept.has(key) || givens.includes(key) || asks(tree) ? -1 : onlyUse(lines, i);
    const user = lines[place];
    const whole = user && { ...user, tree: replaced(user.tree, key, tree) };
    if (!whole || `${key} = ${printExpression(whole.tree)}`.length > LONGEST) {
      i++;
      continue;
    }
    lines.splice(place, 1, whole);
    lines.splice(i, 1);
    // What was too long before may now stand alone.
    i = 0;
  }
  return lines;
}

/** The line in which alone what line `i` assigns is read, once, with all that it reads as it was; -1 where none is. */
function onlyUse(lines: readonly Line[], i: number): number {
  const { key, tree } = lines[i]!;
  if (lines.some((line, k) => k !== i && line.key === key)) return -1;
  const uses = lines.flatMap((line, k) => namesIn(line.tree).flatMap((name) => (name === key ? [k] : [])));
  const [place = -1, more] = uses;
  if (more !== undefined || place < i) return -1;
  const reads = new Set(namesIn(tree));
  return lines.slice(i + 1, place).some((line) => reads.has(line.key)) ? -1 : place;
}

function asks(tree: Expression): boolean {
  if (tree.kind === 'call') return questions.has(tree.name) || tree.args.some(asks);
  if (tree.kind === 'binary') return asks(tree.left) || asks(tree.right);
  return tree.kind === 'negation' && asks(tree.operand);
}

function replaced(tree: Expression, name: string, by: Expression): Expression {
  const of = (part: Expression) => replaced(part, name, by);
  switch (tree.kind) {
    case 'number':
      return tree;
    case 'name':
      return tree.name === name ? by : tree;
    case 'negation':
      return { ...tree, operand: of(tree.operand) };
    case 'call':
      return { ...tree, args: tree.args.map(of) };
    case 'binary':
      return { ...tree, left: of(tree.left), right: of(tree.right) };
  }
}

/** Names of the registry that a typed rule cannot use. */
function renaming(
  { hyperparameters, rule: { vectors, scalars } }: OptimizerEntry,
  lines: readonly Line[],
): (name: string) => string {
  const names = new Set(lines.flatMap(({ key, tree }) => [key, ...namesIn(tree)]));
  const own = [
    ...hyperparameters.map(({ key }) => key),
    ...vectors,
    ...scalars,
    ...lines.map(({ key }) => key),
  ];
  const renamedTo = new Map<string, string>();
  for (const name of own) {
    if (!isReserved(name)) continue;
    let free = name === 'sum' ? 'squares' : `${name}Of`;
    while (names.has(free)) free += 'Of';
    renamedTo.set(name, free);
  }
  return (name) => renamedTo.get(name) ?? name;
}

function renamed(tree: Expression, rename: (name: string) => string): Expression {
  switch (tree.kind) {
    case 'number':
      return tree;
    case 'name':
      return { ...tree, name: rename(tree.name) };
    case 'negation':
      return { ...tree, operand: renamed(tree.operand, rename) };
    case 'call':
      return { ...tree, args: tree.args.map((arg) => renamed(arg, rename)) };
    case 'binary':
      return { ...tree, left: renamed(tree.left, rename), right: renamed(tree.right, rename) };
  }
}
