/**
 * What chains of draws are worth (A. Gelman et al., "Bayesian data analysis", 3rd edition, 2013, 11.4 and 11.5; A. Vehtari et
 * al. 2021, https://doi.org/10.1214/20-BA1221, without ranks). Each chain is cut into halves first, so that one which drifts
 * is told from one which has settled. With m halves of n draws, W the mean of their variances and B n times the variance of
 * their means:
 *
 *     V = (n - 1)/n W + B/n          R-hat = sqrt(V/W)
 *     rho_t = 1 - (W - mean over halves of rho_t,j s_j^2) / V
 *     ESS = m n / (-1 + 2 (P_0 + P_1 + ...)),    P_k = rho_2k + rho_2k+1
 *
 * up to the first P that is not positive, and each at most as large as the one before it (C. J. Geyer, 1992,
 * https://doi.org/10.1214/ss/1177011137).
 */
export interface ChainFacts {
  /** How many independent draws tell the mean as well, at most m n log10(m n). */
  readonly size: number;
  /** Near 1 once all halves have the same mean and variance. */
  readonly rHat: number;
  /** Draws that were counted. */
  readonly draws: number;
}

/** Null of fewer than 8 draws a chain, and where nothing has moved. @param chains of one quantity, all equally long */
export function chainFacts(chains: readonly Float64Array[]): ChainFacts | null {
  const n = Math.floor((chains[0]?.length ?? 0) / 2);
  if (n < 4) return null;
  const halves = chains.flatMap((chain) => [chain.subarray(0, n), chain.subarray(chain.length - n)]);
  const m = halves.length;
  const means = halves.map(meanOf);
  const variances = halves.map((half, j) => momentOf(half, means[j]!, 0) * (n / (n - 1)));
  const within = meanOf(variances);
  const grand = meanOf(means);
  const between = (n * means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0)) / (m - 1);
  const whole = ((n - 1) / n) * within + between / n;
  if (!(within > 0) || !Number.isFinite(whole)) return null;
  const rho = (lag: number) => {
    const covariance = meanOf(halves.map((half, j) => momentOf(half, means[j]!, lag)));
    return lag === 0 ? 1 : 1 - (within - covariance) / whole;
  };
  let [sum, before] = [0, Infinity];
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = rho(lag) + rho(lag + 1);
    if (!(pair > 0)) break;
    before = Math.min(before, pair);
    sum += before;
  }
  const draws = m * n;
  const time = Math.max(2 * sum - 1, 1 / Math.log10(draws));
  return { size: draws / time, rHat: Math.sqrt(whole / within), draws };
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The mean of products of what is so many draws apart, over all draws. */
function momentOf(values: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i]! - mean) * (values[i - lag]! - mean);
  return sum / values.length;
}
