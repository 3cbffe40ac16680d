import type { Program } from './program.ts';

/**
 * Where a program's numbers lie in a memory, counted in doubles:
 *
 *     theta | gradient | state: vectors, scalars | a number for each variable | answers, questions and whether to ask
 */
export interface Layout {
  readonly dimension: number;
  readonly theta: number;
  readonly gradient: number;
  readonly state: number;
  /** The place of a variable by its index: of its first component, or of the number. */
  readonly variables: readonly number[];
  readonly asked: readonly {
    readonly answer: number;
    readonly args: readonly number[];
    readonly holds: number;
  }[];
  /** The place of what is stored under a key. */
  placeOf(key: string): number;
  readonly size: number;
}

export function layoutOf({ entry, variables, asked: questions }: Program, dimension: number): Layout {
  const { vectors, scalars } = entry.rule;
  const state = 2 * dimension;
  const scalarsFrom = state + vectors.length * dimension;
  const placeOf = (key: string): number => {
    if (key === 'theta') return 0;
    if (key === 'gradient') return dimension;
    const vector = vectors.indexOf(key);
    return vector >= 0 ? state + vector * dimension : scalarsFrom + scalars.indexOf(key);
  };
  const numbers = scalarsFrom + scalars.length;
  let size = numbers + variables.length;
  const take = (length: number) => (size += length) - length;
  const asked = questions.map(({ args }) => ({
    answer: take(dimension),
    args: args.map(() => take(dimension)),
    holds: take(1),
  }));
  const places = variables.map((variable, index) => {
    if (variable.kind === 'vector' || variable.kind === 'scalar') return placeOf(variable.key);
    return variable.kind === 'asked' ? asked[variable.index]!.answer : numbers + index;
  });
  return { dimension, theta: 0, gradient: dimension, state, variables: places, asked, placeOf, size };
}
