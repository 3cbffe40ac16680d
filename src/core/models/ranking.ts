/** How well probabilities rank two classes, and whether they are meant: of rows with targets 0 and 1. */

/** Points of the curve, from (0, 0) to (1, 1), as the threshold falls. */
export interface Roc {
  /** Shares of class 0 and of class 1 that are at or above a threshold. */
  readonly falseShare: Float64Array;
  readonly trueShare: Float64Array;
  /** That threshold: infinite at the first point, then each probability that occurs. */
  readonly thresholds: Float64Array;
  /** Area under it: the share of pairs of one of each class that are ranked right, ties as half. */
  readonly area: number;
}

/**
 * The receiver operating characteristic (J. A. Hanley, B. J. McNeil 1982, https://doi.org/10.1148/radiology.143.1.7063747);
 * null where one class is missing or a probability is no number.
 */
export function rocOf(probabilities: Float64Array, targets: Float64Array): Roc | null {
  const ones = targets.reduce((sum, target) => sum + target, 0);
  const zeros = targets.length - ones;
  if (ones === 0 || zeros === 0 || probabilities.some(Number.isNaN)) return null;
  const order = Array.from(targets.keys()).sort((a, b) => probabilities[b]! - probabilities[a]!);
  const [falseShare, trueShare, thresholds] = [[0], [0], [Infinity]];
  let [right, wrong, area] = [0, 0, 0];
  for (let i = 0; i < order.length; ) {
    const value = probabilities[order[i]!]!;
    const [before, wrongBefore] = [right, wrong];
    // Those that are equal are one point.
    for (; i < order.length && probabilities[order[i]!] === value; i++) {
      if (targets[order[i]!] === 1) right++;
      else wrong++;
    }
    area += ((wrong - wrongBefore) * (right + before)) / 2;
    falseShare.push(wrong / zeros);
    trueShare.push(right / ones);
    thresholds.push(value);
  }
  return {
    falseShare: Float64Array.from(falseShare),
    trueShare: Float64Array.from(trueShare),
    thresholds: Float64Array.from(thresholds),
    area: area / (ones * zeros),
  };
}

/** Who is counted as class 1 from a threshold on: the shares of class 0 and of class 1; NaN of a class that is missing. */
export function sharesAt(
  probabilities: Float64Array,
  targets: Float64Array,
  threshold: number,
): { readonly falseShare: number; readonly trueShare: number } {
  const counts = [0, 0];
  const above = [0, 0];
  targets.forEach((target, row) => {
    counts[target]! += 1;
    if (probabilities[row]! >= threshold) above[target]! += 1;
  });
  return { falseShare: above[0]! / counts[0]!, trueShare: above[1]! / counts[1]! };
}

/** What probabilities say against what happened. */
export interface Calibration {
  /** The mean probability, and the share of class 1. */
  readonly expected: number;
  readonly happened: number;
  /**
   * Mean squared difference of probability and target (G. W. Brier 1950,
   * https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2).
   */
  readonly brier: number;
}

export function calibrationOf(probabilities: Float64Array, targets: Float64Array): Calibration {
  const mean = (of: (row: number) => number) =>
    targets.reduce((sum, _, row) => sum + of(row), 0) / targets.length;
  return {
    expected: mean((row) => probabilities[row]!),
    happened: mean((row) => targets[row]!),
    brier: mean((row) => (probabilities[row]! - targets[row]!) ** 2),
  };
}
