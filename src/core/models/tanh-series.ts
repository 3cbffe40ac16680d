/** sinh z = z + z u S(u) and cosh z = C(u) with u = z^2, for |z| up to 1/2: Taylor's series. */
export const TANH_SINH = [1 / 6, 1 / 120, 1 / 5040, 1 / 362880, 1 / 39916800, 1 / 6227020800];
export const TANH_COSH = [1, 1 / 2, 1 / 24, 1 / 720, 1 / 40320, 1 / 3628800, 1 / 479001600];
