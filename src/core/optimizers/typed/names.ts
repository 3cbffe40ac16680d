import { questions, reductions } from '../../expression/rule-functions.ts';
import { type Expression, namesIn } from '../../expression/tree.ts';
import { type FormulaStatement, givens, startGivens } from './statements.ts';

/** What the names of a rule's lines stand for: what is kept from step to step, and what has a value for each coordinate. */

export interface ReadFormula {
  readonly statement: FormulaStatement;
  readonly tree: Expression;
}

/** The names that a step reads as the step before has left them, in the order in which they are read. */
export function keptNames(
  starts: readonly ReadFormula[],
  assignments: readonly ReadFormula[],
): ReadonlySet<string> {
  const theirs = new Set([...starts, ...assignments].map(({ statement }) => statement.name));
  const known = new Set<string>(givens);
  const kept = new Set<string>();
  for (const { statement, tree } of assignments) {
    for (const name of namesIn(tree)) if (!known.has(name) && theirs.has(name)) kept.add(name);
    known.add(statement.name);
  }
  return kept;
}

export type Names = ReadonlySet<string>;

/** Those of the kept names that have a value for each coordinate. @param declared parameters, which may be called as what is given */
export function vectorsAmong(
  kept: Names,
  starts: readonly ReadFormula[],
  assignments: readonly ReadFormula[],
  declared: Names,
): Names {
  const given = new Set(startGivens.filter((name) => !declared.has(name)));
  const vectors = new Set(
    starts.filter(({ tree }) => isVectorTree(tree, given)).map(({ statement }) => statement.name),
  );
  for (let before = -1; vectors.size > before; ) {
    before = vectors.size;
    const after = vectorsBefore(assignments, vectors).at(-1)!;
    for (const name of kept) if (after.has(name)) vectors.add(name);
  }
  return vectors;
}

/** The names that have a value for each coordinate before each line, and behind the last. */
export function vectorsBefore(assignments: readonly ReadFormula[], vectors: Names): Names[] {
  const known = new Set(['theta', 'gradient', ...vectors]);
  const all: Names[] = [new Set(known)];
  for (const { statement, tree } of assignments) {
    if (isVectorTree(tree, known)) known.add(statement.name);
    else known.delete(statement.name);
    all.push(new Set(known));
  }
  return all;
}

export function isVectorTree(tree: Expression, vectors: Names): boolean {
  switch (tree.kind) {
    case 'number':
      return false;
    case 'name':
      return vectors.has(tree.name);
    case 'negation':
      return isVectorTree(tree.operand, vectors);
    case 'binary':
      return isVectorTree(tree.left, vectors) || isVectorTree(tree.right, vectors);
    case 'call':
      if (questions.has(tree.name)) return tree.name !== 'value';
      if (reductions.get(tree.name)?.arity === tree.args.length) return false;
      return tree.args.some((arg) => isVectorTree(arg, vectors));
  }
}
