import fc from 'fast-check';
import { functions } from '../../src/core/expression/functions.ts';
import { parseExpression } from '../../src/core/expression/parse.ts';

/**
 * Formulas as text, from the given functions and operators; fully parenthesised or not, at random. 'where' among the
 * functions brings choices with their conditions.
 */
export function formulas(names: readonly string[], operators: readonly string[]): fc.Arbitrary<string> {
  const unary = names.filter((name) => functions.get(name)?.arity === 1);
  const binary = names.filter((name) => functions.get(name)?.arity === 2);
  const { formula } = fc.letrec<{ formula: string }>((tie) => {
    const part = tie('formula');
    const leaf = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('x', 'y') },
      { weight: 2, arbitrary: fc.constantFrom('0', '1', '2', '3', '0.5', '.25', '1e-3', 'pi', 'e', '7.5') },
    );
    const operation = fc
      .tuple(part, fc.constantFrom(...operators), part, fc.boolean())
      .map(([a, op, b, bare]) => (bare ? `${a}${op}${b}` : `(${a}) ${op} (${b})`));
    const relation = fc
      .tuple(part, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), part)
      .map(([a, sign, b]) => `(${a}) ${sign} (${b})`);
    const condition = fc.oneof(
      { weight: 4, arbitrary: relation },
      fc.tuple(relation, fc.constantFrom('and', 'or'), relation).map(([a, word, b]) => `(${a}) ${word} ${b}`),
      relation.map((a) => `not ${a}`),
    );
    const choices = [
      leaf,
      operation,
      fc.tuple(part, fc.constantFrom('2', '3', '4', '5')).map(([a, n]) => `(${a})^${n}`),
      fc.tuple(fc.constantFrom('-', '+'), part).map(([sign, a]) => `${sign}(${a})`),
      fc.tuple(fc.constantFrom(...unary), part).map(([name, a]) => `${name}(${a})`),
      ...(binary.length === 0
        ? []
        : [fc.tuple(fc.constantFrom(...binary), part, part).map(([name, a, b]) => `${name}(${a}, ${b})`)]),
      ...(names.includes('where')
        ? [fc.tuple(condition, part, part).map(([when, a, b]) => `where(${when}, ${a}, ${b})`)]
        : []),
    ];
    return { formula: fc.oneof({ depthSize: 'small', withCrossShrink: true }, ...choices) };
  });
  return formula.filter((text) => text.length < 1500);
}

/** Juxtaposition may put a number behind a value, which the language refuses. */
export function isAccepted(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}
