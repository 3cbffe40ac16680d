import type { LossEntry, Minimum } from './types.ts';

/** A row of the catalog as data, before its formula is compiled. */
export type LossRow = Omit<LossEntry, 'loss'>;

export function globalMinimum(x: number, y: number, value: number): Minimum {
  return { at: [x, y], value, kind: 'global' };
}

export function localMinimum(x: number, y: number, value: number): Minimum {
  return { at: [x, y], value, kind: 'local' };
}
