import { type ChainFacts, chainFacts } from '../math/chains.ts';
import { recordRun } from './record.ts';
import type { RecordOptions } from './types.ts';

/** Several runs of a rule that draws, each with a seed and a start of its own, as samples of what it comes to. */
export interface Chains {
  /** The positions of all, without the first half of each, by parameter and chain. */
  readonly draws: readonly (readonly Float64Array[])[];
  /** What they are worth, by parameter; null where that cannot be said. */
  readonly facts: readonly (ChainFacts | null)[];
}

/** Runs at most so many steps long. */
export const MOST_CHAIN_STEPS = 20_000;

/**
 * Null where one of them ends early. Seeds follow that of the options, which is left to the run that is seen.
 *
 * @param startOf where the chain of a seed begins: far apart, so that their agreement says something
 */
export function runChains(
  options: Omit<RecordOptions, 'start'>,
  startOf: (seed: number) => Float64Array,
  count = 4,
): Chains | null {
  const steps = Math.min(options.steps, MOST_CHAIN_STEPS);
  const { dimension } = options.loss;
  const from = Math.ceil((steps + 1) / 2);
  const draws = Array.from({ length: dimension }, (): Float64Array[] => []);
  for (let k = 1; k <= count; k++) {
    const seed = (options.seed ?? 0) + k;
    const { positions, divergedAt } = recordRun({ ...options, steps, seed, start: startOf(seed) });
    if (divergedAt !== null) return null;
    draws.forEach((chains, i) =>
      chains.push(
        Float64Array.from({ length: steps + 1 - from }, (_, j) => positions[(from + j) * dimension + i]!),
      ),
    );
  }
  return { draws, facts: draws.map(chainFacts) };
}
