import { pow } from './exponential.ts';

const BITS = 6;
const BLOCK = 1 << BITS;

/**
 * Powers of one base with whole-number exponents that come in order, as the bias corrections 1 - beta^t want them:
 *
 *     beta^t = beta^(64 q) * beta^r,   q = floor(t / 64), r = t mod 64
 *
 * The 64 small powers are tabulated, the large one is computed anew every 64 steps. `pow` at every step would
 * cost more than the rest of an update; a running product gathers one rounding error a step, 1e-13 after a
 * thousand steps. This is within two units in the last place of `pow` at any t, is `pow` to the bit
 * below 64, and is a function of t alone, so that a replay from the middle of a run meets the same bits.
 */
export class Powers {
  readonly #base: number;
  /** The small powers, and behind them the large one: a slot of a typed array is written without boxing. */
  readonly #table = new Float64Array(BLOCK + 1);
  #block = 0;

  constructor(base: number) {
    this.#base = base;
    for (let r = 0; r < BLOCK; r++) this.#table[r] = pow(base, r);
    this.#table[BLOCK] = 1;
  }

  /** base^exponent, for a whole exponent from 0 to 2^31 - 1. */
  at(exponent: number): number {
    // Whole-number arithmetic keeps the lookup to a few instructions.
    const block = exponent >>> BITS;
    if (block !== this.#block) this.#enter(block);
    return this.#table[BLOCK]! * this.#table[exponent & (BLOCK - 1)]!;
  }

  /** The factors of base^exponent: of exponent mod 64, and of floor(exponent / 64). */
  small(rest: number): number {
    return this.#table[rest]!;
  }

  large(block: number): number {
    return pow(this.#base, block * BLOCK);
  }

  #enter(block: number): void {
    this.#block = block;
    this.#table[BLOCK] = pow(this.#base, block * BLOCK);
  }
}
