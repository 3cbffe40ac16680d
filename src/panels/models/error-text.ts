import { formatNumber } from '../../core/math/format.ts';

/** Rounding alone is as large, whatever a rule says. */
const LEAST = 1e-13;

/** What an integral is off by, at most. */
export const errorText = (error: number): string => formatNumber(Math.max(LEAST, error), 1);
