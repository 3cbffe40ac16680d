import type { LossId } from '../core/losses/catalog.ts';
import type { CurveId, CurveWords } from '../core/losses/curves.ts';
import type { LossWords } from '../core/losses/types.ts';

/**
 * The words that core is given, which has none of its own: a language has all of them. Core says what it needs words for;
 * here it is gathered, and a word that is missing is an error of types.
 */
export interface Words {
  readonly surfaces: Readonly<Record<LossId, LossWords>>;
  readonly curves: Readonly<Record<CurveId, CurveWords>>;
}
