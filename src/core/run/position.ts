import type { Run } from './types.ts';

/** The position at a step, be it kept or made again. */
export function positionAt(
  { at, positions, dimension }: Pick<Run, 'at' | 'positions' | 'dimension'>,
  step: number,
): Float64Array {
  return at?.(step) ?? positions.subarray(step * dimension, (step + 1) * dimension);
}
