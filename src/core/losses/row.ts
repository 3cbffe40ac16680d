import type { LossEntry, LossWords, Minimum } from './types.ts';

/** A row of the catalog as data, before its formula is compiled; its words are found by its id. */
export type LossRow = Omit<LossEntry, 'loss' | keyof LossWords>;

export function globalMinimum(x: number, y: number, value: number): Minimum {
  return { at: [x, y], value, kind: 'global' };
}

export function localMinimum(x: number, y: number, value: number): Minimum {
  return { at: [x, y], value, kind: 'local' };
}
