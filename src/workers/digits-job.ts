import { giveDigits } from '../core/models/digits-data.ts';
import type { DigitsRequest } from './protocol.ts';
import type { Working } from './serve.ts';

/** Gives this worker the digits, for all jobs that follow. */
export function* digitsJob({ packed }: DigitsRequest): Generator<Working, true> {
  giveDigits(packed);
  yield { done: 1, total: 1 };
  return true;
}
