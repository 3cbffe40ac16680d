import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../../src/core/expression/evaluate.ts';
import { parseExpression } from '../../../../src/core/expression/parse.ts';
import { ruleFunctionOf } from '../../../../src/core/expression/rule-functions.ts';
import { toTex } from '../../../../src/core/expression/tex.ts';
import { type Expression, namesIn } from '../../../../src/core/expression/tree.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { readRule } from '../../../../src/core/optimizers/read-rule.ts';
import { normals } from '../normals.ts';

/**
 * The TeX of a rule's lines says what the lines say: read back, as a formula that one pastes is, it has the line's values. Of a
 * reduction, or a question to the loss, which formulas have not, its arguments are read.
 */

function argumentsOf(tree: Expression): readonly Expression[] {
  switch (tree.kind) {
    case 'call':
      return tree.args;
    case 'binary':
      return [tree.left, tree.right];
    case 'negation':
      return [tree.operand];
    default:
      return [];
  }
}

const isOfRules = (tree: Expression): boolean =>
  (tree.kind === 'call' && ruleFunctionOf(tree) !== undefined) || argumentsOf(tree).some(isOfRules);

/** The largest parts of a tree that a formula could hold. */
const formulasIn = (tree: Expression): readonly Expression[] =>
  isOfRules(tree) ? argumentsOf(tree).flatMap(formulasIn) : [tree];

let read = 0;

describe.each(optimizers.filter(({ rule }) => !rule.search))('$id', (entry) => {
  test('its lines are read back from their TeX', () => {
    for (const { line, tree } of readRule(entry).lines) {
      for (const part of formulasIn(tree)) {
        const names = namesIn(part);
        // A name that is no word of TeX stands for each.
        const letters = new Map([...new Set(names)].map((name, i) => [name, 'abcdghkmnpqrsuvwz'[i]!]));
        const text = toTex(part, { names: letters });
        const back = parseExpression(text, new Set(letters.values()));
        const draws = normals(40 * letters.size, 0, `${entry.id} ${line.key}`);
        for (let k = 0; k < 40; k++) {
          const numbers = draws.slice(k * letters.size, (k + 1) * letters.size);
          const value = (tree_: Expression, keys: Iterable<string>) =>
            evaluate(tree_, Object.fromEntries([...keys].map((key, i) => [key, numbers[i]!])));
          const [wanted, found] = [value(part, letters.keys()), value(back, letters.values())];
          const isSame =
            Object.is(wanted, found) || Math.abs(wanted - found) <= 1e-12 * (1 + Math.abs(wanted));
          expect([text, isSame ? wanted : found]).toEqual([text, wanted]);
        }
        if (part.kind !== 'name') read++;
      }
    }
  });
});

test('these are hundreds of formulas', () => {
  expect(read).toBeGreaterThan(300);
});
