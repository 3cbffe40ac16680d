import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { priceCall, impliedVolatility } from '../../src/core/models/black-scholes.ts';

/** Calls with their derivatives from 50 digits: `networks_public.json`, see README.md. */

interface Reference {
  readonly black_scholes: {
    readonly S: number;
    readonly sigma: number;
    readonly r: number;
    readonly calls: readonly (Readonly<Record<'K' | 'T' | 'price', number>> &
      Readonly<Record<`d_${'sigma' | 'r' | 'sigma_sigma' | 'sigma_r' | 'r_r'}`, number>>)[];
  };
}

const { S, sigma, r, calls } = (
  JSON.parse(readFileSync(new URL('networks_public.json', import.meta.url), 'utf8')) as Reference
).black_scholes;

test.each(calls)('a call of $K in $T years', ({ K, T, ...is }) => {
  const found = priceCall(S, K, T, sigma, r, new Float64Array(6));
  const wanted = [is.price, is.d_sigma, is.d_r, is.d_sigma_sigma, is.d_sigma_r, is.d_r_r];
  wanted.forEach((value, i) =>
    expect(Math.abs(found[i]! - value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(value))),
  );
  expect(Math.abs(impliedVolatility(S, K, T, r, is.price) - sigma)).toBeLessThan(1e-12);
});
