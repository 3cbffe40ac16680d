import { ruleFunctionOf } from '../expression/rule-functions.ts';
import type { Expression } from '../expression/tree.ts';
import type { Anatomy, NamedValue, Value } from './anatomy.ts';

/**
 * An update of one parameter among all, by its place: each vector is its number there. What a line reduces to a number, a norm
 * for one, stays of all of them, so that such a line has its vectors as inputs.
 */
export function componentAnatomy(anatomy: Anatomy, place: number): Anatomy {
  const n = (anatomy.before[0]!.value as Float64Array).length;
  const one = (value: Value): Value =>
    typeof value === 'object' && value.length === n ? value[place]! : value;
  const only = <Q extends NamedValue>(quantity: Q): Q => ({ ...quantity, value: one(quantity.value) });
  const lines = anatomy.lines.map((line) => ({
    ...only(line),
    inputs: line.formula && !isReduced(line.formula) ? mapped(line.inputs, one) : line.inputs,
  }));
  const byId = new Map(lines.map((line) => [line.id, line]));
  return {
    ...anatomy,
    before: anatomy.before.map(only),
    noise: anatomy.noise && Float64Array.of(anatomy.noise[place]!),
    lines,
    stages: anatomy.stages.map((stage) => ({
      ...stage,
      lines: stage.lines.map(({ id }) => byId.get(id)!),
    })),
  };
}

function mapped(inputs: ReadonlyMap<string, Value>, one: (value: Value) => Value): Map<string, Value> {
  return new Map([...inputs].map(([name, value]) => [name, one(value)]));
}

/** Whether a tree asks for something of all components, or of the loss. */
function isReduced(tree: Expression): boolean {
  switch (tree.kind) {
    case 'number':
    case 'name':
      return false;
    case 'negation':
      return isReduced(tree.operand);
    case 'call':
      return ruleFunctionOf(tree) !== undefined || tree.args.some(isReduced);
    case 'binary':
      return isReduced(tree.left) || isReduced(tree.right);
  }
}
