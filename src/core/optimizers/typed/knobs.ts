import { printExpression } from '../../expression/print.ts';
import { type Expression, namesIn } from '../../expression/tree.ts';
import { type KnobPlaces, withKnobsAt } from '../knobs.ts';
import type { RuleRow } from '../types.ts';
import type { RuleLine } from './lines.ts';
import type { Names } from './names.ts';

/**
 * A typed rule with the knobs of any rule, where its lines leave them something to act on: what would change nothing is
 * not offered. What the text itself calls by the name of a knob stays the text's.
 *
 * @param names all that the text names
 */
export function withTypedKnobs(entry: RuleRow, lines: readonly RuleLine[], names: Names): RuleRow {
  const taken = new Set([...names, ...lines.map(({ key }) => key)]);
  const free = (name: string): string => (taken.has(name) ? free(`${name}Of`) : name);
  const moves = lines.findIndex((_, i) => movesAt(lines, i) !== null);
  const clipped = clippedOf(entry, lines, moves);
  const { decays } = clipped;
  // What assigns theta behind that step, without it, would undo the shrinking.
  const isKept = lines.every(({ key, tree }, i) => i < moves || key !== 'theta' || reads(tree, 'theta'));
  const rated = entry.hyperparameters.some(({ key }) => key === 'lr');
  const places: KnobPlaces = {
    ...clipped,
    decays: decays && free('l2'),
    shrinks: decays && moves >= 0 && isKept && rated ? free('shrinking') : null,
    before: moves,
    taken,
  };
  const whole = withKnobsAt(entry, places);
  const symbols = [
    [places.decays, "w_2'"],
    [places.shrinks, "w'"],
  ].filter(([name]) => name?.endsWith('Of'));
  return {
    ...whole,
    // Nor are two things called c in its equation.
    hyperparameters: whole.hyperparameters.map((row) =>
      row.knob && taken.has(row.tex) ? { ...row, tex: `${row.tex}_2` } : row,
    ),
    rule: { ...whole.rule, symbols: { ...whole.rule.symbols, ...Object.fromEntries(symbols) } },
  };
}

/**
 * The gradient that is clipped: the given one, where it is read behind the last that is asked for or becomes it; else the
 * last that is asked for. With a word that stands for decays where the rule moves theta itself by it, not an average.
 */
function clippedOf(
  { rule }: RuleRow,
  lines: readonly RuleLine[],
  moves: number,
): Pick<KnobPlaces, 'clips' | 'behind' | 'decays'> & { readonly when?: string } {
  const asked = lines.findLastIndex(({ tree }) => tree.kind === 'call' && tree.name === 'grad');
  const question = lines[asked];
  const isOfTheta =
    !question ||
    lines.slice(0, asked).some(({ tree }) => reads(tree, 'gradient')) ||
    (moves >= 0 && !reads(lines[movesAt(lines, moves)!]!.tree, 'theta'));
  const decays = isOfTheta ? 'l2' : null;
  const none = { clips: null, behind: asked, decays };
  const given = (behind: number) => {
    const assigned = lines.slice(0, behind + 1).findLast(({ key }) => key === 'gradient');
    // A rule may have made it a number.
    const isVector = assigned?.isVector ?? true;
    return isVector && isReadBehind(lines, behind, 'gradient') ? { clips: 'gradient', behind, decays } : none;
  };
  if (!question || question.key === 'gradient') return given(asked);
  const { key, when } = question;
  const turned = lines.findLastIndex(
    (line, i) => i > asked && line.key === 'gradient' && reads(line.tree, key),
  );
  if (turned >= 0 || isReadBehind(lines, asked, 'gradient')) return given(Math.max(asked, turned));
  const isUsed = isReadBehind(lines, asked, key) || rule.vectors.includes(key);
  // Its own condition would be asked again of what is clipped.
  if (!isUsed || (when && reads(when, key))) return none;
  return { ...none, clips: key, ...(when && { when: printExpression(when) }) };
}

/**
 * The line of the step that line `at` adds to theta, or takes from it: one that a line which assigns theta does so with.
 * Null where it does not.
 */
function movesAt(lines: readonly RuleLine[], at: number): number | null {
  const steps = addedTo(lines[at]!.tree).filter((name) =>
    lines.some(({ key, tree }) => key === 'theta' && addedTo(tree).includes(name)),
  );
  const places = steps.map((name) => lines.findLastIndex(({ key }) => key === name));
  return places.find((place) => place >= 0 && place < at) ?? null;
}

/** The names that stand in a formula as theta + a or theta - a. */
function addedTo(tree: Expression): readonly string[] {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return [];
    case 'negation':
      return addedTo(tree.operand);
    case 'call':
      return tree.args.flatMap(addedTo);
    case 'binary': {
      const { operator, left, right } = tree;
      const isSum = (operator === '-' || operator === '+') && right.kind === 'name';
      const own = isSum && left.kind === 'name' && left.name === 'theta' ? [right.name] : [];
      return [...own, ...addedTo(left), ...addedTo(right)];
    }
  }
}

/** Whether what a name is behind a line is read by another, before one assigns it anew. */
function isReadBehind(lines: readonly RuleLine[], at: number, name: string): boolean {
  for (const { key, tree, when } of lines.slice(at + 1)) {
    if (reads(tree, name) || (when && reads(when, name))) return true;
    if (key === name && !when) return false;
  }
  return false;
}

const reads = (tree: Expression, name: string) => namesIn(tree).includes(name);
